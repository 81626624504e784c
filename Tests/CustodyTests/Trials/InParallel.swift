/// Runs the same work for every element, a few at a time: most of a trial is waiting for the disk and for sockets.
func inParallel<Element: Sendable>(
  _ elements: some Sequence<Element>, width: Int = 6,
  _ work: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (number, element) in elements.enumerated() {
      if number >= width { try await group.next() }
      group.addTask { try await work(element) }
    }
    try await group.waitForAll()
  }
}

/// The same, each with a sandbox that it shares with a few others: a sandbox that many creates have filled would be slow
/// to list.
func trying<Element: Sendable>(
  _ elements: some Sequence<Element>, _ work: @escaping @Sendable (Element, TrialServer) async throws -> Void
) async throws {
  let all = Array(elements)
  let size = 40
  let shares = stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min($0 + size, all.count)]) }
  try await inParallel(shares) { share in
    try await TrialServer.run { server in
      for element in share { try await work(element, server) }
    }
  }
}
