import Foundation

/// The accepted deliveries that were seen in one day, as bytes: about three for each.
///
/// Each is the seconds since the one before (the first since the day began) and by how many seconds the success was older
/// than the answer that showed it, both as numbers of 7 bits a byte.
struct SuccessDay: Hashable, Sendable {
  struct Success: Hashable, Sendable {
    /// When the answer came, in seconds since 1970.
    var seenAt: Int64
    /// `lastSuccessAt` in seconds since 1970.
    var at: Int64
  }

  let day: Int64
  private(set) var successes: [Success]

  static let seconds: Int64 = 86_400

  static func day(of seconds: Int64) -> Int64 {
    seconds >= 0 ? seconds / Self.seconds : -((-seconds + Self.seconds - 1) / Self.seconds)
  }

  init(day: Int64, _ successes: [Success] = []) {
    self.day = day
    self.successes = successes
  }

  /// Damaged bytes end the day early.
  init(day: Int64, bytes: Data) {
    self.init(day: day)
    // Of an array the next byte is many times faster: a strip of 30 days reads thousands.
    var rest = [UInt8](bytes)[...]
    successes.reserveCapacity(bytes.count / 3)
    var seenAt = day * Self.seconds
    while let step = Self.number(&rest), let lag = Self.number(&rest), step < UInt64(Self.seconds) {
      seenAt += Int64(step)
      let signed = Int64(bitPattern: lag >> 1) ^ -Int64(bitPattern: lag & 1)
      let (at, isTooFar) = seenAt.subtractingReportingOverflow(signed)
      if isTooFar { return }
      successes.append(Success(seenAt: seenAt, at: at))
    }
  }

  /// Those that can change a state. In between a subscription is neither quiet, which takes a day or more, nor odd, which
  /// takes a time ahead of the answer's.
  var decisive: [Success] {
    successes.indices.filter { index in
      let success = successes[index]
      if index == 0 || index == successes.count - 1 || success.at > success.seenAt { return true }
      return successes[index + 1].seenAt - success.at > Self.seconds / 2
    }.map { successes[$0] }
  }

  /// - Parameter success: of this day; one that was seen before the last is noted as seen with it.
  mutating func append(_ success: Success) {
    let seenAt = max(success.seenAt, successes.last?.seenAt ?? success.seenAt)
    successes.append(Success(seenAt: seenAt, at: success.at))
  }

  var bytes: Data {
    var data = Data()
    var last = day * Self.seconds
    for success in successes {
      let lag = success.seenAt - success.at
      Self.append(UInt64(success.seenAt - last), to: &data)
      Self.append(UInt64(bitPattern: (lag << 1) ^ (lag >> 63)), to: &data)
      last = success.seenAt
    }
    return data
  }

  private static func append(_ number: UInt64, to data: inout Data) {
    var number = number
    while number >= 0x80 {
      data.append(UInt8(number & 0x7F) | 0x80)
      number >>= 7
    }
    data.append(UInt8(number))
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      guard shift < 63 else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
