import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("The man page, read by mandoc", .needs(.mandoc))
  struct ManPageLint {
    @Test("It has nothing to say against it, and shows what stands there")
    func lint() async throws {
      let page = try await ProcessRun.run(hooktop, ["man"])
      #expect(page.exit == .exited(0) && page.standardError.isEmpty, "\(page)")
      let lint = try await ProcessRun.run("mandoc", ["-Kutf-8", "-Tlint"], input: page.standardOutput)
      #expect(lint.exit == .exited(0) && lint.standardOutput.isEmpty, "\(lint)")
      let shown = try await ProcessRun.run(
        "mandoc", ["-Kutf-8", "-Tascii", "-O", "width=80"], input: page.standardOutput)
      for text in ["hooktop create", "custody.jsonl", "the outcome is not known"] {
        #expect(shown.standardOutput.replacing(#/.\u{8}/#, with: "").contains(text), "\(text)")
      }
    }
  }
}
