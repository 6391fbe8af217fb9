import StyletBase

/// A header of NRRD or MetaImage whose voxels lie in a file that it names: as it is carried, it names another one.
enum CarriedHeader {
  private static let endings = [".nhdr", ".mhd"]
  private static let keys = ["datafile", "elementdatafile"]
  /// A header is text of a few lines.
  private static let longest = 1 << 20

  static func isHeader(_ path: String) -> Bool { endings.contains { path.lowercased().hasSuffix($0) } }

  /// The header's bytes with another name of the voxels' file; all else is as it was.
  /// - Parameters:
  ///   - name: as the header has it, without folders.
  ///   - new: of a file beside the header.
  /// - Returns: nil where the header does not name that file alone: a list of files, a pattern.
  /// - Throws: a ``Failure`` where it cannot be read.
  static func renamed(_ path: String, from name: String, to new: String) throws -> [UInt8]? {
    var out: [UInt8] = [], isRenamed = false
    let bytes = try SafeFile.read(path, limit: longest).bytes
    for (n, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      if n > 0 { out.append(10) }
      guard let at = line.firstIndex(where: { $0 == 58 || $0 == 61 }), isKey(line[..<at]) else {
        out += line
        continue
      }
      let value = String(decoding: line[(at + 1)...], as: UTF8.self).trimmed
      guard !isRenamed, value.lastPathPart == name else { return nil }
      isRenamed = true
      out += line[...at] + Array(" \(new)".utf8)
      if line.last == 13 { out.append(13) }
    }
    return isRenamed ? out : nil
  }

  /// NRRD writes "data file", or without the blank; MetaImage "ElementDataFile ".
  private static func isKey(_ bytes: ArraySlice<UInt8>) -> Bool {
    keys.contains(String(decoding: bytes.filter { $0 > 32 }, as: UTF8.self).lowercased())
  }
}
