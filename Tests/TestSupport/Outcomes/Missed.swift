import Testing

/// Fails a test where something else came than it goes on with.
func missed(_ expected: String, _ outcome: Any, _ sourceLocation: SourceLocation) throws -> Never {
  let nothing: Int? = nil
  let text = "expected \(expected), it came to \(outcome)"
  _ = try #require(nothing, "\(text)", sourceLocation: sourceLocation)
  throw TestFailure(text)
}
