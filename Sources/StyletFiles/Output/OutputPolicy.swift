import CZlib
import Glibc
import StyletBase
import StyletProject

/// What a command may write over: never what it reads, what is a project's or a study's, or a record; unless it is told
/// to, nothing but what Stylet wrote of the same kind, and no scan that carries a project.
///
/// One policy for all that leaves: exports, reports, conversions, pictures of the screen. What is written is the owner's
/// alone (0600), and a symbolic link is never followed.
public struct OutputPolicy: Sendable {
  /// What the command that runs now reads.
  @TaskLocal public static var current = OutputPolicy()

  /// What a user gives for standard output instead of a file; a file of that name is `./-`.
  public static let standardOutput = "-"

  private var inputs: Set<FileID> = []
  /// Folders among them: what others have laid into one may be a part of a scan.
  private var folders: Set<FileID> = []
  private var names: Set<String> = []
  private let isForced: Bool
  private let mayUseStandardOutput: Bool
  /// What a user is told to do to write over a file all the same.
  private let remedy: String
  private let kinds: Set<Kind>

  /// What a file of ours holds. Another run of a command replaces what the last one wrote, and nothing of another kind.
  public enum Kind: Sendable, CaseIterable {
    case scan, mask, text
    /// What other work of the program rests on, as a study's rules, a batch's plan, a receipt: whoever writes such a file
    /// says so, and nobody else writes over it, whatever is asked.
    case record

    /// What a command makes, and makes again when it is called again.
    public static let made: Set<Kind> = [.scan, .mask, .text]
  }

  struct FileID: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// - Parameters:
  ///   - inputs: files that the command reads or lists: none of them is written over, whatever is asked, nor a file in a
  ///     folder among them that Stylet did not write.
  ///   - isForced: write over files that Stylet did not write.
  ///   - toStandardOutput: what is written may go there, and nothing else does; otherwise `-` is refused.
  ///   - kinds: what is written is one of these.
  public init(
    inputs: [String] = [], isForced: Bool = false, toStandardOutput: Bool = false,
    remedy: String = words("error.output.force"), kinds: Set<Kind> = Kind.made
  ) {
    self.kinds = kinds
    self.isForced = isForced
    mayUseStandardOutput = toStandardOutput
    self.remedy = remedy
    for path in inputs {
      if let id = Self.id(path) { self.inputs.insert(id) }
      if Paths.isFolder(path), let id = Self.id(path) { folders.insert(id) }
      names.insert(path.absolutePath)
    }
  }

  private static func id(_ path: String) -> FileID? {
    var s = stat()
    guard stat(path.systemPath, &s) == 0 else { return nil }
    return FileID(device: UInt64(truncatingIfNeeded: s.st_dev), inode: UInt64(truncatingIfNeeded: s.st_ino))
  }

  /// Whether it lies in a folder that is read, at any depth; links are followed.
  private func isInFolder(_ path: String) -> Bool {
    guard !folders.isEmpty, var folder = Paths.resolved(path)?.pathFolder else { return false }
    while true {
      if Self.id(folder).map(folders.contains) == true { return true }
      guard folder.pathFolder != folder, folder != "/" else { return false }
      folder = folder.pathFolder
    }
  }

  /// Where a path leads to.
  public enum Target: Sendable {
    /// Nothing, a file that may go, or a link that may.
    case file
    /// Standard output, a pipe, a device, or a file that is open already (`/dev/stdout`): written as it is.
    case stream
  }

  /// - Throws: ``Failure`` when it must not be written.
  @discardableResult
  public func check(_ path: String) throws -> Target {
    if path == Self.standardOutput {
      if mayUseStandardOutput { return .stream }
      throw Failure(
        .usage, path: path, words("error.output.is-stdout"),
        advice: words("error.output.file-name"))
    }
    var own = stat(), led = stat()
    let isThere = lstat(path.systemPath, &own) == 0
    if !isThere, errno == ENAMETOOLONG { throw Self.nameTooLong(path) }
    let leads = stat(path.systemPath, &led) == 0
    if leads {
      let kind = led.st_mode & S_IFMT
      if kind == S_IFDIR {
        throw Failure(
          .cannotCreate, path: path, words("error.output.folder-there"), advice: words("error.output.other-name"))
      }
      if kind != S_IFREG { return .stream }
    }
    let isInput =
      leads && Self.id(path).map(inputs.contains) == true
      || names.contains(path.absolutePath)
    if isInput {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-input"), advice: words("error.output.other-name"))
    }
    if leads, Self.isOpenFile(path) { return .stream }
    if ProjectGuard.isOfProject(path) {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-project", ["there": leads]),
        advice: words("error.output.other-name"))
    }
    guard isThere else { return .file }
    let kind = Self.ownKind(path)
    if kind == .record, !kinds.contains(.record) {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-record"), advice: words("error.output.other-name"))
    }
    if leads, kind == nil, isInFolder(path) {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-input"), advice: words("error.output.other-name"))
    }
    if leads, kind == nil, let study = StudyGuard.study(around: path) {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-of-study", ["study": study.lastPathPart]),
        advice: words("error.output.other-name"))
    }
    if isForced { return .file }
    if own.st_mode & S_IFMT == S_IFLNK {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-link"),
        advice: words("error.output.other-name-or", ["remedy": remedy]))
    }
    if let project = Self.images(of: path).lazy.compactMap(ProjectGuard.project).first {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-scan", ["project": project.lastPathPart]),
        advice: words("error.output.other-name-or", ["remedy": remedy]))
    }
    if own.st_size == 0 { return .file }
    if let kind {
      if kinds.contains(kind) { return .file }
      throw Failure(
        .cannotCreate, path: path, words("error.output.other-kind", ["kind": "\(kind)"]),
        advice: words("error.output.other-name-or", ["remedy": remedy]))
    }
    throw Failure(
      .cannotCreate, path: path, words("error.output.not-ours"),
      advice: words("error.output.other-name-or", ["remedy": remedy]))
  }

  /// That no two outputs of a command are one file.
  public static func checkDistinct(_ paths: [String]) throws {
    var seen: [String] = []
    for path in paths where path != standardOutput {
      var s = stat()
      let isFile = stat(path.systemPath, &s) == 0 && s.st_mode & S_IFMT == S_IFREG
      if !isFile, Paths.exists(path) { continue }  // a device takes all
      let isTwice = seen.contains { FileState.isSame($0, path) }
      seen.append(path)
      if isTwice {
        throw Failure(.usage, path: path, words("error.output.two-outputs"), advice: words("error.output.each-name"))
      }
    }
  }

  static func nameTooLong(_ path: String) -> Failure {
    Failure(
      .cannotCreate, path: path, words("error.output.long-name"), advice: words("error.output.shorter-name"))
  }

  /// A name of a file that is open already: what the shell has led there is the shell's to write over.
  private static func isOpenFile(_ path: String) -> Bool {
    let path = path.absolutePath
    return ["/dev/stdout", "/dev/stderr"].contains(path) || path.hasPrefix("/dev/fd/")
      || path.hasPrefix("/proc/") && path.contains("/fd/")
  }

  /// A file, and the header that says what its bytes are where they are apart.
  private static func images(of path: String) -> [String] {
    guard path.lowercased().hasSuffix(".zraw") else { return [path] }
    return [path, String(path.dropLast(5)) + ".mhd"]
  }

  static func isOwn(_ path: String) -> Bool { ownKind(path).map(Kind.made.contains) ?? false }

  /// What a file holds that begins as one that this program writes, and says so; nil of all others. Projects and models
  /// do not count, nor a file that only quotes such words: they are work.
  static func ownKind(_ path: String) -> Kind? {
    if path.lowercased().hasSuffix(".zraw") { return ownKind(String(path.dropLast(5)) + ".mhd") }
    guard !ProjectFiles.isProject(path), let head = head(path), !head.isEmpty else { return nil }
    // NIfTI has its type at byte 70 and its description at byte 148, DICOM its manufacturer, (0008,0070).
    if head.starts(with: [92, 1, 0, 0]) {
      guard head.count >= 154, head[148..<154].elementsEqual("Stylet".utf8) else { return nil }
      return head[70] == 2 ? .mask : .scan
    }
    if head.count > 132, head[128..<132].elementsEqual("DICM".utf8) {
      // The tag, then two bytes of type and two of length, or four of length. All objects of ours are masks.
      guard let maker = head.firstRange(of: [8, 0, 0x70, 0]) else { return nil }
      return head.dropFirst(maker.upperBound + 4).starts(with: "Stylet".utf8) ? .mask : nil
    }
    let start = head.prefix(2048)
    func has(_ words: String...) -> Bool { words.contains { start.firstRange(of: Array($0.utf8)) != nil } }
    func begins(_ words: String...) -> Bool { words.contains { start.starts(with: $0.utf8) } }
    if begins("NRRD000", "ObjectType = ") {
      guard has("written by Stylet", "Stylet lungs: ", "For research use only. Not a medical device.") else {
        return nil
      }
      return has("type: uint8", "type: unsigned char", "type: uchar", "ElementType = MET_UCHAR") ? .mask : .scan
    }
    if begins("{"), let format = format(start) { return answers.contains(format) ? .text : .record }
    return isOwnText(head, has: { has($0) }, begins: { begins($0) }) ? .text : nil
  }

  /// What JSON says it is, where that is an answer or a table that a command gives again. All other formats of ours are
  /// records.
  static let answers: Set<String> = [
    "agreement", "archive-find", "batch-merge", "batch-status", "consensus", "extent", "follow-up", "lesions", "lungs",
    "proposal", "report", "study-adjudication", "study-board", "study-check", "study-cases", "study-checkin",
    "study-doctor", "study-list", "study-plan", "study-status", "triage-list", "triage-simulation",
  ]

  /// As `extent` of JSON that begins with `"format": "stylet-extent"`; nil of others'.
  private static func format(_ start: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: start.prefix(64), as: UTF8.self)
    return text.prefixMatch(of: #/\{\s*"format":\s*"stylet-([a-z-]+)"/#).map { String($0.1) }
  }

  private static func isOwnText(_ head: [UInt8], has: (String) -> Bool, begins: (String) -> Bool) -> Bool {
    if begins("{") {
      return ["\"program\": \"stylet ", "Findings outlined with Stylet", "Lungs outlined with Stylet"].contains(where: has)
    }
    if begins("<!DOCTYPE html>") { return has("<meta name=\"generator\" content=\"Stylet ") }
    if begins("value,code,name,") || begins("report_time,program,scan,") { return true }
    if begins("item,scan,sha256,status,reason,complete,") || begins("#!/bin/sh\n#SBATCH --job-name=stylet-batch") {
      return true
    }
    if begins("################################################\n# ITK-SnAP Label Description File") {
      return has("For research use only. Not a medical device.")
    }
    return isText(head)
  }

  /// A report as text, with the research notice below its title; or a picture of the screen as text: plane and slice in a
  /// line near its top, or in the status line behind the mode.
  private static func isText(_ head: [UInt8]) -> Bool {
    // The last character may be cut.
    let texts = (0..<4).lazy.compactMap { String(validating: head.dropLast($0), as: UTF8.self) }
    guard let text = texts.first else { return false }
    let lines = text.split(maxSplits: 400, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.count > 3, !lines[1].isEmpty, lines[1].allSatisfy({ $0 == "=" }), lines[1].count == lines[0].count {
      return ResearchUse.inAllLanguages.contains { lines[3].hasPrefix("! " + $0.prefix(44)) }
    }
    return isBox(lines) || isQuestion(lines) || ScreenWords.tellsTooSmall(lines[...])
      || ScreenWords.beginsWithPlace(lines.prefix(3)) || ScreenWords.isStatus(lines[...])
  }

  /// A screen that help or a list covers: a box from the first line on, with its title in it, and how it is closed in
  /// its last.
  private static func isBox(_ lines: [Substring]) -> Bool {
    lines.first?.firstMatch(of: #/[┌+][─-] .+ [─-]+[┐+]/#) != nil
      && ScreenWords.closesBox(lines[...])
  }

  /// A screen that a question covers, with the line that says plane and slice: a box without a title, away from the
  /// edge, with all of its sides where they must be; above and below it a line at most.
  private static func isQuestion(_ lines: [Substring]) -> Bool {
    (0...1).contains { isQuestion(lines.dropFirst($0)) }
  }

  private static func isQuestion(_ lines: ArraySlice<Substring>) -> Bool {
    guard let top = lines.first, let edge = top.firstMatch(of: #/[┌+][─-]{8,}[┐+]/#) else { return false }
    let left = top.distance(from: top.startIndex, to: edge.range.lowerBound), right = left + edge.output.count - 1
    let rows = lines.dropFirst().prefix { row in
      let row = Array(row)
      return row.count > right && ["│", "|"].contains(row[left]) && ["│", "|"].contains(row[right])
    }
    let rest = lines.dropFirst(1 + rows.count)
    guard left > 0, rows.count >= 2, let bottom = rest.first, bottom.count > right else { return false }
    return Array(bottom)[left...right].allSatisfy("└┘+─-".contains) && rest.dropFirst(2).allSatisfy(\.isEmpty)
  }

  /// The first 64 KB, inflated where they are gzip; nil when it cannot be read.
  static func head(_ path: String) -> [UInt8]? {
    let file = open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let n = pread(file, &bytes, bytes.count, 0)
    guard n >= 0 else { return nil }
    bytes.removeLast(bytes.count - n)
    guard bytes.starts(with: [0x1f, 0x8b]) else { return bytes }
    var stream = z_stream()
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = bytes, output = [UInt8](repeating: 0, count: 4096)
    let count = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        (stream.next_in, stream.avail_in) = (from.baseAddress, UInt32(from.count))
        (stream.next_out, stream.avail_out) = (to.baseAddress, UInt32(to.count))
        _ = inflate(&stream, Z_SYNC_FLUSH)
        return to.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }
}
