import FintoroWebhooks
import TerminalUI

enum CompanyView {
  static func draw(_ question: CompanyQuestion, in canvas: inout Canvas) {
    let body = DialogBody(
      "Is this still the same company?",
      [
        line("It was called", question.pinned), line("It is now", question.now), .blank,
        .text(
          Phrase("Until you say so nothing is written"),
          Phrase(": a token of another company would change the wrong subscriptions.")),
      ])
    canvas.keys(of: .companyQuestion, body.draw(in: &canvas))
  }

  private static func line(_ lead: String, _ company: CompanyIdentity) -> DialogBody.Paragraph {
    DialogBody.Paragraph(lead: Phrase(lead, .muted), indent: 15, sentence: Sentence(Phrase(text(company), .strong)))
  }

  private static func text(_ company: CompanyIdentity) -> String {
    company.id.map { "\(company.name)  (company \($0))" } ?? company.name
  }
}
