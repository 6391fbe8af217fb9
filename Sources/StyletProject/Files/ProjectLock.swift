import Glibc
import StyletBase

/// Says that somebody works on a project: `SCAN.stylet.lock`, held with flock while the program lives.
///
/// The file says who, where and since when. A lock that a dead program on this machine left is taken over. On
/// a file system without locks the file's existence is the lock.
final class ProjectLock {
  /// What stands in the file.
  struct Owner: Equatable {
    var reader: String
    var host: String
    var pid: Int
    var since: String

    static func current(reader: String) -> Owner {
      Owner(reader: reader, host: hostName, pid: Int(getpid()), since: UTC.now())
    }

    /// This machine's.
    static var hostName: String {
      var name = [CChar](repeating: 0, count: 257)
      return gethostname(&name, name.count - 1) == 0 ? Paths.text(name) : "localhost"
    }

    var bytes: [UInt8] {
      JSONValue.object([
        "reader": .string(reader), "host": .string(host), "pid": .int(pid), "since": .string(since),
      ]).bytes + [10]
    }
  }

  private let path: String
  private let calls: SystemCalls
  private let owner: Owner
  private var file: Int32
  /// A signal that ends the program takes it away.
  private let leftover: Leftovers.Thing?

  private init(path: String, file: Int32, owner: Owner, calls: SystemCalls) {
    self.path = path
    self.owner = owner
    self.file = file
    self.calls = calls
    leftover = FileState(path).map { .lock(path, inode: $0.inode) }
    if let leftover { Leftovers.add(leftover) }
  }

  deinit { release() }

  /// - Throws: ``Failure`` of kind `.inUse` when somebody else has the project; another kind when no lock file
  ///   can be written here.
  static func acquire(_ path: String, for project: String, owner: Owner, calls: SystemCalls) throws -> ProjectLock {
    do {
      for _ in 0..<10 {
        let file = try calls.open(path, O_RDWR | O_CREAT)
        switch try locked(file, path, calls) {
        case true?:
          var opened = stat()
          // the owner before us may have removed the file between our open and our lock
          guard fstat(file, &opened) == 0, FileState(path)?.inode == FileState(opened).inode else { break }
          if let other = Owner(read(path)), other.host != owner.host {
            close(file)
            throw refusal(project, path, other)
          }
          return try take(file, path, owner, calls)
        case false?:
          close(file)
          throw refusal(project, path, Owner(read(path)))
        case nil:
          close(file)
          return try byExistence(path, for: project, owner: owner, calls: calls)
        }
        close(file)
      }
      throw SystemError(call: .lock, code: EBUSY, path: path)
    } catch let error as SystemError {
      throw error.failure(words("error.not-locked"), about: project)
    }
  }

  private static func locked(_ file: Int32, _ path: String, _ calls: SystemCalls) throws(SystemError) -> Bool? {
    do throws(SystemError) {
      return try calls.lock(file, path)
    } catch {
      close(file)
      throw error
    }
  }

  private static func take(
    _ file: Int32, _ path: String, _ owner: Owner, _ calls: SystemCalls
  ) throws(SystemError) -> ProjectLock {
    do throws(SystemError) {
      try calls.truncate(file, to: 0, path)
      try calls.write(owner.bytes, to: file, path)
    } catch {
      try? calls.unlink(path)
      close(file)
      throw error
    }
    return ProjectLock(path: path, file: file, owner: owner, calls: calls)
  }

  /// Without locks: whoever creates the file has it. `acquire` has just opened it, so one without an owner is
  /// its own.
  private static func byExistence(
    _ path: String, for project: String, owner: Owner, calls: SystemCalls
  ) throws -> ProjectLock {
    if let other = Owner(read(path)), other.host != owner.host || isAlive(other.pid) {
      throw refusal(project, path, other)
    }
    try calls.unlink(path)
    do throws(SystemError) {
      return try take(calls.open(path, O_RDWR | O_CREAT | O_EXCL), path, owner, calls)
    } catch {
      if error.code == EEXIST { throw refusal(project, path, Owner(read(path))) }
      throw error
    }
  }

  private static func isAlive(_ pid: Int) -> Bool {
    guard let pid = Int32(exactly: pid), pid > 0 else { return false }
    return kill(pid, 0) == 0 || errno == EPERM
  }

  private static func read(_ path: String) -> [UInt8] { (try? SafeFile.read(path).bytes) ?? [] }

  /// Who holds a lock now, for those who only look; nil where nobody does. Nothing is locked or written.
  static func holder(of path: String) -> String? {
    guard let owner = Owner(read(path)) else { return nil }
    if owner.host == Owner.hostName {
      guard isAlive(owner.pid), !isFree(path) else { return nil }  // what a dead program left
    }
    return owner.inWords
  }

  /// Whether a file that is there is locked by nobody. A file system without locks cannot say so.
  private static func isFree(_ path: String) -> Bool {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) == 0
  }

  private static func refusal(_ project: String, _ path: String, _ owner: Owner?) -> Failure {
    let who = owner.map { words("error.in-use-by", ["who": $0.inWords]) }
    // Whoever holds the lock on this machine is alive: one that a dead program left is taken over. Only the machine that
    // a lock was made on can say so of its own.
    let here = Owner.hostName
    let there = owner.flatMap { $0.host == here ? nil : $0.host }
    return Failure(
      .inUse, path: project, who ?? words("error.in-use"),
      advice: there.map { words("error.in-use-elsewhere-advice", ["host": $0]) } ?? words("error.in-use-advice"))
  }

  /// Takes the lock anew where its file is gone, as when the folder was deleted and made again.
  /// - Throws: ``Failure`` when somebody else has the project by now, or no lock can be written.
  func renew(for project: String) throws {
    var own = stat()
    guard file >= 0, fstat(file, &own) == 0 else { return }
    if let there = FileState(path), there.inode == FileState(own).inode, there.device == FileState(own).device {
      return
    }
    let new = try Self.acquire(path, for: project, owner: owner, calls: calls)
    close(file)
    file = new.file
    new.file = -1
  }

  /// Others may have the project now.
  func release() {
    guard file >= 0 else { return }
    var own = stat()
    if fstat(file, &own) == 0, FileState(path)?.inode == FileState(own).inode { try? calls.unlink(path) }  // still ours
    close(file)
    file = -1
    if let leftover { Leftovers.forget(leftover) }
  }
}

extension ProjectLock.Owner {
  /// "reader-07 on HOST, process 12, since 2026-03-01T09:30:00Z"
  var inWords: String {
    words(
      "error.owner",
      [
        "reader": reader.isEmpty ? words("error.nameless") : reader, "host": host, "process": pid, "since": since,
      ])
  }

  /// nil unless a lock file's bytes name an owner.
  init?(_ bytes: [UInt8]) {
    guard let object = (try? JSONParser.parse(bytes))?.object, let reader = object["reader"]?.string,
      let host = object["host"]?.string, let pid = object["pid"]?.int, let since = object["since"]?.string
    else { return nil }
    self.init(reader: reader, host: host, pid: pid, since: since)
  }
}
