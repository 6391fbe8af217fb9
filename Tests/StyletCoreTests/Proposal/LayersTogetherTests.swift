import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// Edits that change more than one layer: one step for history, journal, file and recovery.
@Suite struct LayersTogetherTests {
  /// Findings drawn, a proposal beside and over them.
  private static func begin(_ session: inout EditSession) throws {
    var findings = EditBuilder(layer: session.findings)
    findings.set(j: 1, k: 2, 0..<3, to: 1)
    findings.set(j: 2, k: 1, 2..<4, to: 2)
    try session.perform(try #require(findings.edit(name: "Brush", tool: "brush", origin: .interpolated)))
    var proposal = EditBuilder(layer: LabelLayer(name: LabelLayer.proposal, size: session.volume.size))
    proposal.set(j: 1, k: 2, 2..<6, to: 1)
    proposal.set(j: 2, k: 2, 3..<5, to: 1)
    proposal.set(j: 4, k: 3, 1..<4, to: 2)
    try session.perform(try #require(proposal.edit(name: "Proposal", tool: "import", origin: .proposed)))
  }

  private static func proposal(_ session: EditSession) -> LabelLayer? {
    session.layers.first { $0.name == LabelLayer.proposal }
  }

  private static func accept(_ session: EditSession, at v: VoxelIndex? = nil, locked: Set<UInt8> = []) throws -> Edit? {
    let layer = try #require(proposal(session))
    let catalogue = LesionCatalogue(layer.labels, volume: session.volume)
    let runs = try v.map { catalogue.runs(of: try #require(catalogue.place(at: $0))) }
    var context = ToolContext(layer: session.findings, volume: session.volume, plane: .axial, label: 3)
    context.locked = locked
    return AcceptProposal(layer, runs: runs, source: "test 1").edit(in: context)
  }

  private func labels(_ session: EditSession) -> [[UInt8]] {
    session.layers.map { layer in session.volume.size.voxels.map { layer.labels[$0] } }
  }

  @Test func acceptingMovesAPieceInOneStep() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let before = labels(session), origins = session.layers.map(\.origins)
    let edit = try #require(try Self.accept(session, at: VoxelIndex(3, 1, 2)))
    #expect(edit.parameters == ["from": "proposal", "source": "test 1"])
    #expect(edit.otherLayers.map(\.layer) == [LabelLayer.proposal] && edit.inverse.inverse == edit)
    try session.perform(edit)
    // what was drawn stays; what was not is drawn; the other piece stays proposed
    let drawn = session.volume.size.voxels.filter { session.findings.labels[$0] == 1 }
    #expect(
      drawn == (0..<6).map { VoxelIndex($0, 1, 2) } + [VoxelIndex(3, 2, 2), VoxelIndex(4, 2, 2)])
    let left = try #require(Self.proposal(session))
    #expect(session.volume.size.voxels.filter { left.labels[$0] != 0 } == (1..<4).map { VoxelIndex($0, 4, 3) })
    #expect(left.origins == [SliceKey(k: 3, label: 2): .proposed])
    // a slice that was interpolated is not computed anew with what is accepted on it
    #expect(session.findings.origins[SliceKey(k: 2, label: 1)] == .accepted)
    #expect(session.ledger == ExtentLedger(recounting: session.findings.labels, volume: session.volume))
    let after = labels(session)
    #expect(session.history.done.count == 3)
    _ = try session.undo()
    #expect(labels(session) == before && session.layers.map(\.origins) == origins)
    #expect(session.ledger == ExtentLedger(recounting: session.findings.labels, volume: session.volume))
    _ = try session.redo()
    #expect(labels(session) == after)
  }

  @Test func acceptedIsNotDrawnByHand() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    try session.perform(try #require(try Self.accept(session)))
    #expect(session.findings.origins[SliceKey(k: 3, label: 2)] == .accepted)
    #expect(Self.proposal(session)?.labels.isEmpty == true && Self.proposal(session)?.origins.isEmpty == true)
    #expect(try Self.accept(session) == nil)
  }

  @Test func lockedGainsNothingAndStaysProposed() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let edit = try #require(try Self.accept(session, locked: [1]))
    #expect(edit.runs.allSatisfy { $0.new == 2 } && edit.otherLayers[0].runs.allSatisfy { $0.old == 2 })
    #expect(try Self.accept(session, at: VoxelIndex(3, 1, 2), locked: [1]) == nil)
  }

  @Test func rejecting() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let layer = try #require(Self.proposal(session))
    let runs = ConnectedRuns(layer.labels).runs.filter { $0.label == 2 }
    let edit = try #require(RejectProposal(runs: runs).edit(in: layer))
    try session.perform(edit)
    #expect(Self.proposal(session)?.labels[VoxelIndex(2, 4, 3)] == 0)
    #expect(Self.proposal(session)?.labels[VoxelIndex(3, 1, 2)] == 1)
    #expect(session.findings.labels[VoxelIndex(3, 1, 2)] == 0)
  }

  /// An edit of a file that fits one layer and not the other changes neither.
  @Test func halfAFitIsNone() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let edit = try #require(try Self.accept(session))
    var layers = session.layers, marks = session.annotations
    var broken = edit
    broken.otherLayers[0].runs[0].old = 7
    #expect(!layers.apply(ifFitting: broken, annotations: &marks))
    let before = labels(session)
    #expect(layers.map { layer in session.volume.size.voxels.map { layer.labels[$0] } } == before)
    broken.otherLayers[0].layer = "nobody knows"
    #expect(!layers.apply(ifFitting: broken, annotations: &marks) && layers.count == session.layers.count)
    // one that begins a layer and does not fit leaves none behind
    var bare = [session.findings]
    broken = edit
    #expect(!bare.apply(ifFitting: broken, annotations: &marks) && bare.count == 1)
  }

  @Test func appendedPartsOfOneLayerAreTogether() {
    let run = Run(k: 1, j: 2, i: 3, count: 1, old: 0, new: 1), other = Run(k: 1, j: 3, i: 3, count: 2, old: 1, new: 0)
    let a = Edit(name: "a", tool: "t", runs: [run], otherLayers: [LayerChange(layer: "proposal", runs: [run])])
    let b = Edit(
      name: "b", tool: "t", runs: [other],
      otherLayers: [LayerChange(layer: "lungs", runs: [other]), LayerChange(layer: "proposal", runs: [other])])
    let both = a.followed(by: b)
    let together = LayerChange(layer: "proposal", runs: [run, other])
    #expect(both.otherLayers == [together, LayerChange(layer: "lungs", runs: [other])])
    let bare = Edit(name: "a", tool: "t", runs: [run])
    #expect(both.memory > a.memory && both.memory > b.memory && a.memory > bare.memory)
    #expect(Edit(name: "", tool: "", runs: [], otherLayers: [LayerChange(layer: "proposal", runs: [run])]).changesSomething)
    #expect(both.touches("lungs") && both.touches("findings") && !a.touches("lungs"))
  }

  /// Cut at every byte, the journal gives the steps whose lines are whole: never one layer of a step without the other.
  @Test func journalCutAnywhere() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try Self.begin(&opened.session)
      let before = labels(opened.session)
      try opened.session.perform(try #require(try Self.accept(opened.session)))
      let after = labels(opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let bytes = try read(files.journal)
      let lines = bytes.indices.filter { bytes[$0] == 10 }
      for end in Array(stride(from: lines[2] + 1, through: lines[3], by: 7)) + [lines[3] + 1] {
        try write(Array(bytes[..<end]), files.journal)
        let again = try Case.open(files)
        #expect(labels(again.session) == (end > lines[3] ? after : before), "\(end) bytes")
        try again.store.close(again.session, keepingUnsaved: true)
        for name in try names(folder) where name.contains(".kept") || name.contains(".damaged") {
          try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
      }
    }
  }

  /// Saved, closed and opened again, the step is taken back in both layers; recovery without the scan finds the same.
  @Test func undoneAfterOpeningAgain() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try Self.begin(&opened.session)
      let before = labels(opened.session)
      try opened.session.perform(try #require(try Self.accept(opened.session)))
      let after = labels(opened.session)
      _ = try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      var again = try Case.open(files)
      #expect(labels(again.session) == after && again.session.history.done.last?.otherLayers.count == 1)
      _ = try again.session.undo()
      #expect(labels(again.session) == before)
      try again.store.close(again.session, keepingUnsaved: true)
      let third = try Case.open(files)
      #expect(labels(third.session) == before)
      try third.store.close(third.session, keepingUnsaved: true)
    }
  }
}
