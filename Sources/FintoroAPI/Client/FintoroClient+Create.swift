public import FintoroWebhooks

extension FintoroClient {
  /// The exact bytes that create and update send for an input: compact JSON, keys always in the same order.
  ///
  /// The journal keeps these bytes before anything is sent. The server compares payloads of one key, and whether key
  /// order matters to it is unknown (contract, "unknown" table).
  public static func createBody(_ input: SubscriptionInput) -> [UInt8] {
    WireInput.bytes(of: input)
  }

  /// The input that `createBody` made the bytes from; nil for any other bytes.
  public static func createInput(_ body: [UInt8]) -> SubscriptionInput? {
    WireInput.input(in: body)
  }

  /// `POST /webhook-subscriptions` with the entry's key and its exact bytes.
  ///
  /// The send is recorded in the journal and synced before the first byte leaves; the outcome of a failed send is recorded
  /// as well. Success changes nothing in the journal: whoever saves the secret retires the entry.
  /// - Throws: `notSent` where the entry is too old, belongs to another base URL or cannot be written to; and
  ///   everything that the other operations throw. `PendingCreate.verdict` says what that means for the entry.
  public func create(_ entry: JournalEntry) async throws(Failure) -> Answer<IssuedSecret> {
    let pending = entry.create
    if let problem = reasonNotToSend(pending) { throw Failure(.notSent(problem: problem)) }
    if Task.isCancelled { throw Failure(.cancelled) }
    let sendIndex: Int
    do {
      sendIndex = try await entry.recordSend(at: clock())
    } catch {
      throw Failure(.notSent(problem: error.sentence))
    }
    do {
      var operation = Operation(.post, "/webhook-subscriptions", body: pending.body, success: 201)
      operation.idempotencyKey = pending.key
      return try await send(operation) { response throws(ResponseProblem) in
        try WireIssuedSecret.created(in: response, sent: pending.body)
      }
    } catch {
      // If this cannot be written, the send keeps its unknown outcome, which is the safe reading.
      try? await entry.recordOutcome(PendingCreate.outcome(of: error), ofSend: sendIndex)
      throw error
    }
  }

  private func reasonNotToSend(_ pending: PendingCreate) -> String? {
    if pending.baseURL != connection.baseURL.text {
      return "the pending create \(pending.key) belongs to \(pending.baseURL), not to \(connection.baseURL)"
    }
    switch pending.nextStep(now: clock()) {
    case .send: return nil
    case .compare(.keyExpired):
      let minutes = IdempotencyKey.assumedLifetime / 60
      return "the pending create \(pending.key) is older than \(minutes) minutes, sending it again could make a second "
        + "subscription; compare it with the list"
    case .compare(.clockSetBack):
      return "the pending create \(pending.key) was made later than this machine's clock says it is now, so its age "
        + "cannot be known; set the clock right, or compare it with the list"
    }
  }
}
