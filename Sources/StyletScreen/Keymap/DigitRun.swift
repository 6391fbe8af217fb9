/// A digit typed where digits are commands.
struct DigitRun {
  var digit: Int
  /// nil for one that is no command.
  var action: Invocation?
  var at: ContinuousClock.Instant

  /// Keys further apart than this are no number that is typed: what the first did was seen.
  static let pause = Duration.milliseconds(700)
}
