import Foundation
import StyletBase
import StyletCore
import StyletImaging
import StyletPhantom
import StyletProject
import Testing

@testable import StyletScreen

/// Keys in; answers, files and screen out.
@Suite struct ReadingFormTests {
  /// Who undoes in the form may mean the answer.
  @Test func undoingInTheFormNamesTheKeyForTheAnswer() throws {
    for (map, key) in [(Keymap.standard, "u"), (.builtIn(.slicer), "z")] {
      let desk = try FormDesk(keymap: map).play("R1<Up>" + key)
      #expect(
        desk.notice == "\"undo\" is for the image: Esc leaves the form first; Backspace takes this answer back",
        "\(desk.notice)")
      try desk.play("<BS>")
      #expect(desk.value("technical") == nil)
    }
    #expect(try FormDesk().play("R<C-r>").notice.contains("Backspace"))
  }

  @Test func digitsAnswerAndGoOn() throws {
    let desk = try FormDesk().play("R")
    #expect(desk.at == "technical")
    try desk.play("1")
    #expect(desk.value("technical") == .word("diagnostic") && desk.at == "contrast")
    try desk.play("0")
    #expect(desk.value("contrast") == .word("no") && desk.at == "sfr")
    try desk.play("23")  // compatible; then the text row, where a digit is no answer
    #expect(desk.value("sfr") == .word("compatible") && desk.at == "other-diagnosis")
    try desk.play("k1")
    #expect(desk.value("sfr") == .word("typical") && desk.at == "stoic")
    #expect(desk.services.readings.count == 4 && desk.services.readings.last == desk.work.readingRecord)
    let answer = desk.work.readingRecord.answer(to: "sfr")
    #expect(answer?.reader == "reader-07" && answer?.way == .given && answer?.time.hasSuffix("Z") == true)
    try desk.play("7")
    #expect(desk.value("stoic") == nil && desk.notice.contains("No answer on this key"))
    #expect(desk.work.isUnsaved)
  }

  /// The gate that goes with a finding is the protocol's band; what it does not say is as usual.
  @Test func theGateIsTheProtocols() throws {
    let text = BuiltInProtocol.covidChest.text
      .replacingOccurrences(of: "band = [-750, -300]", with: "band = [-700, -250]")
    let form = try ReadingProtocol.parse(text.replacingOccurrences(of: "band = [-300, 100]\n", with: ""), name: "mine")
    try #require(form.findings[0].band == -700 ... -250 && form.findings[1].band == nil)
    let desk = try FormDesk(form: nil)
    try desk.work.follow(form)
    try desk.play("s1T")
    #expect(desk.work.tool.gate == -700 ... -250 && desk.notice.contains("GGO: −700 to −250 HU"))
    try desk.play("s2")
    #expect(desk.work.tool.gate == -300...100)
    let crazyPaving = try #require(form.findings.first { $0.finding.code == "CRP" })
    try desk.play("s\(crazyPaving.finding.value)")
    #expect(desk.work.tool.gate == crazyPaving.band && desk.notice.contains("Gate as usual for CRP"))
    try desk.play("s4")
    #expect(desk.work.tool.gate == crazyPaving.band && desk.notice.contains("OTH has no usual values"))
  }

  /// What depends on an answer comes and goes with it.
  @Test func conditionsMoveTheRows() throws {
    let desk = try FormDesk().play("R2")
    #expect(desk.at == "limits")
    try desk.play("13")
    #expect(desk.value("limits") == .words(["motion", "truncated"]))
    try desk.play("1")
    #expect(desk.value("limits") == .words(["truncated"]))
    try desk.play("0")
    #expect(desk.value("limits") == .words([]) && desk.at == "limits")
    try desk.play("k1")
    #expect(!desk.text().contains("What limits it") && desk.at == "contrast")
  }

  @Test func notAssessedAndUnanswered() throws {
    let desk = try FormDesk().play("Rx")
    #expect(desk.value("technical") == .notAssessed && desk.text().contains("not assessed"))
    try desk.play("k<BS>")
    #expect(desk.value("technical") == nil && desk.at == "technical")
    try desk.play("l")
    #expect(desk.value("technical") == .word("diagnostic"))
    try desk.play("ll")
    #expect(desk.value("technical") == .word("non-diagnostic"))
    try desk.play("h")
    #expect(desk.value("technical") == .word("limited") && desk.at == "technical")
  }

  @Test func gridsByRegionAndAtOnce() throws {
    let desk = try FormDesk().play("R<S-Tab><S-Tab><S-Tab><S-Tab><S-Tab>")
    #expect(desk.at == "calcium")
    try desk.play("j2")
    #expect(desk.value("calcium") == .regions(["LM": "2"]) && desk.at == "calcium.LAD")
    try desk.play("x")
    #expect(desk.value("calcium") == .regions(["LM": "2", "LAD": "not-assessed"]) && desk.at == "calcium.LCX")
    try desk.play("kkk0")  // on the grid's own row: for what is open
    let all: AnswerValue = .regions(["LM": "2", "LAD": "not-assessed", "LCX": "0", "RCA": "0"])
    #expect(desk.value("calcium") == all)
    #expect(desk.at == "calcium.LM")
    try desk.play("<BS>")
    #expect(desk.value("calcium") == .regions(["LAD": "not-assessed", "LCX": "0", "RCA": "0"]))
  }

  @Test func numbersAndTextsAreTyped() throws {
    let desk = try FormDesk().play("R<S-Tab><S-Tab><S-Tab>")
    #expect(desk.at == "age")
    try desk.play("73<CR>")
    #expect(desk.value("age") == .number(73) && desk.at == "sex")
    try desk.play("k<CR><BS><BS>130<CR>")
    #expect(desk.notice.contains("0 to 120 years") && desk.value("age") == .number(73))
    try desk.play("<Esc>")
    #expect(desk.at == "age" && desk.value("age") == .number(73))
    try desk.play("jj24,5<CR>")
    #expect(desk.value("bmi") == .number(24.5))
    try desk.play("k<CR><C-u><CR>")
    #expect(desk.value("bmi") == nil)
    try desk.play("<S-Tab><Tab><Tab><Tab><CR>Round, 7 mm: x\\<CR>")
    #expect(desk.value("remarks") == .word("Round, 7 mm: x\\"))
    desk.work.handle(.paste("not typed"))
    #expect(desk.value("remarks") == .word("Round, 7 mm: x\\"))
    try desk.play("<CR>")
    desk.work.handle(.paste("pasted\u{1b}[2J"))
    #expect(desk.notice.contains("left out"))
    try desk.play("<CR>")
    #expect(desk.value("remarks") == .word("Round, 7 mm: x\\pasted[2J"))
    // What stands behind the end of a line is part of the text.
    try desk.play("<CR><C-u>")
    desk.work.handle(.paste("first line\r\nsecond\n\nthird\n"))
    try desk.play("<CR>")
    #expect(desk.value("remarks") == .word("first line second third"))
  }

  /// Either decimal mark is typed; the number shows the language's.
  @Test(arguments: [",", "."]) func aDecimalIsTypedInFrench(_ mark: String) throws {
    try Words.$inTask.withValue(.french) {
      let desk = try FormDesk().play("R<S-Tab><S-Tab><S-Tab>jj24\(mark)5<CR>")
      #expect(desk.value("bmi") == .number(24.5))
      try desk.play("k<CR>")
      #expect(desk.work.reading.view?.editor?.input == "24,5")
      try desk.play("<CR>")
      #expect(desk.value("bmi") == .number(24.5))
    }
  }

  /// Without AltGr, with the digit row of a French keyboard.
  @Test func azerty() throws {
    let desk = try FormDesk(keymap: .builtIn(.azerty)).play("R&à")
    #expect(desk.value("technical") == .word("diagnostic") && desk.value("contrast") == .word("no"))
    try desk.play("<S-Tab><S-Tab><S-Tab><S-Tab>èç<CR>")
    #expect(desk.value("age") == .number(79))
  }

  /// Answers that contradict one another have a mark of their own, whatever the terminal's colours.
  @Test(arguments: TerminalTraits.all) func contradictionsAreMarked(_ traits: TerminalTraits) throws {
    func marks(_ answer: String?) throws -> Int {
      var record = ReadingRecord()
      if let answer { record.set(ReadingAnswer(.word(answer), reader: "reader-07", time: ""), for: "sfr") }
      let desk = try FormDesk(record: record).play(FormDesk.answers)
      let model = desk.work.model, size = (width: 120, height: 80)
      let rect = try #require(ScreenLayout(width: size.width, height: size.height, model: model).form)
      let screen = ScreenRenderer(traits: traits).draw(model, width: size.width, height: size.height)
      return (rect.row..<rect.row + rect.height).count { screen[rect.col + 1, $0].glyph == "!" }
    }
    let contradicted = try marks("typical")
    #expect(try contradicted > marks(nil), "\(contradicted)")
  }

  /// `n` does not pass over the open question that the form opens on.
  @Test func theFirstOpenQuestionIsPointedOut() throws {
    let desk = try FormDesk().play("Rn")
    #expect(desk.at == "technical" && desk.notice.contains("required and has no answer"), "\(desk.notice)")
    try desk.play("n")
    #expect(desk.at == "contrast")
    // Led there already, it goes on.
    try desk.play("n")
    #expect(desk.at != "contrast")
  }

  /// A region without an answer is not said to have one, whatever the others have.
  @Test func aRegionIsAnsweredByItsOwn() throws {
    var record = ReadingRecord()
    record.set(ReadingAnswer(.regions(["LM": "1"]), reader: "reader-07", time: "2026-03-01T09:30:00Z"), for: "calcium")
    let desk = try FormDesk(record: record).play("R")
    for (region, isAnswered) in [("LM", true), ("LAD", false)] {
      let rows = FormRow.rows(try #require(desk.work.sheet))
      desk.work.chooseRow(try #require(rows.firstIndex { $0.id == FormRow.ID(field: "calcium", region: region) }))
      let notes = try #require(desk.work.formModel).notes
      #expect(notes.contains { $0.contains("reader-07") } == isAnswered, "\(region): \(notes)")
    }
  }

  /// A disk that is full: the answer is not taken, and the reader knows.
  @Test func anAnswerThatCannotBeKeptIsRefused() throws {
    let desk = try FormDesk().play("R")
    desk.services.failure = Failure(.io, path: "ct.stylet.journal", "no space left on the disk", advice: "make room")
    try desk.play("1")
    #expect(desk.value("technical") == nil && desk.at == "technical" && desk.notice.contains("no space left"))
    desk.services.failure = nil
    try desk.play("1")
    #expect(desk.value("technical") == .word("diagnostic"))
  }

  @Test func proposalsAreTakenByEnter() throws {
    let desk = try FormDesk().play("R<Tab>jj5")
    #expect(desk.value("co-rads-image") == .word("5") && desk.value("rsna") == nil)
    #expect(desk.text().contains("~ typical, proposed") && desk.text().contains("~ 5, very high"))
    try desk.play("1<CR>")  // the laboratory's result, then what is proposed
    #expect(desk.work.readingRecord.answer(to: "rsna")?.way == .proposal && desk.value("rsna") == .word("typical"))
    #expect(desk.text().contains("~ 6, proven") && desk.value("co-rads-image") == .word("5"))
  }

  /// A ruler by its name, and what is far from the extent drawn.
  @Test func measurementsAndExtentStandBeside() throws {
    let desk = try FormDesk()
    try desk.play("mr10h<Space>:measure-name MPA<CR>R<S-Tab><S-Tab><S-Tab><S-Tab><S-Tab>")
    #expect(desk.text().contains("~ 8 mm, proposed"))
    while desk.at != "mpa", desk.at != "closed" { try desk.play("j") }
    try desk.play("<CR>")
    #expect(desk.value("mpa") == .number(8) && desk.work.readingRecord.answer(to: "mpa")?.way == .proposal)

    let phantom = try Phantom.make(PhantomSpecification(size: GridSize(72, 60, 40)!, seed: 2, noise: 5))
    var session = EditSession(volume: phantom.volume)
    let context = ToolContext(
      layer: LabelLayer(name: LabelLayer.lungs, size: phantom.volume.size), volume: phantom.volume, plane: .axial,
      label: 0)
    let tool = ImportTool(mask: phantom.lungs, source: "lungs", origin: .proposed)
    try session.perform(try #require(tool.edit(in: context)))
    let extent = "R" + String(repeating: "<Tab>", count: 3)
    // Nothing drawn is not absent, until the reader says so.
    let unread = try FormDesk(session: session).play(extent)
    #expect(unread.at == "extent-visual")
    #expect(!unread.text(160, 50).contains("~ 0, absent") && unread.text(160, 50).contains("– nothing is drawn"))
    try unread.play("0<S-Tab>")
    #expect(unread.text(160, 50).contains("~ 0, absent") && unread.text(160, 50).contains("~ 0.0 %"))
    try unread.play("<BS>")
    #expect(!unread.text(160, 50).contains("~ 0, absent") && unread.text(160, 50).contains("– nothing is drawn"))
    let inside = try #require(phantom.volume.size.voxels.first { phantom.lungs[$0] == LungLabels.right })
    var stroke = EditBuilder(layer: session.findings)
    stroke.set(j: inside.j, k: inside.k, inside.i..<inside.i + 1, to: 1)
    try session.perform(try #require(stroke.edit(name: "t", tool: "t", origin: .manual)))
    let lungs = try FormDesk(session: session).play(extent)
    #expect(lungs.text(160, 50).contains("~ 1, minimal"))
    try lungs.play("4<S-Tab>")
    #expect(lungs.text(160, 50).contains("computed is 1, 3 apart: look again"))
    try lungs.play("j")
    #expect(lungs.text(160, 50).contains("the lungs are as the program found them"))
  }

  // MARK: Beside the form

  @Test func theImageGoesOnAndNothingIsDrawn() throws {
    let desk = try FormDesk().play("R")
    let k = desk.work.view.cursor.k
    try desk.play("<PgUp><PgUp>")
    #expect(desk.work.view.cursor.k == k + 2)
    try desk.play("wm")
    #expect(desk.work.view.windowName == "mediastinum")
    try desk.play("pr")
    #expect(!desk.work.tool.penDown && desk.notice.contains("Esc leaves the form"))
    #expect(desk.work.session.findings.labels.isEmpty && desk.work.readingRecord.answered.isEmpty)
    for event in [MouseEvent(.press, col: 90, row: 20), MouseEvent(.drag, col: 95, row: 22)] {
      desk.work.handle(.mouse(event))
    }
    #expect(desk.work.session.findings.labels.isEmpty)
    desk.work.handle(.mouse(MouseEvent(.wheelDown, col: 5, row: 10)))
    #expect(desk.at == "contrast")
    try desk.play("<Esc>")
    #expect(desk.at == "closed" && desk.text().contains("Coronal"))
    try desk.play("R")
    #expect(desk.at == "contrast")  // where it was
    try desk.play(":ruler<CR>")
    #expect(desk.at == "closed" && desk.work.mode == .measure)
  }

  @Test func aClickChoosesAQuestion() throws {
    let desk = try FormDesk().play("R")
    let lines = desk.text().split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("STOIC reading") })
    desk.work.handle(.mouse(MouseEvent(.press, col: 4, row: row)))
    #expect(desk.at == "stoic")
  }

  @Test func withoutAProtocolTheyAreOffered() throws {
    let desk = try FormDesk(form: nil).play("R")
    #expect(desk.text().contains("covid-chest 1") && desk.text().contains("ild 1"))
    try desk.play("j<CR>")
    #expect(desk.at == "technical" && desk.work.reading.reference?.id == "ild")
    #expect(desk.work.table.findings.map(\.code).contains("RET"))
    #expect(desk.work.table[1]?.code == "GGO")  // what was there keeps its value
    try desk.play("1<Esc>:protocol covid-chest<CR>")
    #expect(desk.work.reading.reference?.id == "ild" && desk.notice.contains("belong to ild 1"))
  }

  @Test func aMissingProtocolIsSaidAndAnswersStay() throws {
    var record = ReadingRecord()
    record.set(ReadingAnswer(.word("yes"), reader: "r"), for: "q1")
    let desk = try FormDesk(form: nil, record: record)
    desk.work.take(
      reading: record.json, following: ProtocolReference(id: "mine", version: 3), form: nil,
      missing: Failure(.noInput, path: "mine.toml", "there is no such protocol"))
    try desk.play("R")
    #expect(desk.at == "closed" && desk.notice.contains("mine.toml") && desk.notice.contains("the answers are kept"))
    #expect(desk.work.readingRecord == record)
  }

  @Test func leavingAsksForAnswersToo() throws {
    let desk = try FormDesk().play("R10<Esc>:q<CR>")
    #expect(desk.text().contains("2 answers are not saved."))
    try desk.play("y")
    #expect(desk.work.isFinished && desk.services.calls.last == "save 0")
  }

  // MARK: Screens

  @Test func onASmallScreenTheFormIsAll() throws {
    let desk = try FormDesk(size: (80, 24)).play("R11")
    let text = desk.text(80, 24)
    #expect(text.contains("QUALITY") && text.contains("Technical quality") && text.contains("diagnostic"))
    #expect(text.contains("STOIC") && text.contains("required left") && text.contains("Esc"))
    #expect(!text.contains("Axial 7/12") && text.contains("READING"))
    for line in text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 80) }
  }

  @Test func onALargeScreenTheImageStays() throws {
    let desk = try FormDesk(size: (200, 55)).play("R1")
    let text = desk.text(200, 55)
    #expect(text.contains("Axial 7/12") && text.contains("total") && text.contains("Contrast medium"))
    #expect(text.contains("0 no") && text.contains("1 yes"))
    #expect(try desk.play("<S-Tab><Tab><Tab><Tab><Tab>").text(200, 55).contains("– the lungs are not known"))
  }

  /// Whatever size: nothing traps, and in colours, in none and in ASCII.
  @Test func everySize() throws {
    for traits in [TerminalTraits(tier: .direct, unicode: true), TerminalTraits(tier: .mono, unicode: false)] {
      let services = RecordingServices()
      let work = Workstation(session: EditSession(volume: try Bench.volume()), traits: traits, services: services)
      let form = try BuiltInProtocol.covidChest.form
      work.take(reading: [:], following: form.reference, form: form)
      work.handle(.resize(width: 120, height: 40))
      work.handle(.key(.character("R")))
      for (width, height) in [(1, 1), (59, 16), (60, 16), (80, 24), (99, 30), (100, 16), (101, 31), (250, 70)] {
        for key in [Key.end, .home, .down, .character("x"), .tab] {
          work.handle(.key(key))
          let cells = work.draw(width: width, height: height)
          #expect(cells.width == width && cells.height == height)
          if !traits.unicode { #expect(cells.cells.allSatisfy { $0.glyph.isASCII }) }
        }
      }
    }
  }

  /// Any keys in any order: answers are the protocol's, and the form finds its way.
  @Test func randomKeys() throws {
    let form = try BuiltInProtocol.covidChest.form
    let keys = try KeyNotation.parse("0123456789xaknNjhl<Tab><S-Tab><CR><BS><Esc>RS<Home><End> :w?<PgUp>")
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let desk = try FormDesk().play("R")
      for _ in 0..<400 {
        desk.work.handle(.key(keys.randomElement(using: &random)!))
        if desk.work.isFinished { break }
      }
      let odd = ReadingCheck.problems(of: desk.work.readingRecord, form).filter { !$0.what.contains("not asked") }
      #expect(odd == [])
      _ = desk.text()
    }
  }
}
