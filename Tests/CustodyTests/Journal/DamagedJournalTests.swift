import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

extension CustodyTrials {
  @Suite("A create whose journal entry is damaged while its answer is lost")
  struct DamagedJournal {
    @Test("Cut after any of its bytes, the entry is finished or told as unreadable, and the create is never made twice")
    func cut() async throws {
      let whole = try await entryLength()
      try await trying(0...whole) { length, server in
        try await damaged("Entry \(10_000 + length)", server) { bytes in Array(bytes.prefix(length)) }
      }
    }

    @Test("Garbage, an empty line, another's entry or one of a newer version is told, and the create never made twice")
    func replaced() async throws {
      let replacements: [@Sendable ([UInt8]) -> [UInt8]] = [
        { _ in (0...255).map { UInt8($0) } },
        { _ in [UInt8](repeating: 0, count: 4_096) },
        { bytes in [UInt8](repeating: 0, count: bytes.count) },
        { _ in Array("\n\n\n".utf8) },
        { _ in Array("{}\n".utf8) },
        { _ in Array(#"{"version":1}"#.utf8) },
        { bytes in Array(String(decoding: bytes, as: UTF8.self).replacing(#""version":1"#, with: #""version":2"#).utf8)
        },
        { bytes in Array(String(decoding: bytes, as: UTF8.self).replacing(#""key":""#, with: #""key":"x"#).utf8) },
        { bytes in bytes.map { $0 ^ 0x20 } },
        { bytes in Array(bytes.dropFirst()) },
      ]
      try await TrialServer.run { server in
        try await inParallel(replacements.indices) { index in
          try await damaged("Replaced \(index)", server, replacements[index])
        }
      }
    }

    @Test("A byte that is changed behind the entry itself never makes it look as if nothing was sent")
    func changed() async throws {
      try await TrialServer.run { server in
        // The line of the send that was lost has 23 bytes.
        try await inParallel(1...23) { back in
          try await damaged("Changed \(100 + back)", server) { bytes in
            var bytes = bytes
            bytes[bytes.count - back] ^= 0x04
            return bytes
          }
        }
      }
    }

    /// How long the entry of a create is whose answer was lost.
    func entryLength() async throws -> Int {
      try await TrialServer.run { server in
        try await Trial.run("Entry 00000", server, [.cutAnswer(after: 0, .close)]) { trial in
          _ = try await trial.create()
          return try #require(trial.home.entryFiles.first.flatMap(trial.home.bytes)).count
        }
      }
    }

    func damaged(
      _ name: String, _ server: TrialServer, _ damage: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) async throws {
      try await Trial.run(name, server, [.cutAnswer(after: 0, .close)]) { trial in
        guard case .kept = try await trial.create() else { return fail("\(name): a lost answer must be kept") }
        let file = try #require(trial.home.entryFiles.first)
        let bytes = damage(try #require(trial.home.bytes(file)))
        try Data(bytes).write(to: URL(fileURLWithPath: trial.home.path + "/" + file))
        let isReadable = try await trial.findings().entries.first?.name != nil

        // Somebody who does not know asks for the same once more.
        let again = try await trial.create(secretFile: trial.home.path + "/data/again.secret")
        switch again {
        case .alreadyPending: #expect(isReadable, "\(name)")
        case .notSent(let problem, about: .journal):
          #expect(!isReadable && problem.contains(file.split(separator: "/").last ?? "?"), "\(name): \(problem)")
        default: fail("\(name): the same create again came to \(again)")
        }

        let told = try await trial.told()
        let outcomes = try await trial.resume()
        let ending = try await trial.ending(told: told)
        #expect(ending == (isReadable ? .kept : .told), "\(name): \(outcomes), \(told)")
        Figures.shared.add(.journal, ending)
      }
    }
  }
}
