import FintoroWebhooks
import Foundation
import GRDB

/// A time as it is kept: whole milliseconds since 1970, or what stood there instead of a time.
enum StoredTime: Hashable, Sendable {
  case never
  case at(Int64)
  case unreadable(String)
  case absent

  init(_ timestamp: Timestamp) {
    switch timestamp {
    case .never: self = .never
    case .absent: self = .absent
    case .unreadable(let raw): self = .unreadable(String(raw.prefix(200)))
    case .at(let date, let raw): self = Self.milliseconds(date).map(StoredTime.at) ?? .unreadable(raw)
    }
  }

  var timestamp: Timestamp {
    switch self {
    case .never: .never
    case .absent: .absent
    case .unreadable(let raw): .unreadable(raw)
    case .at(let milliseconds): Timestamp(Self.date(milliseconds))
    }
  }

  var milliseconds: Int64? { if case .at(let value) = self { value } else { nil } }

  /// Nil for what no calendar has.
  static func milliseconds(_ date: Date) -> Int64? {
    let value = (date.timeIntervalSince1970 * 1_000).rounded(.down)
    return abs(value) < 1e15 ? Int64(value) : nil
  }

  /// The nearest time that can be kept.
  static func clamped(_ date: Date) -> Int64 {
    milliseconds(date) ?? (date.timeIntervalSince1970 < 0 ? -999_999_999_999_999 : 999_999_999_999_999)
  }

  static func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }
}

/// A number is a time, NULL is never, a text is what could not be read, an empty blob an absent key.
extension StoredTime: DatabaseValueConvertible {
  var databaseValue: DatabaseValue {
    switch self {
    case .never: .null
    case .at(let milliseconds): milliseconds.databaseValue
    case .unreadable(let raw): raw.databaseValue
    case .absent: Data().databaseValue
    }
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> StoredTime? {
    switch value.storage {
    case .null: .never
    case .int64(let milliseconds): .at(milliseconds)
    case .string(let raw): .unreadable(raw)
    case .blob: .absent
    case .double: nil
    }
  }

  static func fromMissingColumn() -> StoredTime? { nil }
}

/// The same in JSON; `false` is an absent key.
extension StoredTime: Codable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .never
    } else if let milliseconds = try? value.decode(Int64.self) {
      self = .at(milliseconds)
    } else if let raw = try? value.decode(String.self) {
      self = .unreadable(raw)
    } else {
      _ = try value.decode(Bool.self)
      self = .absent
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .never: try value.encodeNil()
    case .at(let milliseconds): try value.encode(milliseconds)
    case .unreadable(let raw): try value.encode(raw)
    case .absent: try value.encode(false)
    }
  }
}
