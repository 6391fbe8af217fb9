import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// All tools, lungs, limits of their zones, measurements, undo, redo and strokes of several edits, in any order.
@Suite struct RandomWorkTests {
  static let volume = ToolSetting.volume(GridSize(14, 12, 9)!)
  private static let samples = ToolSample.all.flatMap { [ToolSample](repeating: $0, count: $0.weight) }

  /// - Parameter check: called now and then.
  /// - Returns: how often each sample changed something, by its name.
  @discardableResult
  static func work(
    _ session: inout EditSession, operations: Int, seed: UInt64, _ check: (EditSession) -> Void
  ) throws -> [String: Int] {
    var random = SeededRandom(seed: seed)
    var stroke: Int?
    var edits: [String: Int] = [:]
    for n in 0..<operations {
      if Int.random(in: 0..<3, using: &random) == 0 { stroke = Bool.random(using: &random) ? n : nil }
      switch Int.random(in: 0..<22, using: &random) {
      case 0...3: _ = try session.undo()
      case 4...5: _ = try session.redo()
      case 6: try session.perform(AnnotationSample.edit(session.annotations, volume, &random), stroke: stroke)
      case 7:
        let layer = session.lungs ?? LabelLayer(name: LabelLayer.lungs, size: volume.size)
        if let edit = ToolSetting.span(layer, &random) { try session.perform(edit, stroke: stroke) }
      case 8:
        let mark = ZoneMark.allCases.randomElement(using: &random)!
        let at = volume.size.voxels.randomElement(using: &random)!
        if let edit = session.annotations.settingZone(mark, at: at, on: volume.grid) {
          try session.perform(edit, stroke: stroke)
        }
      default:
        var context = ToolSetting.context(session.findings, volume, &random)
        let sample = samples.randomElement(using: &random)!
        let tool = sample.make(&context, &random)
        guard let edit = tool.edit(in: context) else { break }
        edits[sample.name, default: 0] += 1
        // what the sample drew beforehand is a change as well
        let setting = session.findings.change(to: context.layer)
        context.layer = LabelLayer(name: LabelLayer.findings, size: volume.size)  // no second owner of the labels
        if let setting { try session.perform(setting, stroke: stroke) }
        try session.perform(edit, stroke: stroke)
      }
      if n % 250 == 0 { check(session) }
    }
    return edits
  }

  /// Labels, origins, annotations and extent after ten thousand operations, after all of them are taken back, and done
  /// again.
  @Test func tenThousandOperations() throws {
    var random = SeededRandom(seed: 4)
    let start = ToolSetting.layer(Self.volume.size, &random)
    var session = EditSession(volume: Self.volume, layers: [start], annotations: AnnotationSample.start)
    func recount(_ session: EditSession) {
      let findings = session.findings.labels, lungs = session.lungs?.labels
      #expect(session.ledger == ExtentLedger(recounting: findings, volume: Self.volume))
      #expect(session.lungLedger == LungLedger(recounting: findings, lungs: lungs, volume: Self.volume))
    }
    let edits = try Self.work(&session, operations: 10_000, seed: 5, recount)
    for sample in ToolSample.all {
      #expect(edits[sample.name, default: 0] >= 5, "\(sample) hardly draws")
    }
    recount(session)
    #expect(session.lungLedger.hasLungs)
    #expect(session.history.done.count > 1000 && session.history.depth == session.history.done.count)
    #expect(session.history.done.allSatisfy { !$0.runs.isEmpty || !$0.origins.isEmpty || !$0.annotations.isEmpty })
    let last = session.findings, marked = session.annotations, steps = session.history.done.count
    while try session.undo() != nil {}
    recount(session)
    #expect(session.findings.labels.plain == start.labels.plain && session.findings.origins == start.origins)
    #expect(session.annotations == AnnotationSample.start && session.lungLedger == LungLedger(Self.volume))
    #expect(session.history.depth == 0)
    for _ in 0..<steps { _ = try session.redo() }
    #expect(session.findings.labels.plain == last.labels.plain && session.findings.origins == last.origins)
    #expect(session.annotations == marked)
    recount(session)
  }

  /// Writes events as a journal does.
  private final class Lines: SessionRecorder {
    var bytes = JournalLine.encode(
      JSONValue.object(JournalHeader(project: nil, grid: RandomWorkTests.volume.grid, reader: "r").json).bytes)
    private var number = 1

    func record(_ event: SessionEvent) throws { append(.event(event)) }

    func append(_ entry: JournalEntry) {
      bytes += JournalLine.encode(entry.encoded(number: number, strokeOffset: 0))
      number += 1
    }
  }

  /// The same work, written and read again: labels, origins and every step, and the history alone.
  @Test func writtenAndReplayed() throws {
    let lines = Lines()
    var session = EditSession(volume: Self.volume, annotations: AnnotationSample.start)
    session.recorder = lines
    try Self.work(&session, operations: 1500, seed: 6) { _ in }
    lines.append(.saved("x"))
    let contents = try #require(JournalContents(lines.bytes))
    #expect(contents.end == .whole)
    var replayed = EditSession(volume: Self.volume, annotations: AnnotationSample.start)
    for case .event(let event) in contents.entries { try replayed.replay(event) }
    #expect(replayed.findings.labels.plain == session.findings.labels.plain)
    #expect(replayed.findings.origins == session.findings.origins)
    #expect(replayed.annotations == session.annotations)
    #expect(replayed.ledger == session.ledger && replayed.lungLedger == session.lungLedger)
    #expect(replayed.lungs?.labels.plain == session.lungs?.labels.plain && session.lungLedger.hasLungs)
    #expect(replayed.history.done == session.history.done && replayed.history.undone == session.history.undone)

    let history = try withTemporaryFolder { folder in
      try write(lines.bytes, folder + "/history")
      let past = try HistoryContents(folder + "/history")
      let mark = try #require(past.marks.last)
      return try #require(past.history(upTo: mark, scan: ScanMatch(grid: Self.volume.grid)))
    }
    #expect(history.done == session.history.done && history.undone == session.history.undone)
    // and the shortest work that leaves the same behind
    var again = History()
    for event in history.events { again.follow(event) }
    #expect(again.done == history.done && again.undone == history.undone && again.memory == history.memory)
  }
}
