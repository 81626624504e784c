/// The answer to a create as it was first given: the secret is in its body.
struct RememberedAnswer: Hashable, Sendable {
  let status: Int
  let body: [UInt8]
}
