import Foundation
import TestSupport
import Testing

/// A reader's work in a real terminal, whatever the terminal can do.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct WorkstationTests {
  @Test(arguments: Desk.terms)
  func showsThreePlanesWithLettersAndTheExtentTable(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open("--reader reader-07")
    let screen = try desk.terminal.screen()
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    #expect(screen.contains("For research use only"))
    #expect(String(rows[0]).contains("chest.nii.gz") && String(rows[0]).contains("reader-07"))
    for text in ["Axial 25/48", "Coronal 49/96", "Sagittal 49/96", "EXTENT", "mL", "GGO", "CON", "total", "5 cm"] {
      #expect(screen.contains(text), "\(text) under \(term)")
    }
    // The next key takes what was said first away, and what it stood on is seen: the whole lowest row, since tmux may be
    // asked while the program is still drawing.
    try desk.press("Right")
    let divider = try #require(rows[1].firstIndex { $0 == "│" || $0 == "|" })
    try desk.terminal.waitFor("the scale and P alone below the large pane") { bare in
      let rows = bare.split(separator: "\n", omittingEmptySubsequences: false)
      return rows.count > 27 && rows[27].prefix(divider).filter(\.isLetter) == "cmP"
    }
    // Radiological: the patient's right on the left of the large pane, front on top.
    let middle = rows.filter { $0.count > divider && $0[0] == "R" && $0[divider - 1] == "L" }
    #expect(middle.count == 1, "R and L face each other")
    #expect(rows[2].prefix(divider).filter(\.isLetter) == ["A"])
    try desk.command("q")
    #expect(try desk.remains() == [])
    #expect(!desk.files.has(desk.files.project) && !desk.files.has(desk.files.journal), "looking leaves nothing")
  }

  @Test(arguments: Desk.terms)
  func paintsUndoesSavesAndFindsEverythingAgain(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open()
    #expect(try desk.shown() == nil)
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    let stamp = try #require(try desk.shown())
    try desk.press("p", "Right", "Right", "Right", "Down", "p")
    try desk.terminal.waitFor("Pen up")
    #expect(try desk.unsaved() == 2)
    let stroke = try #require(try desk.shown())
    #expect(try #require(Double(stroke)) > #require(Double(stamp)))
    try desk.press("u")
    try desk.terminal.waitFor("the stamp alone") { _ in try desk.shown() == stamp }
    try desk.press("U")
    try desk.terminal.waitFor("the stroke again") { _ in try desk.shown() == stroke }
    try desk.press("s", "2", "PPage", "Space")
    try desk.terminal.waitFor("a consolidation") { _ in try desk.shown("CON") != nil }
    let consolidation = try desk.shown("CON")
    try desk.command("w")
    try desk.waitForUnsaved(0)

    let layers = try #require(try desk.files.savedProject()["layers"] as? [[String: Any]])
    let slices = try #require(layers.first?["slices"] as? [[String: Any]])
    #expect(slices.map { $0["k"] as? Int } == [24, 25] && slices.map { $0["label"] as? Int } == [1, 2])
    #expect(try desk.files.shownMillilitres() == ["GGO": stroke, "CON": consolidation])

    try desk.command("q")
    #expect(try desk.remains() == [])
    try desk.open()
    #expect(try desk.shown() == stroke && desk.shown("CON") == consolidation)
    #expect(try desk.unsaved() == 0)
    try desk.command("q")
    #expect(try desk.remains() == [])
  }

  @Test(arguments: Desk.terms)
  func showsHelpPaletteAndWhatMayFollow(_ term: String) throws {
    let desk = try Desk(term)
    try desk.open()
    try desk.press("?")
    try desk.terminal.waitFor("Esc closes")
    #expect(try desk.terminal.screen().contains("Help"))
    try desk.press("Escape")
    try desk.terminal.waitFor("the panes") { !$0.contains("Esc closes") }
    try desk.terminal.type(":und")
    try desk.terminal.waitFor("undo")
    try desk.press("Escape")
    try desk.terminal.waitFor("the panes") { !$0.contains("undo") }
    try desk.press("w")
    try desk.terminal.waitFor("mediastinum")
    try desk.press("m")
    try desk.terminal.waitFor("the mediastinal window") { $0.contains("mediastinum  L") }
    try desk.press("Z", "Z")
    #expect(try desk.remains() == [])
  }

  @Test func takesAFrenchKeyboardsKeysWithoutAltGr() throws {
    let desk = try Desk()
    try desk.open("--keymap azerty")
    try desk.terminal.waitFor("L 1.9  P 1.9")
    try desk.press("é", "Right")
    try desk.terminal.waitFor("L 9.4  P 1.9")
    try desk.press("\\;")
    try desk.terminal.waitFor("the larger brush") { !$0.contains("disc 5 mm") && $0.contains("disc ") }
    try desk.press("[")
    try desk.terminal.waitFor("No command on [")
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    try desk.command("wq")
    #expect(try desk.remains() == [])
    #expect(try desk.files.millilitres()["GGO"] ?? 0 > 0)
  }
}
