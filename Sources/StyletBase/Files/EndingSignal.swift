import Glibc

/// A signal that asks the program to end, or would end it, once all is kept and given back: thrown where a session ended
/// by it, so that whoever started the program sees what became of it.
public struct EndingSignal: Error, Hashable, Sendable {
  public let number: Int32

  public init(_ number: Int32) { self.number = number }

  /// Those that end a program unless it says otherwise, and are no fault of its own.
  public static let all: [Int32] = {
    let everywhere = [
      SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
    ]
    #if os(Linux)
      return everywhere + [SIGPWR, SIGSTKFLT]
    #else
      return everywhere
    #endif
  }()

  /// Those of them that whoever started the program does not have it ignore (nohup, a shell's background).
  public static var heeded: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in all {
      var now = sigaction()
      sigaction(number, nil, &now)
      if !isIgnored(now) { sigaddset(&set, number) }
    }
    return set
  }

  /// Ends the program as the signal would have, without a picture of its memory, which holds scans.
  public func end() -> Never {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    signal(number, SIG_DFL)
    var own = sigset_t()
    sigemptyset(&own)
    sigaddset(&own, number)
    pthread_sigmask(SIG_UNBLOCK, &own, nil)
    kill(getpid(), number)
    _exit(128 + number)  // where that did not
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if os(Linux)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #else
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #endif
  }
}
