import Glibc
import StyletBase

extension IntakeDesk {
  /// What must stay free for the study itself: its readers save there, too.
  private static let reserve = 64 << 20

  public func hasRoom(_ bytes: Int = 0) -> Bool {
    [folder.kept, folder.study].allSatisfy { path in
      guard let room = Paths.room(at: path) else { return true }
      return room.free - bytes > min(Self.reserve, room.all / 20)
    }
  }

  func checkRoom(_ bytes: Int) throws {
    if hasRoom(bytes) { return }
    try flush()
    throw Failure(.io, path: folder.study, words("intake.full"), advice: words("error.output.make-room"))
  }

  static func each<T: Sendable, R: Sendable>(_ all: [T], _ body: @Sendable (T) -> R) -> [R] {
    Parallel.map(all.count) { body(all[$0]) }
  }

  func write(_ writes: [(path: String, bytes: [UInt8])]) throws {
    for parent in Set(writes.map(\.path.pathFolder)) { try Paths.makeFolder(parent) }
    let failures = Self.each(writes) { write -> Failure? in
      do throws(SystemError) {
        try SafeFile.rename(write.path, with: write.bytes, backup: nil, synced: false, calls: .live)
        return nil
      } catch { return error.failure(words("error.study.not-written"), about: write.path) }
    }
    if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
    unsynced += writes.map(\.path)
  }

  /// From now on what came is known, whatever happens: the files are on the disk before the records that name them.
  public func flush() throws {
    let folders = Set(unsynced.map(\.pathFolder)), files = unsynced
    let failures = Self.each(files) { path -> SystemError? in
      do throws(SystemError) {
        let file = try SystemCalls.live.open(path, O_WRONLY)
        defer { close(file) }
        try SystemCalls.live.sync(file, path)
        return nil
      } catch { return error }
    }
    if let error = failures.lazy.compactMap({ $0 }).first {
      throw error.failure(words("error.study.not-written"), about: error.path)
    }
    do throws(SystemError) {
      for path in folders { try SystemCalls.live.syncFolder(path) }
      if !folders.isEmpty { for path in [folder.waiting, folder.quarantine] { try SystemCalls.live.syncFolder(path) } }
    } catch { throw error.failure(words("error.study.not-written"), about: error.path) }
    unsynced = []
    for key in touched.sorted() {
      guard let record = records[key] else { continue }
      try record.write(folder)
      let (place, isLast) = place(of: key)
      switch record.state {
      case .quarantined where Paths.exists(place): try move(place, free(folder.quarantine(key)))
      case .accepted:
        Paths.remove(folder.waiting(key))
        if isLast, record.reason == .twin { Paths.remove(place) }
      default: break
      }
    }
    touched = []
    seen.keep()
  }

  /// A name that nothing has yet: what is in quarantine stays.
  func free(_ path: String) -> String {
    var name = path, n = 1
    while Paths.exists(name) {
      n += 1
      name = "\(path).\(n)"
    }
    return name
  }

  func move(_ old: String, _ new: String) throws {
    do throws(SystemError) {
      try SystemCalls.live.rename(old, new)
      try SystemCalls.live.syncFolder(new.pathFolder)
      try SystemCalls.live.syncFolder(old.pathFolder)
    } catch { throw error.failure(words("error.study.not-written"), about: error.path) }
  }
}
