import Dispatch
import Glibc
import StyletBase

/// Asked to end, by whatever signal, a run begins nothing new and gives what is being done some time; asked again,
/// none.
final class BatchDrain: Sendable {
  private let grace: Double
  private let drain: @Sendable (Double) -> Void

  /// - Parameters:
  ///   - grace: s.
  ///   - drain: told in how many seconds to stop.
  init(grace: Double, _ drain: @escaping @Sendable (Double) -> Void) { (self.grace, self.drain) = (grace, drain) }

  /// To be called before the first thread is started, which would take the signals otherwise.
  func watch() {
    var set = EndingSignal.heeded
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let watched = set, (grace, drain) = (grace, drain)
    Threads.run {
      var watched = watched, number: Int32 = 0, left = grace
      while true {
        guard sigwait(&watched, &number) == 0 else { continue }
        drain(left)
        left = 0
      }
    }
  }
}
