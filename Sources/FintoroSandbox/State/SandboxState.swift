import Foundation

/// Everything that outlives a restart. As bytes it is JSON that says what it is and of which form.
public struct SandboxState: Sendable {
  /// Of the JSON below; a higher number is from a newer hooktop.
  static let form = 1
  static let kind = "hooktop sandbox state"

  struct Contents: Sendable, Codable {
    var kind = SandboxState.kind
    var form = SandboxState.form
    var nextID: Int
    var subscriptions: [StoredSubscription]
    var deliveries: DeliveryBook.Kept
    var answers: [IdempotencyLedger.Kept]
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
      throw StateProblem(inJSON: bytes)
    }
    guard head.kind == Self.kind else { throw .notState }
    guard head.form == Self.form else { throw .otherForm(head.form) }
    do {
      contents = try Self.decoder.decode(Contents.self, from: data)
    } catch {
      throw StateProblem(reading: error)
    }
    let ids = contents.subscriptions.map(\.id)
    guard Set(ids).count == ids.count else { throw .wrong(path: "subscriptions", problem: "two have the same id") }
  }

  var bytes: [UInt8] {
    get throws { Array(try Self.encoder.encode(contents)) }
  }

  private struct Head: Decodable {
    var kind: String
    var form: Int
  }

  /// Times as seconds since 1970, exactly as they are.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return decoder
  }
}
