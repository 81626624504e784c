import FintoroWebhooks
import Foundation
import Testing

@Suite("What a watcher does not tell while a person has acknowledged it")
struct AcknowledgedWatchTests {
  private typealias Watched = WatchStateTests.Watched

  /// The open gap of the subscription, silenced.
  private func silenced(_ watched: Watched, until: Double? = nil, in state: HealthState? = .failing) -> [GapRecord] {
    let gap = Gap(
      of: 801, .failures, noticedAt: watched.now, surelyFrom: watched.now, possiblyFrom: watched.now, url: "https://x")
    var record = GapRecord(gap, GapSubject(name: "ERP", events: []))
    record.acknowledgement = GapAcknowledgement(
      by: "jano", at: watched.now, until: until.map { watched.now + $0 }, state: state)
    return [record]
  }

  @Test("What was silenced before it was told is told when the silence ends, if it still holds")
  func untilATime() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    let gaps = silenced(watched, until: 200)
    for _ in 0..<3 { #expect(watched.answer([watched.failing], gaps: gaps) == []) }
    #expect(watched.answer([watched.failing], gaps: gaps) == ["trouble 801 failing"])
    #expect(watched.answer([watched.failing], gaps: gaps) == [])
    #expect(watched.answer([watched.ok]) == [])
    #expect(watched.answer([watched.ok]) == ["recovery 801 failing ok"])
    // From its beginning, not from when it was told.
    #expect(watched.state.notices.last?.lasted == 300)
  }

  @Test("From when to fetch is told by the gap, where one was seen")
  func advice() throws {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    var gaps = silenced(watched)
    (gaps[0].acknowledgement, gaps[0].gap.possiblyFrom) = (nil, watched.now - 7_200)
    #expect(watched.answer([watched.failing], gaps: gaps) == ["trouble 801 failing"])
    let reason = try #require(watched.state.notices.last?.reason)
    let from = TimeText.minute(watched.now - 7_260, at: watched.now, in: .gmt)
    #expect(reason.contains("fetch what changed since \(from)."), "\(reason)")
  }

  @Test("What came and went in silence is never told")
  func cameAndWent() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    let gaps = silenced(watched)
    #expect(watched.answer([watched.failing], gaps: gaps) == [])
    for _ in 0..<3 { #expect(watched.answer([watched.ok]) == []) }
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
  }

  @Test("The end of a told trouble is told, also where it came in silence")
  func recovery() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    let gaps = silenced(watched, in: nil)
    for _ in 0..<4 { #expect(watched.answer([watched.ok], gaps: gaps) == []) }
    let before = watched.state
    #expect(watched.answer([watched.ok], gaps: gaps) == [])
    #expect(!watched.state.isWorthKeeping(over: before))
    #expect(watched.answer([watched.ok]) == ["recovery 801 failing ok"])
    #expect(watched.state.notices.last?.lasted == 60)
  }

  @Test("Another state ends the silence of the one that was acknowledged")
  func otherState() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    let gaps = silenced(watched)
    #expect(watched.answer([watched.failing], gaps: gaps) == [])
    #expect(watched.answer([watched.disabled], gaps: gaps) == ["trouble 801 disabled"])
    #expect(watched.answer([watched.failing], gaps: gaps) == [])
    #expect(watched.answer([watched.failing]) == ["trouble 801 disabled failing"])
  }

  @Test("That the retries are over waits for the end of the silence")
  func gaveUp() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    let failing = watched.subscription(success: 3_600, failure: 10)
    #expect(watched.answer([failing]) == ["trouble 801 failing"])
    let gaps = silenced(watched)
    watched.now += 12_000
    #expect(watched.answer([failing], gaps: gaps) == [])
    #expect(watched.answer([failing]) == ["gave-up 801 failing failing"])
  }

  @Test("A state that an older hooktop kept has told all that it knows")
  func olderFile() throws {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    let text = String(decoding: try JSONEncoder().encode(watched.state), as: UTF8.self)
    #expect(!text.contains("held"))
    watched.state = try JSONDecoder().decode(WatchState.self, from: Data(text.utf8))
    #expect(watched.answer([watched.failing]) == [])
  }
}
