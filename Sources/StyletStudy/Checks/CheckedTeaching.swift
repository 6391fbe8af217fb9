import StyletBase

/// Readers see what is known of a case once they have sealed it, where the study shows it, and change nothing then.
extension StudyCheck {
  func compareTeaching(_ reader: ReaderName, _ study: Study, _ design: [DesignedReading], _ events: [ReadingEvent]) {
    let gold = Set(design.lazy.filter { $0.reader == reader && $0.kind == .gold }.map(\.alias))
    // Whatever a reader's clock says: not which of the rules held then.
    let isTaught = study.teaches
    var sealed: Set<Alias> = [], taught: Set<Alias> = []
    func said(_ alias: Alias, _ time: String, _ why: String) {
      fault(
        .answers, folder.reader(reader), at: alias.text, words("study.check.taught", ["why": why, "time": time]))
    }
    for event in events.byTime {
      let alias = event.alias
      switch event.kind {
      case .compare:
        if !gold.contains(alias) {
          said(alias, event.time, "none")
        } else if !isTaught {
          said(alias, event.time, "rule")
        } else if !sealed.contains(alias) {
          said(alias, event.time, "early")
        }
        taught.insert(alias)
      case .seal, .reopen:
        if taught.contains(alias) { said(alias, event.time, "changed") }
        if event.kind == .seal { sealed.insert(alias) } else { sealed.remove(alias) }
      case .open, .pause, .skip, .flag: break
      }
    }
  }
}
