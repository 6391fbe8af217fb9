import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletProject

/// Who accepted what, when and of whom: with the drawing in history, journal and file, and in the signature.
@Suite struct AcceptanceTests {
  private static let time = "2026-03-01T09:35:00Z"

  /// A hand-drawn finding, a proposal beside it and one where nothing is.
  private static func begin(_ session: inout EditSession) throws {
    var findings = EditBuilder(layer: session.findings)
    findings.set(j: 1, k: 2, 0..<3, to: 1)
    try session.perform(try #require(findings.edit(name: "Brush", tool: "brush", origin: .manual)))
    var proposal = EditBuilder(layer: LabelLayer(name: LabelLayer.proposal, size: session.volume.size))
    proposal.set(j: 1, k: 2, 2..<6, to: 1)
    proposal.set(j: 4, k: 3, 1..<4, to: 2)
    var edit = try #require(proposal.edit(name: "Proposal", tool: "import", origin: .proposed))
    edit.annotations = ProposalRecord.changes(
      to: ProposalRecord(source: "net 3", millilitres: 1, interval: 0.5...2), in: session.annotations)
    try session.perform(edit)
  }

  private static func accept(_ session: EditSession) throws -> Edit {
    let layer = try #require(session.layers.first { $0.name == LabelLayer.proposal })
    let context = ToolContext(layer: session.findings, volume: session.volume, plane: .axial, label: 3)
    let source = ProposalRecord(session.annotations)?.source
    return try #require(
      AcceptProposal(layer, source: source).edit(in: context, by: "reader-07", at: time, session.annotations))
  }

  private static let keys = (SliceKey(k: 2, label: 1), SliceKey(k: 3, label: 2))

  /// What was drawn by hand before is no part of it; undo takes origin and word back, redo brings both.
  @Test func undoTakesTheWordBack() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let before = session
    try session.perform(try Self.accept(session))
    let three = 3 * Case.grid.voxelVolume / 1000
    let word = Acceptance(
      time: Self.time, reader: "reader-07", source: "net 3",
      parts: [.init(label: 1, millilitres: three), .init(label: 2, millilitres: three)],
      kept: Case.grid.voxelVolume / 1000)
    #expect(Acceptance.all(in: session.annotations) == [word])
    #expect(session.findings.origins == [Self.keys.0: .accepted, Self.keys.1: .accepted])
    #expect(session.findings.algorithmType(of: 1) == .semiautomatic)
    _ = try session.undo()
    #expect(session.annotations == before.annotations && session.findings.origins == [Self.keys.0: .manual])
    #expect(session.findings.algorithmType(of: 1) == .manual)
    _ = try session.redo()
    #expect(Acceptance.all(in: session.annotations) == [word])
    #expect(session.findings.origins == [Self.keys.0: .accepted, Self.keys.1: .accepted])
  }

  /// Saved or only in the journal, closed or crashed: all is there again.
  @Test(arguments: [true, false]) func itIsKept(_ isSaved: Bool) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try Self.begin(&opened.session)
      try opened.session.perform(try Self.accept(opened.session))
      let (words, origins) = (Acceptance.all(in: opened.session.annotations), opened.session.findings.origins)
      if isSaved { try opened.store.save(&opened.session) }
      try opened.store.close(opened.session, keepingUnsaved: true)
      var again = try Case.open(files)
      #expect(Acceptance.all(in: again.session.annotations) == words && words.count == 1)
      #expect(again.session.findings.origins == origins && origins.values.contains(.accepted))
      if isSaved {
        let project = try JSONParser.parse(read(files.project))
        let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
          .appendingPathComponent("../../../Samples/stylet-project.schema.json").path
        try ProjectFileTests.checkNames(project, JSONParser.parse(read(schema)))
      }
      // taken back after opening again
      _ = try again.session.undo()
      #expect(Acceptance.all(in: again.session.annotations).isEmpty)
      #expect(again.session.findings.origins == [Self.keys.0: .manual])
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }

  /// Another proposal, or none, takes the record's place and leaves the words.
  @Test func theNextProposalLeavesTheWords() throws {
    let word = JSONValue.object(Acceptance(time: "t", reader: "r", parts: [.init(label: 9, millilitres: 2)]).json)
    let record = ProposalRecord(source: "a", millilitres: 1)
    let foreign: JSONValue = .string("of another program")
    for old in [[], [word], [.object(record.json), word, foreign, word], [word, .object(record.json)]] {
      for new in [nil, record, ProposalRecord(source: "b", millilitres: 2, interval: 1...3)] {
        var annotations = Annotations(proposal: old)
        let isApplied = annotations.apply(ifFitting: ProposalRecord.changes(to: new, in: annotations))
        #expect(isApplied)
        #expect(ProposalRecord(annotations) == new)
        #expect(annotations.proposal.filter { Acceptance($0) != nil } == old.filter { $0 == word })
        #expect(ProposalRecord.changes(to: new, in: annotations).isEmpty)
      }
    }
  }

  @Test(arguments: [
    "1", "{}", #"{"action": "accepted", "time": "t"}"#, #"{"action": "accepted", "reader": "r", "time": 3}"#,
    #"{"action": "rejected", "reader": "r", "time": "t"}"#,
    #"{"action": "accepted", "reader": "r", "time": "t", "findings": [{"label": 0, "ml": 1}]}"#,
    #"{"action": "accepted", "reader": "r", "time": "t", "findings": [{"label": 1, "ml": -1}]}"#,
    #"{"action": "accepted", "reader": "r", "time": "t", "findings": [{"label": 256, "ml": 1}]}"#,
    #"{"action": "accepted", "reader": "r", "time": "t", "findings": ["x"]}"#,
  ])
  func entriesOfAnotherFormAreNone(_ text: String) throws {
    let entry = try JSONParser.parse(Array(text.utf8))
    #expect(Acceptance(entry) == nil)
    #expect(Acceptance.all(in: Annotations(proposal: [entry])).isEmpty)
  }

  /// What is said of the lungs by another version stays to the last badge.
  @Test func lungsKeepWhatIsSaidOfThem() throws {
    let text = #"{"source": "automatic", "badges": [{"newer": 1}, {"cut_at_top": true}], "own": [1]}"#
    let entry = try JSONParser.parse(Array(text.utf8))
    var annotations = Annotations(lungs: [entry])
    for reader in ["a", "b"] {
      let word = Acceptance(time: "t", reader: reader)
      let isApplied = annotations.apply(ifFitting: LungRecord.accepting(word, in: annotations))
      #expect(isApplied)
    }
    #expect(LungRecord(annotations)?.accepted.map(\.reader) == ["a", "b"])
    #expect(LungRecord(annotations)?.unknownBadges == LungRecord(Annotations(lungs: [entry]))?.unknownBadges)
    let members = try #require(annotations.lungs.first?.object)
    #expect(members["badges"] == entry.object?["badges"] && members["own"] == entry.object?["own"])
    #expect(annotations.lungs.count == 1)
    // read and written by this version
    let record = try #require(LungRecord(annotations))
    #expect(LungRecord(Annotations(lungs: [.object(record.json)]))?.accepted == record.accepted)
    // nothing said, or in a form that is not known
    for entries in [[], [JSONValue.object(["source": .string("elsewhere")])]] {
      var annotations = Annotations(lungs: entries)
      let changes = LungRecord.accepting(Acceptance(time: "t", reader: "c"), in: annotations)
      let isApplied = annotations.apply(ifFitting: changes)
      #expect(isApplied && LungRecord(annotations)?.accepted.map(\.reader) == ["c"])
      #expect(annotations.lungs.suffix(entries.count) == entries[...])
    }
  }

  // MARK: The file

  private func project(_ slice: String) throws -> Project {
    let text = ProjectFileTests.full.replacing(#""origin": "grown", "runs": "3 9 2 1", "u6": 0.10"#, with: slice)
    #expect(text != ProjectFileTests.full)
    return try Project(decoding: Array(text.utf8), path: "p")
  }

  /// For other versions it is a reader's drawing with a member that they keep.
  @Test func itsFormInTheFile() throws {
    let form = #""origin": "manual", "from": "proposed", "runs": "3 9 2 1", "u6": 0.10"#
    let key = SliceKey(k: 1, label: 2)
    for given in [
      form, #""origin": "accepted", "runs": "3 9 2 1", "u6": 0.10"#,
      #""from": "proposed", "runs": "3 9 2 1", "u6": 0.10"#,
      // an earlier version has drawn on it and kept what it did not know
      #""origin": "grown", "runs": "3 9 2 1", "from": "proposed", "u6": 0.10"#,
    ] {
      let read = try project(given)
      #expect(read.layers[0].origins[key] == .accepted, "\(given)")
      #expect(String(decoding: read.encoded(), as: UTF8.self).contains(form))
    }
    // as a version that does not know it reads it
    let object = try JSONParser.parse(try project(form).encoded()).object
    let slice = object?["layers"]?.array?[0].object?["slices"]?.array?[0].object
    #expect(slice?["origin"]?.string == "manual")
  }

  /// A descent that is not known, or that stands beside what no reader drew, is kept and means nothing.
  @Test func otherDescentsAreKept() throws {
    for (given, origin) in [
      (#""origin": "manual", "runs": "3 9 2 1", "from": "the stars""#, Origin.manual),
      (#""origin": "manual", "runs": "3 9 2 1", "from": 3"#, .manual),
      (#""origin": "interpolated", "runs": "3 9 2 1", "from": "proposed""#, .interpolated),
      (#""origin": "imported", "runs": "3 9 2 1", "from": "proposed""#, .imported),
    ] {
      let read = try project(given)
      #expect(read.layers[0].origins[SliceKey(k: 1, label: 2)] == origin)
      #expect(String(decoding: read.encoded(), as: UTF8.self).contains(given))
    }
    // and is not there twice once the slice has come of a proposal
    var read = try project(#""origin": "manual", "runs": "3 9 2 1", "from": "the stars""#)
    let key = SliceKey(k: 1, label: 2)
    read.layers[0].apply(
      Edit(name: "", tool: "", runs: [], origins: [OriginChange(key: key, old: .manual, new: .accepted)]))
    let text = String(decoding: read.encoded(), as: UTF8.self)
    #expect(text.contains(#""from": "proposed""#) && !text.contains("the stars"))
  }

  // MARK: The signature

  /// It holds the word and the place; a project without either is signed as before.
  @Test func aSignatureHoldsIt() throws {
    let nothing = ReadingRecord()
    func content(_ session: EditSession) -> SignedContent {
      SignedContent(nothing, labels: .standard, layers: session.layers, annotations: session.annotations)
    }
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let plain = content(session)
    #expect(plain.json["accepted"] == nil)
    try session.perform(try Self.accept(session))
    let signed = content(session)
    #expect(signed.json["accepted"]?.string?.count == 64 && SignedContent(signed.json) == signed)
    #expect(signed.changes(since: plain).contains(.acceptances))
    // the same drawing that somebody makes out to be drawn by hand
    var layers = session.layers
    let at = try #require(layers.firstIndex { $0.name == LabelLayer.findings })
    layers[at].apply(
      Edit(name: "", tool: "", runs: [], origins: [OriginChange(key: Self.keys.1, old: .accepted, new: .manual)]))
    let other = SignedContent(nothing, labels: .standard, layers: layers, annotations: session.annotations)
    #expect(other.changes(since: signed) == [.acceptances])
    // the word changed by another hand
    var annotations = session.annotations
    let entry = annotations.proposal[annotations.proposal.count - 1]
    var changed = try #require(entry.object)
    changed["reader"] = .string("another")
    annotations[.proposal][annotations.proposal.count - 1] = .object(changed)
    let renamed = SignedContent(nothing, labels: .standard, layers: session.layers, annotations: annotations)
    #expect(renamed.changes(since: signed) == [.acceptances])
    #expect(SignatureCheck.Change.part(.acceptances).inWords == "what was accepted of proposals")
  }

  /// A signed report says what of a proposal is open: the seal holds that as it holds all else, every way in.
  @Test func aSealHoldsProposals() throws {
    var session = EditSession(volume: Case.volume())
    try Self.begin(&session)
    let accepting = try Self.accept(session)
    let layer = try #require(session.layers.first { $0.name == LabelLayer.proposal })
    let rejecting = try #require(RejectProposal(runs: nil).edit(in: layer))
    let record = ProposalRecord.changes(to: ProposalRecord(source: "b", millilitres: 3), in: session.annotations)
    let proposing = Edit(
      name: "Proposal", tool: "import", layer: LabelLayer.proposal,
      runs: [Run(k: 0, j: 0, i: 0, count: 1, old: 0, new: 1)], annotations: record)
    let recording = Edit(name: "x", tool: "x", layer: LabelLayer.proposal, runs: [], annotations: record)
    session.seal = Failure(.usage, "signed")
    let (layers, annotations, revision) = (session.layers, session.annotations, session.revision)
    #expect(throws: Failure.self) { try session.refuseIfSealed() }
    for edit in [accepting, rejecting, proposing, recording] {
      #expect(throws: Failure.self) { try session.perform(edit) }
      #expect(throws: Failure.self) { try session.takeOver(edit) }
    }
    #expect(throws: Failure.self) { _ = try session.undo() }
    #expect(session.annotations == annotations && session.revision == revision)
    #expect(zip(session.layers, layers).allSatisfy { $0.digest == $1.digest && $0.origins == $1.origins })
    session.seal = nil
    try session.refuseIfSealed()
    try session.perform(rejecting)
    #expect(session.layers.first { $0.name == LabelLayer.proposal }?.labels.isEmpty == true)
    session.seal = Failure(.usage, "signed")
    #expect(throws: Failure.self) { _ = try session.undo() }
  }
}
