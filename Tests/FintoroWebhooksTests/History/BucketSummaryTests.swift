import FintoroWebhooks
import Foundation
import Testing

@Suite("What happened in a bucket")
struct BucketSummaryTests {
  /// An hour in buckets of ten minutes; the last one is half over.
  private let buckets = StripBuckets(lasting: 3_600, cells: 6, endingAt: now + 300)
  private let subscription = Subscription.fixture()

  /// Watched from the beginning but for the third bucket; failing from 14:02 to 14:03.
  private var recent: RecentHistory {
    var recent = RecentHistory()
    for second in stride(from: -3_000.0, through: 300, by: 30) where !(-1_800 ..< -1_200).contains(second) {
      recent.watch(at: now + second, pause: 90)
      recent.note(801, (-480 ..< -420).contains(second) ? .failing : .ok, at: now + second)
    }
    return recent
  }

  private func summary(_ index: Int) -> BucketSummary {
    recent.summary(of: subscription, bucket: index, in: buckets, now: now + 300)
  }

  @Test("Each state has the time that it was watched, the worst first, and the changes their times")
  func shares() {
    let bucket = summary(4)
    #expect(bucket.from == now - 600 && bucket.to == now)
    #expect(bucket.shares == [.init(.failing, seconds: 60), .init(.ok, seconds: 540)])
    #expect(bucket.unwatched == 0)
    #expect(bucket.changes.map(\.at) == [now - 480, now - 420])
    #expect(bucket.changes.map(\.from) == [.ok, .failing])
    #expect(bucket.changes.map(\.to) == [.failing, .ok])
  }

  @Test("What was not watched is no time of any state")
  func unwatched() {
    let bucket = summary(2)
    #expect(bucket.shares.map(\.seconds).reduce(0, +) + bucket.unwatched == 600)
    #expect(bucket.unwatched >= 570)
  }

  @Test("The newest bucket ends now, and nothing is missed between two answers")
  func newest() {
    #expect(summary(5).shares == [.init(.ok, seconds: 300)])
    let later = recent.summary(of: subscription, bucket: 5, in: buckets, now: now + 320)
    #expect(later.unwatched == 0)
  }

  @Test("A change that an answer brought after a pause may have happened at any time in it")
  func afterPause() {
    var recent = RecentHistory()
    recent.watch(at: now - 3_000, pause: 90)
    recent.note(801, .ok, at: now - 3_000)
    recent.watch(at: now - 300, pause: 90)
    recent.note(801, .failing, at: now - 300)
    let bucket = recent.summary(of: subscription, bucket: 4, in: buckets, now: now)
    #expect(bucket.changes.map(\.unwatchedSince) == [now - 3_000])
  }

  @Test("Before it was created there was nothing to watch")
  func creation() {
    let bucket = recent.summary(
      of: .fixture(created: Timestamp(now + 100)), bucket: 1, in: buckets, now: now + 300)
    #expect(bucket.isBeforeCreation && bucket.unwatched == 0)
  }
}
