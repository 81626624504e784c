/// A company that has an account here.
struct Company: Hashable, Sendable {
  let id: Int
  let name: String

  static let acme = Company(id: 15, name: "Acme s.r.o.")
  static let beta = Company(id: 16, name: "Beta Trading a.s.")
}
