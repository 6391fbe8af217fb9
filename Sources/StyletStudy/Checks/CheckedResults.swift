import StyletBase

/// What was made of readings, held against what the trail tells of it and against the readings as they are sealed now.
extension StudyCheck {
  func compareResults(_ trail: StudyTrail, _ study: Study, _ design: [DesignedReading]) {
    let made = Set([folder.adjudication, folder.consensus].map { folder.relative($0) + "/" })
    func isMade(_ file: String) -> Bool { made.contains { file.hasPrefix($0) } }
    let told = trail.files.filter { isMade($0) && trail.result($0) != nil }
    let byPath = Dictionary(
      design.map { (folder.relative(folder.project($0.reader, $0.alias)), $0) }) { first, _ in first }
    var known: [ReaderName: ReadingProgress] = [:]
    for file in told.sorted() {
      guard let line = trail.result(file), let stated = line.files[file] else { continue }
      let path = folder.path.appendingPath(file)
      guard let now = reading(.unreadable, { try folder.digest(of: file) }) else { continue }
      guard let now else {
        fault(.gone, path, words("study.check.gone", ["time": line.time]))
        continue
      }
      if now != stated {
        let other = told.first { $0 != file && trail.result($0)?.files[$0] == now }
        fault(
          .changed, path,
          other.map { words("study.check.result-swapped", ["other": $0]) }
            ?? words("study.check.result-changed", ["act": line.act.rawValue, "time": line.time]))
        continue
      }
      for (reading, seal) in line.result.readings.sorted(by: { $0.key < $1.key }) {
        guard let own = byPath[reading], file.lastPathPart == own.caseID.text + ProjectNames.ending else {
          fault(.stale, path, at: reading.lastPathPart, words("study.check.result-of-other"))
          continue
        }
        if known[own.reader] == nil {
          known[own.reader] = try? ReadingProgress(folder, study: study.id, reader: own.reader)
        }
        guard let progress = known[own.reader] else { continue }  // a log that cannot be read is named already
        let isSealed = progress.state(of: own.alias) == .sealed
        if isSealed, progress.seals[own.alias] == seal { continue }
        fault(
          .stale, path, at: own.alias.text,
          words("study.check.result-stale", ["act": line.act.rawValue, "sealed": isSealed, "time": line.time]))
      }
    }
    for file in folder.keptNames where isMade(file) && trail.digest(of: file) == nil {
      guard let isOpen = reading(.unreadable, { try folder.isUndecided(file) }), !isOpen else { continue }
      remark(.untold, folder.path.appendingPath(file), words("study.check.untold"))
    }
  }
}
