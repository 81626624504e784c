/// Why the body of an answer is not what the contract describes: what and where, without a full stop.
///
/// It never repeats a value of the body, which may be a signing secret.
struct AnswerProblem: Error {
  var sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }
}
