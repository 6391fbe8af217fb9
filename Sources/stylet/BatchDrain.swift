import Glibc
import StyletBase

/// Asked to end, by whatever signal, a run begins nothing new and gives what is being done some time; asked again,
/// none.
final class BatchDrain: Sendable {
  private let grace: Double
  private let drain: @Sendable (EndingSignal, Double) -> Void

  /// - Parameters:
  ///   - grace: s.
  ///   - drain: told by which signal, and in how many seconds to stop.
  init(grace: Double, _ drain: @escaping @Sendable (EndingSignal, Double) -> Void) {
    (self.grace, self.drain) = (grace, drain)
  }

  /// To be called before the first thread is started, which would take the signals otherwise.
  func watch() {
    var set = EndingSignal.heeded
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let watched = set, (grace, drain) = (grace, drain)
    Threads.run {
      var watched = watched, info = siginfo_t(), left = grace
      var asked: ContinuousClock.Instant?
      while true {
        let number = sigwaitinfo(&watched, &info)
        guard number > 0 else { continue }
        // A program that ends others sends its signal to the process and to its group, one after the other (timeout):
        // that is one request. A key pressed twice is two.
        let now = ContinuousClock.now
        if let asked, info.si_code <= 0, now - asked < .seconds(1) { continue }
        asked = now
        drain(EndingSignal(number), left)
        left = 0
      }
    }
  }
}
