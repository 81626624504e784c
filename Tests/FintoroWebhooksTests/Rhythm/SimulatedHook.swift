import FintoroWebhooks
import Foundation

/// A year of a subscription's deliveries, made from a seed, with silences that have a cause.
struct SimulatedHook {
  enum Kind: String, CaseIterable {
    case steady, office, shop, nightly, dayEnd, rare, bursty, seasonal
  }

  let kind: Kind
  /// Accepted deliveries in seconds since 1970, in order.
  private(set) var deliveries: [Double] = []
  /// Times in which nothing came although it should have.
  private(set) var outages: [ClosedRange<Double>] = []

  /// The year 2026 by the clock of Slovakia.
  static let start = 1_767_222_000.0
  static let days = 365

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    var random = Random(seed)
    let pace = exp(random.unit() * 1.5 - 0.75)
    let calendar = WorkCalendar.sk
    // Three silences of one to four days, well apart, from the third month on.
    for quarter in 1...3 {
      let day = Double(quarter) * 91 + random.unit() * 60
      let begin = Self.start + (day + random.unit()) * 86_400
      outages.append(begin...(begin + (1 + random.unit() * 3) * 86_400))
    }
    for day in 0..<Self.days {
      let noon = Date(timeIntervalSince1970: Self.start + Double(day) * 86_400 + 43_200)
      let isDayOff = calendar.isDayOff(calendar.day(of: noon))
      let midnight = Self.start + Double(day) * 86_400 - (Self.isSummer(day) ? 3_600 : 0)
      // Sickness, inventories, company holidays; programs have none.
      let isShort = random.unit() < 0.01 && ![.steady, .nightly].contains(kind)
      add(day, midnight, isDayOff: isDayOff, pace: isShort ? pace / 4 : pace, &random)
    }
    deliveries.sort()
    deliveries.removeAll { delivery in outages.contains { $0.contains(delivery) } }
  }

  private static func isSummer(_ day: Int) -> Bool { (87..<297).contains(day) }

  /// What one day brings.
  private mutating func add(
    _ day: Int, _ midnight: Double, isDayOff: Bool, pace: Double, _ random: inout Random
  ) {
    switch kind {
    case .steady: for hour in 0..<24 { add(4 * pace, midnight, hour, &random) }
    case .office where !isDayOff: for hour in 8..<17 { add(2.5 * pace, midnight, hour, &random) }
    case .shop:
      for hour in 7..<23 { add((hour >= 17 ? 4 : 1.5) * pace * (isDayOff ? 1.4 : 1), midnight, hour, &random) }
    case .nightly:
      let count = 5 + Int(random.unit() * 20)
      for number in 0..<count { deliveries.append(midnight + 7_200 + random.unit() * 600 + Double(number) * 3) }
    case .dayEnd where !isDayOff:
      if random.unit() < 0.95 { deliveries.append(midnight + 64_800 + random.unit() * 1_800) }
    case .rare where !isDayOff: for hour in 8..<17 { add(0.25 * pace, midnight, hour, &random) }
    case .bursty where !isDayOff:
      for hour in 7..<19 where random.unit() < 0.4 * min(1.5, pace) {
        let begin = midnight + (Double(hour) + random.unit()) * 3_600
        for number in 0..<(1 + Int(random.unit() * 12)) { deliveries.append(begin + Double(number) * 20) }
      }
    case .seasonal where !isDayOff:
      let season = (181..<243).contains(day) ? 0.4 : day > 330 ? 2.5 : 1
      for hour in 8..<18 { add(2 * pace * season, midnight, hour, &random) }
    default: break
    }
  }

  /// By chance, so many in an hour on average.
  private mutating func add(_ mean: Double, _ midnight: Double, _ hour: Int, _ random: inout Random) {
    let start = midnight + Double(hour) * 3_600
    var at = start - log(1 - random.unit()) * 3_600 / mean
    while at < start + 3_600 {
      deliveries.append(at)
      at -= log(1 - random.unit()) * 3_600 / mean
    }
  }

  /// What polls every so many seconds see of it: the newest one alone.
  func seen(every seconds: Double = 60) -> [SeenSuccess] {
    var seen: [SeenSuccess] = []
    for (delivery, next) in zip(deliveries, deliveries.dropFirst() + [.infinity]) {
      let poll = (delivery / seconds).rounded(.up) * seconds
      if next <= poll { continue }
      seen.append(SeenSuccess(at: Date(timeIntervalSince1970: delivery), seenAt: Date(timeIntervalSince1970: poll)))
    }
    return seen
  }

  /// What was said of it in the year.
  struct Verdict {
    /// Words where nothing was wrong, by quarter.
    var falseWords = [0, 0, 0, 0]
    /// Silences with a cause, those of them that were named at all, and within two usual ones.
    var silences = 0
    var named = 0
    var namedSoon = 0
    /// Days without a word for want of observations.
    var hasRhythm = false
  }

  /// Goes through the year; the rhythm is learnt anew every week, and after each false word, from what was seen until
  /// then. The program learns it every six hours.
  func judged() -> Verdict {
    var verdict = Verdict()
    let seen = seen()
    let begin = Date(timeIntervalSince1970: Self.start)
    var learnt: (week: Int, rhythm: Rhythm?) = (-1, nil)
    var wasWrong = false
    for (success, next) in zip(seen, seen.dropFirst()) {
      let day = success.at.timeIntervalSince(begin) / 86_400
      let week = Int(day / 7)
      if week > learnt.week || wasWrong {
        let window = seen.partition(before: success.at, lasting: Rhythm.reach)
        let rhythm = Rhythm(
          Array(seen[window]), watched: [WatchedSpan(from: begin, to: success.at)], calendar: .sk, until: success.at)
        (learnt, wasWrong) = ((week, rhythm), false)
      }
      let cause = outages.first {
        $0.upperBound > success.at.timeIntervalSince1970
          && $0.lowerBound < next.at.timeIntervalSince1970
      }
      guard let rhythm = learnt.rhythm else { continue }
      verdict.hasRhythm = true
      let due = rhythm.dueAt(after: success.at)
      let isNamed = due.map { $0 < next.at } ?? false
      guard cause != nil else {
        if isNamed { verdict.falseWords[min(3, Int(day * 4 / 365))] += 1 }
        wasWrong = isNamed
        continue
      }
      // One that is over before two usual ones are could not be told from what is usual.
      guard rhythm.busyHours(from: success.at, to: next.at) > 2 * rhythm.usualBusyHours else { continue }
      verdict.silences += 1
      guard isNamed, let due else { continue }
      verdict.named += 1
      if rhythm.busyHours(from: success.at, to: due) <= 2 * rhythm.usualBusyHours + 1e-6 { verdict.namedSoon += 1 }
    }
    return verdict
  }
}

extension [SeenSuccess] {
  /// Those of the time before a moment; they are in order.
  fileprivate func partition(before end: Date, lasting seconds: Double) -> Range<Int> {
    func first(from date: Date) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if self[middle].at < date { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(from: end.addingTimeInterval(-seconds))..<first(from: end.addingTimeInterval(1))
  }
}

/// SplitMix64.
private struct Random {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// 0..<1.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
  }
}
