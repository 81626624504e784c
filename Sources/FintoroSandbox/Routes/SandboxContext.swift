import Hummingbird
import NIOCore

/// What is known of a request besides its own text.
struct SandboxContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  var language = Language.english
  /// Nil until the token was checked.
  var caller: Caller?
  var faults = FaultPlan()
  /// At most `Request.maxBytes`.
  var body: [UInt8] = []

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// The company that a reading request speaks for.
  func reader() throws(APIError) -> SandboxCompany {
    guard let caller else { throw .unauthenticated }
    return caller.company
  }

  /// The company that a changing request speaks for.
  func writer() throws(APIError) -> SandboxCompany {
    guard let caller else { throw .unauthenticated }
    guard caller.mayWrite else { throw .forbidden }
    return caller.company
  }

  /// The id in the path. Contract: an integer; anything else finds nothing.
  func subscriptionID() throws(APIError) -> Int {
    guard let text = parameters.get("id"), let id = Int(text), String(id) == text else { throw .subscriptionNotFound }
    return id
  }
}
