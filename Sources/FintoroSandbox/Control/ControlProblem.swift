import Hummingbird

/// Why the sandbox does not do what it was asked to below `/_sandbox`: a status and one sentence.
struct ControlProblem: Error, Hashable {
  var status: Int
  var sentence: String

  static let notFound = ControlProblem(
    status: 404, sentence: "The sandbox has nothing here for this method; README lists what it has below /_sandbox.")
  static let notLocal = ControlProblem(
    status: 403, sentence: "The sandbox is told what to do by programs on this machine only, by 127.0.0.1 or localhost."
  )
  static let bodyTooLarge = ControlProblem(status: 413, sentence: "The body is longer than 1 MiB.")
  static let notJSON = ControlProblem(
    status: 415, sentence: "The body must be JSON, with Content-Type: application/json.")
  static let malformed = ControlProblem(status: 422, sentence: "The body is not valid JSON.")

  var response: Response { .json(status, .object([("message", .text(sentence))])) }
}
