import StyletCore
import StyletDetection
import StyletImaging

/// What a search has found, as a step: worked out in the background, since its cost is all that was found.
struct ReadyProposal {
  /// Which labels it was made for.
  var revisions: [Int]
  /// nil when nothing changes.
  var edit: Edit?
  /// Nothing is in it.
  var isEmpty = false
  var millilitres = 0.0
  /// What is proposed after it.
  var catalogue: LesionCatalogue?
}

extension ProposalController {
  /// What was found, without what is drawn already, in the place of what was proposed before.
  /// - Returns: nil while it is worked out; once more where the labels have changed meanwhile.
  func ready(_ labels: LabelMap, _ mapping: [UInt8: UInt8]) throws -> ReadyProposal? {
    guard labels.size == volume.size else { throw Sentence.otherGrid(state.source) }
    let volume = volume, layer = proposalLayer, findings = session.findings.labels, source = state.source
    return ready([LabelLayer.findings, LabelLayer.proposal]) { ready in
      let fresh = LesionProposal.fresh(labels, besides: findings)
      let tool = ImportTool(mask: fresh, mapping: mapping, source: source, origin: .proposed)
      ready.isEmpty = fresh.isEmpty
      ready.edit = tool.edit(in: ToolContext(layer: layer, volume: volume, plane: .axial, label: 0))
      guard let edit = ready.edit else { return }
      ready.millilitres = Self.amount(fresh, mapping, volume)
      var after = layer
      after.apply(edit)
      ready.catalogue = LesionCatalogue(after.labels, volume: volume)
    }
  }

  /// The same of lungs.
  func ready(lungs labels: LabelMap, _ mapping: [UInt8: UInt8]) throws -> ReadyProposal? {
    guard labels.size == volume.size else { throw Sentence.otherGrid(state.source) }
    let volume = volume, layer = lungLayer, source = state.source
    return ready([LabelLayer.lungs]) { ready in
      let tool = ImportTool(mask: labels, mapping: mapping, source: source, origin: .proposed)
      ready.edit = tool.edit(in: ToolContext(layer: layer, volume: volume, plane: .axial, label: 0))
    }
  }

  /// - Parameter layers: what it is made of.
  private func ready(_ layers: [String], _ make: @escaping @Sendable (inout ReadyProposal) -> Void) -> ReadyProposal? {
    let revisions = layers.map { session.revision(of: $0) }
    if let readying = state.readying {
      guard let ready = readying.result else { return nil }
      if let ready, ready.revisions == revisions { return ready }
    }
    state.readying = BackgroundWork { work in
      guard !work.isCancelled else { return nil }
      var ready = ReadyProposal(revisions: revisions)
      make(&ready)
      return ready
    }
    return nil
  }

  /// mL of a mask, of the values that become findings.
  private static func amount(_ mask: LabelMap, _ mapping: [UInt8: UInt8], _ volume: Volume) -> Double {
    let ledger = ExtentLedger(recounting: mask, volume: volume)
    return ledger.labels.reduce(0) { sum, value in
      sum + (mapping[value] == 0 ? 0 : ledger.extent(of: value, volume: volume)?.millilitres ?? 0)
    }
  }
}
