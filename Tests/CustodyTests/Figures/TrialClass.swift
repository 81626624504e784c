/// How the creates, or the rotates, of a trial were spoilt: one row of the table.
enum TrialClass: String, CaseIterable {
  case cutRequest = "cut in the request"
  case cutAnswer = "cut in the answer"
  case fault = "faulty answers"
  case journal = "damaged journal"
  case killed = "killed"
  case boardKilled = "a board killed and restarted"
  case failedCall = "a call on the disk failed"
  case place = "no place for the secret"
  case together = "two at once"
  case rotateKilled = "rotates: killed"
  case rotateFailedCall = "rotates: a call failed"

  /// Whether its trials count among the creates that were promised.
  var isOfCreates: Bool { self != .rotateKilled && self != .rotateFailedCall }
}
