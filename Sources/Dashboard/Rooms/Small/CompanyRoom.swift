import FintoroWebhooks
import TerminalUI

/// Asks once whether the company is still the same: its name differs from when the profile was first used.
public struct CompanyRoom: Room {
  let pinned: CompanyIdentity
  let now: CompanyIdentity

  func context(in world: World) -> Context { .companyQuestion }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.confirm, _): [.close, .effect(.pinCompany)]
    case .command(.back, _):
      [
        .close,
        .showMessage(
          "Nothing is written until you answer: \(world.custody.lock?.sentence ?? "")", .bad),
      ]
    default: []
    }
  }

  func draw(in canvas: inout Canvas, of world: World) {
    let body = DialogBody(
      "Is this still the same company?",
      [
        line("It was called", pinned), line("It is now", now), .blank,
        .text(
          Phrase("Nothing is written until you answer"),
          Phrase(": another company's token would change the wrong subscriptions.")),
      ])
    canvas.keys(of: .companyQuestion, body.draw(in: &canvas))
  }

  private func line(_ lead: String, _ company: CompanyIdentity) -> DialogBody.Paragraph {
    DialogBody.Paragraph(lead: Phrase(lead, .muted), indent: 15, sentence: Sentence(Phrase(text(company), .strong)))
  }

  private func text(_ company: CompanyIdentity) -> String {
    company.id.map { "\(company.name)  (company \($0))" } ?? company.name
  }
}
