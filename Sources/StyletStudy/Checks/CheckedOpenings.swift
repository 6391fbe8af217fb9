import StyletBase

/// Whether what was read could be read then, and what else lies in a reader's folder.
extension StudyCheck {
  /// A reading is opened before it is sealed, and one of a part that opens late not before that.
  func compareOpenings(of reader: ReaderName, _ events: [ReadingEvent]) {
    var opened: [Alias: String] = [:], settled: [Alias: String] = [:]
    func first(_ time: String, _ times: inout [Alias: String], _ alias: Alias) {
      times[alias] = min(time, times[alias] ?? time)
    }
    for event in events {
      switch event.kind {
      case .open: first(event.time, &opened, event.alias)
      case .seal, .skip: first(event.time, &settled, event.alias)
      case .pause, .reopen, .flag, .compare: break
      }
    }
    let sealed = Set(events.lazy.filter { $0.kind == .seal }.map(\.alias))
    for alias in sealed.sorted() where opened[alias] == nil {
      fault(.chain, folder.reader(reader), at: alias.text, words("study.check.never-opened"))
    }
    // What is wrong with the list is named already.
    guard let list = try? ListedReading.read(folder, reader) else { return }
    var known: [ListedReading.Opening: Int?] = [:]
    for row in list {
      guard let opens = row.opens, let time = opened[row.alias], let begun = UTC.seconds(time) else { continue }
      let due = known[opens] ?? opens.time(in: list, settled: settled)
      known[opens] = due
      guard due.map({ begun < $0 }) ?? true else { continue }
      remark(.clock, folder.reader(reader), at: row.alias.text, words("study.check.opened-early", ["time": time]))
    }
  }

  /// What is no file of the study's. Hidden files are the system's.
  func compareFolder(of reader: ReaderName, _ study: Study) {
    let own = folder.reader(reader)
    for name in (Paths.names(in: own) ?? []).sorted() where !name.hasPrefix(".") && !Self.isOwn(name, study) {
      remark(.foreign, own.appendingPath(name), words("study.check.not-of-study"))
    }
  }

  private static func isOwn(_ name: String, _ study: Study) -> Bool {
    if ["list.jsonl", "scans.jsonl", "answers.jsonl"].contains(name) || name.utf8.count == 2 { return true }
    if name == "order.json" { return study.rules.order == .triage }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts[0] {
    case "away", "returned", "lost": return parts.count == 3 && CheckoutID(parts[1]) != nil && parts[2] == "json"
    case "kept": return parts.count == 2 && CheckoutID(parts[1]) != nil
    default: return ["work.claim", "events."].contains { name.hasPrefix($0) }
    }
  }
}
