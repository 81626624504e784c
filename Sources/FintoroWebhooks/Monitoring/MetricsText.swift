public import struct Foundation.Date

/// One company's figures for Prometheus, by its last good answer.
public struct CompanyMetrics: Sendable {
  /// Nil where no subscription and no pin tells it.
  public var companyID: Int?
  public var subscriptions: [AssessedSubscription]
  /// By this machine's clock, which a monitor compares it with.
  public var lastGoodAnswerAt: Date
  /// Nil where the answer did not say it.
  public var rateLimitRemaining: Int?
  /// Not acknowledged ones; nil where history is off.
  public var openGaps: Int?

  public init(
    companyID: Int?, _ subscriptions: [AssessedSubscription], lastGoodAnswerAt: Date, rateLimitRemaining: Int? = nil,
    openGaps: Int? = nil
  ) {
    self.companyID = companyID
    self.subscriptions = subscriptions
    self.lastGoodAnswerAt = lastGoodAnswerAt
    self.rateLimitRemaining = rateLimitRemaining
    self.openGaps = openGaps
  }
}

/// Figures as Prometheus reads them. A value that is not known has no line.
public enum MetricsText {
  public enum Format: CaseIterable, Sendable {
    /// Also that of node_exporter's text files, which takes no other.
    case classic
    case openMetrics

    public var contentType: String {
      switch self {
      case .classic: "text/plain; version=0.0.4; charset=utf-8"
      case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      }
    }
  }

  /// - Parameter companies: of two with the same id the newer answer counts.
  public static func text(_ companies: [CompanyMetrics], as format: Format = .classic) -> String {
    let companies = distinct(companies)
    let families = MetricFamily.all.map { family -> String in
      let samples = companies.flatMap(family.samples)
      guard !samples.isEmpty else { return "" }
      return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) gauge\n"
        + samples.map { $0.line(family.name) }.joined()
    }
    return families.joined() + (format == .openMetrics ? "# EOF\n" : "")
  }

  private static func distinct(_ companies: [CompanyMetrics]) -> [CompanyMetrics] {
    companies.reduce(into: []) { kept, company in
      guard let index = kept.firstIndex(where: { $0.companyID == company.companyID }) else {
        return kept.append(company)
      }
      if company.lastGoodAnswerAt > kept[index].lastGoodAnswerAt { kept[index] = company }
    }
  }
}

/// One metric: its name, its help and its lines.
private struct MetricFamily: Sendable {
  let name: String
  let help: String
  let samples: @Sendable (CompanyMetrics) -> [MetricSample]

  static let all: [MetricFamily] = [
    ofEach("hooktop_subscription_info", "Name and endpoint host of a subscription.") { subscription in
      let (name, host) = (subscription.subscription.name ?? "", EndpointRules.host(of: subscription.subscription.url))
      return [([("name", name), ("host", host ?? "")], 1)]
    },
    ofEach("hooktop_subscription_active", "Whether new events are delivered to it.") {
      [([], $0.subscription.isActive ? 1 : 0)]
    },
    ofEach("hooktop_subscription_state", "1 for the state that the subscription is in.") { assessed in
      HealthState.allCases.map { state in
        ([("state", state.word.replacing(" ", with: "_"))], state == assessed.health.state ? 1 : 0)
      }
    },
    time("hooktop_subscription_last_success_timestamp_seconds", "When a delivery was last accepted.") {
      $0.subscription.lastSuccessAt.date
    },
    time("hooktop_subscription_last_failure_timestamp_seconds", "When a delivery last failed.") {
      $0.subscription.lastFailureAt.date
    },
    time(
      "hooktop_subscription_gives_up_timestamp_seconds",
      "By when everything that has failed so far is accepted or lost."
    ) { RetryClock($0.subscription, state: $0.health.state)?.givesUpAt },
    ofCompany("hooktop_last_good_answer_timestamp_seconds", "When Fintoro last gave the list.") {
      $0.lastGoodAnswerAt.timeIntervalSince1970
    },
    ofCompany("hooktop_rate_limit_remaining", "Requests that the company has left in this minute.") {
      $0.rateLimitRemaining.map(Double.init)
    },
    ofCompany("hooktop_gaps_open", "Gaps that are open and not acknowledged, in what hooktop saw.") {
      $0.openGaps.map(Double.init)
    },
  ]

  private static func ofEach(
    _ name: String, _ help: String,
    _ values: @escaping @Sendable (AssessedSubscription) -> [(labels: [(String, String)], value: Double)]
  ) -> MetricFamily {
    MetricFamily(name: name, help: help) { company in
      company.subscriptions.flatMap { assessed in
        let id = company.label + [("id", String(assessed.id))]
        return values(assessed).map { MetricSample(labels: id + $0.labels, value: $0.value) }
      }
    }
  }

  private static func time(
    _ name: String, _ help: String, _ date: @escaping @Sendable (AssessedSubscription) -> Date?
  ) -> MetricFamily {
    ofEach(name, help) { assessed in date(assessed).map { [([], $0.timeIntervalSince1970)] } ?? [] }
  }

  private static func ofCompany(
    _ name: String, _ help: String, _ value: @escaping @Sendable (CompanyMetrics) -> Double?
  ) -> MetricFamily {
    MetricFamily(name: name, help: help) { company in
      value(company).map { [MetricSample(labels: company.label, value: $0)] } ?? []
    }
  }
}

extension CompanyMetrics {
  fileprivate var label: [(String, String)] { [("company", companyID.map(String.init) ?? "")] }
}

private struct MetricSample {
  let labels: [(String, String)]
  let value: Double

  func line(_ name: String) -> String {
    let labels = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    return "\(name){\(labels)} \(ThresholdRange.number(value))\n"
  }

  /// A control character has no meaning in a label and may have one for a terminal.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: escaped.append("\u{FFFD}")
      default:
        if scalar == "\\" || scalar == "\"" { escaped.append("\\") }
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
