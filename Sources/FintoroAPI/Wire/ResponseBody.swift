import Foundation

/// Reads a response's body as JSON, or says what it is instead.
enum ResponseBody {
  /// A `Content-Type` must say JSON. Without one the bytes decide.
  static func checkIsJSON(_ response: RawResponse) throws(ResponseProblem) {
    if response.body.isEmpty { throw ResponseProblem("the answer is empty; JSON was expected") }
    if !isJSON(contentType: response.headers["content-type"]) || isEncoded(response) {
      throw ResponseProblem(foreign(response))
    }
  }

  /// What is nested more deeply than the decoder takes is read as empty: one field must not cost the whole answer.
  /// - Parameter type: its decoding throws for nothing but a wrong shape.
  static func decode<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) throws(ResponseProblem) -> Value {
    do throws(ResponseProblem) {
      return try decodeWhole(type, from: body)
    } catch {
      guard error.isDamage, let flat = JSONNesting.flattened(body) else { throw error }
      return try decodeWhole(type, from: flat)
    }
  }

  /// The same, where nothing may be left out.
  static func decodeWhole<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) throws(ResponseProblem) -> Value {
    do {
      return try body.withUnsafeBytes { bytes in
        // Right because the decoder keeps nothing of the bytes: all values are copies.
        let data = bytes.baseAddress.map {
          Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: $0), count: bytes.count, deallocator: .none)
        }
        return try JSONDecoder().decode(type, from: data ?? Data())
      }
    } catch let error as DecodingError {
      throw problem(error, length: body.count)
    } catch {
      throw ResponseProblem("the answer cannot be read as JSON")
    }
  }

  /// Says what came instead of Fintoro's JSON.
  static func foreign(_ response: RawResponse) -> String {
    if isEncoded(response) { return "the answer is compressed, which was not asked for" }
    if response.body.isEmpty { return "the answer is empty; JSON was expected" }
    let type = response.headers["content-type"].map { mediaType($0) } ?? ""
    if type == "text/html" || response.body.first == UInt8(ascii: "<") {
      return "a web page came where JSON was expected"
    }
    return isJSON(contentType: type) ? "the JSON is not of Fintoro's form" : "\(type) came where JSON was expected"
  }

  private static func isEncoded(_ response: RawResponse) -> Bool {
    response.headers["content-encoding"].map { $0.lowercased() != "identity" && !$0.isEmpty } ?? false
  }

  private static func isJSON(contentType: String?) -> Bool {
    guard let contentType, !contentType.isEmpty else { return true }
    let type = mediaType(contentType)
    return type == "application/json" || type.hasSuffix("+json")
  }

  /// `text/html` of `Text/HTML; charset=utf-8`.
  private static func mediaType(_ contentType: String) -> String {
    let type = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    return String(type.prefix(80))
  }

  private static func problem(_ error: DecodingError, length: Int) -> ResponseProblem {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      ResponseProblem("`\(path(context))` is not of the expected type")
    case .keyNotFound(let key, let context):
      ResponseProblem("`\(path(context, key))` is missing")
    case .dataCorrupted:
      ResponseProblem("the JSON is cut short or damaged (\(length) bytes came)", isDamage: true)
    @unknown default:
      ResponseProblem("the answer cannot be read as JSON")
    }
  }

  private static func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
    let keys = context.codingPath + (last.map { [$0] } ?? [])
    let text = keys.reduce("") { $0 + ($1.intValue.map { "[\($0)]" } ?? ($0.isEmpty ? "" : ".") + $1.stringValue) }
    return text.isEmpty ? "the answer" : text
  }
}

/// Why a response's body is not what the contract describes: what and where, without a full stop.
///
/// It never repeats a value of the body, which may be a signing secret.
struct ResponseProblem: Error {
  var sentence: String
  /// Whether the JSON as a whole could not be read.
  var isDamage: Bool

  init(_ sentence: String, isDamage: Bool = false) {
    self.sentence = sentence
    self.isDamage = isDamage
  }
}
