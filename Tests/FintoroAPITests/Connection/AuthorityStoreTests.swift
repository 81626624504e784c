import Foundation
import TestSupport
import Testing

@testable import FintoroAPI

@Suite("The authorities that are trusted")
struct AuthorityStoreTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = folder.path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func store(_ files: [String] = [], folder name: String = "none") -> AuthorityStore {
    AuthorityStore(files: files, folder: folder.path + "/" + name)
  }

  private func count(_ store: AuthorityStore, _ trusted: TrustedAuthorities = .init()) throws -> Int {
    try store.certificates(trusted, needsSystem: true).count
  }

  private func problem(_ store: AuthorityStore, _ trusted: TrustedAuthorities = .init()) -> String? {
    #expect(throws: AuthorityProblem.self) { try store.certificates(trusted, needsSystem: true) }?.sentence
  }

  @Test("are the system's file, else those of its folder, whatever their names")
  func system() throws {
    let file = try write(TestCertificates.authority + "\n# a comment\n" + TestCertificates.other, "a.crt")
    #expect(try count(store(["/nowhere", file])) == 2)
    _ = try write(TestCertificates.authority, "certs/one.pem")
    _ = try write(TestCertificates.authority, "certs/the-same.pem")
    _ = try write("a key or a note", "certs/README")
    #expect(try count(store(folder: "certs")) == 1)
  }

  @Test("A damaged certificate does not cost the others")
  func damaged() throws {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    #expect(try count(store([try write(broken + TestCertificates.authority, "a.crt")])) == 1)
  }

  @Test("No store, an empty one and one that cannot be read are told apart, each with the package's name")
  func noStore() throws {
    let none = try #require(problem(store()))
    #expect(none.hasPrefix("this machine has no certificate authorities to trust; install the package ca-certificates"))
    let empty = try write("", "empty.crt")
    #expect(
      problem(store([empty]))?.hasPrefix("\(empty) holds no certificate; install the package ca-certificates") == true)
    let unreadable = try #require(problem(store([folder.path])))
    #expect(unreadable.hasPrefix("\(folder.path), the certificate authorities of this machine, cannot be read"))
    #expect(unreadable.contains("the package ca-certificates"))
    for sentence in [none, unreadable] { #expect(sentence.contains("ca_file, HOOKTOP_CA_FILE or --ca-file")) }
  }

  @Test("A CA file of one's own is enough where the system has none")
  func extra() throws {
    let file = try write(TestCertificates.authority, "own.pem")
    #expect(try count(store(), TrustedAuthorities(extraFile: file)) == 1)
    let system = try write(TestCertificates.other, "a.crt")
    #expect(try count(store([system]), TrustedAuthorities(extraFile: file)) == 2)
  }

  @Test("A place that somebody named and that has no certificates is told, with its name")
  func named() throws {
    let own = try write(TestCertificates.authority, "own.pem")
    let empty = try write("", "empty.pem")
    let rows: [(TrustedAuthorities, String)] = [
      (.init(extraFile: "/nowhere.pem"), "the CA file /nowhere.pem cannot be read (it does not exist)"),
      (.init(extraFile: empty), "the CA file \(empty) holds no certificate; a PEM file was expected, with "),
      (.init(extraFile: own, systemFile: "/nowhere.pem"), "SSL_CERT_FILE names /nowhere.pem, which cannot be read"),
      (.init(extraFile: own, systemFolders: ["/nowhere"]), "SSL_CERT_DIR names /nowhere, where no certificate can be"),
    ]
    for (trusted, sentence) in rows { #expect(problem(store([own]), trusted)?.hasPrefix(sentence) == true) }
  }

  @Test("SSL_CERT_FILE stands for the system's file, beside the system's folder; an empty variable for nothing")
  func variables() throws {
    _ = try write(TestCertificates.authority, "certs/one.pem")
    let file = try write(TestCertificates.other, "file.pem")
    let system = try write(TestCertificates.local, "a.crt")
    let trusted = TrustedAuthorities(extraFile: nil, environment: ["SSL_CERT_FILE": file, "SSL_CERT_DIR": ""])
    #expect(try count(store([system], folder: "certs"), trusted) == 2)
    #expect(TrustedAuthorities(extraFile: nil, environment: ["SSL_CERT_FILE": ""]) == TrustedAuthorities())
  }

  @Test("Without TLS no store of the system is needed, and a CA file that is named is looked at all the same")
  func plain() throws {
    #expect(try store().certificates(.init(), needsSystem: false).isEmpty)
    #expect(throws: AuthorityProblem.self) {
      try store().certificates(.init(extraFile: "/nowhere"), needsSystem: false)
    }
  }
}
