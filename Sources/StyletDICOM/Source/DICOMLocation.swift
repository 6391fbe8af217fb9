import Glibc
import StyletBase
import StyletFiles

/// Where the bytes of a DICOM file are: in a file of their own, or in a zip archive.
struct DICOMLocation: Sendable {
  /// What tells it from others, sorts it and names it in errors: "scans/a/IM1", "scans/case.zip: a/IM1".
  let path: String
  private let place: Place

  private enum Place: Sendable {
    case file
    case member(ZipMember, of: ZipArchive)
  }

  init(path: String) {
    self.path = path
    place = .file
  }

  init(_ member: ZipMember, of archive: ZipArchive) {
    path = archive.path + ": " + member.name
    place = .member(member, of: archive)
  }

  /// Opens it; each reader has a source of its own.
  func open() throws -> DICOMSource {
    switch place {
    case .file: try DICOMSource(path: path)
    case .member(let member, let archive): try DICOMSource(member, of: archive)
    }
  }

  /// The file that it is; nil where it is a member of an archive.
  var file: String? { if case .file = place { path } else { nil } }
  /// Bytes that it takes in its archive; nil of a file of its own.
  var storedSize: Int? { if case .member(let member, _) = place { member.compressedSize } else { nil } }

  /// Whether there is not one byte in it.
  var isEmpty: Bool {
    switch place {
    case .file:
      var s = stat()
      return stat(path.systemPath, &s) == 0 && s.st_size == 0
    case .member(let member, _): return member.size == 0
    }
  }

  /// Without its folder, and without the archive's name.
  var fileName: String {
    switch place {
    case .file: Self.last(path)
    case .member(let member, _): Self.last(member.name)
    }
  }

  /// For messages: the file's name, or "case.zip: IM1".
  var name: String {
    switch place {
    case .file: fileName
    case .member(_, let archive): Self.last(archive.path) + ": " + fileName
    }
  }

  /// The folder it is in; of an archive's members, the folder within it.
  var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

  private static func last(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }
}
