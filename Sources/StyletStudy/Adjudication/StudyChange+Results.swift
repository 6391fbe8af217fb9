import Glibc
import StyletBase
import StyletProject

/// Drawings that are made of readings, in the trail.
extension StudyChange {
  /// Tells the trail of a drawing that lies in its place: what it is, and of which readings it was made.
  /// - Parameters:
  ///   - path: in ``StudyFolder/adjudication`` or ``StudyFolder/consensus``.
  ///   - act: adjudicated, consensus.
  ///   - readings: their projects and the digests that were sealed.
  ///   - by: who decided; nil of a rule.
  public func made(
    _ path: String, as act: StudyTrail.Act, of readings: [(path: String, digest: String)], by: ReaderName? = nil,
    because reason: String? = nil, time: String = UTC.now()
  ) throws {
    var line = ResultLine()
    line.readings = Dictionary(readings.map { (folder.relative($0.path), $0.digest) }) { $1 }
    line.by = by
    line.reason = reason.map { String($0.prefix(ResultLine.longestReason / 4)) }
    let file = folder.relative(path)
    guard let digest = try folder.digest(of: file) else {
      throw Failure(.noInput, path: path, words("study.check.gone", ["time": time]))
    }
    try note(.init(act: act, time: time, files: [file: digest], result: line))
  }

  /// Puts a drawing aside that was made of readings: it counts no more, and stays under another name beside it.
  /// - Returns: that name.
  @discardableResult
  public func putAside(_ path: String, by: ReaderName? = nil, because reason: String, time: String = UTC.now()) throws
    -> String
  {
    let bytes = try SafeFile.readProject(path).bytes, kept: String
    do { kept = try SafeFile.keepAside(bytes, of: path, calls: .live) } catch {
      throw error.failure(words("error.study.not-written"), about: path)
    }
    var line = ResultLine()
    (line.by, line.aside) = (by, folder.relative(path))
    line.reason = String(reason.prefix(ResultLine.longestReason / 4))
    try note(.init(act: .putAside, time: time, files: [folder.relative(kept): sha256(bytes)], result: line))
    let files = ProjectFiles(scan: path, project: path)
    for own in [files.project, files.backup, files.journal, files.history, files.place] { unlink(own.systemPath) }
    return kept
  }
}

extension StudyTrail {
  /// Whether it tells of a drawing that was made of readings, as the file is. Cost: the file.
  func tells(of path: String, _ folder: StudyFolder) throws -> Bool {
    let file = folder.relative(path)
    return try result(file).map { try $0.files[file] == folder.digest(of: file) } ?? false
  }
}

extension StudyChange {
  /// Whether the trail tells of a drawing as it is. Cost: the file.
  public func isTold(_ path: String) throws -> Bool { try trail.tells(of: path, folder) }
}

extension StudyFolder {
  /// The same. Cost: the trail, and the file.
  public func isTold(_ path: String, key: StudyKey) throws -> Bool {
    try StudyTrail.read(self, key: key).tells(of: path, self)
  }
}
