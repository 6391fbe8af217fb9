import Foundation
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom
@testable import StyletScreen

/// `:propose` and what the reader does with it, by keys.
@Suite struct ProposingTests {
  /// Three pieces on the small asymmetric scan: GGO of 12 voxels, CON of 6 and of 1.
  private static let pieces: [Run] =
    (2..<5).map { Run(k: 3, j: $0, i: 4, count: 4, old: 0, new: 1) }
    + [Run(k: 3, j: 9, i: 12, count: 6, old: 0, new: 2), Run(k: 8, j: 1, i: 1, count: 1, old: 0, new: 2)]

  private func bench() throws -> Bench {
    let volume = try Bench.volume()
    var session = EditSession(volume: volume)
    let keys = [SliceKey(k: 3, label: 1), SliceKey(k: 3, label: 2), SliceKey(k: 8, label: 2)]
    try session.perform(
      Edit(
        name: "Proposal", tool: "import", layer: LabelLayer.proposal, runs: Self.pieces,
        origins: keys.map { OriginChange(key: $0, old: nil, new: .proposed) }))
    return try Bench(session: session)
  }

  private func proposed(_ bench: Bench) -> [VoxelIndex: UInt8] {
    guard let layer = bench.work.session.layers.first(where: { $0.name == LabelLayer.proposal }) else { return [:] }
    var out: [VoxelIndex: UInt8] = [:]
    for k in 0..<layer.size.k {
      for j in 0..<layer.size.j {
        layer.labels.forEachRun(j: j, k: k) { i, count, label in
          for n in i..<i + count { out[VoxelIndex(n, j, k)] = label }
        }
      }
    }
    return out
  }

  private func voxels(_ runs: some Sequence<Run>) -> [VoxelIndex: UInt8] {
    var out: [VoxelIndex: UInt8] = [:]
    for r in runs { for i in r.i..<r.i + r.count { out[VoxelIndex(Int(i), Int(r.j), Int(r.k))] = r.new } }
    return out
  }

  // MARK: Never counted

  @Test func whatIsProposedIsNoFinding() throws {
    let bench = try bench()
    #expect(bench.drawn.isEmpty && bench.work.session.ledger.labels.isEmpty)
    let model = bench.work.model
    // 12 and 7 voxels of 0.8 x 1 x 2 mm
    #expect(model.proposed.map(\.finding) == [1, 2])
    #expect(abs(model.proposed[0].millilitres - 12 * 0.0016) < 1e-9)
    #expect(abs(model.proposed[1].millilitres - 7 * 0.0016) < 1e-9)
    try bench.play("dl")
    #expect(bench.notice.contains("No lesion is drawn yet"))
    try bench.play("n")
    #expect(bench.drawn.isEmpty)
  }

  // MARK: Going there

  @Test func nextAndPreviousGoRound() throws {
    let bench = try bench()
    try bench.play("Pn")
    #expect(bench.notice.hasPrefix("Proposed 1 of 3: GGO") && proposed(bench)[bench.cursor] == 1)
    try bench.play("Pn")
    #expect(bench.notice.hasPrefix("Proposed 2 of 3: CON") && bench.cursor.k == 3)
    try bench.play("Pn")
    #expect(bench.cursor == VoxelIndex(1, 1, 8))
    try bench.play("Pn")
    #expect(bench.notice.hasPrefix("Proposed 1 of 3"))
    try bench.play("PN")
    #expect(bench.cursor == VoxelIndex(1, 1, 8))
    try bench.play("2PN")
    #expect(bench.notice.hasPrefix("Proposed 1 of 3"))
  }

  @Test func withoutAnyThatIsSaid() throws {
    for keys in ["Pn", "PN", "Pl", "Pa", "PA", "Px", "PX"] {
      let bench = try Bench().play(keys)
      #expect(bench.notice.contains("Nothing is proposed; :propose"), "\(keys)")
    }
    let bench = try bench().play("gg0Pa")
    #expect(bench.notice.contains("Nothing is proposed under the cursor"))
  }

  // MARK: The reader's word

  @Test func acceptOneInOneStep() throws {
    let bench = try bench()
    try bench.play("PnPa")
    #expect(bench.drawn == voxels(Self.pieces.prefix(3)) && proposed(bench) == voxels(Self.pieces.dropFirst(3)))
    #expect(bench.ledgerIsRight && bench.notice.hasPrefix("Accepted: 0.0 mL; still proposed: CON"))
    #expect(bench.work.session.findings.origins == [SliceKey(k: 3, label: 1): .accepted])
    try bench.play("u")
    #expect(bench.drawn.isEmpty && proposed(bench) == voxels(Self.pieces) && bench.ledgerIsRight)
    #expect(bench.work.session.findings.origins.isEmpty && Acceptance.all(in: bench.work.session.annotations).isEmpty)
    try bench.play("U")
    #expect(bench.drawn == voxels(Self.pieces.prefix(3)))
    #expect(bench.work.session.findings.origins == [SliceKey(k: 3, label: 1): .accepted])
    #expect(Acceptance.all(in: bench.work.session.annotations).count == 1)
  }

  /// The trail says who took how much of what from whom; a stroke on it afterwards does not make it drawn by hand, and
  /// the next proposal does not take the word away.
  @Test func whatWasAcceptedStaysSaid() throws {
    let bench = try Bench()
    bench.work.reader = "reader-07"
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: Self.pieces))
    let labels = mask
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1, 2: 2], remarks: []) }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    #expect(ProposalRecord(bench.work.session.annotations)?.source == "other")
    try bench.play("PnPaPA")
    var words = Acceptance.all(in: bench.work.session.annotations)
    #expect(words.map(\.reader) == ["reader-07", "reader-07"] && words.map(\.source) == ["other", "other"])
    #expect(words.map { $0.parts.map(\.label) } == [[1], [2]])
    #expect(abs(words[0].millilitres(of: 1) - 12 * 0.0016) < 1e-9 && words[1].millilitres(of: 1) == 0)
    #expect(abs(words[1].millilitres(of: 2) - 7 * 0.0016) < 1e-9)
    bench.work.jump(to: VoxelIndex(5, 3, 3))
    try bench.play("s1:brush 3<CR><Space>:brush 1<CR>e<Space>")
    let key = SliceKey(k: 3, label: 1)
    #expect(bench.work.session.findings.origins[key] == .accepted)
    #expect(bench.work.session.findings.algorithmType(of: 1) == .semiautomatic)
    var another = LabelMap(size: Bench.size)
    another.apply(Edit(name: "", tool: "", runs: [Run(k: 5, j: 3, i: 4, count: 5, old: 0, new: 1)]))
    let others = another
    bench.services.job = { _, _, _ in .lesions(others, mapping: [1: 3], remarks: []) }
    try bench.play(":propose third<CR>")
    bench.work.waitForWork()
    #expect(Acceptance.all(in: bench.work.session.annotations) == words)
    #expect(ProposalRecord(bench.work.session.annotations)?.source == "third")
    // drawn by hand where nothing was proposed: no word, no descent
    bench.work.jump(to: VoxelIndex(5, 3, 1))
    try bench.play("e<Space>")
    #expect(bench.work.session.findings.origins[SliceKey(k: 1, label: 1)] == .manual)
    words = Acceptance.all(in: bench.work.session.annotations)
    #expect(words.count == 2)
  }

  @Test func acceptAllSparesWhatIsDrawn() throws {
    let bench = try bench()
    // a voxel of the third finding in the midst of the first piece
    try bench.play("PnPN")
    bench.work.jump(to: VoxelIndex(5, 3, 3))
    try bench.play("s3:brush 0.5<CR><Space>PA")
    var expected = voxels(Self.pieces)
    expected[VoxelIndex(5, 3, 3)] = 3
    #expect(bench.drawn == expected && proposed(bench).isEmpty && bench.ledgerIsRight)
    #expect(bench.notice.contains("nothing is proposed any more"))
    try bench.play("uu")
    #expect(bench.drawn.isEmpty && proposed(bench) == voxels(Self.pieces))
  }

  @Test func lockedFindingsGainNothing() throws {
    let bench = try bench()
    try bench.play(":lock CON<CR>PA")
    #expect(bench.drawn == voxels(Self.pieces.prefix(3)) && proposed(bench) == voxels(Self.pieces.dropFirst(3)))
    try bench.play("PA")
    #expect(bench.notice.contains("locked"))
  }

  @Test func rejectOneAndAll() throws {
    let bench = try bench()
    try bench.play("2PnPx")
    #expect(proposed(bench) == voxels(Self.pieces.prefix(3) + Self.pieces.suffix(1)) && bench.drawn.isEmpty)
    try bench.play("PX")
    #expect(proposed(bench).isEmpty && bench.work.model.proposed.isEmpty)
    try bench.play("uu")
    #expect(proposed(bench) == voxels(Self.pieces))
  }

  @Test func theListAcceptsAndRejects() throws {
    let bench = try bench()
    try bench.play("Pl")
    guard case .list(let list) = bench.work.prompt else { return #expect(Bool(false), "no list") }
    #expect(list.count == 3 && list.row(0)[1] == "GGO" && list.row(1)[1] == "CON" && list.row(2)[4] == "9")
    try bench.play("ja")
    #expect(bench.drawn == voxels(Self.pieces[3...3]))
    guard case .list(let next) = bench.work.prompt else { return #expect(Bool(false), "no list") }
    #expect(next.count == 2)
    try bench.play("gx")
    #expect(proposed(bench) == voxels(Self.pieces.suffix(1)))
    try bench.play("A")
    #expect(bench.drawn == voxels(Self.pieces.dropFirst(3)) && proposed(bench).isEmpty)
  }

  // MARK: The picture

  /// Told from findings in every kind of terminal, and hidden with them.
  @Test(arguments: [ColourTier.direct, .indexed, .ansi, .mono]) func drawnUnlikeAFinding(tier: ColourTier) throws {
    let bench = try bench()
    bench.work.jump(to: VoxelIndex(0, 15, 3))
    func frame(_ model: ScreenModel) -> CellBuffer {
      ScreenRenderer(traits: TerminalTraits(tier: tier)).draw(model, width: 160, height: 50)
    }
    var model = bench.work.model
    let with = frame(model)
    #expect(with.text.contains("proposed, not reviewed: ~0.03 mL: GGO 0.0 mL, CON 0.0 mL"))
    if tier == .ansi || tier == .mono { #expect(with.text.contains("?")) }
    var bare = model
    (bare.proposal, bare.proposed) = (nil, [])
    let without = frame(bare)
    var finding = bare
    finding.labels = model.proposal!
    #expect(with != without && frame(finding) != with && frame(finding) != without)
    model.view.findings = .hidden
    bare.view.findings = .hidden
    #expect(frame(model) == frame(bare))
  }

  // MARK: The search

  private static let phantom = Result {
    try Phantom.make(PhantomSpecification(size: GridSize(108, 84, 56)!, seed: 2, lesions: 3, noise: 5))
  }

  @Test func proposedAcceptedAndNotProposedAgain() throws {
    let phantom = try Self.phantom.get()
    var session = EditSession(volume: phantom.volume)
    let lungs = Lungs(labels: phantom.lungs, report: LungReport(), zones: nil)
    try session.perform(try #require(lungs.edit(layer: LabelLayer.lungs)))
    let bench = try Bench(session: session)
    try bench.play("Pp")
    #expect(bench.notice.hasPrefix("Looking for lesions:") && bench.work.wantsIdle)
    bench.work.waitForWork()
    #expect(
      bench.notice.hasPrefix("Proposed, not reviewed: ~") && bench.notice.contains(" of the lungs in "),
      "\(bench.notice)")
    let found = proposed(bench)
    #expect(!found.isEmpty && bench.drawn.isEmpty)
    #expect(bench.work.session.layers.first { $0.name == "proposal" }!.origins.values.allSatisfy { $0 == .proposed })
    try bench.play("PA")
    #expect(bench.drawn == found)
    #expect(bench.work.session.history.done.last?.parameters["source"] == "lesion-proposal 3")
    try bench.play("Pp")
    bench.work.waitForWork()
    #expect(proposed(bench).isEmpty && bench.notice.hasPrefix("Nothing to propose"))
  }

  @Test func stoppedOrLeft() throws {
    let bench = try Bench()
    bench.services.job = { _, _, work in
      while !work.isCancelled { usleep(1000) }
      throw Failure(.usage, "it was stopped")
    }
    try bench.play(":propose other<CR>:propose-stop<CR>")
    bench.work.waitForWork()
    #expect(bench.notice.contains("it was stopped") && proposed(bench).isEmpty)
    try bench.play(":propose-stop<CR>")
    #expect(bench.notice.contains("No search"))
    // leaving does not wait for a program that would go on
    try bench.play(":propose other<CR>:q<CR>")
    #expect(bench.work.isFinished)
  }

  /// What was found is made ready behind the screen: what is drawn meanwhile is no part of it, and keeps what it is.
  @Test func whatIsDrawnMeanwhileIsNotProposed() throws {
    let bench = try Bench()
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: [Run(k: 6, j: 8, i: 9, count: 3, old: 0, new: 1)]))
    let labels = mask
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1], remarks: []) }
    try bench.play(":propose other<CR>")
    while bench.work.proposals.readying == nil { bench.work.handle(.idle) }
    #expect(proposed(bench).isEmpty && bench.notice.hasPrefix("Looking for lesions"), "\(bench.notice)")
    try bench.play(":brush 1<CR><Space>")
    #expect(!bench.drawn.isEmpty)
    bench.work.waitForWork()
    #expect(bench.work.proposals.search == nil && bench.work.proposals.readying == nil)
    #expect(bench.ledgerIsRight && Set(proposed(bench).keys).isDisjoint(with: bench.drawn.keys))
    // The list is that of a count from nothing.
    if let layer = bench.work.session.layers.first(where: { $0.name == LabelLayer.proposal }) {
      let counted = LesionCatalogue(layer.labels, volume: bench.work.volume)
      #expect(bench.work.proposalCatalogue().lesions == counted.lesions)
    }
  }

  /// Stopped when it was found already: nothing is taken.
  @Test func stoppedWhileItIsMadeReady() throws {
    let bench = try Bench()
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: Self.pieces))
    let labels = mask
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [:], remarks: []) }
    try bench.play(":propose other<CR>")
    while bench.work.proposals.readying == nil { bench.work.handle(.idle) }
    try bench.play(":propose-stop<CR>")
    bench.work.waitForWork()
    #expect(proposed(bench).isEmpty && bench.work.proposals.search == nil && bench.notice.contains("stopped"))
  }

  @Test func anotherSegmentersLesionsAndLungs() throws {
    let bench = try Bench()
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: [Run(k: 2, j: 3, i: 4, count: 5, old: 0, new: 9)]))
    let labels = mask
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [9: 2], remarks: ["see <\u{1b}>"]) }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    #expect(proposed(bench) == voxels([Run(k: 2, j: 3, i: 4, count: 5, old: 0, new: 2)]))
    #expect(bench.notice.contains("check: see <\\u{1b}>"))
    bench.services.job = { _, _, _ in .lungs(labels, mapping: [9: 1]) }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    #expect(bench.work.session.layers.first { $0.name == LabelLayer.lungs }?.labels[VoxelIndex(4, 3, 2)] == 1)
    bench.services.job = { _, _, _ in throw Failure(.io, "it ended with status 3") }
    try bench.play(":propose other<CR>")
    bench.work.waitForWork()
    #expect(bench.notice.contains("it ended with status 3"))
    bench.services.job = nil
    try bench.play(":propose other<CR>")
    #expect(bench.notice.contains("There is no segmenter other"))
  }
}
