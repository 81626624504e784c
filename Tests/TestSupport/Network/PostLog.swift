import Synchronization

/// The POSTs of a `CuttingProxy`: what is to befall those to come, and how far those that came were carried.
final class PostLog: Sendable {
  private let state = Mutex((mishaps: [NetworkFault](), posts: [CarriedPost]()))

  var posts: [CarriedPost] { state.withLock { $0.posts } }

  func plan(_ mishaps: [NetworkFault]) { state.withLock { $0.mishaps = mishaps } }

  /// A POST begins: its number, and what is to befall it.
  func begin() -> (number: Int, fault: NetworkFault?) {
    state.withLock { state in
      state.posts.append(CarriedPost())
      return (state.posts.count - 1, state.mishaps.isEmpty ? nil : state.mishaps.removeFirst())
    }
  }

  func note(_ number: Int, _ post: CarriedPost) { state.withLock { $0.posts[number] = post } }
}
