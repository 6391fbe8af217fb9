import StyletBase
import StyletFiles
import StyletStudy

extension StagedFolder {
  func write(_ file: ExportedFile, in folder: String = "") throws -> ExportManifest.Entry {
    let path = folder.isEmpty ? file.path : folder.appendingPath(file.path)
    try OutputFile.write(file.bytes, to: place(of: path))
    return ExportManifest.Entry(path: path, digest: sha256(file.bytes))
  }
}
