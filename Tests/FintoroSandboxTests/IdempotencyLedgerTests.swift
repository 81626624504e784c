import Foundation
import Testing

@testable import FintoroSandbox

@Suite("The memory of idempotency keys")
struct IdempotencyLedgerTests {
  private let start = TestClock.start

  private func key(_ number: Int) -> IdempotencyLedger.Key { .init(companyID: 15, text: "\(number)") }

  @Test("An answer is forgotten when its time is over, and the key's next answer is remembered anew")
  func expires() {
    var ledger = IdempotencyLedger(life: .seconds(60))
    for number in 0..<100 {
      #expect(ledger.begin(key(number), payload: [1], at: start) == .proceed)
      ledger.finish(key(number), with: StoredResponse(status: 201, body: [2]), at: start)
    }
    #expect(ledger.saved.count == 100)
    #expect(ledger.begin(key(7), payload: [3], at: start + 60) == .proceed)
    ledger.finish(key(7), with: StoredResponse(status: 201, body: [4]), at: start + 60)
    #expect(ledger.saved.count == 1)
    #expect(ledger.begin(key(7), payload: [3], at: start + 61) == .replay(StoredResponse(status: 201, body: [4])))
  }

  @Test("Answers that live for ever are forgotten, oldest first, when they come to more than 64 MiB")
  func bounded() {
    var ledger = IdempotencyLedger(life: .forever)
    let answer = StoredResponse(status: 201, body: [])
    let payload = [UInt8](repeating: 0, count: 1 << 20)
    for number in 0..<70 {
      _ = ledger.begin(key(number), payload: payload, at: start)
      ledger.finish(key(number), with: answer, at: start)
    }
    #expect(ledger.saved.count == 64)
    #expect(ledger.begin(key(6), payload: payload, at: start) == .replay(answer))
    #expect(ledger.begin(key(5), payload: payload, at: start) == .proceed)
  }
}
