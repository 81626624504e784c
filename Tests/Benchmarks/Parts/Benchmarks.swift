// How long each part of the work on a list takes, alone and without a network.
//
// Invariant: prints figures and judges none.

import Foundation

@main
enum Benchmarks {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "history" { return try HistoryYear(days: arguments.last.flatMap(Int.init) ?? 365).run() }
    let most = arguments.first.flatMap(Int.init) ?? 100_000
    var measured: [String: [Measurement]] = [:]
    var titles: [(name: String, reference: String)] = []
    for count in [100, 1_000, 10_000, 100_000] where count <= most {
      let parts = try Rows(count).parts()
      titles = parts.map { ($0.name, $0.reference) }
      for part in parts { measured[part.name, default: []].append(try await .of(part, rows: count)) }
    }
    print("part             rows         time    ratio to the reference in the same run")
    for (name, reference) in titles {
      let all = measured[name] ?? []
      for one in all {
        let time = String(format: "%10.4f ms", one.time * 1_000)
        print(
          padded(name, 12), String(format: "%8d", one.rows), time, String(format: "%8.2f", one.time / one.reference),
          " to \(reference)")
      }
      guard all.count > 1 else { continue }
      print(padded(name, 12), "    grows with the rows' power of", String(format: "%.2f", Measurement.exponent(all)))
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
