import StyletBase
import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// What a new controller is told and asked, as ARCHITECTURE.md says: with a row of ``Controllers`` it is a part of the
/// workstation.
@Suite struct ControllerTests {
  /// A controller that another wing would add: it has something open, and writes down what it is told.
  private final class Guest: Controller {
    unowned let workspace: Workspace
    var isOpen = false
    var refusal: Failure?
    var steps: [AppliedStep] = []
    var calls: [String] = []

    init(_ workspace: Workspace) { self.workspace = workspace }

    var mode: Mode? { isOpen ? .measure : nil }
    var part: ScreenPart? { isOpen ? .form : nil }
    func back() -> Bool {
      defer { isOpen = false }
      return isOpen
    }
    func giveWay() { isOpen = false }
    func remind() { say("open") }
    var isWorking: Bool { isOpen }
    func idle() { calls.append("idle") }
    func finish() { calls.append("finish") }
    func end() { calls.append("end") }
    func willApply(_ edit: Edit) throws { if let refusal { throw refusal } }
    func didChange(_ edit: Edit, as step: AppliedStep) { steps.append(step) }
    func usualValues(of finding: Finding) -> ClosedRange<Double>? { finding.code == "GGO" ? -701...(-299) : nil }
    func show(in model: inout ScreenModel) { if isOpen { model.modeName = "GUEST" } }
  }

  private func desk() throws -> (Bench, Guest) {
    let bench = try Bench()
    let guest = Guest(bench.work.workspace)
    bench.work.workspace.controllers.insert(guest, at: 0)
    return (bench, guest)
  }

  @Test func itSeesEachStep() throws {
    let (bench, guest) = try desk()
    try bench.play("<Space>ll<Space>u")
    #expect(guest.steps == [.new, .new, .new])
    // A stroke of the pen is one step, however far it goes.
    guest.steps = []
    try bench.play("plll")
    #expect(guest.steps.first == .new && guest.steps.count > 1 && guest.steps.dropFirst().allSatisfy { $0 == .same })
  }

  @Test func whatItRefusesIsNotDrawn() throws {
    let (bench, guest) = try desk()
    guest.refusal = Failure(.usage, "not now")
    try bench.play("<Space>")
    #expect(bench.drawn.isEmpty && bench.work.session.revision == 0 && guest.steps == [])
    #expect(bench.notice.contains("not now"))
    guest.refusal = nil
    try bench.play("<Space>")
    #expect(!bench.drawn.isEmpty)
  }

  @Test func itHasTheKeysWhileItIsOpen() throws {
    let (bench, guest) = try desk()
    guest.isOpen = true
    #expect(bench.work.mode == .measure && bench.work.model.modeName == "GUEST" && bench.work.wantsIdle)
    // What it takes from the panes is taken from what the mouse finds, too.
    let narrow = bench.work.geometries.map(\.rect.width)
    guest.isOpen = false
    #expect(bench.work.mode == .navigate && bench.work.model.modeName != "GUEST" && !bench.work.wantsIdle)
    #expect(bench.work.geometries.map(\.rect.width) != narrow)
    // Esc leaves it first, and the pen only then.
    try bench.play("p")
    guest.isOpen = true
    try bench.play("<Esc>")
    #expect(!guest.isOpen && bench.work.tool.penDown)
    try bench.play("<Esc>")
    #expect(!bench.work.tool.penDown)
    // What needs all keys takes them.
    guest.isOpen = true
    bench.work.workspace.leaveAll()
    #expect(!guest.isOpen)
  }

  @Test func itIsAskedInTime() throws {
    let (bench, guest) = try desk()
    bench.work.handle(.idle)
    bench.work.waitForWork()
    try bench.play(":q!<Enter>")
    #expect(guest.calls == ["idle", "finish", "end"] && bench.work.isFinished)
  }

  @Test func itsWordOnAFindingGoesBeforeTheUsual() throws {
    let (bench, _) = try desk()
    #expect(bench.work.workspace.usualValues(of: bench.work.table[1]) == -701...(-299))
    let usual = try #require(bench.work.table[2])
    #expect(bench.work.workspace.usualValues(of: usual) == usual.usualValues)
  }

  /// What matches the palette's line is kept until line, language or findings change.
  @Test func matchesAreThoseOfNow() throws {
    let bench = try Bench()
    var palette = PalettePrompt()
    palette.set("finding ")
    let english = bench.work.matches(palette)
    #expect(english.contains { $0.row.text == "Other" })
    try Words.$inTask.withValue(.french) {
      #expect(bench.work.matches(palette).contains { $0.row.text == "Autre" })
      palette.set("save")
      let title = try #require(CommandTable.command("save")).title
      #expect(bench.work.matches(palette).first?.row.text.hasPrefix(title) == true)
    }
    palette.set("finding ")
    bench.work.workspace.findingsTable = try #require(LabelTable(Array(bench.work.table.findings.prefix(2))))
    #expect(bench.work.matches(palette).count == 2)
  }

  /// The panel has the findings' names in the language in force.
  @Test func findingsAreNamedInFrench() throws {
    let bench = try Bench()
    let text = Words.$inTask.withValue(.french) { bench.work.draw(width: 200, height: 55).text }
    #expect(text.contains("OTH Autre") && !text.contains("OTH Other"))
    #expect(bench.work.draw(width: 200, height: 55).text.contains("OTH Other"))
  }
}
