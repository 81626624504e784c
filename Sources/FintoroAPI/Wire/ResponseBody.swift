import Foundation

/// The body of an answer as JSON, or in words what else it is.
enum AnswerBody {
  /// An answer that says what it is must say JSON; one that says nothing is judged by its bytes.
  static func checkIsJSON(_ answer: RawResponse) throws(AnswerProblem) {
    if answer.body.isEmpty { throw AnswerProblem("the answer is empty; JSON was expected") }
    if !isJSON(contentType: answer.headers["content-type"]) || isEncoded(answer) {
      throw AnswerProblem(foreign(answer))
    }
  }

  /// - Parameter type: what is read; the decoder of each wire type throws no errors of its own but for wrong shapes.
  static func decode<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) throws(AnswerProblem) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch let error as DecodingError {
      throw problem(error, length: body.count)
    } catch {
      throw AnswerProblem("the answer cannot be read as JSON")
    }
  }

  /// What came instead of Fintoro's JSON.
  static func foreign(_ answer: RawResponse) -> String {
    if isEncoded(answer) { return "the answer is compressed, which was not asked for" }
    if answer.body.isEmpty { return "the answer is empty; JSON was expected" }
    let type = answer.headers["content-type"].map { mediaType($0) } ?? ""
    if type == "text/html" || answer.body.first == UInt8(ascii: "<") {
      return "a web page came where JSON was expected"
    }
    return isJSON(contentType: type) ? "the JSON is not of Fintoro's form" : "\(type) came where JSON was expected"
  }

  private static func isEncoded(_ answer: RawResponse) -> Bool {
    answer.headers["content-encoding"].map { $0.lowercased() != "identity" && !$0.isEmpty } ?? false
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

  private static func problem(_ error: DecodingError, length: Int) -> AnswerProblem {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      AnswerProblem("`\(path(context))` is not of the expected type")
    case .keyNotFound(let key, let context):
      AnswerProblem("`\(path(context, key))` is missing")
    case .dataCorrupted:
      AnswerProblem("the JSON is cut short or damaged (\(length) bytes came)")
    @unknown default:
      AnswerProblem("the answer cannot be read as JSON")
    }
  }

  private static func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
    let keys = context.codingPath + (last.map { [$0] } ?? [])
    let text = keys.reduce("") { $0 + ($1.intValue.map { "[\($0)]" } ?? ($0.isEmpty ? "" : ".") + $1.stringValue) }
    return text.isEmpty ? "the answer" : text
  }
}

/// Why the body of an answer is not what the contract describes: what and where, without a full stop.
///
/// It never repeats a value of the body, which may be a signing secret.
struct AnswerProblem: Error {
  var sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }
}
