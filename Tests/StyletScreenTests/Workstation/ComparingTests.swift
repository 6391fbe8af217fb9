import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import Testing

@testable import StyletScreen

/// Two readings compared: keys in, mask out.
@Suite struct ComparingTests {
  private let common = ComparisonBench.voxels(ComparisonBench.common)
  private let a = ComparisonBench.voxels(ComparisonBench.a), b = ComparisonBench.voxels(ComparisonBench.b)

  private func open(_ bench: ComparisonBench) -> (open: Int, count: Int)? { bench.work.model.comparison?.regions }

  @Test func itBeginsWithWhatBothDraw() throws {
    let bench = try ComparisonBench()
    #expect(bench.drawn == common)
    #expect(open(bench)?.open == 3 && open(bench)?.count == 3)
    // A look leaves nothing: no step, nothing unsaved.
    #expect(!bench.work.isUnsaved && bench.work.session.history.isEmpty && bench.work.unsavedStrokes == 0)
    #expect(ComparisonRecord(bench.work.session.annotations)?.a.file == "lecteur-071")
    try bench.play(":q<CR>")
    #expect(bench.work.isFinished)
  }

  @Test func theKeyOfDrawnSlicesGoesFromTheLargestDown() throws {
    let bench = try ComparisonBench()
    try bench.play("n")
    #expect(b[bench.work.view.cursor] == 2 && bench.work.view.cursor.k == 6)
    #expect(bench.notice.contains("Region 1 of 3") && bench.notice.contains("only by B"), "\(bench.notice)")
    #expect(bench.notice.contains("CON"))
    try bench.play("n")
    #expect(bench.work.view.cursor.k == 3 && bench.work.view.cursor.j == 6)
    try bench.play("n")
    #expect(bench.work.view.cursor.k == 9)
    #expect(bench.notice.contains("A GGO, B NOD"), "\(bench.notice)")
    try bench.play("n")
    #expect(bench.notice.contains("Region 1 of 3"))
    try bench.play("N")
    #expect(bench.notice.contains("Region 3 of 3"))
    try bench.play("2N")
    #expect(bench.notice.contains("Region 1 of 3"))
  }

  @Test func aKeyTakesARegionAndUndoGivesItBack() throws {
    let bench = try ComparisonBench()
    try bench.play("nDbnDannDb")
    #expect(bench.drawn == b.merging(a.filter { $0.key.k == 3 }) { own, _ in own })
    #expect(open(bench)?.open == 0 && bench.work.isUnsaved)
    #expect(bench.work.session.ledger == ExtentLedger(recounting: bench.labels, volume: bench.work.volume))
    let words = ComparedDecision.all(in: bench.work.session.annotations)
    #expect(words.map(\.take) == [.b, .a, .b] && words.allSatisfy { $0.reader == "chief" && $0.regions == 1 })
    try bench.play("u")
    #expect(open(bench)?.open == 1 && bench.drawn[VoxelIndex(15, 2, 9)] == nil)
    try bench.play("2u")
    #expect(bench.drawn == common && open(bench)?.open == 3)
    try bench.play("3U")
    #expect(open(bench)?.open == 0)
    // Decided anew, where the reader thinks better of it.
    try bench.play("nDc")
    #expect(ComparedDecision.all(in: bench.work.session.annotations).count == 4)
  }

  @Test func allThatIsOpen() throws {
    let bench = try ComparisonBench()
    try bench.play("nDcDA")
    #expect(bench.drawn == a && open(bench)?.open == 0)
    #expect(ComparedDecision.all(in: bench.work.session.annotations).map(\.regions) == [1, 2])
    try bench.play("DB")
    #expect(bench.notice == Sentence.nothingOpen.onScreen)
    try bench.play("2u")
    #expect(bench.drawn == common)
    // There is no union of two names.
    try bench.play("DU")
    #expect(open(bench)?.open == 1 && bench.drawn.count == common.count + 16)
    try bench.play("nDu")
    #expect(bench.notice.contains("no union") && open(bench)?.open == 1)
    try bench.play("u")
    #expect(bench.drawn == common && open(bench)?.open == 3)
  }

  @Test func neitherTakesAwayWhatBothDrawBesideIt() throws {
    let bench = try ComparisonBench()
    try bench.play("nnDn")
    #expect(bench.drawn.isEmpty && bench.notice.contains("taken away"), "\(bench.notice)")
    try bench.play("u")
    #expect(bench.drawn == common)
    try bench.play("Dc")
    #expect(bench.drawn == common && open(bench)?.open == 2)
  }

  @Test func drawingInTheRegionGoneToIsAWordOnIt() throws {
    let bench = try ComparisonBench()
    try bench.play("n:brush 1<CR><Space>")
    #expect(open(bench)?.open == 2)
    #expect(ComparedDecision.all(in: bench.work.session.annotations).map(\.take) == [.drawn])
    let stroke = bench.drawn
    #expect(stroke.count > common.count)
    // One step.
    try bench.play("u")
    #expect(bench.drawn == common && open(bench)?.open == 3)
    try bench.play("U")
    #expect(bench.drawn == stroke && open(bench)?.open == 2)
    // Elsewhere it is none; nor where another region is gone to.
    try bench.play("n5<Up><Space>")
    #expect(open(bench)?.open == 2)
    // A pen's stroke with many stamps is one step, too.
    let before = bench.drawn
    try bench.play("5<Down>p2<Left>p")
    #expect(open(bench)?.open == 1 && bench.drawn != before)
    try bench.play("u")
    #expect(open(bench)?.open == 2 && bench.drawn == before)
  }

  @Test func lockedFindingsAndSignedReadingsStay() throws {
    let bench = try ComparisonBench()
    try bench.play(":lock CON<CR>nDb")
    #expect(bench.drawn == common && bench.notice.contains("locked"), "\(bench.notice)")
    let signed = try ComparisonBench()
    signed.work.session.seal = Failure(.usage, "signed")
    try signed.play("nDb")
    #expect(signed.drawn == common && signed.notice.contains("signed"))
  }

  @Test func oneReadingAlone() throws {
    let bench = try ComparisonBench()
    try bench.play("Dv")
    #expect(ComparisonBench.voxels(bench.work.model.labels) == a && bench.work.model.comparison?.marks == nil)
    try bench.play("Dv")
    #expect(ComparisonBench.voxels(bench.work.model.labels) == b)
    // A stroke is seen.
    try bench.play("<Space>")
    #expect(bench.work.model.comparison?.side == .difference)
    #expect(bench.drawn != common)
  }

  @Test func marksFollowWhatIsOpen() throws {
    let bench = try ComparisonBench()
    func marks() -> [VoxelIndex: UInt8] { ComparisonBench.voxels(bench.work.model.comparison!.marks!) }
    var expected: [VoxelIndex: UInt8] = [:]
    for (v, label) in a where b[v] != label { expected[v] = b[v] == nil ? 1 : 3 }
    for (v, _) in b where a[v] == nil { expected[v] = 2 }
    #expect(marks() == expected)
    try bench.play("n")
    for (v, mark) in expected where mark == 2 { expected[v] = 5 }
    #expect(marks() == expected)
    try bench.play("Db")
    #expect(marks() == expected.filter { $0.value != 5 })
    try bench.play("u")
    #expect(marks() == expected)
  }

  @Test func theListDecides() throws {
    let bench = try ComparisonBench()
    try bench.play("Dlb<Down>a")
    #expect(open(bench)?.open == 1)
    #expect(bench.drawn.count == common.count + 16)
    try bench.play("<Down><CR>")
    #expect(bench.work.view.cursor.k == 9 && bench.notice.contains("Region 3 of 3"))
  }

  @Test func nothingIsComparedElsewhere() throws {
    let bench = try Bench()
    for keys in ["Da", "DA", "Dl", "Dr", "Dv"] {
      try bench.play(keys)
      #expect(bench.notice == Sentence.notComparing.onScreen, "\(keys): \(bench.notice)")
    }
    #expect(bench.drawn.isEmpty && bench.work.model.comparison == nil)
  }

  @Test func aProjectOfOtherReadingsIsRefused() throws {
    let first = try ComparisonBench()
    let input = ComparisonRecord.Input(file: "x", drawing: "y", answers: "z")
    let one = ComparedReadings.Reading(drawing: ComparisonBench.layer(ComparisonBench.a), input: input)
    #expect(throws: Failure.self) { try first.work.compare(ComparedReadings(one, one)) }
    let drawn = try Bench().play("<Space>")
    #expect(throws: Failure.self) { try drawn.work.compare(ComparedReadings(one, one)) }
  }

  // MARK: Names and answers

  @Test func namesAreSaidOnceAllIsSigned() throws {
    let bench = try ComparisonBench(answers: ([:], [:]), isSigned: true)
    func shows(_ bench: ComparisonBench, _ name: String) -> Bool {
      bench.work.draw(width: 120, height: 40).text.contains(name)
    }
    #expect(!shows(bench, "lecteur-07") && !shows(bench, "lecteur-12"))
    let named = try ComparisonBench(isNamed: true)
    #expect(shows(named, "A lecteur-07") && shows(named, "B lecteur-12"))
    let unsigned = try ComparisonBench(answers: ([:], [:]))
    for (bench, isSaid) in [(bench, true), (unsigned, false)] {
      try bench.play("DANnDa" + FormDesk.normal + "a<Esc>R")
      #expect(bench.work.readingRecord.isSigned, "\(bench.notice)")
      #expect(shows(bench, "lecteur-07") == isSaid)
    }
  }

  @Test func signingSaysWhatIsOpen() throws {
    let bench = try ComparisonBench(answers: (["technical": .word("diagnostic")], ["technical": .word("limited")]))
    try bench.play(FormDesk.normal)
    guard case .question(let question) = bench.work.prompt else { throw Failure(.defect, bench.notice) }
    #expect(question.text.contains("3 regions of disagreement are open"), "\(question.text)")
    #expect(!question.text.contains("answer that differs"))  // answered by the section's normal ones
  }

  @Test func answersAreTakenFromEither() throws {
    let form = try BuiltInProtocol.covidChest.form
    let field = try #require(form.fields.first { if case .choice = $0.kind { true } else { false } })
    let (one, two) = (field.options[0].id, field.options[1].id)
    let bench = try ComparisonBench(answers: ([field.id: .word(one)], [field.id: .word(two)]))
    #expect(bench.work.model.comparison?.answers.open == 1)
    try bench.play("Dr")
    #expect(bench.work.draw(width: 80, height: 24).text.contains(field.options[1].title))
    try bench.play("b")
    let answer = try #require(bench.services.readings.last?.answer(to: field.id))
    #expect(answer.value == .word(two) && answer.way == .fromB && answer.reader == "chief")
    #expect(bench.work.model.comparison?.answers.open == 0)
    try bench.play("a")
    #expect(bench.services.readings.last?.answer(to: field.id)?.way == .fromA)
    // Or anew, in the form.
    try bench.play("<CR>2")
    #expect(bench.services.readings.last?.answer(to: field.id)?.way == .given)
  }
}
