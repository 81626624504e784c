import Files
import FintoroWebhooks
import Foundation
import History

/// Gaps and what people decided about them, on disk beside the ledger: history may be lost, these lines may not.
///
/// All calls block.
struct DecisionsFile: Sendable {
  private let file: LineFile

  /// - Parameter path: absolute.
  init(path: String) { file = LineFile(path: path) }

  /// What the file says, as far as it was read.
  struct Contents: Sendable {
    fileprivate(set) var books: [CompanyKey: GapBook] = [:]
    /// Lines that could not be read.
    fileprivate(set) var unreadable = 0
    /// Bytes that were read.
    fileprivate var size = 0

    func book(of key: CompanyKey) -> GapBook { books[key.forDecisions] ?? GapBook() }

    /// The companies at an origin.
    func companies(origin: String) -> [Int] {
      books.keys.filter { $0.origin == origin }.map(\.companyID).sorted()
    }

    fileprivate mutating func add(
      _ bytes: ArraySlice<UInt8>?, _ decoder: JSONDecoder, until end: Date = .distantFuture
    ) {
      guard let line = bytes.flatMap({ try? decoder.decode(GapLine.self, from: Data($0)) }), let event = line.value
      else {
        unreadable += 1
        return
      }
      if event.at > end { return }
      books[CompanyKey(origin: line.origin, companyID: line.company), default: GapBook()].add(event)
    }
  }

  /// An absent file has no gaps.
  /// - Parameter end: what was written later is left out.
  func read(until end: Date = .distantFuture) throws(LineFileProblem) -> Contents {
    var contents = Contents()
    let decoder = JSONDecoder()
    // A written time may be half a millisecond later than the moment.
    let end = end.addingTimeInterval(0.001)
    try file.read { contents.add($0, decoder, until: end) }
    return contents
  }

  /// Reads what is new in the file, decides on it, and writes that down, so that nobody writes in between. After it
  /// returns, the lines survive a power cut.
  /// - Parameters:
  ///   - known: what was read before; only the rest is read.
  ///   - createIfMissing: whether there can be something to write.
  ///   - events: what is added to a book; it may ask the book again with what it has added.
  func change(
    _ key: CompanyKey, known: Contents = Contents(), createIfMissing: Bool = true,
    _ events: (inout GapBook) -> [GapEvent]
  ) throws(LineFileProblem) -> Contents {
    let changed = try file.change(createIfMissing: createIfMissing) { descriptor throws(SystemError) in
      var contents = known
      let size = try descriptor.metadata().size
      // Somebody has made it shorter: what was read before is no longer certain.
      if size < contents.size { contents = Contents() }
      let decoder = JSONDecoder()
      try file.lines(of: descriptor, from: contents.size) { contents.add($0, decoder) }
      var book = contents.book(of: key)
      let lines = events(&book).flatMap { GapLine($0, of: key).bytes }
      if !lines.isEmpty { try descriptor.appendLine(lines) }
      contents.books[key.forDecisions] = book
      contents.size = try descriptor.metadata().size
      return contents
    }
    return changed ?? Contents()
  }
}

extension CompanyKey {
  /// Decisions are kept as long as the file is, wherever the server runs.
  fileprivate var forDecisions: CompanyKey { CompanyKey(origin: origin, companyID: companyID) }
}
