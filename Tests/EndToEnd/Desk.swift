import Foundation
import Glibc
import TestSupport

/// The program in a real terminal, on a case of its own.
final class Desk {
  static let terms = ["xterm-256color", "tmux-256color", "xterm-direct", "linux", "vt100"]

  let files: CaseFolder
  let terminal: TmuxTerminal

  init(
    _ term: String = "xterm-256color", width: Int = 100, height: Int = 30, files: CaseFolder? = nil,
    environment: [String: String] = [:]
  ) throws {
    self.files = try files ?? CaseFolder()
    let own = ["STYLET": builtProduct("stylet")].merging(environment) { $1 }
    terminal = try TmuxTerminal(term: term, width: width, height: height, environment: own)
    try terminal.run("cd \(self.files.path); clear")
  }

  /// Opens the scan and waits for its picture.
  func open(_ options: String = "") throws {
    try start(options)
    try terminal.waitFor("the first frame") {
      $0.contains("Axial") && $0.contains("unsaved") && !$0.contains("reading the scan")
        && !$0.contains("checking the scan")
    }
  }

  func start(_ options: String = "") throws {
    // Terminals without a second screen still show what the program left.
    try terminal.run("clear")
    try terminal.waitFor("an empty screen") { !$0.contains("Axial") }
    try terminal.run("$STYLET \(CaseFolder.scanName) \(options)")
  }

  func press(_ keys: String...) throws { for key in keys { try terminal.press(key) } }

  /// A command of the palette, as a reader types it.
  func command(_ text: String) throws {
    try terminal.type(":" + text)
    try terminal.press("Enter")
  }

  func waitForUnsaved(_ strokes: Int) throws {
    try terminal.waitFor("\(strokes) unsaved strokes") { Self.unsaved($0) == strokes }
  }

  func unsaved() throws -> Int? { Self.unsaved(try terminal.screen()) }

  /// The strokes that the screen says are not in the file.
  static func unsaved(_ screen: String) -> Int? {
    screen.firstMatch(of: /(\d+) unsaved/).flatMap { Int($0.1) }
  }

  /// A finding's mL as the panel shows it; nil when it has none.
  func shown(_ code: String = "GGO") throws -> String? {
    let number = try Regex("\(code)[^0-9\\n]*([0-9]+\\.[0-9]{2}) ", as: (Substring, Substring).self)
    return try terminal.screen().firstMatch(of: number).map { String($0.1) }
  }

  /// Ends the program without a chance to do anything, and makes the terminal usable again.
  func kill() throws {
    Glibc.kill(try terminal.process(named: CaseFolder.scanName), SIGKILL)
    try terminal.waitFor("the shell") { _ in try terminal.state("#{pane_current_command}") == "sh" }
    // The line is raw still: Enter would be no line end.
    try terminal.type("stty sane; tput reset")
    try terminal.press("C-j")
    try terminal.waitFor("a clean screen") { $0.split(separator: "\n").count == 1 && $0.contains(TmuxTerminal.prompt) }
  }

  /// Waits for the shell; what is wrong with the terminal it was handed, empty when nothing.
  func remains() throws -> [String] { try terminal.remains(after: "stylet") }
}
