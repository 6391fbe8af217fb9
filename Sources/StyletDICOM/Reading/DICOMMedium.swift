import StyletBase
import StyletFiles

extension DICOMIndex {
  /// What is in a path that holds many files: a folder (searched deeply), a zip archive, or a DICOMDIR with the
  /// files that it lists. nil when it is a single file.
  ///
  /// Headers only; of a compressed member only its beginning is inflated. On all cores.
  /// - Throws: ``Failure`` naming what cannot be read; of an archive without DICOM, what is in it instead.
  init?(within path: String, progress: (@Sendable (Double) throws -> Void)?) throws {
    guard Paths.exists(path) else {
      throw Failure(.noInput, path: path, words("error.input.nothing"), advice: words("error.advice.check-path"))
    }
    if Paths.isFolder(path) {
      try self.init(folder: path, deep: true, progress: progress)
    } else if ZipArchive.recognises(try InputFile(path).bytes(upTo: 8)) {
      try self.init(archive: path, progress: progress)
    } else if let directory = try DICOMDirectory(path) {
      try self.init(directory, path: path, progress: progress)
    } else {
      return nil
    }
  }

  private init(archive path: String, progress: (@Sendable (Double) throws -> Void)?) throws {
    let archive = try ZipArchive(path)
    let contents = ArchiveContents(archive.members.map(\.name))
    var notes = Remarks()
    if !contents.archives.isEmpty { notes.append(contents.archivesInWords) }
    try self.init(archive.members.map { DICOMLocation($0, of: archive) }, notes: notes, progress: progress)
    if series.isEmpty, setAside.isEmpty, broken.isEmpty { throw contents.withoutDICOM(path) }
  }

  private init(_ directory: DICOMDirectory, path: String, progress: (@Sendable (Double) throws -> Void)?) throws {
    guard !directory.files.isEmpty else {
      throw Failure(
        .badData, path: path, directory.missingInWords ?? words("scan.lists-nothing"),
        advice: words("scan.lists-nothing-advice"))
    }
    var notes = Remarks()
    notes.append(all: { directory.missingInWords.map { [$0] } ?? [] })
    if let why = directory.brokenLinks {
      notes.append(words("scan.broken-links", ["why": why]))
    }
    try self.init(directory.files.map(DICOMLocation.init(path:)), notes: notes, progress: progress)
  }
}

/// What an archive holds, by the endings of the names.
struct ArchiveContents: Sendable {
  private enum Kind: Hashable {
    /// Of an image, by the name of its reader.
    case image(String)
    case gzip, zip, sevenZip, rar, tar, other

    /// By the name of a member.
    init(_ member: String) {
      let name = member.lowercased()
      if let format = FileProbe.format(byName: name), format != "DICOM" {
        self = .image(format)
      } else {
        let ending = name.hasSuffix(".tar.gz") ? "tgz" : name.lastIndex(of: ".").map { name[name.index(after: $0)...] }
        self = Self.endings[ending ?? ""] ?? .other
      }
    }

    private static let endings: [Substring: Kind] = [
      "gz": .gzip, "zip": .zip, "7z": .sevenZip, "rar": .rar, "tar": .tar, "tgz": .tar,
    ]

    /// Chooses its words.
    var word: String {
      switch self {
      case .image: "image"
      case .gzip: "gzip"
      case .zip: "zip"
      case .sevenZip: "seven-zip"
      case .rar: "rar"
      case .tar: "tar"
      case .other: "other"
      }
    }

    var format: String { if case .image(let format) = self { format } else { "" } }
    var isArchive: Bool { [.zip, .sevenZip, .rar, .tar].contains(self) }
  }

  private var names: [Kind: [String]] = [:]
  private let count: Int

  init(_ members: [String]) {
    count = members.count
    for member in members { names[Kind(member), default: []].append(member) }
  }

  /// Those within it, by name.
  var archives: [String] { names.filter { $0.key.isArchive }.flatMap(\.value).sorted() }

  /// "2 archives in the archive are not looked into: a.zip, b.zip"
  var archivesInWords: String {
    words("scan.archives-within", ["count": archives.count, "names": archives.listedInWords(3)])
  }

  /// "an archive with 1 NIfTI file: unpack it first"
  func withoutDICOM(_ path: String) -> Failure {
    guard count > 0 else { return Failure(.badData, path: path, words("scan.empty-archive")) }
    let kinds = names.sorted {
      ($1.value.count, $0.key.word, $0.key.format) < ($0.value.count, $1.key.word, $1.key.format)
    }
    let known = kinds.filter { $0.key != .other }
    let told = (known.isEmpty ? kinds : known).map { kind, members in
      words("scan.files", ["kind": kind.word, "format": kind.format, "count": members.count])
    }
    return Failure(
      .badData, path: path, words("scan.archive-without", ["files": told.joinedInWords]),
      advice: known.first?.value.min().map { words("scan.unpack", ["name": $0]) } ?? words("scan.name-archive"))
  }
}
