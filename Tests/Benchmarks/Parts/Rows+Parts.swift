import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation
import NCursesTerminal
import TerminalUI

extension Rows {
  /// Everything that is measured.
  func parts() throws -> [Part] { [try decode(), assess(), load(), sort(), filter(), frame(), difference(), key()] }

  private func decode() throws -> Part {
    guard let token = AccessToken("bench") else { throw BenchmarkFailure("no token") }
    let connection = APIConnection(baseURL: .production, token: token)
    let client = FintoroClient(connection, transport: CannedTransport(body: body), clock: { Self.now })
    let data = Data(body)
    return Part(name: "decode", reference: "Foundation's JSON objects") {
      guard try await client.list().value.subscriptions.count == subscriptions.count else {
        throw BenchmarkFailure("rows were lost")
      }
    } runReference: {
      keep(try? JSONSerialization.jsonObject(with: data))
    }
  }

  private func assess() -> Part {
    Part(name: "assess", reference: "the shorter of two lengths") {
      keep(subscriptions.map { AssessedSubscription($0, at: time) })
    } runReference: {
      keep(subscriptions.reduce(0) { $0 + min($1.url.utf8.count, $1.subscribedEvents.count) })
    }
  }

  private func load() -> Part {
    let action = Self.loaded(subscriptions)
    return Part(name: "refresh", reference: "comparing all subscriptions") {
      var state = board
      keep(update(&state, action))
    } runReference: {
      keep(zip(subscriptions, subscriptions.reversed()).count { $0 == $1 })
    }
  }

  private func sort() -> Part {
    let numbers = subscriptions.map { ($0.id &* 7_919) % 1_000_003 }
    return Part(name: "sort", reference: "sorting as many numbers") {
      keep(SubscriptionOrder().sorted(assessed))
    } runReference: {
      keep(numbers.sorted())
    }
  }

  private func filter() -> Part {
    let filter = BoardFilter.read("hooks-77").filter
    let rows = board.list.rows ?? []
    let urls = subscriptions.map { Array($0.url.utf8) }
    let wanted = Array("hooks-77".utf8)
    return Part(name: "filter", reference: "looking for the bytes in the URLs") {
      keep(rows.count { filter.matches($0) })
    } runReference: {
      keep(urls.count { !$0.ranges(of: wanted).isEmpty })
    }
  }

  private func frame() -> Part {
    let line = String(repeating: "x", count: Self.size.columns)
    return Part(name: "frame", reference: "a frame of plain text") {
      keep(view(board, Self.size))
    } runReference: {
      var frame = Frame(Self.size)
      for row in 0..<Self.size.rows { _ = frame.write(line, column: 0, row: row, style: Style()) }
      keep(frame)
    }
  }

  private func difference() -> Part {
    var moved = board
    _ = update(&moved, .keyPressed("j"))
    let (before, after) = (view(board, Self.size), view(moved, Self.size))
    return Part(name: "diff", reference: "comparing the cells") {
      keep(FrameDifference.lines(from: before, to: after))
    } runReference: {
      keep(zip(before.cells, after.cells).count { $0 != $1 })
    }
  }

  private func key() -> Part {
    let shown = view(board, Self.size)
    return Part(name: "whole loop", reference: "copying a frame's cells one by one") {
      var state = board
      _ = update(&state, .keyPressed("j"))
      keep(FrameDifference.lines(from: shown, to: view(state, Self.size)))
    } runReference: {
      keep(shown.cells.map { $0 })
    }
  }
}

struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
