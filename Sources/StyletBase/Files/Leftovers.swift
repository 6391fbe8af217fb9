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
      case .processes: break
      }
    }
  }

  /// From now on a signal that asks the program to end clears what would be left behind, and then ends it as it would
  /// have. To be called before the first thread is started; not where a terminal session deals with signals itself.
  public static func watchSignals() {
    var asked = EndingSignal.heeded
    pthread_sigmask(SIG_BLOCK, &asked, nil)
    let watched = asked
    let isWatched = Threads.begin {
      var watched = watched, number: Int32 = 0
      guard sigwait(&watched, &number) == 0 else { return }
      isEnding.withLock { $0 = true }
      clear()
      EndingSignal(number).end()
    }
    if !isWatched { pthread_sigmask(SIG_UNBLOCK, &asked, nil) }  // better ended at once than not at all
  }
}
