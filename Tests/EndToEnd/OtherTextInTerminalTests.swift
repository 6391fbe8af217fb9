import Foundation
import TestSupport
import Testing

/// What stands on a terminal besides the program's own words: what another program wrote there, and names of findings
/// in any script.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct OtherTextInTerminalTests {
  /// A message to all terminals is written over the picture: drawing the screen again takes it away.
  @Test(arguments: ["Ctrl-L", ":redraw"]) func whatAnotherProgramWroteGoes(_ how: String) throws {
    let desk = try Desk()
    try desk.open("--lungs ask")
    let line = try desk.terminal.state("#{pane_tty}")
    let file = try #require(FileHandle(forWritingAtPath: line), "\(line)")
    for _ in 0..<3 { try file.write(contentsOf: Data("\r\nGoing down in five minutes\r\n".utf8)) }
    try file.close()
    try desk.terminal.waitFor("Going down")
    if how == "Ctrl-L" { try desk.press("C-l") } else { try desk.command("redraw") }
    let screen = try desk.terminal.waitFor("the program's own words alone") {
      !$0.contains("Going down") && $0.contains("EXTENT")
    }
    #expect(screen.contains("Axial"), "\(screen)")
    #expect(try desk.unsaved() == 0)
    try desk.command("q")
    #expect(try desk.remains() == [])
  }

  /// Letters of one column and of two, through curses and the terminal, in the panel and in what is said.
  @Test(arguments: ["Каверна", "Σπήλαιο", "空洞"]) func namesInAnyScriptAreShown(_ name: String) throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let text = try String(contentsOfFile: files.project, encoding: .utf8)
    let named = text.replacingOccurrences(of: "\"Ground-glass opacity\"", with: "\"\(name)\"")
    try #require(named != text)
    try named.write(toFile: files.project, atomically: true, encoding: .utf8)
    let desk = try Desk(width: 160, height: 45, files: files)
    try desk.open("--lungs ask")
    try desk.terminal.waitFor("the name in the panel") { screen in
      screen.split(separator: "\n").contains { $0.contains("GGO") && $0.contains(name) }
    }
    try desk.press("s", "2", "s", "1")
    try desk.terminal.waitFor("the name in the message") {
      $0.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }?.contains(name) == true
    }
    try desk.command("q")
    #expect(try desk.remains() == [])
  }
}
