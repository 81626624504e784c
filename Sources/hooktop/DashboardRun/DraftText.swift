import Dashboard
import FintoroWebhooks
import Foundation

/// The file of drafts as JSON, with its account and version.
enum DraftText {
  /// The account that the drafts belong to. They are not proposed in another one.
  struct Account: Equatable {
    var profile: String?
    var baseURL: String

    /// Letters, digits and dashes stay; every other character becomes its code. So no two accounts share a file.
    var fileName: String {
      let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
      let name = [profile ?? "", baseURL].map { $0.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
        .joined(separator: "@")
      // A file name may have 255 bytes. The file itself names its account in full.
      return String(name.suffix(240)) + ".json"
    }
  }

  enum Problem: Error {
    case notOurs, newer(Int), foreign

    var clause: String {
      switch self {
      case .notOurs: "does not hold drafts that hooktop can read"
      case .newer(let version): "was written by a newer hooktop (form \(version))"
      case .foreign: "holds the drafts of another account"
      }
    }
  }

  static func bytes(_ drafts: Drafts, _ account: Account) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return [UInt8](try encoder.encode(File(drafts, account))) + [UInt8(ascii: "\n")]
  }

  static func drafts(_ bytes: [UInt8], _ account: Account) throws(Problem) -> Drafts {
    guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)) else { throw .notOurs }
    guard head.form == File.form else { throw .newer(head.form) }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)) else { throw .notOurs }
    guard file.account == account else { throw .foreign }
    return Drafts(new: file.new?.draft, edits: file.edits.map(\.draft))
  }

  private struct Head: Decodable {
    var form: Int
  }

  private struct File: Codable {
    static let form = 1

    var form = File.form
    var profile: String?
    var baseURL: String
    var new: Typed?
    var edits: [Typed]

    init(_ drafts: Drafts, _ account: Account) {
      (profile, baseURL) = (account.profile, account.baseURL)
      new = drafts.new.map { Typed($0) }
      edits = drafts.edits.map { Typed($0) }
    }

    var account: Account { Account(profile: profile, baseURL: baseURL) }
  }

  private struct Typed: Codable {
    var id: Int?
    var base: Fields?
    var typed: Fields
    var secretPath: String?

    init(_ draft: Draft) {
      id = draft.edited?.id
      base = draft.edited.map { Fields($0.base) }
      typed = Fields(
        SubscriptionInput(
          name: draft.name, url: draft.url, isActive: draft.isActive, subscribedEvents: draft.events))
      secretPath = draft.secretPath
    }

    var draft: Draft {
      var edited: Draft.Edited?
      if let id, let base { edited = Draft.Edited(id: id, base: base.input) }
      let input = typed.input
      return Draft(
        edited: edited, name: input.name ?? "", url: input.url, isActive: input.isActive,
        events: input.subscribedEvents, secretPath: secretPath)
    }
  }

  private struct Fields: Codable {
    var name: String?
    var url: String
    var isActive: Bool
    var events: [String]

    init(_ input: SubscriptionInput) {
      (name, url, isActive) = (input.name, input.url, input.isActive)
      events = input.subscribedEvents.map(\.rawValue)
    }

    var input: SubscriptionInput {
      SubscriptionInput(name: name, url: url, isActive: isActive, subscribedEvents: events.map { EventType($0) })
    }
  }
}
