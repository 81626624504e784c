/// The POST that is under way on a connection of a `CuttingProxy`.
struct ProxiedPost {
  let fault: NetworkFault?
  private(set) var carried = CarriedPost()
  /// What is kept from the server.
  var withheld: [UInt8] = []
  private let number: Int
  private let log: PostLog

  init(_ log: PostLog) {
    self.log = log
    (number, fault) = log.begin()
  }

  mutating func note(_ change: (inout CarriedPost) -> Void) {
    change(&carried)
    log.note(number, carried)
  }

  /// Whether head and body of what is withheld are there.
  var isWhole: Bool {
    let text = String(decoding: withheld, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
    let head = text[..<end.lowerBound].lowercased()
    let length = head.firstMatch(of: /content-length: *([0-9]+)/).flatMap { Int($0.output.1) } ?? 0
    return text[end.upperBound...].utf8.count >= length
  }
}
