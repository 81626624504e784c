import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct MouseTests {
  private static let board = Fixture.board(Fixture.narrow)

  /// A click on the first place at which the screen shows a text.
  private static func clicking(_ text: String, _ state: State, last: Bool = false) -> State {
    let rows = Array(0..<state.size.rows)
    let frame = view(state, state.size)
    for row in last ? rows.reversed() : rows {
      let line = FrameText.row(row, of: frame)
      if let range = line.range(of: text) {
        let column = DisplayWidth.of(String(line[..<range.lowerBound]))
        return state.clicking(Frame.Position(column: column, row: row))
      }
    }
    Issue.record("\(text) is not on the screen")
    return state
  }

  @Test("A click selects a row, a second one opens it")
  func rows() {
    let selected = Self.clicking("Old CRM", Self.board)
    #expect(selected.board.selected?.assessed?.id == 804 && selected.screen == .board)
    guard case .detail(let detail) = Self.clicking("Old CRM", selected).screen else {
      Issue.record("no detail")
      return
    }
    #expect(detail.id == 804)
  }

  @Test("A key in the footer can be clicked")
  func footer() {
    #expect(Self.clicking("n new", Self.board, last: true) == Self.board.pressing("n"))
    #expect(Self.clicking("? keys", Self.board, last: true).modal != nil)
  }

  @Test("The wheel scrolls lists, and nothing where arrows mean something else")
  func wheel() {
    #expect(Self.board.after(.scrolled(1)).board.cursor.selected == 3)
    #expect(Self.board.after(.scrolled(1)).after(.scrolled(-1)).board.cursor.selected == 0)
    let form = Self.board.pressing("n")
    #expect(form.after(.scrolled(1)) == form)
  }

  @Test("What a dialog covers cannot be clicked")
  func covered() {
    let help = Self.board.pressing("?")
    #expect(help.clicking(Frame.Position(column: 0, row: 5)) == help)
  }

  @Test("Fields and buttons of the form can be clicked")
  func form() {
    let form = Self.board.pressing("n")
    guard case .form(let clicked) = Self.clicking("Endpoint URL", form).screen else { return }
    #expect(clicked.focus == .url)
    #expect(Self.clicking("Cancel", form).screen == .board)
  }

  @Test("The secret's buttons can be clicked, but not before keys count")
  func secret() {
    let shown = SecretTests.shown(nil, Fixture.narrow).after(.frameDrawn(at: Fixture.now))
    #expect(Self.clicking("Done", shown.waiting(0.4)).modal != nil)
    #expect(Self.clicking("Done", shown.waiting(0.5)).modal == nil)
  }

  @Test("A click on a column's title sorts by it, the next one the other way round, the third by trouble again")
  func columnTitle() {
    let once = Self.clicking("NAME", Self.board)
    #expect(once.choices.look.order == SubscriptionOrder(.column(.name)))
    let twice = Self.clicking("NAME", once)
    #expect(twice.choices.look.order == SubscriptionOrder(.column(.name), isReversed: true))
    #expect(Self.clicking("NAME", twice).choices.look.order == SubscriptionOrder())
  }

  @Test("A line of a list in a dialog is selected by one click and taken by the second")
  func choice() {
    let copy = Self.board.pressing("c")
    let selected = Self.clicking("id    802", copy)
    #expect(selected == copy.pressing("Down"))
    #expect(Self.clicking("id    802", selected).modal == nil)
  }

  @Test("In the picker a click on a cell goes there and turns it; on a name it only goes there")
  func picker() {
    let picker = Self.board.pressing("n Tab Tab Tab Enter")
    #expect(Self.clicking("[ ]", picker).screenText == picker.pressing("Space").screenText)
    let there = Self.clicking("suppliers", picker)
    #expect(there.screenText == picker.pressing("Down Down").screenText)
    #expect(Self.clicking("[x]", Self.clicking("[ ]", picker)).screenText == picker.screenText)
  }

  @Test("In coverage a click goes to a cell, and a second one opens a subscriber")
  func coverage() {
    let coverage = Self.board.pressing("v")
    let empty = Self.clicking("none", coverage)
    #expect(empty.screenText.contains("Not subscribed.") && empty.screen != coverage.screen)
    guard case .detail = Self.clicking("‹", coverage).screen else {
      Issue.record("the second click opens nothing")
      return
    }
    let twin = Subscription(
      id: 811, companyID: 15, name: "Twin", url: "https://erp.acme.sk/hooks/fintoro",
      subscribedEvents: ["orders.created"])
    let list = Fixture.board(Fixture.narrow, Fixture.subscriptions + [twin]).pressing("v x End")
    let selected = Self.clicking("801, 811 at", list)
    guard case .coverage = selected.screen, case .detail(let detail) = Self.clicking("801, 811 at", selected).screen
    else {
      Issue.record("a problem does not open")
      return
    }
    #expect(detail.id == 811)
  }

  @Test("In settings and columns a second click turns the switch and ends nothing")
  func switches() {
    let mouse = Self.clicking("Mouse", Self.board.pressing("S"))
    #expect(mouse.choices.preferences.terminal.mouse)
    let off = Self.clicking("Mouse", mouse)
    #expect(!off.choices.preferences.terminal.mouse && off.modal != nil)
    let url = Self.clicking("[x] URL", Self.board.pressing("C"))
    #expect(!Self.clicking("[x] URL", url).choices.look.columns.contains(.url))
  }

  @Test("What a dialog asks is never answered yes by a click; leaving it alone may be clicked")
  func questions() {
    let question = Self.board.pressing("Space m Enter")
    #expect(Self.clicking("y change it", question, last: true) == question)
    #expect(Self.clicking("Esc cancel", question, last: true).modal == nil)
  }
}
