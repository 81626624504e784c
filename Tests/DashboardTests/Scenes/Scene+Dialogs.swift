import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

extension Scene {
  static let dialogs = [
    Scene("help", layout) { Fixture.board($0).pressing("?") },
    Scene("help-detail") { Fixture.board($0).pressing("Enter ?") },
    Scene("help-all") { Fixture.board($0).pressing("? Tab") },
    Scene("past-help", [Fixture.narrow]) { LookingBackTests.past($0).pressing("?") },
    Scene("themes") { size in
      var state = Fixture.board(size)
      state.themes = [.roles, .plain]
      return state.pressing("T Down")
    },
    Scene("sort") { Fixture.board($0).pressing("s Down Down") },
    Scene("columns") { Fixture.board($0).pressing("C Down Space") },
    Scene("palette", wrapping) { Fixture.board($0).pressing(":").typing("su") },
    Scene("palette-things") { Fixture.board($0).pressing(":").typing("erp d") },
    Scene("past-palette", [Fixture.narrow]) { LookingBackTests.past($0).pressing(":") },
    Scene("palette-no-match") { Fixture.board($0).pressing(":").typing("xyzzy") },
    Scene("settings", wrapping) { Fixture.board($0).pressing("S Down Down Down") },
    Scene("copy") { Fixture.board($0).pressing("c") },
    Scene("duplicate") { Fixture.companies($0).pressing("Down d").state },
    Scene("same-events") { Fixture.board($0).pressing("n Shift-Tab Right Right Right Enter") },
    Scene("marked") { MarkedTests.marked($0) },
    Scene("marked-question", wrapping) { MarkedTests.marked($0).pressing("Enter") },
    Scene("marked-events") {
      MarkedTests.marked($0).pressing("Down Down Enter").typing("invoices.* orders.created")
    },
    Scene("marked-limited") { size in
      let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
      return MarkedTests.marked(size).pressing("Enter y").after(.markedChanged(802, .failed(limit)))
    },
    Scene("marked-results") {
      MarkedTests.marked($0).pressing("Enter y").after(.markedChanged(802, .changed))
        .after(.markedChanged(801, .edited(.unknown(Failure(.timedOut(seconds: 30)), now: nil))))
    },
    Scene("secret", wrapping) { SecretTests.shown(nil, $0) },
    Scene("secret-hidden") { SecretTests.shown(nil, $0).waiting(2).pressing("Space") },
    Scene("secret-copying") { SecretTests.shown(nil, $0).waiting(2).pressing("s") },
    Scene("secret-not-saved") { size in
      let problem = "~/.local/share/hooktop/secrets/erp-sync.secret cannot be written: no space left on device."
      return SecretTests.shown(.savingFailed(Fixture.erp, SecretTests.secret, problem: problem), size)
    },
    Scene("secret-rotated") { RotateTests.sent($0).after(.rotateFinished(id: 801, RotateTests.rotated)) },
  ]
}
