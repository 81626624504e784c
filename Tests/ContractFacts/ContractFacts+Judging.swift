import Foundation

extension ContractFacts {
  /// Where JSON departs from a body of the contract: a field too many, one missing, a type, a null; empty when nothing
  /// does.
  /// - Parameter mayOmit: fields that may be absent.
  public func problems(in json: [UInt8], as body: String, mayOmit: Set<String> = []) -> [String] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      return ["not a JSON object"]
    }
    return problems(in: object, as: body, mayOmit: mayOmit)
  }

  private func problems(in object: [String: Any], as body: String, mayOmit: Set<String>) -> [String] {
    guard let fields = bodies[body] else { return ["no body is called \(body)"] }
    let unknown = object.keys.filter { fields[$0] == nil }.map { "\($0) is not a field of \(body)" }
    let wrong = fields.flatMap { name, field -> [String] in
      guard let value = object[name] else { return mayOmit.contains(name) ? [] : ["\(name) is missing"] }
      return problem(of: value, field).map { ["\(name) \($0)"] } ?? []
    }
    return (unknown + wrong).sorted()
  }

  private func problem(of value: Any, _ field: Field) -> String? {
    if value is NSNull { return field.nullable ? nil : "is null" }
    if field.type.hasSuffix("[]{}") {
      return (value as? [String: [String]]) == nil ? "is not \(field.type)" : nil
    }
    if field.type.hasSuffix("[]") { return problem(ofArray: value, field) }
    switch (field.type, value) {
    case ("string", let text as String): return problem(ofText: text, field)
    // Foundation gives numbers and truths as one class.
    case ("boolean", let number as NSNumber): return isTruth(number) ? nil : "is not a boolean"
    case ("integer", let number as NSNumber): return isTruth(number) ? "is not an integer" : nil
    default: return "is not \(field.type)"
    }
  }

  /// `c` is the Objective-C code of a truth, which no number of JSON has.
  private func isTruth(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private func problem(ofArray value: Any, _ field: Field) -> String? {
    guard let elements = value as? [Any] else { return "is not an array" }
    if elements.count < field.fewest ?? 0 { return "has too few elements" }
    let type = String(field.type.dropLast(2))
    if type == "eventType" {
      return elements.allSatisfy { ($0 as? String).map(eventTypes.contains) == true } ? nil : "has unknown event types"
    }
    let wrong = elements.flatMap { element -> [String] in
      (element as? [String: Any]).map { problems(in: $0, as: type, mayOmit: []) } ?? ["an entry that is no object"]
    }
    return wrong.isEmpty ? nil : "has " + wrong.joined(separator: ", ")
  }

  private func problem(ofText text: String, _ field: Field) -> String? {
    if let longest = field.longest, text.unicodeScalars.count > longest { return "is longer than \(longest)" }
    switch field.format {
    case "date-time":
      return text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/) == nil ? "is no time" : nil
    case "uri": return URL(string: text)?.scheme == nil ? "is no URI" : nil
    default: return nil
    }
  }
}
