import ContractFacts
import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

@Suite("The client against the contract's facts")
struct ContractTests {
  @Test("What create and update send has the contract's fields, types and nulls")
  func input() throws {
    let facts = try ContractFacts.read()
    var input = exampleInput
    for name in ["ERP sync", String(repeating: "ž", count: 255), nil] {
      for isActive in [true, false] {
        input.name = name
        input.isActive = isActive
        input.subscribedEvents = EventCatalogue.types
        for body in [FintoroClient.createBody(input), FintoroClient.updateBody(input)] {
          #expect(facts.problems(in: body, as: "WebhookSubscriptionInput") == [])
        }
      }
    }
  }

  @Test("The client has each operation's method and path, and reads each of its answers for what it is")
  func answers() async throws {
    let facts = try ContractFacts.read()
    for (operation, answer) in facts.exchanges {
      let name = Comment(rawValue: "\(operation.name) \(answer.status)")
      for isFull in [true, false] {
        let body = answer.body.map { facts.example(of: $0, isFull: isFull) } ?? [:]
        let server = try ScriptedServer(answering: Self.text(answer, body))
        let outcome = try await Self.ask(operation.name, server)
        let line = try #require(server.requests.first?.line, name)
        #expect(line == "\(operation.method) /api/public/v1\(operation.path(id: 801)) HTTP/1.1", name)
        #expect(server.requests.first?.body.isEmpty == (operation.body == nil), name)
        for header in operation.headers {
          #expect(server.requests.first?.headers[header.lowercased()] != nil, name)
        }
        #expect(
          outcome == (answer.status < 300 ? .read(Self.expected(operation.name, body)) : .failed(answer.status)), name)
      }
    }
  }

  private enum Outcome: Equatable {
    /// What the client made of it, as text.
    case read(String)
    /// The status that the failure is about.
    case failed(Int)
  }

  /// Asks and puts what came into the words of `expected`.
  private static func ask(_ operation: String, _ server: ScriptedServer) async throws -> Outcome {
    let client = try FintoroClient.test(server.baseURL)
    do {
      switch operation {
      case "showWhoami": return .read(try await client.whoami().value)
      case "listWebhookSubscriptions":
        let list = try await client.list().value
        #expect(list.unreadable == [])
        return .read(list.subscriptions.map(text).joined())
      case "createWebhookSubscription":
        let folder = try TemporaryFolder()
        let journal = FileCreateJournal(directory: folder.path)
        let entry = try await journal.open(pendingCreate(baseURL: server.baseURL))
        let issued = try await client.create(entry).value
        return .read(text(issued.subscription) + issued.secret.reveal())
      case "showWebhookSubscription": return .read(text(try await client.show(801).value))
      case "updateWebhookSubscription": return .read(text(try await client.update(801, to: exampleInput).value))
      case "deleteWebhookSubscription":
        _ = try await client.delete(801)
        return .read("")
      case "rotateWebhookSubscriptionSecret":
        let issued = try await client.rotateSecret(801).value
        return .read(text(issued.subscription) + issued.secret.reveal())
      default:
        Issue.record("the client has no operation \(operation)")
        return .read("")
      }
    } catch let failure as Failure {
      #expect(failure.requestID == "req_1" && failure.isFintorosAnswer)
      return .failed(failure.status ?? 0)
    }
  }

  private static func expected(_ operation: String, _ body: [String: Any]) -> String {
    if let name = body["name"] as? String, operation == "showWhoami" { return name }
    if let list = body["data"] as? [[String: Any]] { return list.map(text).joined() }
    return body.isEmpty ? "" : text(body) + (body["plainTextSecret"] as? String ?? "")
  }

  private static func text(_ subscription: Subscription) -> String {
    let times = [
      subscription.lastSuccessAt, subscription.lastFailureAt, subscription.disabledAt, subscription.createdAt,
      subscription.updatedAt,
    ].map { $0.date.map(ISO8601.text) ?? "null" }
    let texts = [
      "\(subscription.id)", "\(subscription.companyID ?? 0)", subscription.name ?? "null", subscription.url,
      "\(subscription.isActive)", subscription.subscribedEvents.map(\.rawValue).joined(separator: ","),
      subscription.disabledReason ?? "null",
    ]
    return (texts + times).joined(separator: " ")
  }

  private static func text(_ body: [String: Any]) -> String {
    func text(_ key: String) -> String { body[key] as? String ?? "null" }
    let texts = [
      "\(body["id"] as? Int ?? 0)", "\(body["companyId"] as? Int ?? 0)", text("name"), text("url"),
      "\(body["isActive"] as? Bool ?? false)",
      (body["subscribedEvents"] as? [String] ?? []).joined(separator: ","), text("disabledReason"),
    ]
    let times = ["lastSuccessAt", "lastFailureAt", "disabledAt", "createdAt", "updatedAt"].map(text)
    return (texts + times).joined(separator: " ")
  }

  private static func text(_ answer: ContractFacts.Answer, _ body: [String: Any]) throws -> String {
    guard answer.body != nil else { return http(answer.status, type: nil) }
    let json = try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
    return http(answer.status, String(decoding: json, as: UTF8.self))
  }
}
