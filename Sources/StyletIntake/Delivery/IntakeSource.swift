import StyletBase
import StyletDICOM
import StyletFiles

/// What a delivery comes in.
public struct IntakeSource: Sendable {
  public enum Kind: String, Sendable { case folder, archive, medium, file }

  public let path: String
  public let kind: Kind
  /// How many files of a series a DICOMDIR lists, by SeriesInstanceUID.
  let counts: [String: Int]
  let items: [DeliveredItem]
  /// Files that a DICOMDIR lists and that are not there.
  public let missing: Int

  /// Looks at what there is; no file of a folder is opened but its DICOMDIR.
  ///
  /// - Parameter mayBeEmpty: a folder that is still to be filled.
  /// - Throws: ``Failure``: nothing there, a folder that may not be read, a damaged archive or DICOMDIR.
  public init(_ path: String, mayBeEmpty: Bool = false) throws {
    self.path = path
    if Paths.isFolder(path) {
      let files = try DeliveredFiles(path, mayBeEmpty: mayBeEmpty).all
      (kind, items) = (.folder, files.map(DeliveredItem.init))
      let list = files.first { $0.name.uppercased() == "DICOMDIR" && !$0.isSpecial }
      let medium = list.flatMap { try? DICOMDirectory($0.path) }
      (counts, missing) = (medium?.counts ?? [:], medium?.missing.count ?? 0)
    } else if ZipArchive.recognises(try InputFile(path).bytes(upTo: 8)) {
      (kind, items) = (.archive, try DeliveredItem.members(of: path))
      (counts, missing) = ([:], 0)
    } else if let medium = try DICOMDirectory(path) {
      (kind, items) = (.medium, medium.files.map { DeliveredItem(path: $0) })
      (counts, missing) = (medium.counts, medium.missing.count)
    } else {
      (kind, items) = (.file, [DeliveredItem(path: path)])
      (counts, missing) = ([:], 0)
    }
  }
}

/// A file of a delivery, on the disk or in an archive.
struct DeliveredItem: Sendable {
  /// For messages, and to know it again: "in/CD/IM1", "in/cd.zip: IM1".
  let name: String
  private let place: Place
  private enum Place: Sendable {
    case file(String)
    case member(ZipMember, ZipArchive)
    case special
  }

  init(path: String) { (name, place) = (path, .file(path)) }
  init(_ file: DeliveredFile) { (name, place) = (file.path, file.isSpecial ? .special : .file(file.path)) }

  /// - Throws: ``Failure`` where the archive cannot be read.
  static func members(of path: String) throws -> [DeliveredItem] {
    let archive = try ZipArchive(path)
    return archive.members.map { DeliveredItem($0, archive) }
  }

  private init(_ member: ZipMember, _ archive: ZipArchive) {
    (name, place) = (archive.path + ": " + member.name, .member(member, archive))
  }

  /// The file on the disk; nil of an archive's member.
  var file: String? { if case .file(let path) = place { path } else { nil } }

  /// The file on the disk, or the archive that it is in.
  var disk: String { if case .member(_, let archive) = place { archive.path } else { name } }

  /// Bytes, as far as they can be known before it is opened.
  var size: Int {
    switch place {
    case .file(let path): FileState(path)?.size ?? 0
    case .member(let member, _): member.size
    case .special: 0
    }
  }

  /// Names that programs give to files while they write them.
  var isUnfinished: Bool {
    let last = name.lastPathPart
    return file != nil && last.hasPrefix(".")
      || [".part", ".partial", ".tmp", ".filepart", ".crdownload"].contains { last.lowercased().hasSuffix($0) }
  }

  // MARK: Reading

  enum Content: Sendable {
    case bytes([UInt8])
    /// An archive on the disk.
    case archive(String)
    case refused(IntakeReason)
    case unfinished
  }

  /// Files of up to so many bytes are read before it is known what they are.
  private static let short = 16 << 20

  /// All bytes, once: what is long is looked at first.
  /// - Parameter most: bytes that a file may have.
  func read(most: Int) -> Content {
    do {
      switch place {
      case .special: return .refused(.special)
      case .member(let member, let archive):
        let content = try archive.content(of: member)
        if member.size > most { return .refused(.tooLarge) }
        return .bytes(try Self.bytes(content, member))
      case .file(let path):
        guard let before = FileState(path) else { return .unfinished }
        if before.size > min(most, Self.short) {
          let head = try InputFile(path).bytes(upTo: 256)
          if ZipArchive.recognises(head) { return .archive(path) }
          guard DeliveredInstance.recognises(head, size: before.size) else { return .refused(.notDICOM) }
          if before.size > most { return .refused(.tooLarge) }
        }
        let (bytes, state) = try SafeFile.read(path, limit: most)
        // Whoever writes it changes its size or its time.
        guard bytes.count == state.size, FileState(path) == state else { return .unfinished }
        return ZipArchive.recognises(Array(bytes.prefix(8))) ? .archive(path) : .bytes(bytes)
      }
    } catch let failure as Failure {
      if case .member = place { return .refused(.badArchive) }
      return failure.kind == .noInput ? .unfinished : .refused(.closed)
    } catch { return .refused(.closed) }
  }

  private static func bytes(_ content: ZipContent, _ member: ZipMember) throws -> [UInt8] {
    guard member.method == .stored else { return try content.inflater().exactly(member.size) }
    return try [UInt8](unsafeUninitializedCapacity: member.size) { buffer, count in
      try content.read(at: 0, into: UnsafeMutableRawBufferPointer(buffer))
      count = member.size
    }
  }
}
