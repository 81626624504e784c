import Foundation

/// Everything that survives a restart. Its bytes are JSON that names its kind and form.
public struct SandboxState: Sendable {
  /// Of the JSON below; a higher number is from a newer hooktop.
  static let form = 1
  static let kind = "hooktop sandbox state"

  struct Contents: Sendable, Codable {
    var kind = SandboxState.kind
    var form = SandboxState.form
    var nextID: Int
    var subscriptions: [StoredSubscription]
    var deliveries: DeliveryBook.Saved
    var answers: [IdempotencyLedger.Saved]
  }

  let contents: Contents

  init(_ contents: Contents) {
    self.contents = contents
  }

  /// Reads what `bytes` wrote.
  public init(_ bytes: [UInt8]) throws(StateProblem) {
    let data = Data(bytes)
    let head: Head
    do {
      head = try Self.decoder.decode(Head.self, from: data)
    } catch {
      throw StateProblem(inHeadOf: bytes)
    }
    guard head.kind == Self.kind else { throw .notState }
    guard head.form == Self.form else { throw .otherForm(head.form) }
    do {
      contents = try Self.decoder.decode(Contents.self, from: data)
    } catch {
      throw StateProblem(reading: error, in: bytes)
    }
    try Self.check(contents)
  }

  /// Refuses numbers that the sandbox could not count on from.
  private static func check(_ contents: Contents) throws(StateProblem) {
    let deliveries = contents.deliveries
    try check("subscriptions", contents.subscriptions.map(\.id), named: "id", 1 ... .max)
    try check("deliveries.deliveries", deliveries.deliveries.map(\.number), named: "number", 1...maxCount)
    try check("nextID", contents.nextID, 1...maxCount)
    try check("deliveries.nextNumber", deliveries.nextNumber, 1...maxCount)
    try check("deliveries.forgotten", deliveries.forgotten, 0...maxCount)
  }

  private static func check(
    _ path: String, _ numbers: [Int], named name: String, _ range: ClosedRange<Int>
  ) throws(StateProblem) {
    for (index, number) in numbers.enumerated() { try check("\(path).\(index).\(name)", number, range) }
    guard Set(numbers).count == numbers.count else { throw .wrong(path: path, problem: "two have the same \(name)") }
  }

  private static func check(_ path: String, _ number: Int, _ range: ClosedRange<Int>) throws(StateProblem) {
    guard range.contains(number) else {
      throw .wrong(
        path: path, problem: "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// The largest whole number that every reader of JSON takes exactly.
  private static let maxCount = 1 << 53

  var bytes: [UInt8] {
    get throws { Array(try Self.encoder.encode(contents)) }
  }

  private struct Head: Decodable {
    var kind: String
    var form: Int
  }

  /// No calendar is certain beyond these years.
  private static let years1To9999 = -62_135_510_400.0...253_402_214_400.0

  /// Times as seconds since 1970, exactly as they are.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let seconds = try decoder.singleValueContainer().decode(Double.self)
      guard years1To9999.contains(seconds) else { throw StateProblem.notATime(decoder.codingPath) }
      return Date(timeIntervalSince1970: seconds)
    }
    return decoder
  }
}

extension SandboxStore {
  /// What is to survive a restart, with its revision.
  func state() -> (revision: Int, SandboxState) {
    let contents = SandboxState.Contents(
      nextID: nextID, subscriptions: subscriptions.values, deliveries: book.saved,
      answers: ledger.saved)
    return (revision, SandboxState(contents))
  }

  /// Replaces what the scenario begins with.
  func restore(_ state: SandboxState) {
    let contents = state.contents
    subscriptions = SubscriptionTable(contents.subscriptions)
    nextID = max(contents.nextID, subscriptions.nextID)
    book = DeliveryBook(contents.deliveries, at: clock())
    for id in Set(book.deliveries.values.map(\.subscriptionID)) where subscriptions[id] == nil {
      book.cancel(subscriptionID: id)
    }
    ledger = IdempotencyLedger(contents.answers, life: assumptions.keyLife)
    alarm.ring()
  }
}

/// Where a sandbox saves its state over restarts. The sandbox itself opens no file.
public struct StateStorage: Sendable {
  /// What was saved before; nil at the first start, which begins with the scenario.
  public var saved: SandboxState?
  /// Replaces the bytes before, whole or not at all, and returns when they are safe. False where that failed; the next
  /// change tries again.
  public var save: @Sendable ([UInt8]) async -> Bool

  public init(saved: SandboxState?, save: @escaping @Sendable ([UInt8]) async -> Bool) {
    self.saved = saved
    self.save = save
  }
}
