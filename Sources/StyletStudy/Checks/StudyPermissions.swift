import Glibc
import StyletBase

/// Who may read and write a study's files, as the system has it: what is open to others than those whom it is for.
public struct StudyPermissions: Sendable {
  /// Something that is open, and the command that closes it.
  public struct Opening: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      /// Anybody on the machine may read, or change.
      case readByAll = "read_by_all", writtenByAll = "written_by_all"
      /// The coordinator's alone, and the group may enter or read.
      case readByGroup = "read_by_group"
      /// Of another account than the coordinator's.
      case owner
      /// A link leads out of the study.
      case link
      /// Two readers have one account: each may read the other's files.
      case shared
    }

    public var kind: Kind
    /// From the study's folder on.
    public var path: String
    public var command: String?
  }

  public private(set) var openings: [Opening] = []
  /// Readers whose folder is the coordinator's account's: a reader of another account cannot write there.
  public private(set) var unowned: [ReaderName] = []
  /// Files and folders that were looked at.
  public private(set) var count = 0

  private let folder: StudyFolder

  /// Cost: a look at each file.
  /// - Throws: a ``Failure`` where there is no study.
  public init(_ folder: StudyFolder) throws {
    self.folder = folder
    let study = try Study.read(folder)
    var s = stat()
    guard lstat(folder.study.systemPath, &s) == 0 else { return }
    let coordinator = s.st_uid
    look(folder.path, isAlone: false, owner: coordinator)
    look(folder.study, isAlone: false, owner: coordinator, isForAll: true)
    for name in folder.protocolNames {
      look(folder.path.appendingPath(name), isAlone: false, owner: coordinator, isForAll: true)
    }
    look(folder.readers, isAlone: false, owner: coordinator)
    look(folder.cases, isAlone: true, owner: coordinator)
    look(folder.triageSign, isAlone: false, owner: coordinator, isForAll: true)
    for kept in [folder.keys, folder.gold, folder.adjudication, folder.consensus, folder.triage] {
      look(kept, isAlone: true, owner: coordinator)
      for name in (Paths.names(in: kept) ?? []).sorted() {
        look(kept.appendingPath(name), isAlone: true, owner: coordinator)
      }
    }
    var accounts: [uid_t: ReaderName] = [:]
    for reader in study.everyReader {
      let own = folder.reader(reader)
      guard lstat(own.systemPath, &s) == 0 else { continue }
      if s.st_uid == coordinator {
        unowned.append(reader)
      } else if accounts[s.st_uid] != nil {
        openings.append(Opening(kind: .shared, path: folder.relative(own), command: nil))
      } else {
        accounts[s.st_uid] = reader
      }
      walk(own)
    }
  }

  /// Of a reader: nobody else's, whoever of the two accounts has made it.
  private mutating func walk(_ path: String, depth: Int = 0) {
    look(path, isAlone: false, owner: nil)
    guard depth < 3, Self.isOwnFolder(path) else { return }
    for name in (Paths.names(in: path) ?? []).sorted() { walk(path.appendingPath(name), depth: depth + 1) }
  }

  private static func isOwnFolder(_ path: String) -> Bool {
    var s = stat()
    return lstat(path.systemPath, &s) == 0 && s.st_mode & S_IFMT == S_IFDIR
  }

  /// - Parameters:
  ///   - isAlone: the group has no right either.
  ///   - owner: nil for any.
  ///   - isForAll: whoever is in the study may read it, and it says nothing else.
  private mutating func look(_ path: String, isAlone: Bool, owner: uid_t?, isForAll: Bool = false) {
    var s = stat()
    guard lstat(path.systemPath, &s) == 0 else { return }
    count += 1
    func add(_ kind: Opening.Kind, _ command: String?) {
      openings.append(Opening(kind: kind, path: folder.relative(path), command: command))
    }
    let quoted = Self.quoted(path)
    guard s.st_mode & S_IFMT != S_IFLNK else { return add(.link, nil) }
    let isFolder = s.st_mode & S_IFMT == S_IFDIR, mode = s.st_mode & 0o7777
    // The study's own folder and that of the readers are entered by all of them.
    let isEntrance = path == folder.path || path == folder.readers
    let mayBeRead = isEntrance || isForAll
    let closing = "chmod \(isAlone ? isFolder ? "700" : "600" : mayBeRead ? "o-w" : "o-rwx") \(quoted)"
    if mode & 0o002 != 0 {
      add(.writtenByAll, closing)
    } else if mode & 0o007 != 0, !mayBeRead {
      add(.readByAll, closing)
    } else if isAlone, mode & 0o070 != 0 {
      add(.readByGroup, closing)
    }
    if let owner, s.st_uid != owner { add(.owner, "chown \(owner) \(quoted)") }
  }

  /// For a shell.
  private static func quoted(_ path: String) -> String {
    let plain = path.utf8.allSatisfy { b in
      (48...57).contains(b) || (65...90).contains(b) || (97...122).contains(b) || [45, 46, 47, 95].contains(b)
    }
    return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
