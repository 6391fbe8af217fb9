import Foundation
import TestSupport
import Testing

/// How the program lives in its terminal: size, suspension, locale, the way out.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct TerminalMannersTests {
  @Test(arguments: Desk.terms)
  func followsTheWindowsSize(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open()
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    let drawn = try desk.shown()
    try desk.terminal.resize(width: 150, height: 44)
    try desk.terminal.waitFor("150 columns") { ($0.split(separator: "\n").map(\.count).max() ?? 0) > 140 }
    try desk.terminal.waitFor("the extent") { _ in try desk.shown() == drawn }
    try desk.terminal.resize(width: 64, height: 18)
    try desk.terminal.waitFor("64 columns") {
      let rows = $0.split(separator: "\n", omittingEmptySubsequences: false)
      return rows[0].hasPrefix(" Axial") && rows[13...16].contains { $0.hasPrefix(" NAVIGATE") }
    }
    try desk.terminal.waitFor("the extent") { _ in try desk.shown() == drawn }
    try desk.terminal.resize(width: 40, height: 10)
    try desk.terminal.waitFor("Nothing is lost: enlarge it.")
    #expect(try desk.terminal.screen().contains("This one is 40"))
    try desk.terminal.resize(width: 100, height: 30)
    try desk.terminal.waitFor("the panes") { $0.contains("Coronal") && $0.contains("unsaved") }
    #expect(try desk.shown() == drawn && desk.unsaved() == 1)
    try desk.command("wq")
    #expect(try desk.remains() == [])
  }

  /// A scan that takes long says how far it is, and what goes on being read behind the screen says nothing of it: the
  /// prompt comes back at the beginning of an empty line, whichever way the terminal is left.
  @Test(arguments: ["q", "suspended", "ended"]) func noLineOfProgressIsLeftBehind(_ way: String) throws {
    let desk = try Desk()
    let made = try desk.files.run("phantom", "big.nii.gz", "--size", "512x512x160")
    #expect(made.status == 0, "\(made.err)")
    try desk.terminal.run("clear; $STYLET big.nii.gz --lungs ask")
    try desk.terminal.waitFor("the whole scan", seconds: 60) {
      $0.contains("Axial") && !$0.contains("reading the scan") && !$0.contains("checking the scan")
    }
    switch way {
    case "suspended":
      try desk.press("C-z")
      try desk.terminal.waitFor("fg brings it back")
    case "ended": kill(try desk.terminal.process(named: "stylet"), SIGTERM)
    default: try desk.command("q")
    }
    #expect(try desk.remains() == [])
    let lines = try desk.terminal.screen().split(separator: "\n")
    #expect(!lines.contains { $0.contains("%") }, "\(lines)")
    let last = try #require(lines.last), column = try desk.terminal.state("#{cursor_x}")
    #expect(Int(column).map { $0 >= last.count && $0 <= last.count + 1 } == true, "\(column): \(last)")
    if way == "suspended" { try desk.terminal.run("kill %1") }
  }

  @Test func startsTooSmallAndWaitsForRoom() throws {
    let desk = try Desk(width: 40, height: 10)
    try desk.start()
    try desk.terminal.waitFor("Nothing is lost: enlarge it.")
    try desk.terminal.resize(width: 80, height: 24)
    try desk.terminal.waitFor("the panes") { $0.contains("Axial") && $0.contains("EXTENT") }
    try desk.terminal.resize(width: 40, height: 10)
    try desk.terminal.waitFor("Nothing is lost: enlarge it.")
    try desk.press("Z", "Z")
    #expect(try desk.remains() == [])
  }

  @Test(arguments: Desk.terms)
  func suspendsAndComesBack(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open()
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    let drawn = try desk.shown()
    try desk.press("C-z")
    try desk.terminal.waitFor("fg brings it back")
    #expect(try desk.remains() == [])
    try desk.terminal.run("clear; fg")
    try desk.waitForUnsaved(1)
    #expect(try desk.shown() == drawn)
    try desk.press("u")
    try desk.terminal.waitFor("an empty panel") { _ in try desk.shown() == nil }
    try desk.press("U")
    try desk.terminal.waitFor("the stroke again") { _ in try desk.shown() == drawn }
    try desk.command("wq")
    #expect(try desk.remains() == [])
    #expect(try desk.files.shownMillilitres() == ["GGO": drawn])
  }

  @Test(arguments: Desk.terms)
  func asksBeforeUnsavedWorkIsLeft(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open()
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    try desk.command("q")
    try desk.terminal.waitFor("One stroke is not saved.")
    try desk.press("Escape")
    try desk.terminal.waitFor("the panes") { !$0.contains("not saved") }
    #expect(try desk.unsaved() == 1)
    try desk.command("q")
    try desk.terminal.waitFor("leave without saving")
    try desk.press("n")
    #expect(try desk.remains() == [])
    #expect(!desk.files.has(desk.files.project) && !desk.files.has(desk.files.journal))

    try desk.open()
    #expect(try desk.shown() == nil)
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    let drawn = try desk.shown()
    try desk.command("q")
    try desk.terminal.waitFor("save and leave")
    try desk.press("y")
    #expect(try desk.remains() == [])
    #expect(try desk.files.shownMillilitres() == ["GGO": drawn])
    #expect(!desk.files.has(desk.files.journal))
  }

  @Test(arguments: Desk.terms)
  func writesASCIIAloneInACLocale(_ term: String) throws {
    let desk = try Desk(term, environment: ["LC_ALL": "C"])
    try desk.open()
    func isASCII() throws -> Bool { try desk.terminal.screen().utf8.allSatisfy { $0 < 128 } }
    #expect(try isASCII())
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    #expect(try desk.shown() != nil && isASCII())
    for (keys, text) in [("?", "Esc closes"), (":", "Commands"), ("w", "lung"), ("v", "CONTOUR")] {
      try desk.terminal.type(keys)
      try desk.terminal.waitFor(text)
      #expect(try isASCII(), "after \(keys)")
      try desk.press("Escape")
      try desk.terminal.waitFor("navigation") {
        $0.contains("NAVIGATE") && !$0.contains("Esc closes") && !$0.contains("Commands")
      }
    }
    try desk.command("q!")
    #expect(try desk.remains() == [])
  }
}
