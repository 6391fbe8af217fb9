import StyletProject

/// A question that two readings answer otherwise.
struct DifferingAnswer {
  var field: ReadingField
  var a: AnswerValue?
  var b: AnswerValue?
  /// The reader's own, of now.
  var now: ReadingAnswer?
  /// The reader has answered it, or left it unanswered as one of them has.
  var isDecided: Bool { now != nil }
}
