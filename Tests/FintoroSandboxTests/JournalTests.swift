import Testing

@testable import FintoroSandbox

@Suite("The record of requests")
struct JournalTests {
  @Test("Keeps the last 10,000 and still knows which one was answered")
  func bounded() async {
    let journal = RequestJournal()
    for number in 0..<10_003 {
      #expect(await journal.arrived(request("/\(number)")) == number)
    }
    await journal.answered(10_002, status: 200)
    await journal.answered(1, status: 500)
    let requests = await journal.requests
    #expect(requests.count == 10_000)
    #expect(requests.first?.path == "/3")
    #expect(requests.last?.status == 200)
    #expect(requests.dropLast().allSatisfy { $0.status == nil })
  }

  @Test("Forgets the oldest when what is remembered comes to more than 64 MiB, paths and headers included")
  func boundedBytes() async {
    let journal = RequestJournal()
    let body = [UInt8](repeating: 0, count: 1 << 20)
    for number in 0..<70 { _ = await journal.arrived(request("/\(number)", body)) }
    #expect(await journal.requests.map(\.path) == (7..<70).map { "/\($0)" })
  }

  private func request(_ path: String, _ body: [UInt8] = []) -> RecordedRequest {
    RecordedRequest(method: "GET", path: path, headers: [:], body: body, status: nil)
  }
}
