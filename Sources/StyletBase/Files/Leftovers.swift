import Glibc

/// What must not be left behind, whichever way the program ends: files that are not whole yet, folders with a scan in
/// them, other programs that were started. Cleared at `exit`, and at a signal where ``watchSignals()`` was called.
public enum Leftovers {
  public enum Thing: Hashable, Sendable {
    case file(String)
    /// As long as it is the very one: another may have taken its place.
    case lock(String, inode: UInt64)
    /// With all that is in it.
    case folder(String)
    /// A group of processes, by the id of its leader.
    case processes(Int32)
    /// A terminal in another mode than it was found in, as the bytes of a `termios`.
    case terminal(Int32, mode: [UInt8])
  }

  private static let things = Lock<(all: Set<Thing>, isRegistered: Bool)>(([], false))
  private static let isEnding = Lock(false)

  /// Returns at once unless a signal is ending the program: whoever would go on, or end it with a word on what failed
  /// because of that, waits here for the end.
  public static func waitWhereEnding() {
    while isEnding.withLock({ $0 }) { pause() }
  }

  public static func add(_ thing: Thing) {
    if isEnding.withLock({ $0 }) {
      if case .processes(let group) = thing { kill(-group, SIGKILL) }
      waitWhereEnding()
    }
    things.withLock { things in
      things.all.insert(thing)
      guard !things.isRegistered else { return }
      things.isRegistered = true
      atexit { Leftovers.clear() }
    }
  }

  /// It is in its place now, or gone.
  public static func forget(_ thing: Thing) { things.withLock { _ = $0.all.remove(thing) } }

  /// Calls with a new folder that nobody else may look into, and that is gone afterwards, however it ends.
  /// - Parameter beginning: of its name.
  /// - Throws: a ``Failure`` where it cannot be made.
  public static func withFolder<R>(_ beginning: String = "stylet-", _ body: (String) throws -> R) throws -> R {
    let folder = try Paths.makeTemporaryFolder(beginning)
    add(.folder(folder))
    defer {
      Paths.remove(folder)
      forget(.folder(folder))
    }
    return try body(folder)
  }

  /// Takes all of it away: programs first, since they write into the folders.
  public static func clear() {
    let all = things.withLock { things in
      defer { things.all = [] }
      return things.all
    }
    for case .processes(let group) in all { kill(-group, SIGTERM) }
    let groups = all.contains { if case .processes = $0 { true } else { false } }
    if groups { usleep(200_000) }
    for case .processes(let group) in all { kill(-group, SIGKILL) }
    for thing in all {
      switch thing {
      case .file(let path): unlink(path.systemPath)
      case .lock(let path, let inode): if FileState(path)?.inode == inode { unlink(path.systemPath) }
      case .folder(let path): Paths.remove(path)
      case .terminal(let descriptor, let mode):
        var found = termios()
        withUnsafeMutableBytes(of: &found) { $0.copyBytes(from: mode.prefix($0.count)) }
        tcsetattr(descriptor, TCSANOW, &found)
      case .processes: break
      }
    }
  }

  private enum Watch { case none, beginning, watching(pthread_t, sigset_t), handedOver }
  private static let watch = Lock(Watch.none)

  /// From now on a signal that asks the program to end clears what would be left behind, and then ends it as it would
  /// have. To be called before the first thread is started; a terminal session takes over with ``handOverSignals()``.
  public static func watchSignals() {
    let asked = EndingSignal.heeded
    // Of no use to anybody else: it wakes the watch where that is over.
    var watched = asked
    sigaddset(&watched, SIGURG)
    pthread_sigmask(SIG_BLOCK, &watched, nil)
    watch.withLock { $0 = .beginning }
    let isWatched = Threads.begin { [watched] in
      watch.withLock { $0 = .watching(pthread_self(), asked) }
      var watched = watched, number: Int32 = 0
      repeat {
        guard sigwait(&watched, &number) == 0 else { return }
        if number == SIGURG, case .handedOver = watch.withLock({ $0 }) { return }
      } while number == SIGURG
      isEnding.withLock { $0 = true }
      clear()
      EndingSignal(number).end()
    }
    guard !isWatched else { return }
    watch.withLock { $0 = .none }
    pthread_sigmask(SIG_UNBLOCK, &watched, nil)  // better ended at once than not at all
  }

  /// Ends the watch where there is one: signals come to the calling thread, which has its own handlers for them.
  public static func handOverSignals() {
    while case .beginning = watch.withLock({ $0 }) { usleep(100) }
    let last = watch.withLock { watch in
      defer { watch = .handedOver }
      return watch
    }
    guard case .watching(let thread, var asked) = last else { return }
    pthread_kill(thread, SIGURG)
    pthread_sigmask(SIG_UNBLOCK, &asked, nil)
  }
}
