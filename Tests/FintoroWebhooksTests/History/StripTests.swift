import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Strip")
struct StripTests {
  /// Ten buckets of a minute, the last one from 14:10 on.
  private let buckets = StripBuckets(lasting: 600, cells: 10, endingAt: now + 30)
  private var start: Date { now - 540 }

  private func strip(
    _ spans: [StateSpan], watched: [WatchedSpan]? = nil, created: Date? = nil
  ) -> Strip {
    Strip(spans, watched: watched ?? [WatchedSpan(from: start, to: now + 30)], createdAt: created, buckets: buckets)
  }

  @Test("Each cell has the worst state of its bucket by height")
  func worst() {
    let spans = [
      StateSpan(.ok, from: start, to: start + 130), StateSpan(.failing, from: start + 130, to: start + 190),
      StateSpan(.recovered, from: start + 190, to: start + 300), StateSpan(.quiet, from: start + 300, to: start + 360),
      StateSpan(.disabled, from: start + 360, to: start + 420), StateSpan(.ok, from: start + 420, to: now + 30),
    ]
    #expect(strip(spans).text == "▁▁██▄▂‖▁▁▁")
    #expect(strip(spans).ascii == "__##+-=___")
  }

  @Test("A state of a moment is seen in its bucket alone")
  func momentary() {
    let spans = [
      StateSpan(.ok, from: start, to: start + 60), StateSpan(.failing, from: start + 60, to: start + 60),
      StateSpan(.ok, from: start + 60, to: now + 30),
    ]
    #expect(strip(spans).text == "▁█▁▁▁▁▁▁▁▁")
  }

  @Test("What was not watched is a point, whatever the states around it")
  func notWatched() {
    let watched = [WatchedSpan(from: start, to: start + 59), WatchedSpan(from: start + 240, to: start + 240)]
    #expect(
      strip([StateSpan(.failing, from: start, to: now)], watched: watched).text == "█···█·····")
    #expect(strip([StateSpan(.ok, from: start, to: now)], watched: []).text == "··········")
    #expect(strip([]).text == "··········")
  }

  @Test("A bad state counts only while it was watched")
  func watchedPart() {
    let spans = [StateSpan(.failing, from: start, to: start + 20), StateSpan(.ok, from: start + 20, to: now + 30)]
    #expect(strip(spans, watched: [WatchedSpan(from: start + 30, to: now)]).text == "▁▁▁▁▁▁▁▁▁▁")
  }

  @Test("Any row of states gives each bucket the worst that was watched in it", arguments: 0..<200)
  func anyStates(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func times(_ count: Int) -> [Date] {
      (0..<count).map { _ in start + Double.random(in: -60...660, using: &random).rounded() }.sorted()
    }
    let (changes, looks) = (times(12), times(8))
    let states = changes.map { _ in HealthState.allCases.randomElement(using: &random) ?? .ok }
    let spans = changes.indices.dropLast().map { StateSpan(states[$0], from: changes[$0], to: changes[$0 + 1]) }
    let watched = WatchedSpan.merged(
      stride(from: 0, to: 8, by: 2).map { WatchedSpan(from: looks[$0], to: looks[$0 + 1]) })
    let expected = buckets.starts.map { from in
      // Every half second of the bucket, and the moment of each change.
      let moments = (0..<120).map { from + Double($0) / 2 }
      let seen = moments.filter { moment in watched.contains { $0.from <= moment && moment <= $0.to } }
      return seen.flatMap { moment in
        spans.filter { span in
          span.from == moment || span.from <= moment && (moment < span.to || span == spans.last && moment == span.to)
        }
      }.map { Strip.Cell($0.state) }.max() ?? .notWatched
    }
    #expect(strip(spans, watched: watched).cells == expected)
  }

  @Test("Before its creation a subscription has nothing")
  func creation() {
    let spans = [StateSpan(.new, from: start + 150, to: now + 30)]
    #expect(strip(spans, created: start + 150).text == "  ▂▂▂▂▂▂▂▂")
    #expect(strip([], created: now + 600).text == "          ")
  }

  @Test("Buckets stand on multiples of their width, so that cells keep their place until the next begins")
  func alignment() {
    let one = StripBuckets(lasting: 10_800, cells: 36, endingAt: moment("2026-11-23T14:11:00Z"))
    let same = StripBuckets(lasting: 10_800, cells: 36, endingAt: moment("2026-11-23T14:14:59Z"))
    let next = StripBuckets(lasting: 10_800, cells: 36, endingAt: moment("2026-11-23T14:15:00Z"))
    #expect(one == same)
    #expect(one.width == 300)
    #expect(one.start == moment("2026-11-23T11:15:00Z"))
    #expect(next.start == moment("2026-11-23T11:20:00Z"))
    #expect(StripBuckets(lasting: 60, cells: 0, endingAt: now).starts.count == 1)
  }

  @Test("Every state has a cell, and every cell one sign of its own in both sets")
  func signs() {
    #expect(Set(HealthState.allCases.map(Strip.Cell.init)) == [.good, .notice, .warning, .critical, .disabled])
    #expect(Set(Strip.Cell.allCases.map(\.symbol)).count == 7)
    #expect(Set(Strip.Cell.allCases.map(\.ascii)).count == 7)
    #expect(Strip.Cell.allCases.allSatisfy { $0.ascii.isASCII })
  }
}
