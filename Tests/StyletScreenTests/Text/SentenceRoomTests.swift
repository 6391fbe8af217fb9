import Foundation
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletProject
@testable import StyletScreen

/// Every sentence of the catalogue is seen whole on two lines of a screen of 80 columns, what is wrong and what to do:
/// by the length of its parts, and rendered with the longest arguments there are where that is too much.
@Suite struct SentenceRoomTests {
  /// Columns that something put into a sentence takes: numbers, codes, short names.
  private static let argument = 12
  private static let room = 2 * (80 - 2)

  /// Texts of pages, lists, the form and questions: no messages.
  private static func isMessage(_ id: String) -> Bool {
    id.hasPrefix("say.") || id.hasPrefix("form.") && !["help-", "remark-", "key-"].contains { id.hasPrefix("form." + $0) }
  }

  /// How long the longest form of a message is, its arguments and keys put in.
  private static func length(_ text: String) -> Int {
    ScreenCatalogue.forms(WordPattern(text)).map { form in
      form.replacing(#/\{[a-z][^{}]*\}/#, with: "xx").reduce(0) { $0 + ($1 == "\0" ? argument : 1) }
    }.max() ?? 0
  }

  /// What is wrong, with what to do about it, in each language.
  @Test(arguments: Language.allCases) func everySentenceHasRoomByItsParts(_ language: Language) throws {
    let all = ScreenCatalogue.texts(language).filter { Self.isMessage($0.key) }
    #expect(all.count > 250)
    let joint = Words.$inTask.withValue(language) { Joint.clauses(["", ""]).count }
    for (id, text) in all {
      let advice = all[id + "-advice"].map { joint + Self.length($0) } ?? 0
      let length = Self.length(text) + advice
      #expect(length <= Self.room, "\(id): \(length) columns; shorten it")
    }
  }

  // MARK: Rendered

  private static let code = "CRAZY-PAVING"
  private static let file = "study-0123-patient-0456-week-12.nii.gz"

  private static func tool() -> ToolState {
    var tool = ToolState()
    (tool.gated, tool.withinLungs, tool.gate) = (true, true, -1024...(-300))
    return tool
  }

  private static func table() throws -> LabelTable {
    var table = LabelTable.standard
    for n in 0..<8 { _ = table.add(code: code + "-\(n)", name: "Crazy paving", colour: table.findings[0].colour) }
    return table
  }

  /// What is rendered: the longest forms, by what says them.
  private static func longest() throws -> [String] {
    var out: [String] = []
    for command in CommandTable.all {
      for mode in Mode.allCases where !command.modes.contains(mode) { out.append(Sentence.notInMode(command, mode)) }
      out.append(Sentence.tooSmall(command))
    }
    let table = try table(), tool = tool()
    let contours = [true, false].map { Stroke.contour(erasing: $0, vertices: []) }
    for stroke in [Stroke.clear, .copy, .fill] + contours {
      out.append(Sentence.nothingChanged(stroke, tool, table))
    }
    for refusal in [FillTool.Refusal.notEnclosed, .onDrawing, .noFinding, .nothingFree] {
      out.append(Sentence.notFilled(refusal, code).onScreen)
    }
    out += [ZoneMark.carina, .veins].map { Sentence.zoneSet($0, k: 1233) }
    let total = ProposedTotal(millilitres: 1340, lungs: 4600, interval: 1290...1410)
    out.append(Sentence.proposed(137, total))
    let left = table.findings.map { ProposedExtent(finding: $0.value, millilitres: 123.4) }
    out += [0, 234.5].map { Sentence.accepted(1234.5, kept: $0, left: left, table) }
    out += [Sentence.rejected(1234.5, left: left, table)]
    out.append(Sentence.noFinding(code + code, table).onScreen)
    var locked = tool
    locked.locked = Set(table.findings.map(\.value))
    out.append(Sentence.locks(locked, table))
    out.append(Sentence.noMacro(named: code, (0..<40).map { "macro-\($0)" }).onScreen)
    out.append(Sentence.unknownCommand(String(repeating: "x", count: 60)))
    out += [
      Sentence.imported(file, 12), Sentence.saved(file), Sentence.exported(file), Sentence.importSame(file),
      Sentence.lungsImported(file),
    ]
    out.append(Sentence.otherGrid("/data/studies/chest/2026/a-folder-with-a-long-name/" + file).onScreen)
    out.append(
      Sentence.refused(
        Failure(
          .io, path: "/data/studies/chest.stylet.journal", "the last step could not be kept: No space left on device",
          advice: "make room on the disk")
      ).onScreen)
    let digits = ["gate", "pen", "contour", "erase", "contour-wire"].enumerated()
    let runs = digits.map { DigitRun(digit: $0 + 1, action: Invocation($1), at: .now) }
    out.append(Sentence.digitsRan(runs, table))
    out.append(Sentence.noCount(7))
    let form = try BuiltInProtocol.covidChest.form
    out.append(ReadingText.notWhole(form.fields))
    out.append(Sentence.macroSaved("macro-of-the-left-lung", 1234))
    for error in [
      Sentence.noProposalYet(0.99), Sentence.drawsOnLungsSoon(0.99), Sentence.noProposalHere, Sentence.proposalLocked,
      Sentence.noFindingToPropose(code), Sentence.noSeeds(123.45), Sentence.notOnFinding,
      Sentence.nothingToInterpolate, Sentence.isAlready(code),
      Sentence.lockedLesion(code),
    ] {
      out.append(error.onScreen)
    }
    return out + [
      Sentence.drawsOn(lungs: true), Sentence.contourStarted(wired: true), Sentence.contourReopened(1234),
      Sentence.contourPasted(1234),
      Sentence.backgroundSeeded, Sentence.nothingMeasured, Sentence.vertexPicked, ReadingText.signedNow,
    ]
  }

  /// Said at 80 columns in every key map and language: nothing of it is left to `:messages`, and all words are there.
  @Test(arguments: BuiltInKeymap.allCases, Language.allCases)
  func whatIsLongestIsSeenWhole(_ map: BuiltInKeymap, _ language: Language) throws {
    try Words.$inTask.withValue(language) { try Self.longestIsSeenWhole(map) }
  }

  private static func longestIsSeenWhole(_ map: BuiltInKeymap) throws {
    let bench = try Bench(keymap: .builtIn(map))
    bench.work.handle(.resize(width: 80, height: 24))
    for text in try longest() {
      bench.work.say(text)
      let said = try #require(bench.work.notice?.text)
      #expect(Sentence.fits(said), "\(said.count): \(said)")
      let screen = bench.work.draw(width: 80, height: 24).text
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
      let rows = lines.dropLast().suffix(2).joined(separator: " ")
      let flat = rows.split(separator: " ").joined(separator: " ")
      #expect(flat.hasSuffix(said.split(separator: " ").joined(separator: " ")), "\(said)\n\(screen)")
    }
  }

  /// What a search remarks is behind what it found as far as it has room, else counted, and whole among the messages.
  @Test func remarksAreFolded() throws {
    let bench = try Bench()
    bench.work.handle(.resize(width: 80, height: 24))
    let badges: [ProposalBadge] = [
      .dependent(millilitres: 123.4), .doubtfulLung(millilitres: 123.4), .littleAir, .thickSlices(millimetres: 12.5),
      .nearHilum(millilitres: 123.4), .noLungs,
    ]
    let remarks = badges.map(ProposalWords.text)
    let found = Sentence.proposed(137, ProposedTotal(millilitres: 1340, lungs: 4600, interval: 1290...1410))
    bench.work.say(found, checking: remarks)
    let said = bench.notice
    #expect(Sentence.fits(said) && said.hasSuffix("6 to check: :messages") && said.contains("Pl lists them"), "\(said)")
    #expect(bench.work.notice?.weight == .warning)
    try bench.play(":messages<CR>")
    guard case .page(let page) = bench.work.overlay else { return #expect(Bool(false), "no page") }
    let lines = page.lines.map(\.text)
    for remark in remarks { #expect(lines.contains("  check: " + remark)) }
    // One that has room stands there.
    try bench.play("<Esc>")
    bench.work.say("Nothing to propose", checking: ["the lungs have hardly any normal air"])
    #expect(bench.notice == "Nothing to propose; check: the lungs have hardly any normal air")
    bench.work.say("Nothing to propose", checking: [])
    #expect(bench.notice == "Nothing to propose" && bench.work.notice?.weight == .info)
  }

  @Test func aListSaysHowManyMoreThereAre() {
    #expect(Sentence.list([]) == "" && Sentence.list(["a", "b"]) == "a, b")
    let listed = Sentence.list((1...40).map { "name-\($0)" })
    #expect(listed == "name-1, name-2, name-3, name-4, name-5, name-6, name-7 and 33 more")
    #expect(Sentence.list([String(repeating: "x", count: 300), "b"]).count < 76)
  }
}
