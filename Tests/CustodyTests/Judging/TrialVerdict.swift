/// What a create came to in the end.
enum TrialVerdict: Hashable, CaseIterable {
  /// One subscription, and exactly its secret in one file.
  case kept
  /// Nothing was made, and nothing is left behind.
  case nothing
  /// Perhaps made: the journal has all that is needed to finish it.
  case pending
  /// Made, and not to be finished by itself, but the person was told: the secret itself, or which entry is damaged.
  case told
  /// Made, and nobody has its secret nor knows.
  case lost
  /// Made more than once.
  case doubled
  /// Nothing is lost, but what is there does not agree: a file of nobody, a secret in two files.
  case untidy

  /// As the table of figures heads its column.
  var title: String {
    switch self {
    case .kept: "kept"
    case .nothing: "nothing"
    case .pending: "pending"
    case .told: "told"
    case .lost: "LOST"
    case .doubled: "DOUBLED"
    case .untidy: "UNTIDY"
    }
  }
}
