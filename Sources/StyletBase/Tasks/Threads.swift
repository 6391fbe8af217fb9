import Glibc

/// Threads of their own, for work that takes or waits longer than the cores' common ones should.
public enum Threads {
  /// Runs `body` in a new thread, with the system's usual stack. Where there can be no more threads it runs here and
  /// now: whoever asked waits, but it runs.
  public static func run(_ body: @escaping @Sendable () -> Void) { if !begin(body) { body() } }

  /// Runs `body` in a new thread.
  /// - Returns: false where the system has no more of them.
  static func begin(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
      &thread, &attributes,
      { work in
        if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if code != 0 { work.release() }
    return code == 0
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
