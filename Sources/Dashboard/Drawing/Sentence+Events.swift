import FintoroWebhooks

extension Sentence {
  /// `invoices created paid · clients created`
  init(_ summaries: [EventSummary]) {
    self.init()
    phrases = summaries.enumerated().flatMap { index, summary in
      [
        Phrase((index == 0 ? "" : " ") + summary.resource),
        Phrase(" " + summary.verbs.joined(separator: " ") + (index == summaries.count - 1 ? "" : " ·"), .muted),
      ]
    }
  }
}
