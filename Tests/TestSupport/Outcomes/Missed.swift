import Testing

/// Fails a test where something else came than it goes on with.
func missed(_ expected: String, _ outcome: Any, _ sourceLocation: SourceLocation) throws -> Never {
  let nothing: Never? = nil
  return try #require(nothing, "expected \(expected), it came to \(outcome)", sourceLocation: sourceLocation)
}
