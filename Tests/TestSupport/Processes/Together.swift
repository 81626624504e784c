/// Does the same so many times at once, each in a task of its own, and collects what came of them in any order.
///
/// What hangs is left behind when the test's task is cancelled, so that a time limit can end a test whose work never
/// ends: a task group would wait for it.
public func together<Value: Sendable>(
  _ count: Int, _ work: @escaping @Sendable (Int) async throws -> Value
) async throws -> [Value] {
  let (results, arrival) = AsyncStream<Result<Value, any Error>>.makeStream()
  for number in 0..<count {
    Task.detached {
      do {
        arrival.yield(.success(try await work(number)))
      } catch {
        arrival.yield(.failure(error))
      }
    }
  }
  var values: [Value] = []
  var left = results.makeAsyncIterator()
  while values.count < count, let result = await left.next() { values.append(try result.get()) }
  guard values.count == count else { throw TestFailure("\(count - values.count) of \(count) never ended") }
  return values
}
