import Glibc
import StyletBase

/// An item that one of many workers does now: a file that one alone can make (O_EXCL, which holds on network disks
/// too), whose time of change says that its worker is alive. One that has not been touched for so long is nobody's:
/// it is taken away, which one alone can do, and made anew.
///
/// Times are those of the disk's own clock: a file that is touched now against the claim. So a machine whose clock is
/// wrong takes nothing from others. Two workers that do one item all the same make the same files.
public final class BatchClaim {
  /// So long a claim stands that nobody touches, s, unless another time is asked for.
  public static let usualExpiry = 300.0

  private let path: String
  private let inode: UInt64
  private let beat: Monitor<Bool>

  /// - Parameter file: the claim's, open: as long as it is, no other file has its inode, and only this one is touched.
  private init(_ path: String, inode: UInt64, file: Int32, every seconds: Double) {
    (self.path, self.inode) = (path, inode)
    let beat = Monitor(false)
    self.beat = beat
    Leftovers.add(.lock(path, inode: inode))
    Threads.run { [path, inode] in
      defer { close(file) }
      // Until it is given back, or is another's.
      while beat.wait(atMost: seconds, for: { $0 ? true : nil }) == nil {
        guard FileState(path)?.inode == inode else { return }
        futimens(file, nil)
      }
    }
  }

  deinit {
    if FileState(path)?.inode == inode { unlink(path.systemPath) }
    beat.change { $0 = true }
    Leftovers.forget(.lock(path, inode: inode))
  }

  /// - Parameters:
  ///   - path: of the claim; its folder is there.
  ///   - expiry: s; it is touched ten times as often.
  /// - Returns: nil where a living worker has it.
  /// - Throws: a ``Failure`` where it can neither be made nor looked at.
  public static func take(_ path: String, expiry: Double = usualExpiry) throws -> BatchClaim? {
    for _ in 0..<3 {
      if let made = try make(path) {
        return BatchClaim(path, inode: made.inode, file: made.file, every: expiry / 10)
      }
      guard let seen = FileState(path) else { continue }  // given back just now
      guard try isDead(path, seen, expiry) else { return nil }
      guard try bury(path, seen, expiry) else { continue }
    }
    return nil
  }

  /// Takes an expired claim away, which one alone can do: whoever first gives it a second name made of its inode. That
  /// name is looked at again, since the claim may have been taken over and made anew meanwhile.
  private static func bury(_ path: String, _ seen: FileState, _ expiry: Double) throws -> Bool {
    let grave = path + ".dead.\(seen.inode)"
    guard link(path.systemPath, grave.systemPath) == 0 else {
      guard errno == EEXIST else { return rename(path.systemPath, grave.systemPath) == 0 }  // a disk without links
      // Whoever was burying it died over that.
      var s = stat()
      if lstat(grave.systemPath, &s) == 0, try diskTime(beside: path) - changed(s) > Int(expiry) {
        unlink(grave.systemPath)
      }
      return false
    }
    defer { unlink(grave.systemPath) }
    guard FileState(grave)?.inode == seen.inode else { return false }
    return unlink(path.systemPath) == 0
  }

  /// When a file was last given a name, s.
  private static func changed(_ s: stat) -> Int {
    #if os(Linux)
      s.st_ctim.tv_sec
    #else
      s.st_ctimespec.tv_sec
    #endif
  }

  /// Whether somebody works on it: a claim that has not expired.
  package static func isTaken(_ path: String, expiry: Double = usualExpiry) -> Bool {
    guard let seen = FileState(path) else { return false }
    return (try? !isDead(path, seen, expiry)) ?? true
  }

  /// A process of this very machine that is gone, or nobody's touch for too long.
  private static func isDead(_ path: String, _ seen: FileState, _ expiry: Double) throws -> Bool {
    if let owner = owner(path), owner.machine == here, kill(owner.process, 0) != 0, errno == ESRCH { return true }
    return try diskTime(beside: path) - seen.seconds > Int(expiry)
  }

  /// Seconds since 1970 by the clock of the disk that a file lies on.
  private static func diskTime(beside path: String) throws -> Int {
    let probe = path + ".now.\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let calls = SystemCalls.live
    do throws(SystemError) {
      close(try calls.open(probe, O_WRONLY | O_CREAT | O_EXCL))
    } catch { throw error.failure(words("batch.claim-not-made"), about: path) }
    defer { unlink(probe.systemPath) }
    return FileState(probe)?.seconds ?? 0
  }

  /// - Returns: the claim's inode, and its file, open; nil where there is one.
  private static func make(_ path: String) throws -> (inode: UInt64, file: Int32)? {
    let calls = SystemCalls.live, file: Int32
    do throws(SystemError) {
      file = try calls.open(path, O_WRONLY | O_CREAT | O_EXCL)
    } catch {
      if error.code == EEXIST { return nil }
      throw error.failure(words("batch.claim-not-made"), about: path)
    }
    var s = stat()
    fstat(file, &s)
    let text: JSONObject = ["machine": .string(here), "pid": .int(Int(getpid())), "since": .string(UTC.now())]
    do throws(SystemError) {
      try calls.write(JSONValue.object(text).bytes + [10], to: file, path)
    } catch {
      close(file)
      try? calls.unlink(path)
      throw error.failure(words("batch.claim-not-made"), about: path)
    }
    return (UInt64(truncatingIfNeeded: s.st_ino), file)
  }

  private static func owner(_ path: String) -> (machine: String, process: pid_t)? {
    guard let bytes = try? SafeFile.read(path, limit: 4096).bytes, let text = try? JSONValue(reading: bytes).object,
      let machine = text["machine"]?.string, let pid = text["pid"]?.int, (1...1 << 30).contains(pid)
    else { return nil }
    return (machine, pid_t(pid))
  }

  /// This machine since it was started, and which of its processes one sees: containers of one machine each count
  /// their own.
  private static let here: String = {
    let boot = (try? SafeFile.read("/proc/sys/kernel/random/boot_id", limit: 4096).bytes) ?? []
    var space = [CChar](repeating: 0, count: 256)
    readlink("/proc/self/ns/pid", &space, space.count - 1)
    let id = String(decoding: boot.prefix { $0 != 10 }, as: UTF8.self)
    return "\(MachineName.here) \(id) \(Paths.text(space))"
  }()
}

/// What a machine calls itself.
package enum MachineName {
  package static let here: String = {
    var name = [CChar](repeating: 0, count: 257)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return Paths.text(name)
  }()
}
