import Foundation

/// One part of the work on a list, and a plain piece of work on as many rows to compare it with: no figure of one machine
/// means anything on another, their ratio does.
struct Part {
  var name: String
  /// What the reference does.
  var reference: String
  var run: () async throws -> Void
  var runReference: () -> Void
}

/// The time of one run.
struct Measurement {
  var rows: Int
  var time: Double
  var reference: Double

  static func of(_ part: Part, rows: Int) async throws -> Measurement {
    try await Measurement(rows: rows, time: median(part.run), reference: median(part.runReference))
  }

  /// Of five samples; a short run is repeated until a sample takes 5 ms.
  private static func median(_ run: () async throws -> Void) async rethrows -> Double {
    var count = 1
    while try await seconds(count, run) < 0.005, count < 1 << 16 { count *= 4 }
    var samples: [Double] = []
    for _ in 0..<5 { samples.append(try await seconds(count, run) / Double(count)) }
    return samples.sorted()[2]
  }

  private static func seconds(_ count: Int, _ run: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    for _ in 0..<count { try await run() }
    let parts = (ContinuousClock.now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  /// How the time grows with the rows: 0 for not at all, 1 for as they do. The slope of the line through the logarithms.
  static func exponent(_ all: [Measurement]) -> Double {
    let points = all.map { (x: log(Double($0.rows)), y: log($0.time)) }
    let (x, y) = (points.map(\.x).reduce(0, +) / Double(all.count), points.map(\.y).reduce(0, +) / Double(all.count))
    let over = points.map { ($0.x - x) * ($0.y - y) }.reduce(0, +)
    return over / points.map { ($0.x - x) * ($0.x - x) }.reduce(0, +)
  }
}

/// Keeps the optimiser from leaving out work whose result nobody reads.
@inline(never)
func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
