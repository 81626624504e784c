/// A company that has an account here.
struct SandboxCompany: Hashable, Sendable {
  let id: Int
  let name: String

  static let acme = SandboxCompany(id: 15, name: "Acme s.r.o.")
  static let beta = SandboxCompany(id: 16, name: "Beta Trading a.s.")
}
