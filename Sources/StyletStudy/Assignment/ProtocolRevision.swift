import StyletBase
import StyletProject

extension StudyChange {
  /// Follows another version of the protocol from now on. The files of those before stay where they are.
  /// - Parameters:
  ///   - text: of the protocol's file.
  ///   - reason: at most ``Study/longestReason`` bytes; readers may see it.
  /// - Throws: a ``Failure``: no later version of the protocol that is followed.
  public func revise(
    _ form: ProtocolReference, text: [UInt8], because reason: String, time: String = UTC.now()
  ) throws {
    let used = StudyProtocol(reference: form, digest: sha256(text))
    var after = study
    after.amendments.append(.revised(time: time, protocolUsed: used, reason: reason))
    if let known = study.protocolInForce?.reference,
      Study.wrongRevision(after: study.protocolUsed, after.amendments) != nil
    {
      throw Failure(
        .usage, path: folder.path, words("error.study.no-revision", ["now": "\(known)", "given": "\(form)"]),
        advice: words("error.study.no-revision-advice"))
    }
    let path = folder.file(of: used, in: after)
    try note(
      .init(
        act: .revised, time: time,
        files: [StudyFolder.studyName: sha256(after.bytes), folder.relative(path): used.digest]))
    // First what the study is to name.
    try StudyFile.write(text, to: path, mode: StudyFile.sharedMode)
    try after.write(folder)
    study = after
  }

  /// How many readings are begun and not sealed: they stay with the version that they were begun under.
  /// - Throws: a ``Failure`` of the first log that is wrong.
  public func begun() throws -> Int {
    try study.everyReader.reduce(0) { sum, reader in
      let progress = try ReadingProgress(folder, study: study.id, reader: reader)
      return sum + progress.states.values.count { $0 == .open }
    }
  }
}
