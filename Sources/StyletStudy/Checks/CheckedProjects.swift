import StyletBase
import StyletProject

/// The projects of readers, held against what their logs say was sealed, and looked into.
extension StudyCheck {
  /// - Returns: how many lie there.
  /// Cost: each sealed project's file, read once, on all cores.
  func compareProjects(
    of reader: ReaderName, _ readings: [DesignedReading], _ cases: [CaseID: StudyCase], _ events: [ReadingEvent]
  ) -> Int {
    let progress = ReadingProgress(events)
    var seals: [Alias: ReadingEvent] = [:], ofDigest: [String: Alias] = [:]
    for event in events where event.kind == .seal {
      if seals[event.alias].map({ $0.time <= event.time }) ?? true { seals[event.alias] = event }
      if let digest = event.project { ofDigest[digest] = event.alias }
    }
    let own = Dictionary(readings.map { ($0.alias, $0) }) { first, _ in first }, all = folder.projects(reader)
    var sealed: [(reading: DesignedReading, path: String, seal: ReadingEvent)] = []
    for (alias, path) in all {
      guard let alias, let reading = own[alias] else {
        fault(.foreign, path, words("study.check.not-on-list", ["alias": path.lastPathPart]))
        continue
      }
      guard progress.state(of: alias) == .sealed, let seal = seals[alias], seal.project != nil else { continue }
      sealed.append((reading, path, seal))
    }
    let (list, known, ask) = (sealed, ofDigest, sealedProject)
    let wrong = Parallel.map(list.count) { n -> (kind: StudyFault.Kind, what: String)? in
      let (reading, path, seal) = list[n]
      do {
        let bytes = try SafeFile.readProject(path).bytes, now = sha256(bytes)
        if now == seal.project {
          return cases[reading.caseID].flatMap { ask($0, reading, path, bytes) }.map { (.project, $0) }
        }
        if let other = known[now], other != reading.alias {
          return (.project, words("study.check.swapped", ["alias": other.text]))
        }
        return (.project, words("study.check.unsealed", ["time": seal.time]))
      } catch {
        return (.unreadable, (error as? Failure)?.what ?? "\(error)")
      }
    }
    for (one, wrong) in zip(sealed, wrong) {
      if let wrong { fault(wrong.kind, one.path, wrong.what) }
    }
    let there = Set(all.compactMap(\.alias))
    for (alias, seal) in seals.sorted(by: { $0.key < $1.key })
    where progress.state(of: alias) == .sealed && !there.contains(alias) {
      fault(.gone, folder.project(reader, alias), words("study.check.no-project", ["time": seal.time]))
    }
    return all.count
  }
  /// What was sealed and opened again lies beside, as it was sealed.
  /// - Parameter elsewhere: came back from a checkout and was kept apart.
  func compareReopened(of reader: ReaderName, _ events: [ReadingEvent], but elsewhere: Set<Alias>) {
    var sealed: [Alias: ReadingEvent] = [:], opened: [Alias: [ReadingEvent]] = [:]
    for event in events.byTime {
      if event.kind == .seal { sealed[event.alias] = event }
      if event.kind == .reopen, let seal = sealed.removeValue(forKey: event.alias) {
        opened[event.alias, default: []].append(seal)
      }
    }
    for (alias, seals) in opened.sorted(by: { $0.key < $1.key }) where !elsewhere.contains(alias) {
      let own = folder.projectFolder(reader, alias), name = alias.text + ProjectNames.ending
      let there = Set(
        (Paths.names(in: own) ?? []).filter { $0.hasPrefix(name) }.compactMap {
          try? ScanIdentity.sha256(of: own.appendingPath($0))
        })
      for seal in seals {
        guard let stated = seal.project, !there.contains(stated) else { continue }
        remark(.project, own.appendingPath(name), words("study.check.not-kept", ["time": seal.time]))
      }
    }
  }
}
