/// What there is after a trial: on the server, on the disk, and before the person's eyes.
struct Findings: Equatable {
  struct Subscription: Equatable {
    var id: Int
    var name: String
    var secret: String
  }

  /// An entry of the journal, as far as its first line can be read.
  struct Entry: Equatable {
    var path: String
    var key: String
    /// The name in the body that it would send; nil where the entry cannot be read.
    var name: String?
  }

  var subscriptions: [Subscription] = []
  /// Every file of the home that is not the program's own record, by path.
  var files: [String: [UInt8]] = [:]
  var entries: [Entry] = []
  /// All that the person was told.
  var told = ""
}
