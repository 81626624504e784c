import Files
import Foundation
import NIOSSL

/// Where a system keeps the certificates of authorities.
struct AuthorityStore {
  /// The first that is there is taken.
  var files: [String]
  /// Taken where none of the files is there, and beside a file that a variable names.
  var folder: String

  static let system = AuthorityStore(
    files: [
      "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Arch, Alpine
      "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora, Red Hat
      "/etc/ssl/ca-bundle.pem",  // openSUSE
      "/etc/ssl/cert.pem",  // macOS, BSD
    ], folder: "/etc/ssl/certs")

  /// Long enough for every authority of the world a few times over.
  private static let rule = FileRule(maxBytes: 16 << 20)

  /// All certificates that are trusted.
  /// - Parameter needsSystem: whether a store of the system is needed. Without TLS only the extra file is checked.
  func certificates(
    _ trusted: TrustedAuthorities, needsSystem: Bool
  ) throws(AuthorityProblem) -> [NIOSSLCertificate] {
    let extra = try trusted.extraFile.map { path throws(AuthorityProblem) in try named(path, by: "the CA file") } ?? []
    guard needsSystem else { return extra }
    do {
      return extra + (try systemCertificates(trusted))
    } catch {
      // A file of one's own is enough; what somebody named and is wrong is told all the same.
      if extra.isEmpty || error.isNamed { throw error }
      return extra
    }
  }

  private func systemCertificates(_ trusted: TrustedAuthorities) throws(AuthorityProblem) -> [NIOSSLCertificate] {
    var found: [NIOSSLCertificate] = []
    if let file = trusted.systemFile {
      found += try named(file, by: TrustedAuthorities.fileVariable)
    }
    if !trusted.systemFolders.isEmpty {
      let all = trusted.systemFolders.flatMap { Self.inFolder($0) }
      if all.isEmpty {
        let folders = trusted.systemFolders.joined(separator: ":")
        throw AuthorityProblem(
          "\(TrustedAuthorities.folderVariable) names \(folders), where no certificate can be read", true)
      }
      return found + all
    }
    guard trusted.systemFile == nil else { return found + Self.inFolder(folder) }
    return try usualCertificates()
  }

  private func usualCertificates() throws(AuthorityProblem) -> [NIOSSLCertificate] {
    var problem: AuthorityProblem?
    for path in files {
      do throws(FileProblem) {
        let certificates = Self.inText(try FileReader.read(path, Self.rule))
        if !certificates.isEmpty { return certificates }
        problem = problem ?? AuthorityProblem("\(path) holds no certificate; \(Self.install) again, \(Self.otherwise)")
      } catch {
        if error.isMissing { continue }
        problem =
          problem
          ?? AuthorityProblem(
            "\(path), the certificate authorities of this machine, cannot be read (\(error.words)); make it readable for "
              + "everybody (it belongs to the package ca-certificates), \(Self.otherwise)")
      }
    }
    let all = Self.inFolder(folder)
    if !all.isEmpty { return all }
    throw problem
      ?? AuthorityProblem("this machine has no certificate authorities to trust; \(Self.install), \(Self.otherwise)")
  }

  private static let install = "install the package ca-certificates"
  private static let otherwise = "or name a CA file with ca_file, HOOKTOP_CA_FILE or --ca-file"

  /// The certificates of a file that a person named.
  private func named(_ path: String, by name: String) throws(AuthorityProblem) -> [NIOSSLCertificate] {
    let subject = name == TrustedAuthorities.fileVariable ? "\(name) names \(path), which" : "\(name) \(path)"
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, Self.rule)
    } catch {
      throw AuthorityProblem("\(subject) cannot be read (\(error.words))", true)
    }
    let certificates = Self.inText(bytes)
    if certificates.isEmpty {
      throw AuthorityProblem(
        "\(subject) holds no certificate; a PEM file was expected, with -----BEGIN CERTIFICATE----- in it", true)
    }
    return certificates
  }

  /// Every certificate in the folder's files. What is no certificate, or may not be read, is passed over.
  private static func inFolder(_ path: String) -> [NIOSSLCertificate] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var seen: Set<NIOSSLCertificate> = []
    for name in names.sorted() {
      guard let bytes = try? FileReader.read(FilePath.join(path, name), rule) else { continue }
      seen.formUnion(inText(bytes))
    }
    return Array(seen)
  }

  /// The certificates of a PEM text, each by itself: one that is damaged does not cost the others.
  private static func inText(_ bytes: [UInt8]) -> [NIOSSLCertificate] {
    let text = String(decoding: bytes, as: UTF8.self)
    var certificates: [NIOSSLCertificate] = []
    var rest = text[...]
    while let start = rest.range(of: "-----BEGIN CERTIFICATE-----"),
      let end = rest.range(of: "-----END CERTIFICATE-----", range: start.upperBound..<rest.endIndex)
    {
      let block = Array(rest[start.lowerBound..<end.upperBound].utf8)
      if let certificate = try? NIOSSLCertificate(bytes: block, format: .pem) { certificates.append(certificate) }
      rest = rest[end.upperBound...]
    }
    return certificates
  }
}

/// Why there are no authorities to trust: a clause without a full stop.
struct AuthorityProblem: Error, Equatable {
  var sentence: String
  /// Whether a person named the place.
  var isNamed: Bool

  init(_ sentence: String, _ isNamed: Bool = false) {
    self.sentence = sentence
    self.isNamed = isNamed
  }
}

extension FileProblem {
  fileprivate var words: String {
    switch self {
    case .system(let error): error.text
    case .notAFile: "it is no file"
    case .tooLong(let bytes): "it is longer than \(bytes >> 20) MiB"
    // No rule asks for these.
    case .folder, .isLink, .foreign, .writableByOthers, .openToOthers: "it is not safe"
    }
  }
}
