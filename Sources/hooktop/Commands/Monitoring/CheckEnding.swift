import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Glibc
import NCursesTerminal
import Synchronization
import TerminalUI

/// Ends a check once: with its result, at its time limit, or by a signal. Whoever comes second says nothing.
final class CheckEnding: Sendable {
  private let isOver = Atomic<Bool>(false)

  func end(_ report: CheckReport) {
    guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return }
    RunningCommands.endAll()
    report.printAndExit()
  }
}

extension CheckReport {
  /// Whatever the program dies of, a monitor gets a sentence and one of the four statuses.
  func sayAtCrash() {
    NCursesTerminal.endCrashes(with: text, status: status.rawValue)
  }

  /// Ends the process with the report's status. A monitor that cannot read the text must not read OK.
  func printAndExit() -> Never {
    do throws(OutputProblem) {
      // Names and reasons are the server's: nothing in them may end the text or move a cursor.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.clean(String($0)) }
      try StandardOutput.write(lines.joined(separator: "\n"))
      _exit(status.rawValue)
    } catch {
      _exit(CheckStatus.unknown.rawValue)
    }
  }

  /// Why nothing was checked.
  static func unknown(_ error: any Error, arguments: [String] = []) -> CheckReport {
    if let report = ErrorReport(error, paths: Hooktop.pathsForSentences) {
      let lines = (report.text ?? "Stopped.").split(separator: "\n").map(String.init)
      return CheckReport(.unknown, sentence: lines.first ?? "", more: Array(lines.dropFirst()))
    }
    let report = ParserReport(error, arguments: arguments)
    if report.isData {
      return CheckReport(
        .unknown, sentence: "Nothing was checked, only help was printed.",
        more: report.text.split(separator: "\n").map(String.init))
    }
    return CheckReport(.unknown, sentence: report.sentence, more: ["`hooktop check --help` has the options."])
  }

  /// Whether a command line is one of `check`, whatever else is wrong with it.
  static func isAskedFor(_ arguments: [String]) -> Bool {
    arguments.contains("check") && CalledCommand(in: arguments).name == "check"
  }
}
