/// Runs the same work for every element, a few at a time: most of a trial is waiting for the disk and for sockets.
func inParallel<Element: Sendable>(
  _ elements: some Sequence<Element>, width: Int = 6, _ work: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (number, element) in elements.enumerated() {
      if number >= width { try await group.next() }
      group.addTask { try await work(element) }
    }
    try await group.waitForAll()
  }
}
