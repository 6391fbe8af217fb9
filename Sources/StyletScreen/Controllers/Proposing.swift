import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// Lesions that a program proposes: searched for in the background, kept in a layer of their own, none of the findings
/// until the reader accepts them.
extension ProposalController {
  var proposalLayer: LabelLayer {
    session.layers.first { $0.name == LabelLayer.proposal } ?? LabelLayer(name: LabelLayer.proposal, size: volume.size)
  }

  // MARK: The search

  /// - Parameter asked: a segmenter of the settings; empty for the program's own search.
  func propose(_ asked: String) throws {
    endPenStroke()
    try session.refuseIfSealed()
    if let refusal = services.noProposals { throw refusal }
    guard state.search == nil else { return sayProposing() }
    let volume = volume, lungs = lungs
    if asked.isEmpty {
      let mapping = try Self.proposedFindings(findingsTable)
      let source = ProposalStandards.standard.id + " \(ProposalStandards.standard.version)"
      state.search = BackgroundWork { work in
        // Of a search that begins with the lungs, these take from a tenth to a half.
        let lesions = work.part(lungs == nil ? 0.35...1 : 0...1)
        guard let lungs = lungs ?? Lungs.find(in: volume, work: work.part(0...0.35))?.labels,
          let found = LesionProposal.find(in: volume, lungs: lungs, work: lesions)
        else { return .failed(Sentence.proposingStopped) }
        let record = found.report.interval.map {
          ProposalRecord(source: source, millilitres: found.report.total, interval: $0)
        }
        return .lesions(
          found.labels, mapping: mapping, remarks: found.report.badges.map(ProposalWords.text), record: record)
      }
      state.source = source
    } else {
      let job = try services.segmenter(asked), table = findingsTable
      state.search = BackgroundWork { work in
        do {
          return try job(volume, table, work)
        } catch {
          return .failed(error)
        }
      }
      state.source = asked
    }
    state.begun = .now
    sayProposing()
  }

  /// The program's classes → the findings of the table.
  private static func proposedFindings(_ table: LabelTable) throws -> [UInt8: UInt8] {
    var mapping: [UInt8: UInt8] = [:]
    for finding in LesionProposal.table.findings {
      let own = table.findings.first { $0.code == finding.code }
      guard let own else { throw Sentence.noFindingToPropose(finding.code) }
      mapping[finding.value] = own.value
    }
    return mapping
  }

  func stopProposing() {
    guard let search = state.search else { return say(Sentence.notProposing, .warning) }
    search.cancel()
    if let readying = state.readying {
      // It was found already, and is not taken.
      readying.cancel()
      endSearch()
      return say(Sentence.proposingStopped.what)
    }
    say(Sentence.stoppingProposal)
  }

  /// In a quiet moment: says how far it is, or takes what was found.
  func idle() {
    guard let search = state.search, workspace.mode != .preview else { return }
    guard let outcome = search.result else { return sayProposing() }
    do {
      switch outcome {
      case .failed(let error): throw error
      case .lesions(let labels, let mapping, let remarks, let record):
        guard let ready = try ready(labels, mapping) else { return sayProposing() }
        endSearch()
        try take(ready, remarks, record)
      case .lungs(let labels, let mapping):
        guard let ready = try ready(lungs: labels, mapping) else { return sayProposing() }
        endSearch()
        try take(lungs: ready)
      }
    } catch {
      endSearch()
      say(error)
    }
  }

  private func endSearch() { (state.search, state.readying) = (nil, nil) }

  /// Returns when the search is at its end.
  func finish() {
    while let search = state.search, workspace.mode != .preview {
      _ = search.wait()
      _ = state.readying?.wait()
      idle()
    }
  }

  /// The reader leaves: another program must not go on behind.
  func end() {
    guard let search = state.search else { return }
    search.cancel()
    state.readying?.cancel()
    _ = search.wait()
    endSearch()
  }

  private func take(
    _ ready: ReadyProposal, _ remarks: [String], _ record: ProposalRecord?
  ) throws {
    guard var edit = ready.edit else {
      return say(
        ready.isEmpty ? Sentence.nothingProposed : Sentence.proposalAsBefore, checking: ready.isEmpty ? remarks : [])
    }
    edit.title = .words("tool.proposal")
    let record = record ?? ProposalRecord(source: state.source, millilitres: ready.millilitres)
    edit.annotations += ProposalRecord.changes(to: record, in: session.annotations)
    try accept(edit)
    if let catalogue = ready.catalogue {
      state.catalogue = (session.revision(of: LabelLayer.proposal), catalogue)
    }
    state.row = nil
    var found = Sentence.nothingProposed
    if let total = proposedTotal(session.diseaseExtent()) {
      found = Sentence.proposed(proposalCatalogue().lesions.count, total)
    }
    say(found, checking: remarks)
  }

  /// Lungs of another segmenter take the place of those that were.
  private func take(lungs ready: ReadyProposal) throws {
    guard var edit = ready.edit else { return say(Sentence.lungsAsBefore) }
    edit.title = .words("tool.lungs")
    // What the program's own search remarked is not about these.
    edit.annotations = LungRecord(.imported, file: state.source).changes(in: session.annotations)
    try accept(edit)
    say(Sentence.lungsFrom(state.source))
  }

  /// Leaves what else stands there.
  private func sayProposing() {
    guard let search = state.search, maySay(progress: .proposal) else { return }
    let seconds = Int((ContinuousClock.now - state.begun).components.seconds)
    say(Sentence.proposing(search.progress, seconds: seconds), progress: .proposal)
  }

  // MARK: What is proposed

  /// The pieces proposed, each connected and of one finding. Cost: what is proposed, once after each change of it.
  func proposalCatalogue() -> LesionCatalogue {
    let revision = session.revision(of: LabelLayer.proposal)
    if let known = state.catalogue, known.revision == revision { return known.value }
    let made = LesionCatalogue(proposalLayer.labels, volume: volume)
    state.catalogue = (revision, made)
    return made
  }

  /// mL proposed of each finding, by its value; empty when nothing is, and while the scan is being read.
  var proposalExtent: [ProposedExtent] {
    guard volume.isComplete,
      session.layers.contains(where: { $0.name == LabelLayer.proposal && !$0.labels.isEmpty })
    else { return [] }
    var sums: [UInt8: Double] = [:]
    for lesion in proposalCatalogue().lesions { sums[lesion.label, default: 0] += lesion.millilitres }
    return sums.sorted { $0.key < $1.key }.map { ProposedExtent(finding: $0.key, millilitres: $0.value) }
  }

  /// All that is proposed; nil when nothing is.
  /// - Parameter extent: for the lungs' volume; nil without lungs.
  func proposedTotal(_ extent: DiseaseExtent?) -> ProposedTotal? {
    let parts = proposalExtent
    guard !parts.isEmpty else { return nil }
    let mL = parts.reduce(0) { $0 + $1.millilitres }
    return ProposedTotal(
      millilitres: mL, lungs: extent?.both.lungMillilitres ?? 0,
      interval: ProposalRecord(session.annotations)?.interval(for: mL))
  }

  func goToProposal(by n: Int) throws {
    let catalogue = proposalCatalogue(), count = catalogue.lesions.count
    guard count > 0 else { throw noProposal }
    let here = catalogue.place(at: view.cursor) ?? state.row.map { n > 0 ? $0 - 1 : $0 }
    let at = here.map { $0 + n } ?? (n > 0 ? n - 1 : n)
    go(toProposal: (at % count + count) % count, catalogue)
  }

  /// Why there is none: none was found, or the search goes on.
  var noProposal: Failure {
    guard let search = state.search else { return Sentence.noProposal }
    return Sentence.noProposalYet(search.progress)
  }

  private func go(toProposal place: Int, _ catalogue: LesionCatalogue) {
    state.row = place
    panes.visit(catalogue.lesions[place].middle)
    let lesion = catalogue.lesions[place]
    say(Sentence.proposedLesion(lesion, number: place + 1, of: catalogue.lesions.count, findingsTable))
  }

  // MARK: The list

  func listProposals() throws {
    let catalogue = proposalCatalogue()
    guard !catalogue.lesions.isEmpty else { throw noProposal }
    endPenStroke()
    open(proposalList(catalogue, selected: catalogue.place(at: view.cursor) ?? state.row ?? 0))
  }

  private func proposalList(_ catalogue: LesionCatalogue, selected: Int) -> ListPrompt {
    let table = findingsTable, lungs = lungs
    return ListPrompt(
      title: Sentence.proposals, columns: Sentence.proposalColumns, count: catalogue.lesions.count, selected: selected,
      actions: [
        ListAction(keys: [.enter], text: Sentence.goThere) { [unowned self] row in
          go(toProposal: row, catalogue)
          return nil
        },
        ListAction(keys: [.character("a")], text: Sentence.acceptIt) { [unowned self] row in
          panes.jump(to: catalogue.lesions[row].middle)
          try acceptProposal(place: row)
          return nextProposalList(row)
        },
        ListAction(keys: [.character("x"), .delete], text: Sentence.rejectIt) { [unowned self] row in
          panes.jump(to: catalogue.lesions[row].middle)
          try rejectProposal(place: row)
          return nextProposalList(row)
        },
        ListAction(keys: [.character("A")], text: Sentence.acceptAll) { [unowned self] _ in
          try acceptAllProposals()
          return nil
        },
      ]
    ) { Sentence.proposalRow(catalogue.lesions[$0], number: $0 + 1, lungs, table) }
  }

  private func nextProposalList(_ row: Int) -> ListPrompt? {
    let catalogue = proposalCatalogue()
    return catalogue.lesions.isEmpty ? nil : proposalList(catalogue, selected: row)
  }
}
