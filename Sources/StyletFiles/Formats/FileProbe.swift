import Glibc
import StyletBase
import StyletProject

/// What a format is recognised by: never the file's name, save where the content has no mark of its own.
public struct FileProbe: Sendable {
  public let path: String
  public let isDirectory: Bool
  /// Bytes in the file; 0 for a folder.
  public let size: Int
  /// The first 4,096 bytes, or fewer when the file is shorter; empty for a folder.
  public let head: [UInt8]

  public init(path: String, isDirectory: Bool, size: Int, head: [UInt8]) {
    self.path = path
    self.isDirectory = isDirectory
    self.size = size
    self.head = head
  }
}

extension FileProbe {
  /// How many bytes of a file formats are recognised by.
  package static let headLength = 4096

  /// Looks at a file or folder.
  /// - Throws: a ``Failure``: missing (`noInput`), not readable (`noPermission`), empty or not a file (`badData`).
  public init(_ path: String) throws {
    var status = stat()
    guard stat(path.systemPath, &status) == 0 else { throw Failure.opening(path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard access(path.systemPath, R_OK | X_OK) == 0 else { throw Failure.opening(path, errno) }
      self.init(path: path, isDirectory: true, size: 0, head: [])
      return
    }
    let file = try InputFile(path)
    guard file.size > 0 else { throw Failure(.badData, path: path, "the file is empty", advice: "copy it again") }
    self.init(path: path, isDirectory: false, size: file.size, head: try file.bytes(upTo: Self.headLength))
  }

  /// The first bytes of the content: ``head``, or what it holds where that is gzip. At most 4,096 bytes.
  package var content: [UInt8] {
    guard head.starts(with: [0x1f, 0x8b]) else { return head }
    return InflateStream.start(of: head, upTo: Self.headLength)
  }

  /// What a file that is not looked into should be, by its name: "NIfTI"; nil where no format's files are called so.
  package static func format(byName name: String) -> String? { ImageEnding.of(name)?.format }

  /// What the file seems to be, for one that no reader knows: "a PNG picture". nil when nothing is known.
  package var foreignName: String? {
    if isDirectory { return "a folder without images" }
    let signatures: [(mark: [UInt8], at: Int, name: String)] = [
      ([0x89, 0x50, 0x4e, 0x47], 0, "a PNG picture"), ([0xff, 0xd8, 0xff], 0, "a JPEG picture"),
      (Array("GIF8".utf8), 0, "a GIF picture"), (Array("%PDF".utf8), 0, "a PDF document"),
      ([0x49, 0x49, 0x2a, 0], 0, "a TIFF picture"), ([0x4d, 0x4d, 0, 0x2a], 0, "a TIFF picture"),
      (Array("BM".utf8), 0, "a BMP picture"), (Array("PK\u{3}\u{4}".utf8), 0, "a zip archive"),
      (Array("BZh".utf8), 0, "a bzip2 file"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], 0, "an xz file"),
      ([0x28, 0xb5, 0x2f, 0xfd], 0, "a zstd file"), ([0x37, 0x7a, 0xbc, 0xaf], 0, "a 7z archive"),
      (Array("ustar".utf8), 257, "a tar archive"), ([0x89, 0x48, 0x44, 0x46], 0, "an HDF5 or MINC file"),
      (Array("CDF".utf8), 0, "a NetCDF or MINC file"), ([0x7f, 0x45, 0x4c, 0x46], 0, "a program"),
      (Array("# vtk".utf8), 0, "a VTK file"), ([0x93, 0x4e, 0x55, 0x4d], 0, "a NumPy array"),
    ]
    let bytes = content
    for s in signatures where bytes.dropFirst(s.at).starts(with: s.mark) {
      return head.starts(with: [0x1f, 0x8b]) ? s.name + ", gzip-compressed" : s.name
    }
    if head.starts(with: [0x1f, 0x8b]) { return "a gzip file with something else in it" }
    if bytes.allSatisfy({ $0 == 0 }) { return "nothing but zeros" }
    let isText = bytes.allSatisfy { $0 >= 32 || (9...13).contains($0) }
    if isText { return bytes.first == UInt8(ascii: "{") ? "a JSON text" : "a text" }
    return nil
  }
}
