import Testing

/// Records that a trial went wrong and lets the others go on.
func fail(_ what: String, sourceLocation: SourceLocation = #_sourceLocation) {
  Issue.record(Comment(rawValue: what), sourceLocation: sourceLocation)
}
