import Foundation
import Glibc
import TestSupport
import Testing

@testable import StyletStudy

/// A reader's day in a real terminal.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct StudyTerminalTests {
  private func begin(_ study: StudyCases, _ options: String = "") throws -> TmuxTerminal {
    let terminal = try TmuxTerminal(
      term: "xterm-256color", width: 100, height: 30, environment: ["STYLET": builtProduct("stylet")])
    try terminal.run("cd \(study.reader); clear")
    try terminal.run("$STYLET \(options)")
    return terminal
  }

  private func waitForCase(_ terminal: TmuxTerminal, _ alias: Alias) throws {
    try terminal.waitFor("the case") { $0.contains("Axial") && $0.contains(alias.text) && $0.contains("0 unsaved") }
  }

  /// `stylet` alone, from the list to the seal of two cases and back to the shell.
  @Test func aDay() throws {
    let study = try StudyCases(), terminal = try begin(study)
    try terminal.waitFor("0 of 4 sealed")
    for n in 0..<2 {
      try terminal.press("Enter")
      try waitForCase(terminal, study.aliases[n])
      try terminal.press("Space")
      try terminal.waitFor("a stroke") { $0.contains("1 unsaved") }
      try terminal.press("R", "a", "Tab", "S")
      try terminal.waitFor("ann")
      try terminal.press("y")
      try terminal.waitFor("\(n + 1) of 4 sealed")
    }
    try terminal.type("/begun")
    try terminal.waitFor("0 of 4 shown")
    try terminal.press("Escape")
    try terminal.waitFor("the whole list") { !$0.contains("shown") }
    try terminal.press("q")
    #expect(try terminal.remains(after: "STYLET") == [])
    #expect(try study.events().map(\.kind) == [.open, .seal, .open, .seal])
  }

  /// The line drops, and the program is killed: what was drawn is there again, and the list says that it was begun.
  @Test(arguments: [SIGHUP, SIGKILL])
  func nothingIsLost(_ signal: Int32) throws {
    let study = try StudyCases(), terminal = try begin(study)
    try terminal.waitFor("0 of 4 sealed")
    try terminal.press("Enter")
    try waitForCase(terminal, study.aliases[0])
    try terminal.press("Space")
    try terminal.waitFor("a stroke") { $0.contains("1 unsaved") }
    kill(try terminal.process(named: "stylet"), signal)
    try terminal.waitFor("the shell") { _ in try terminal.state("#{pane_current_command}") == "sh" }
    let isGone = !FileManager.default.fileExists(atPath: study.folder.claim(StudyCases.reader))
    #expect(isGone || signal == SIGKILL, "a claim that a dead program left is taken over")
    let again = try study.play("j")
    #expect(again.out.contains("1 begun"), "\(again)")
    let opened = try study.play("<CR>")
    #expect(opened.out.contains("1 unsaved") && opened.out.contains(study.aliases[0].text), "\(opened)")
  }

  /// The coordinator withdraws a case that is open: its reader is told at the seal, and the reading is kept.
  @Test func aCaseIsWithdrawnMeanwhile() throws {
    let study = try StudyCases(), terminal = try begin(study)
    try terminal.waitFor("0 of 4 sealed")
    try terminal.press("Enter")
    try waitForCase(terminal, study.aliases[0])
    try terminal.press("Space")
    try terminal.waitFor("a stroke") { $0.contains("1 unsaved") }
    let list = try ListedReading.read(study.folder, StudyCases.reader)
    try StudyFile.write(ListedReading.bytes(Array(list.dropFirst())), to: study.folder.list(StudyCases.reader))
    try terminal.press("R", "a", "Tab", "S")
    try terminal.waitFor("ann")
    try terminal.press("y")
    try terminal.waitFor("told") { $0.contains("withdrawn meanwhile") && $0.contains("0 of 3 sealed") }
    #expect(try study.events().map(\.kind) == [.open, .seal])
    #expect(FileManager.default.fileExists(atPath: study.project(0)))
    // And one that is still in sight is opened no more: the cursor is on the third.
    try StudyFile.write(ListedReading.bytes([list[1], list[3]]), to: study.folder.list(StudyCases.reader))
    try terminal.press("Enter")
    try terminal.waitFor("refused") { $0.contains("nobody reads it any more") && $0.contains("0 of 2 sealed") }
    #expect(try study.events().count == 2)
  }

  /// One works, another one of the same name is told so.
  @Test func oneAtATime() throws {
    let study = try StudyCases(), terminal = try begin(study)
    try terminal.waitFor("0 of 4 sealed")
    let second = try study.play("j")
    #expect(second.status == 75 && second.complaint?.contains("at work elsewhere") == true, "\(second)")
    try terminal.press("q")
    try terminal.waitFor("the shell") { _ in try terminal.state("#{pane_current_command}") == "sh" }
    #expect(try study.play("j").status == 0)
  }

  /// The scans' disk goes away while a case is open, and comes back.
  @Test func theScansGoAwayAndComeBack() throws {
    let study = try StudyCases(), terminal = try begin(study)
    try terminal.waitFor("0 of 4 sealed")
    try terminal.press("Enter")
    try waitForCase(terminal, study.aliases[0])
    let scans = study.path + "/scans"
    try FileManager.default.moveItem(atPath: scans, toPath: scans + "-away")
    try terminal.press("Space")
    try terminal.waitFor("a stroke") { $0.contains("1 unsaved") }
    try terminal.type(":wq")
    try terminal.press("Enter")
    try terminal.waitFor("1 begun")
    try terminal.press("Enter")
    try terminal.waitFor("the scan cannot be reached")
    try FileManager.default.moveItem(atPath: scans + "-away", toPath: scans)
    try terminal.press("Enter")
    try waitForCase(terminal, study.aliases[0])
    #expect(try study.savedProject(0)["layers"].map { "\($0)" }?.contains("runs") == true)
    try terminal.type(":q")
    try terminal.press("Enter")
    try terminal.waitFor("1 begun")
    try terminal.press("q")
    #expect(try terminal.remains(after: "STYLET") == [])
  }
}
