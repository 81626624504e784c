import ArgumentParser

/// The options of everything that asks Fintoro.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The profile of the config to use.", valueName: "name"))
  var profile: String?

  @Option(help: ArgumentHelp("Give a request up after this many seconds (30).", valueName: "seconds"))
  var timeout: Int?

  @Option(help: ArgumentHelp("Append what happens to a file, without secrets.", valueName: "file"))
  var log: String?

  func validate() throws {
    if let timeout, !ConnectionSource.timeouts.contains(timeout) {
      let range = ConnectionSource.timeouts
      throw ValidationError("--timeout takes whole seconds from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  var source: ConnectionSource.Options {
    ConnectionSource.Options(profile: profile, timeoutSeconds: timeout)
  }
}
