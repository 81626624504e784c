import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// The file with a connection's last list, for what may be a little old: `hooktop status` and completions. Nothing else
/// believes it. It holds no token.
struct KeptList: Sendable {
  let path: String

  /// Nil for a token that stands in a variable: nothing but the token itself tells two such companies apart.
  init?(_ source: ConnectionSource, _ paths: Paths) {
    let place: String
    switch source.token {
    case .value: return nil
    case .stored(.file(let path)): place = path
    case .stored(.command(let words)): place = words.joined(separator: "\0")
    }
    let key = ConnectionKey(
      profile: source.profile, parts: [paths.configFile, source.baseURL.text, source.profile ?? "", place])
    path = Paths.join(paths.lists, key.text + ".json")
  }

  struct Content: Sendable {
    var list: SubscriptionList
    /// By this machine's clock.
    var receivedAt: Date
    /// Seconds by which the server's clock is ahead.
    var skew: Double

    func time(at now: Date) -> ServerTime { ServerTime(now: now.addingTimeInterval(skew), skew: skew) }
  }

  static let schema = "hooktop.cache/1"

  /// Replaces the file. Blocks.
  /// - Returns: whether it was written; what is kept here is never missed.
  func write(_ answer: Answer<SubscriptionList>) -> Bool {
    let report = SubscriptionReport(answer.context, now: answer.context.receivedAt, zone: .gmt)
    let skew = ServerTime(local: answer.context.receivedAt, answer: answer.context).skew ?? 0
    var text = JSONText(isCompact: true, capacity: 512 * (answer.value.elements.count + 1))
    text.addObject { text in
      text.addMember("schema", .string(Self.schema))
      text.addMember("receivedAt", .string(ISO8601.text(answer.context.receivedAt)))
      text.addMember("skewSeconds", .int(Int(skew)))
      report.addKept(answer.value, to: &text)
    }
    text.end()
    do {
      try FileReplacement.write(text.bytes, to: path, replacing: true, unique: "\(getpid())")
      return true
    } catch {
      return false
    }
  }

  /// Nil where there is none, or none that can be believed. Blocks.
  func read() -> Content? {
    let rule = FileRule(maxBytes: 64 << 20, owner: .us, openness: .othersMayRead, followsLink: false)
    guard let bytes = try? FileReader.read(path, rule), let list = FintoroClient.list(in: bytes),
      let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)), head.schema == Self.schema,
      let receivedAt = ISO8601.date(head.receivedAt)
    else { return nil }
    return Content(list: list, receivedAt: receivedAt, skew: Double(head.skewSeconds))
  }

  private struct Head: Decodable {
    var schema: String
    var receivedAt: String
    var skewSeconds: Int
  }
}

/// The name of a file that belongs to one connection: readable, and another one for every other connection.
struct ConnectionKey: Sendable {
  let text: String

  /// - Parameter parts: what tells the connection from others. They cannot be read back from the name.
  init(profile: String?, parts: [String]) {
    // FNV-1a: short, and the same in every version.
    let hash = parts.joined(separator: "\0").utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let name = (profile ?? "environment").lowercased().unicodeScalars
      .map { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) ? Character($0) : "-" }
    text = String(name.prefix(32)) + "-" + String(hash, radix: 16)
  }
}
