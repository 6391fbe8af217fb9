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
    foreignKind.map { words("scan.foreign", ["kind": $0.kind, "compressed": $0.isCompressed]) }
  }

  private var foreignKind: (kind: String, isCompressed: Bool)? {
    if isDirectory { return ("folder", false) }
    let signatures: [(mark: [UInt8], at: Int, kind: String)] = [
      ([0x89, 0x50, 0x4e, 0x47], 0, "png"), ([0xff, 0xd8, 0xff], 0, "jpeg"), (Array("GIF8".utf8), 0, "gif"),
      (Array("%PDF".utf8), 0, "pdf"), ([0x49, 0x49, 0x2a, 0], 0, "tiff"), ([0x4d, 0x4d, 0, 0x2a], 0, "tiff"),
      (Array("BM".utf8), 0, "bmp"), (Array("PK\u{3}\u{4}".utf8), 0, "zip"), (Array("BZh".utf8), 0, "bzip2"),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a], 0, "xz"), ([0x28, 0xb5, 0x2f, 0xfd], 0, "zstd"),
      ([0x37, 0x7a, 0xbc, 0xaf], 0, "seven-zip"), (Array("ustar".utf8), 257, "tar"),
      ([0x89, 0x48, 0x44, 0x46], 0, "hdf5"), (Array("CDF".utf8), 0, "netcdf"), ([0x7f, 0x45, 0x4c, 0x46], 0, "program"),
      (Array("# vtk".utf8), 0, "vtk"), ([0x93, 0x4e, 0x55, 0x4d], 0, "numpy"),
    ]
    let bytes = content, isCompressed = head.starts(with: [0x1f, 0x8b])
    for s in signatures where bytes.dropFirst(s.at).starts(with: s.mark) { return (s.kind, isCompressed) }
    if isCompressed { return ("gzip", false) }
    if bytes.allSatisfy({ $0 == 0 }) { return ("zeros", false) }
    let isText = bytes.allSatisfy { $0 >= 32 || (9...13).contains($0) }
    guard isText else { return nil }
    return (bytes.first == UInt8(ascii: "{") ? "json" : "text", false)
  }
}
