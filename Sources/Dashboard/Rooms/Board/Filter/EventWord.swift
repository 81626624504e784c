import FintoroWebhooks

/// Event types as people type them while they look: a pattern (`invoices.*`, `all`), or the beginning of the type
/// (`invoices.pa`) or of its verb (`paid`). Never a part in the middle: `invoices.paid` is not `received-invoices.paid`.
struct EventWord: Equatable, Sendable {
  /// In lower case.
  let text: String

  func types(among known: [EventType]) -> [EventType] {
    isPattern ? EventPattern.types(text, among: known) : known.filter(begins)
  }

  func names(anyOf types: [EventType]) -> Bool {
    isPattern ? !EventPattern.types(text, among: types).isEmpty : types.contains(where: begins)
  }

  private var isPattern: Bool { text == "all" || text.contains("*") }

  private func begins(_ type: EventType) -> Bool { type.rawValue.hasPrefix(text) || type.verb.hasPrefix(text) }
}
