import TestSupport
import Testing

/// What a fenced block of a page is, and so which test holds it. A block that is none of these makes a test fail.
enum PageKind: Equatable {
  /// ` ``` ` below `<!-- screen: NAME[, rows A-B | , dialog] -->`: the snapshot, whole or that part of it.
  case screen(PagePicture)
  /// ` ``` ` or ` ```json ` below `<!-- output: COMMAND -->`: what the program prints for it.
  case output(String)
  /// ` ``` ` below `<!-- commands -->`: the list of all commands.
  case commandList
  /// ` ``` ` below `<!-- crontab -->`: lines of cron, whose commands are parsed.
  case crontab
  /// ` ```sh `: commands, parsed and where it is cheap run.
  case commands
  /// ` ```toml ` below `<!-- config -->`, `<!-- scenario -->` or `<!-- theme -->`: read by that file's reader.
  case config, scenario, theme
  /// ` ``` ` below `<!-- filter -->`: read as a filter of the board.
  case filter
  /// ` ```swift ` below `<!-- file: PATH -->`: that file of a test target, whole.
  case file(String)
  /// ` ```sh ` or ` ```ini ` below `<!-- shipped: FILE -->`: that file of `Sources/Shipped`, whole.
  case shipped(String)
  /// ` ```python `: the receiver, which `ReceiverPageTests` run.
  case receiver
  /// ` ``` ` without a mark, on pages for developers: a drawing.
  case drawing

  /// Nil for a block that no test knows.
  init?(_ block: PageBlock) {
    let kind: PageKind? =
      switch (block.language, block.mark?.name) {
      case ("", "screen"): block.mark.flatMap { PagePicture($0.argument) }.map(PageKind.screen)
      case ("", "output"), ("json", "output"): block.mark.map { .output($0.argument) }
      case ("", "commands"): .commandList
      case ("", "crontab"): .crontab
      case ("sh", nil): .commands
      case ("sh", "shipped"), ("ini", "shipped"): block.mark.map { .shipped($0.argument) }
      case ("toml", "config"): .config
      case ("toml", "scenario"): .scenario
      case ("toml", "theme"): .theme
      case ("", "filter"): .filter
      case ("swift", "file"): block.mark.map { .file($0.argument) }
      case ("python", nil) where block.page.hasSuffix("/Receiver.md"): .receiver
      case ("", nil) where block.page == "Sources/README.md": .drawing
      default: nil
      }
    guard let kind else { return nil }
    self = kind
  }
}

/// A block with what it is.
struct KnownBlock: CustomTestStringConvertible {
  let block: PageBlock
  let kind: PageKind

  var testDescription: String { block.testDescription }

  static let all = Page.all.flatMap(\.blocks).compactMap { block in
    PageKind(block).map { KnownBlock(block: block, kind: $0) }
  }

  static func all(where isWanted: (PageKind) -> Bool) -> [KnownBlock] { all.filter { isWanted($0.kind) } }
}
