import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// What the workstation knows of a proposal and of the search for one.
struct ProposalState {
  var search: BackgroundWork<ProposalOutcome>?
  /// What was found is being made ready for being taken.
  var readying: BackgroundWork<ReadyProposal?>?
  var begun = ContinuousClock.now
  /// What the search is called while it goes on, and who made what was found last.
  var source = ""
  var catalogue: (revision: Int, value: LesionCatalogue)?
  /// The piece gone to last, by its row.
  var row: Int?
}

/// How a search ended.
public enum ProposalOutcome {
  /// - Parameters:
  ///   - mapping: the mask's values → findings, or right 1, left 2 and airway 3.
  ///   - record: kept with them, where what proposed them says how sure it is.
  case lesions(LabelMap, mapping: [UInt8: UInt8], remarks: [String], record: ProposalRecord? = nil)
  case lungs(LabelMap, mapping: [UInt8: UInt8])
  case failed(any Error)
}

/// Lesions that a program proposes: searched for in the background, kept in a layer of their own, none of the findings
/// until the reader accepts them.
extension Workstation {
  var proposalLayer: LabelLayer {
    session.layers.first { $0.name == LabelLayer.proposal } ?? LabelLayer(name: LabelLayer.proposal, size: volume.size)
  }

  // MARK: The search

  /// - Parameter asked: a segmenter of the settings; empty for the program's own search.
  func propose(_ asked: String) throws {
    endPenStroke()
    try session.refuseIfSealed()
    guard proposals.search == nil else { return sayProposing() }
    let volume = volume, lungs = lungs
    if asked.isEmpty {
      let mapping = try Self.proposedFindings(findingsTable)
      let source = ProposalStandards.standard.id + " \(ProposalStandards.standard.version)"
      proposals.search = BackgroundWork { work in
        // Of a search that begins with the lungs, these take from a tenth to a half.
        let lesions = work.part(lungs == nil ? 0.35...1 : 0...1)
        guard let lungs = lungs ?? Lungs.find(in: volume, work: work.part(0...0.35))?.labels,
          let found = LesionProposal.find(in: volume, lungs: lungs, work: lesions)
        else { return .failed(Say.proposingStopped) }
        let record = found.report.interval.map {
          ProposalRecord(source: source, millilitres: found.report.total, interval: $0)
        }
        return .lesions(
          found.labels, mapping: mapping, remarks: found.report.badges.map(ProposalWords.text), record: record)
      }
      proposals.source = source
    } else {
      let job = try services.segmenter(asked), table = findingsTable
      proposals.search = BackgroundWork { work in
        do {
          return try job(volume, table, work)
        } catch {
          return .failed(error)
        }
      }
      proposals.source = asked
    }
    proposals.begun = .now
    sayProposing()
  }

  /// The program's classes → the findings of the table.
  private static func proposedFindings(_ table: LabelTable) throws -> [UInt8: UInt8] {
    var mapping: [UInt8: UInt8] = [:]
    for finding in LesionProposal.table.findings {
      let own = table.findings.first { $0.code == finding.code }
      guard let own else { throw Say.noFindingToPropose(finding.code) }
      mapping[finding.value] = own.value
    }
    return mapping
  }

  func stopProposing() {
    guard let search = proposals.search else { return say(Say.notProposing, .warning) }
    search.cancel()
    if let readying = proposals.readying {
      // It was found already, and is not taken.
      readying.cancel()
      endSearch()
      return say(Say.proposingStopped)
    }
    say(Say.stoppingProposal)
  }

  /// In a quiet moment: says how far it is, or takes what was found.
  func pollProposal() {
    guard let search = proposals.search, preview == nil else { return }
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

  private func endSearch() { (proposals.search, proposals.readying) = (nil, nil) }

  /// Returns when the search is at its end.
  func finishProposal() {
    while let search = proposals.search, preview == nil {
      _ = search.wait()
      _ = proposals.readying?.wait()
      pollProposal()
    }
  }

  /// The reader leaves: another program must not go on behind.
  func endProposing() {
    guard let search = proposals.search else { return }
    search.cancel()
    proposals.readying?.cancel()
    _ = search.wait()
    endSearch()
  }

  private func take(
    _ ready: ReadyProposal, _ remarks: [String], _ record: ProposalRecord?
  ) throws {
    guard var edit = ready.edit else {
      return say(ready.isEmpty ? Say.nothingProposed : Say.proposalAsBefore, checking: ready.isEmpty ? remarks : [])
    }
    edit.title = .words("tool.proposal")
    let record = record ?? ProposalRecord(source: proposals.source, millilitres: ready.millilitres)
    edit.annotations += ProposalRecord.changes(to: record, in: session.annotations)
    try accept(edit)
    if let catalogue = ready.catalogue {
      proposals.catalogue = (session.revision(of: LabelLayer.proposal), catalogue)
    }
    proposals.row = nil
    var found = Say.nothingProposed
    if let total = proposedTotal(session.diseaseExtent()) {
      found = Say.proposed(proposalCatalogue().lesions.count, total)
    }
    say(found, checking: remarks)
  }

  /// Lungs of another segmenter take the place of those that were.
  private func take(lungs ready: ReadyProposal) throws {
    guard var edit = ready.edit else { return say(Say.lungsAsBefore) }
    edit.title = .words("tool.lungs")
    // What the program's own search remarked is not about these.
    edit.annotations = LungRecord(.imported, file: proposals.source).changes(in: session.annotations)
    try accept(edit)
    say(Say.lungsFrom(proposals.source))
  }

  /// Leaves what else stands there.
  private func sayProposing() {
    guard let search = proposals.search, maySay(progress: .proposal) else { return }
    let seconds = Int((ContinuousClock.now - proposals.begun).components.seconds)
    say(Say.proposing(search.progress, seconds: seconds), progress: .proposal)
  }

  // MARK: What is proposed

  /// The pieces proposed, each connected and of one finding. Cost: what is proposed, once after each change of it.
  func proposalCatalogue() -> LesionCatalogue {
    let revision = session.revision(of: LabelLayer.proposal)
    if let known = proposals.catalogue, known.revision == revision { return known.value }
    let made = LesionCatalogue(proposalLayer.labels, volume: volume)
    proposals.catalogue = (revision, made)
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
    let here = catalogue.place(at: view.cursor) ?? proposals.row.map { n > 0 ? $0 - 1 : $0 }
    let at = here.map { $0 + n } ?? (n > 0 ? n - 1 : n)
    go(toProposal: (at % count + count) % count, catalogue)
  }

  /// Why there is none: none was found, or the search goes on.
  var noProposal: Failure {
    guard let search = proposals.search else { return Say.noProposal }
    return Say.noProposalYet(search.progress)
  }

  private func go(toProposal place: Int, _ catalogue: LesionCatalogue) {
    proposals.row = place
    visit(catalogue.lesions[place].middle)
    say(Say.proposedLesion(catalogue.lesions[place], number: place + 1, of: catalogue.lesions.count, findingsTable))
  }

  // MARK: The list

  func listProposals() throws {
    let catalogue = proposalCatalogue()
    guard !catalogue.lesions.isEmpty else { throw noProposal }
    endPenStroke()
    open(proposalList(catalogue, selected: catalogue.place(at: view.cursor) ?? proposals.row ?? 0))
  }

  private func proposalList(_ catalogue: LesionCatalogue, selected: Int) -> ListPrompt {
    let table = findingsTable, lungs = lungs
    return ListPrompt(
      title: Say.proposals, columns: Say.proposalColumns, count: catalogue.lesions.count, selected: selected,
      actions: [
        ListAction(keys: [.enter], text: Say.goThere) { work, row in
          work.go(toProposal: row, catalogue)
          return nil
        },
        ListAction(keys: [.character("a")], text: Say.acceptIt) { work, row in
          work.jump(to: catalogue.lesions[row].middle)
          try work.acceptProposal(place: row)
          return work.nextProposalList(row)
        },
        ListAction(keys: [.character("x"), .delete], text: Say.rejectIt) { work, row in
          work.jump(to: catalogue.lesions[row].middle)
          try work.rejectProposal(place: row)
          return work.nextProposalList(row)
        },
        ListAction(keys: [.character("A")], text: Say.acceptAll) { work, _ in
          try work.acceptAllProposals()
          return nil
        },
      ]
    ) { Say.proposalRow(catalogue.lesions[$0], number: $0 + 1, lungs, table) }
  }

  private func nextProposalList(_ row: Int) -> ListPrompt? {
    let catalogue = proposalCatalogue()
    return catalogue.lesions.isEmpty ? nil : proposalList(catalogue, selected: row)
  }
}

/// What is proposed in all.
public struct ProposedTotal: Hashable, Sendable {
  public var millilitres: Double
  /// Of both lungs, mL; 0 where they are not known.
  public var lungs: Double
  /// mL, from the least to the most that is likely; nil where it is not known.
  public var interval: ClosedRange<Double>?

  public var percent: Double? { lungs > 0 ? 100 * millilitres / lungs : nil }
}

/// mL proposed of a finding.
public struct ProposedExtent: Hashable, Sendable {
  public var finding: UInt8
  public var millilitres: Double
}
