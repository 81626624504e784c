/// What somebody outside can see and change without asking the API: for tests and for demonstrations.
extension SandboxServer {
  /// The secret that was last issued for a subscription; nil when there is none with that id.
  public func secret(of id: Int) async -> String? {
    await store.secret(of: id)
  }

  /// Ids in the order of creation, of one company (15 or 16) or of all.
  public func subscriptionIDs(companyID: Int? = nil) async -> [Int] {
    await store.ids(companyID: companyID)
  }

  /// What arrived, oldest first: the last 10,000 requests, fewer where their bodies come to more than 64 MiB.
  public func recordedRequests() async -> [RecordedRequest] {
    await journal.requests
  }

  /// Adds a fault behind those that are there.
  public func inject(_ fault: Fault) async {
    await faults.inject(fault)
  }

  /// Takes every fault away and ends the waits of requests that a fault holds up.
  public func clearFaults() async {
    await faults.clear()
  }
}
