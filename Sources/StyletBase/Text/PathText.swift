import Glibc

/// Paths are bytes, which need not be text: an old disk has names in Latin-1. The program holds a path as a String that
/// loses nothing: a byte that is no UTF-8 is a character of its own, U+10FF80 … U+10FFFF for 0x80 … 0xff, the last of
/// those that Unicode gives to nobody. ``systemPath`` is the way back, and what every system call is given.
extension String {
  private static let firstByte: UInt32 = 0x10ff00

  /// The text of a path. Bytes of such characters themselves are taken one by one, so that the way back is exact.
  public init(path bytes: some Collection<UInt8>) {
    var scalars = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      let part = rest.prefix(length)
      if let text = String(validating: part, as: UTF8.self), text.unicodeScalars.count == 1,
        let scalar = text.unicodeScalars.first, !scalar.isPathByte
      {
        scalars.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        scalars.append(Unicode.Scalar(Self.firstByte | UInt32(first))!)
        rest = rest.dropFirst()
      }
    }
    self.init(scalars)
  }

  /// The bytes of a path.
  public var pathBytes: [UInt8] {
    guard unicodeScalars.contains(where: \.isPathByte) else { return Array(utf8) }
    var bytes: [UInt8] = []
    for s in unicodeScalars {
      if s.isPathByte { bytes.append(UInt8(s.value & 0xff)) } else { bytes.append(contentsOf: UTF8.encode(s)!) }
    }
    return bytes
  }

  /// The path as system calls take it: its bytes up to a NUL, which ends it.
  public var systemPath: [CChar] { pathBytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0] }

  // MARK: Parts

  /// The last name of a path; "/" of the root; empty of an empty path. Blind to slashes at the end.
  public var lastPathPart: String {
    let path = withoutEndingSlashes
    guard path != "/", let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(path) }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// What is before the last name, without a slash at its end; empty where there is nothing, "/" of what lies there.
  public var pathFolder: String {
    let path = withoutEndingSlashes
    if path == "/" { return "/" }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    let folder = path[..<slash]
    return folder.isEmpty ? "/" : String(folder.withoutEndingSlashes)
  }

  /// A name, or a path of its own, within this folder.
  public func appendingPath(_ name: String) -> String {
    if isEmpty || name.utf8.first == UInt8(ascii: "/") { return name }
    return utf8.last == UInt8(ascii: "/") ? self + name : self + "/" + name
  }

  /// The names of a path, without "." and empty ones; ".." takes the name before it away, but not the root. A first "/"
  /// is a part.
  public var pathParts: [String] {
    let isAbsolute = utf8.first == UInt8(ascii: "/")
    var parts: [String] = []
    for part in utf8.split(separator: UInt8(ascii: "/")) {
      let name = String(Substring(part))
      if name == "." { continue }
      if name == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if name != ".." || !isAbsolute {
        parts.append(name)
      }
    }
    return isAbsolute ? ["/"] + parts : parts
  }

  /// From the root on, without "." and "..", by the names alone: links are not followed.
  public var absolutePath: String {
    let whole = utf8.first == UInt8(ascii: "/") ? self : Paths.workingFolder.appendingPath(self)
    return "/" + whole.pathParts.dropFirst().joined(separator: "/")
  }
}

extension StringProtocol {
  fileprivate var withoutEndingSlashes: Substring {
    var path = Substring(self)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
    return path
  }
}

extension Unicode.Scalar {
  /// Whether it stands for a byte of a path that is no UTF-8.
  var isPathByte: Bool { (0x10ff80...0x10ffff).contains(value) }
}

/// What is asked of the file system by a path.
public enum Paths {
  /// What the program was called with, byte by byte, without its own name.
  public static var arguments: [String] {
    (1..<max(Int(CommandLine.argc), 1)).compactMap { n in
      CommandLine.unsafeArgv[n].map { text(UnsafePointer($0)) }
    }
  }

  /// This program's own file, wherever it was started from; what it was called by where the system does not say.
  package static var program: String {
    link("/proc/self/exe") ?? CommandLine.unsafeArgv[0].map { text(UnsafePointer($0)) } ?? "stylet"
  }

  /// "/" where it cannot be told.
  public static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return text(folder)
  }

  /// Links are followed.
  public static func exists(_ path: String) -> Bool { status(path) != nil }

  public static func isFolder(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path.systemPath, &status) == 0 ? status : nil
  }

  /// Where a symbolic link leads; nil of what is none.
  public static func link(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 4097)
    let count = readlink(path.systemPath, &bytes, bytes.count)
    guard count > 0, count < bytes.count else { return nil }
    return String(path: bytes[..<count].map(UInt8.init(bitPattern:)))
  }

  /// The path with all links followed; nil where there is nothing.
  public static func resolved(_ path: String) -> String? {
    guard let real = realpath(path.systemPath, nil) else { return nil }
    defer { free(real) }
    return text(real)
  }

  /// The names in a folder, but for "." and ".."; nil where it cannot be read.
  public static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder.systemPath) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { text($0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// A path of the system's.
  public static func text(_ path: UnsafePointer<CChar>) -> String {
    String(path: UnsafeBufferPointer(start: path, count: strlen(path)).map(UInt8.init(bitPattern:)))
  }
}
