import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

@Suite("Underlines of a theme")
struct UnderlineTests {
  /// What cannot be undone or is urgent, and fields, are underlined, as in the theme of high contrast.
  private static let theme = Theme(
    name: "underlined", surfaces: [.field: StyleSpec(color: Color(red: 9, green: 9, blue: 9), attributes: .underline)],
    inks: [.critical: StyleSpec(attributes: .underline), .key: StyleSpec(attributes: .underline)])

  @Test(
    "Words alone are underlined: no border, no line and no blank",
    arguments: ["Down", "Down D", "Down R", "Down Enter"])
  func words(keys: String) {
    var state = Fixture.board(Fixture.narrow)
    state.themes = [Self.theme]
    state = state.pressing(":").typing("underlined").pressing("Enter").pressing(keys)
    let frame = view(state, state.size)
    let marked = frame.cells.filter { $0.style.attributes.contains(.underline) }
    let underlined = marked.filter { $0.style.background == nil }.compactMap(\.character)
    #expect(underlined.contains("E"))
    #expect(underlined.allSatisfy { $0.isLetter || $0.isNumber || ($0.isASCII && $0 != " ") }, "\(String(underlined))")
    // A field is underlined as a whole.
    if keys == "Down R" { #expect(marked.contains { $0.style.background != nil && $0.character == " " }) }
  }
}
