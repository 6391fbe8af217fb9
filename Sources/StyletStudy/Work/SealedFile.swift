import Glibc
import StyletBase
import StyletProject

/// The file of a signed reading, as it is sealed. Most of it are lungs and numbers that the program finds of the scan, the
/// same ones whenever it is read: by its length a list of files would show which two readings are of one case. Blanks at
/// its end make the length the alias's own, and what is as long without them goes: the steps of before, the backup.
package enum SealedFile {
  /// What blanks make of a project: as it was, and up to a quarter longer and 4096 bytes. Of a file that has them already
  /// it makes the same.
  static func filled(_ bytes: [UInt8], for alias: Alias) -> [UInt8] {
    let end = (bytes.lastIndex { ![9, 10, 13, 32].contains($0) } ?? -1) + 1
    let lot = ScanIdentity.digest(of: Array("stylet study length|\(alias)".utf8)).prefix(4)
    let part = lot.reduce(0) { $0 << 8 | Int($1) }
    return bytes[..<end] + [UInt8](repeating: 32, count: ((end / 4 + 4096) * part) >> 32) + [10]
  }
}

extension StudyFolder {
  /// Fills the file of a signed reading and takes its history and its backup away.
  /// - Returns: SHA-256 of what is sealed.
  package func sealFile(of alias: Alias, of reader: ReaderName) throws -> String {
    let path = project(reader, alias), bytes = SealedFile.filled(try SafeFile.readProject(path).bytes, for: alias)
    // The coordinator reads it by the folder's group.
    try StudyFile.write(bytes, to: path, mode: StudyFile.sharedMode)
    let files = ProjectFiles(scan: path, project: path)
    for before in [files.history, files.backup] { unlink(before.systemPath) }
    return sha256(bytes)
  }
}
