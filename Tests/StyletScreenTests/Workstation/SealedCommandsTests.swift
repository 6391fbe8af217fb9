import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject
@testable import StyletScreen

/// Every command on a signed reading with an open proposal: what was signed, and what the report says is open, stay as
/// they are until `:reopen`. The seal of the session does it; no command has a rule of its own.
@Suite struct SealedCommandsTests {
  /// What is signed and what is open, as digests.
  private struct State: Equatable {
    var signed: JSONObject
    var proposal: String?
    var open: [JSONValue]
    var seal: Failure?

    init(_ work: Workstation) {
      signed =
        SignedContent(
          work.readingRecord, labels: work.findingsTable, layers: work.session.layers,
          annotations: work.session.annotations
        ).json
      proposal = work.session.layers.first { $0.name == LabelLayer.proposal }?.digest
      open = work.session.annotations.proposal
      seal = work.session.seal
    }
  }

  private static let reopen = "reading-reopen"
  private static let arguments = [
    "", "on", "off", "all", "GGO", "CON", "1", "2 5", "-700 -300", "everything", "unlabelled", "other", "carina",
    "x.nii",
  ]
  /// What finishes what a command begins: a question and a preview; a contour and a measurement.
  private static let ends = ["y<CR>", "<Space>4l<Space>4j<Space>a"]

  /// On the proposal, with something drawn by hand, lungs, a ruler and a step to take back and one to do again.
  private func desk(signed: Bool) throws -> FormDesk {
    var session = EditSession(volume: try Bench.volume())
    func draw(_ layer: String, _ runs: [Run], _ origin: Origin, _ changes: [AnnotationChange] = []) throws {
      let keys = Set(runs.map { SliceKey(k: Int($0.k), label: $0.new) })
      try session.perform(
        Edit(
          name: "x", tool: "import", layer: layer, runs: runs,
          origins: keys.map { OriginChange(key: $0, old: nil, new: origin) }, annotations: changes))
    }
    try draw(LabelLayer.lungs, (2..<9).map { Run(k: $0, j: 4, i: 2, count: 14, old: 0, new: 1) }, .proposed)
    try draw(LabelLayer.findings, [4, 6, 8].map { Run(k: $0, j: 6, i: 6, count: 5, old: 0, new: 1) }, .manual)
    let record = ProposalRecord.changes(
      to: ProposalRecord(source: "net 3", millilitres: 1, interval: 0.5...2), in: session.annotations)
    let pieces = [
      Run(k: 6, j: 8, i: 9, count: 4, old: 0, new: 1), Run(k: 6, j: 9, i: 9, count: 4, old: 0, new: 1),
      Run(k: 3, j: 2, i: 2, count: 3, old: 0, new: 2),
    ]
    try draw(LabelLayer.proposal, pieces, .proposed, record)
    let desk = try FormDesk(session: session)
    let bench = desk.work
    var mask = LabelMap(size: Bench.size)
    mask.apply(Edit(name: "", tool: "", runs: [Run(k: 5, j: 3, i: 4, count: 5, old: 0, new: 1)]))
    let labels = mask
    desk.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1], remarks: []) }
    var table = LabelTable.standard
    _ = table.add(code: "NEW", name: "New finding", colour: table.findings[0].colour, value: nil)
    desk.services.mask = ImportedMask(labels: labels, findings: table, source: "x")
    bench.jump(to: VoxelIndex(1, 1, 1))
    try desk.play("mrllll<CR>jj<CR><Esc>s1<Space>u")
    bench.jump(to: VoxelIndex(9, 8, 6))
    guard signed, let form = bench.reading.form else { return desk }
    var reading = bench.readingRecord
    reading.sign(
      reader: "reader-07", meaning: "author", following: form.reference, frozen: JSONObject(),
      content: SignedContent(
        reading, labels: bench.findingsTable, layers: bench.session.layers, annotations: bench.session.annotations))
    bench.take(reading: reading.json, following: form.reference, form: form)
    return desk
  }

  /// - Returns: the ways in which a command changed what is signed or open.
  private func changes(_ command: Command, signed: Bool) throws -> [String] {
    var out: [String] = []
    for argument in Self.arguments where argument.isEmpty || command.argument != nil {
      for end in Self.ends.prefix(command.section == .drawing || command.section == .measuring ? 2 : 1) {
        let desk = try desk(signed: signed)
        let before = State(desk.work)
        if command.modes.count == 1, let mode = command.modes.first { try desk.play(mode.keys) }
        desk.work.run(Invocation(command.id, argument))
        desk.work.waitForWork()
        try desk.play(end)
        desk.work.waitForWork()
        if State(desk.work) != before { out.append("\(command.id) \(argument) \(end): \(desk.notice)") }
      }
    }
    return out
  }

  @Test(arguments: CommandTable.all.map(\.id).filter { $0 != reopen })
  func nothingSignedOrOpenChangesUntilItIsOpenedAgain(_ id: String) throws {
    let changed = try changes(try #require(CommandTable.command(id)), signed: true)
    #expect(changed.isEmpty, "\(changed)")
  }

  /// The same way shows what changes where nothing is signed: the test can fail.
  @Test(arguments: [
    "propose", "proposal-accept", "proposal-accept-all", "proposal-reject", "proposal-reject-all", "stamp", "clear",
    "undo",
    "redo", "import", "carina", "ruler", "contour", "interpolate",
  ])
  func theSameWayChangesAnUnsignedOne(_ id: String) throws {
    let command = try #require(CommandTable.command(id))
    #expect(try !changes(command, signed: false).isEmpty)
  }

  /// After `:reopen REASON` all is as it was before the signature, but that it happened.
  @Test func reopeningGivesAllOfItBack() throws {
    let desk = try desk(signed: true)
    #expect(desk.work.session.seal != nil)
    try desk.play("Px")
    #expect(desk.notice.contains("the reading is signed by reader-07") && desk.notice.contains(":reopen"))
    try desk.play(":reopen second look<CR>Px")
    #expect(desk.work.session.seal == nil && desk.notice.hasPrefix("Rejected"), "\(desk.notice)")
  }

  /// A search that was under way when it was signed comes to nothing, and says why.
  @Test func aSearchUnderWayIsRefusedAtItsEnd() throws {
    let desk = try desk(signed: false)
    try desk.play(":propose other<CR>")
    let sealed = try self.desk(signed: true).work.readingRecord
    let form = try #require(desk.work.reading.form)
    desk.work.take(reading: sealed.json, following: form.reference, form: form)
    let before = State(desk.work)
    desk.work.waitForWork()
    #expect(State(desk.work) == before && desk.notice.contains("signed by reader-07"), "\(desk.notice)")
  }
}
