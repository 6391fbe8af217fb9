import Glibc
import StyletBase

/// A file that one process alone can make (O_EXCL, which holds on network disks too): whoever has it changes what it
/// stands for. One that a dead process of this machine left is taken over; another machine's never.
public final class StudyClaim {
  private let path: String

  /// Of a file that was made: whoever has none must not take it away.
  private init(made path: String) { self.path = path }

  /// What a claim stands for.
  public enum Subject: String, Sendable {
    /// Cases and lists.
    case study
    /// A reader's day.
    case reader
    /// What comes into the study.
    case intake
    /// That scans are measured and put into an order.
    case triage
  }

  /// - Throws: a ``Failure`` of kind `.inUse` that names machine, process and time of whoever has it.
  public static func take(_ path: String, of subject: Subject = .study) throws -> StudyClaim {
    if try make(path) { return StudyClaim(made: path) }
    let owner = try? StudyFile.object(SafeFile.read(path, limit: 4096).bytes, path, "") { fields -> Owner? in
      let host = fields.name("host", as: HostName.self), pid = fields.int("pid", in: 1...1 << 30)
      let since = fields.time("since")
      guard let host, let pid, let since else { return nil }
      return Owner(host: host, pid: pid, since: since)
    }
    if let owner, owner.host == .here, kill(Int32(owner.pid), 0) != 0, errno == ESRCH {
      unlink(path.systemPath)
      if try make(path) { return StudyClaim(made: path) }
    }
    throw Failure(
      .inUse, path: path,
      words("error.study.claimed", [
        "subject": subject.rawValue, "host": owner?.host.text ?? "?", "pid": owner?.pid ?? 0,
        "since": owner?.since ?? "?",
      ]), advice: words("error.study.claimed-advice"))
  }

  deinit {
    unlink(path.systemPath)
    Leftovers.forget(.file(path))
  }

  private struct Owner {
    var host: HostName
    var pid: Int
    var since: String
  }

  /// The file has its words from its first moment on: they are written under another name, and linked. Where the disk
  /// has no links it is made and then written.
  private static func make(_ path: String) throws -> Bool {
    let calls = SystemCalls.live, own = "\(path).\(HostName.here)."
    clear(own)
    let temporary = own + "\(getpid())" + SafeFile.temporary
    do throws(SystemError) {
      Leftovers.add(.file(temporary))
      defer {
        try? calls.unlink(temporary)
        Leftovers.forget(.file(temporary))
      }
      try write(temporary, calls)
      do throws(SystemError) {
        try calls.link(temporary, path)
      } catch where [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK].contains(error.code) {
        try write(path, calls)
      }
      Leftovers.add(.file(path))
      return true
    } catch {
      if error.code == EEXIST { return false }
      throw error.failure(words("error.study.not-written"), about: path)
    }
  }

  /// Takes away what processes of this machine that are no more have left of a claim in the making.
  private static func clear(_ own: String) {
    let folder = SafeFile.folder(of: own), beginning = own.lastPathPart
    for name in Paths.names(in: folder) ?? [] where name.hasPrefix(beginning) && name.hasSuffix(SafeFile.temporary) {
      let pid = Int32(name.dropFirst(beginning.count).dropLast(SafeFile.temporary.count))
      guard let pid, pid == getpid() || kill(pid, 0) != 0 && errno == ESRCH else { continue }
      unlink(folder.appendingPath(name).systemPath)
    }
  }

  /// A new file; gone again on failure.
  private static func write(_ path: String, _ calls: SystemCalls) throws(SystemError) {
    let file = try calls.open(path, O_WRONLY | O_CREAT | O_EXCL)
    defer { close(file) }
    let text: JSONObject = [
      "host": .string(HostName.here.text), "pid": .int(Int(getpid())), "since": .string(UTC.now()),
    ]
    do throws(SystemError) {
      try calls.write(JSONValue.object(text).bytes + [10], to: file, path)
    } catch {
      try? calls.unlink(path)
      throw error
    }
  }
}
