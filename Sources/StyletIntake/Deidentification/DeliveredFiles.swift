import Glibc
import StyletBase
import StyletFiles

/// A file of a delivery.
struct DeliveredFile: Sendable {
  let path: String
  /// From the delivery's folder on: "CD/IM1", "cd.zip: IM1".
  let name: String
  /// Of a zip archive, which `path` is then.
  var member: ZipMember?
  /// A member that cannot be unpacked: encrypted, damaged, too large.
  var isUnreadable = false
  /// Neither a file nor a link to one: a device, a pipe, a link to a folder.
  var isSpecial = false

  var isArchive: Bool { [".zip", ".tar", ".tgz", ".7z", ".rar"].contains { name.lowercased().hasSuffix($0) } }
}

extension DeliveredFile {
  /// The members of a zip archive in its place; itself where it is none, or has none that can be listed.
  var withMembers: [DeliveredFile] {
    guard !isSpecial, let head = try? InputFile(path).bytes(upTo: 8), ZipArchive.recognises(head),
      let archive = try? ZipArchive(path), !archive.members.isEmpty
    else { return [self] }
    return archive.members.map { DeliveredFile(path: path, name: name + ": " + $0.name, member: $0) }
  }
}

/// Members of archives as files, until they are cleared: in a folder beside what stays, for its owner alone.
final class UnpackedMembers {
  private let site: String
  private var stage: StagedFolder?
  /// That of the last member: those of one archive follow one another.
  private var archive: ZipArchive?
  /// The most bytes of a member.
  private static let most = 2 << 30

  init(_ site: String) { self.site = site }

  func clear() { stage = nil }

  /// - Throws: ``Failure`` where it cannot be written.
  func unpacked(_ file: DeliveredFile, number: Int) throws -> DeliveredFile {
    guard let member = file.member else { return file }
    let folder = try stage ?? StagedFolder(site + ".unpacked")
    stage = folder
    let last = member.name.lastPathPart
    let place = try folder.place(of: "\(number)/" + (["", ".", ".."].contains(last) ? "file" : last))
    do {
      guard member.size <= Self.most else { throw Failure(.badData, path: file.path, words("deidentify.not-parsed")) }
      let known = archive.flatMap { $0.path == file.path ? $0 : nil }, opened = try known ?? ZipArchive(file.path)
      archive = opened
      let content = try opened.content(of: member), out = try OutputFile(place)
      try content.write(to: out)
      try OutputFile.commit(out)
    } catch let failure as Failure where failure.kind == .badData {
      return DeliveredFile(path: file.path, name: file.name, member: member, isUnreadable: true)
    }
    return DeliveredFile(path: place, name: file.name)
  }
}

/// All files of a delivery, hidden ones too, sorted by path: nothing is passed over without a word.
struct DeliveredFiles {
  private(set) var all: [DeliveredFile] = []

  /// - Parameter mayBeEmpty: a folder that is still to be filled.
  /// - Throws: ``Failure``: nothing there, a folder that may not be read, or more than is worked through at once.
  init(_ path: String, mayBeEmpty: Bool = false) throws {
    var status = stat()
    guard stat(path.systemPath, &status) == 0 else {
      throw Failure(
        .noInput, path: path, words("error.input.nothing"), advice: words("error.advice.check-path"))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      all = [DeliveredFile(path: path, name: path.lastPathPart, isSpecial: status.st_mode & S_IFMT != S_IFREG)]
      return
    }
    var waiting = [(folder: "", depth: 0)], count = try FolderCount(path, .delivery)
    while let (folder, depth) = waiting.popLast() {
      let place = folder.isEmpty ? path : path.appendingPath(folder)
      guard try count.enters(place, depth: depth) else { continue }
      guard let names = Paths.names(in: place) else {
        throw Failure(
          .noPermission, path: place, words("error.input.permission"), advice: words("error.input.ask-owner"))
      }
      for name in names {
        try count.meet()
        let inner = folder.isEmpty ? name : folder.appendingPath(name)
        let whole = path.appendingPath(inner)
        var own = stat(), led = stat()
        let isThere = lstat(whole.systemPath, &own) == 0 && stat(whole.systemPath, &led) == 0
        if isThere, own.st_mode & S_IFMT == S_IFDIR {
          waiting.append((inner, depth + 1))
        } else {
          let isFile = isThere && led.st_mode & S_IFMT == S_IFREG
          all.append(DeliveredFile(path: whole, name: inner, isSpecial: !isFile))
        }
      }
    }
    all.sort { $0.name < $1.name }
    guard !all.isEmpty || mayBeEmpty else {
      throw Failure(.noInput, path: path, words("deidentify.empty"), advice: words("error.advice.check-path"))
    }
  }
}
