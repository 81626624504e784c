/// One text in both languages.
struct Bilingual: Hashable, Sendable {
  let english: String
  let slovak: String

  init(_ english: String, _ slovak: String) {
    self.english = english
    self.slovak = slovak
  }

  func `in`(_ language: Language) -> String {
    switch language {
    case .english: english
    case .slovak: slovak
    }
  }
}
