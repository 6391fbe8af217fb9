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
      throw Failure(.noInput, path: path, "no such file or folder", advice: "check the path")
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
    try self.init(
      archive.members.map { DICOMLocation($0, of: archive) }, notes: contents.archivesInWords.map { [$0] } ?? [],
      progress: progress)
    if series.isEmpty, setAside.isEmpty, broken.isEmpty { throw contents.withoutDICOM(path) }
  }

  private init(_ directory: DICOMDirectory, path: String, progress: (@Sendable (Double) throws -> Void)?) throws {
    guard !directory.files.isEmpty else {
      throw Failure(
        .badData, path: path, directory.missingInWords ?? "the DICOMDIR lists no files",
        advice: "copy the whole medium, or open the folder with the images")
    }
    var notes = directory.missingInWords.map { [$0] } ?? []
    if let why = directory.brokenLinks {
      notes.append(words("scan.broken-links", ["why": why]))
    }
    try self.init(directory.files.map(DICOMLocation.init(path:)), notes: notes, progress: progress)
  }
}

/// What an archive holds, by the endings of the names.
struct ArchiveContents {
  private var names: [String: [String]] = [:]
  private let count: Int

  /// Besides files of image formats.
  private static let kinds = [
    "gz": "gzip file", "zip": "zip archive", "7z": "7z archive", "rar": "rar archive", "tar": "tar archive",
    "tgz": "tar archive",
  ]

  private static func kind(of member: String) -> String? {
    if let format = FileProbe.format(byName: member), format != "DICOM" { return format + " file" }
    let name = member.lowercased()
    if name.hasSuffix(".tar.gz") { return "tar archive" }
    return name.lastIndex(of: ".").flatMap { kinds[String(name[name.index(after: $0)...])] }
  }

  init(_ members: [String]) {
    count = members.count
    for member in members {
      names[Self.kind(of: member) ?? "other file", default: []].append(member)
    }
  }

  /// "2 zip archives in the archive are not looked into: a.zip, b.zip"; nil when there are none.
  var archivesInWords: String? {
    let inner = names.filter { $0.key.hasSuffix("archive") }.flatMap(\.value).sorted()
    guard !inner.isEmpty else { return nil }
    return (inner.count == 1 ? "an archive in the archive is" : "\(inner.count) archives in the archive are")
      + " not looked into: " + inner.listed(3)
  }

  /// "an archive with 1 NIfTI file: unpack it first"
  func withoutDICOM(_ path: String) -> Failure {
    guard count > 0 else { return Failure(.badData, path: path, "an empty archive") }
    let kinds = names.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let known = kinds.filter { $0.key != "other file" }
    let words = (known.isEmpty ? kinds : known).map { kind, members in
      "\(members.count) \(kind)\(members.count == 1 ? "" : "s")"
    }
    let first = known.first?.value.min()
    return Failure(
      .badData, path: path, "an archive with \(words.joined(separator: " and ")) and no DICOM images",
      advice: first.map { "unpack it first, then open \($0)" } ?? "name an archive with the slices of a scan")
  }
}
