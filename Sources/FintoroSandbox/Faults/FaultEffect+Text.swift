extension FaultEffect {
  /// The first word of a fault's text.
  var text: String {
    switch self {
    case .answer(let answer, let moment):
      let (name, value) = answer.words
      return name + (moment == .afterCommit ? "-after" : "") + (value.map { "=" + $0 } ?? "")
    case .refuse: return "refuse"
    case .drop(.beforeHandler): return "drop-before"
    case .drop(.afterCommit): return "drop-after"
    case .cut(let bytes): return "cut=\(bytes)"
    case .change(.cut(let bytes)): return "cut-json" + (bytes.map { "=\($0)" } ?? "")
    case .change(.wrongTypes(let field)): return "wrong-types" + (field.map { "=\($0)" } ?? "")
    case .change(.extraFields): return "extra-fields"
    case .change(.unknownEvents): return "unknown-events"
    case .change(.hugeList(let count)): return "huge-list=\(count)"
    case .delay(let seconds): return "delay=\(seconds)"
    case .hold(let seconds): return "hold=\(seconds)"
    case .dribble(let rate): return "dribble=\(rate)"
    }
  }
}

extension SubstituteAnswer {
  fileprivate var words: (name: String, value: String?) {
    switch self {
    case .unauthenticated: ("401", nil)
    case .forbidden: ("403", nil)
    case .tooManyRequests(let seconds): ("429", String(seconds))
    case .serverError: ("500", nil)
    case .unavailable: ("503", nil)
    case .page(let status): ("html", String(status))
    case .redirect(let url): ("redirect", url)
    }
  }
}
