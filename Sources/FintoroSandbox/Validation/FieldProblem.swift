/// What is wrong with one field of a request.
struct FieldProblem: Hashable, Sendable {
  /// The contract's name; elements as `subscribedEvents.0`.
  let field: String
  let texts: [Bilingual]
}
