@testable import FintoroSandbox

extension SandboxServer {
  /// Returns when a create with that key has reserved it and is not answered yet.
  func waitUntilInWork(companyID: Int, key: String) async {
    let key = IdempotencyLedger.Key(companyID: companyID, text: key)
    while !(await store.isInWork(key)) { await Task.yield() }
  }
}
