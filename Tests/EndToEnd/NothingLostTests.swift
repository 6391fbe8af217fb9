import Foundation
import TestSupport
import Testing

/// Whatever ends the program, what the screen has shown as drawn is there again.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct NothingLostTests {
  /// Strokes on as many different places: stroke n is the same however many follow.
  private static func strokes(_ n: Int) -> [[String]] {
    (0..<n).map { m in m % 12 == 11 ? ["Space", "PPage", "H"] : ["Space", m % 3 == 0 ? "Down" : "Right"] }
  }

  /// The extent after the first `n` strokes, drawn without a terminal on another copy.
  private func expected(strokes n: Int) throws -> [String: Double] {
    let names = ["Space": "<Space>", "PPage": "<PageUp>", "Right": "<Right>", "Down": "<Down>"]
    let other = try CaseFolder()
    try other.draw(Self.strokes(n).joined().map { names[$0] ?? $0 }.joined())
    return try other.millilitres()
  }

  /// Opens the scan again, without a terminal, and saves what was kept.
  private func reopened(_ files: CaseFolder) throws -> (screen: String, millilitres: [String: Double]) {
    let again = try files.run(
      "open", CaseFolder.scanName, "--script", "", "--size", "240x40", "--dump-screen", "screen.txt", "--save")
    #expect(again.status == 0, "\(again.err)")
    return (try String(contentsOfFile: files.path + "/screen.txt", encoding: .utf8), try files.millilitres())
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func aKillWhilePaintingLosesNoStrokeThatWasShown(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let desk = try Desk()
    try desk.open()
    let pid = try desk.terminal.process(named: CaseFolder.scanName)
    let hand = Hand(desk.terminal, keys: Self.strokes(200))
    hand.start()
    let enough = Int.random(in: 3...30, using: &random)
    try desk.terminal.waitFor("\(enough) strokes") { Desk.unsaved($0) ?? 0 >= enough }
    usleep(UInt32.random(in: 0..<30_000, using: &random))
    kill(pid, SIGKILL)
    hand.stop()
    try desk.terminal.waitFor("the end") { _ in kill(pid, 0) != 0 }
    // What stood on the screen at the end: the shell's own lines come below or over it.
    let shown = max(Desk.unsaved(try desk.terminal.screen()) ?? 0, enough)

    let (screen, millilitres) = try reopened(desk.files)
    let recovered = try #require(screen.firstMatch(of: /[Rr]ecovered (\d+) step/).flatMap { Int($0.1) })
    #expect(recovered >= shown, "\(shown) were shown")
    #expect(recovered <= hand.played)
    #expect(try millilitres == expected(strokes: recovered))
  }

  @Test(arguments: ["closed window", "SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT"])
  func aDroppedLineKeepsEverything(_ how: String) throws {
    let desk = try Desk()
    try desk.open()
    let strokes = Self.strokes(5)
    for key in strokes.joined() { try desk.press(key) }
    try desk.waitForUnsaved(5)
    let pid = try desk.terminal.process(named: CaseFolder.scanName)
    switch how {
    case "closed window": try desk.terminal.hangUp()
    case "SIGHUP": kill(pid, SIGHUP)
    case "SIGQUIT": kill(pid, SIGQUIT)
    case "SIGINT": kill(pid, SIGINT)
    default: kill(pid, SIGTERM)
    }
    try wait("the end after \(how)") { kill(pid, 0) != 0 }
    if how != "closed window" { #expect(try desk.remains() == []) }
    #expect(try !FileManager.default.contentsOfDirectory(atPath: desk.files.path).contains { $0.hasSuffix(".lock") })
    let (screen, millilitres) = try reopened(desk.files)
    #expect(screen.lowercased().contains("recovered 5 steps"))
    #expect(try millilitres == expected(strokes: 5))
  }

  @Test func whatWasRecoveredIsSaidOnAnOrdinaryScreen() throws {
    let desk = try Desk(width: 80, height: 24)
    try desk.open()
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    try desk.kill()
    try desk.open()
    #expect(try desk.terminal.screen().lowercased().contains("recovered 1 step"))
    #expect(try desk.shown() != nil)
    try desk.command("q")
    try desk.terminal.waitFor("not saved", seconds: 3)
    try desk.press("y")
    #expect(try desk.remains() == [])
    #expect(!desk.files.has(desk.files.journal) && desk.files.has(desk.files.project))
  }

  @Test func aSecondInstanceIsRefusedAndNamesTheFirst() throws {
    let desk = try Desk()
    try desk.open("--reader reader-07 --lungs ask")  // what is found by itself goes to the journal, too
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    let before = desk.files.contents()
    let pid = try desk.terminal.process(named: CaseFolder.scanName)
    for arguments in [
      ["open", CaseFolder.scanName, "--script", "<Space>", "--save"],
      ["import", CaseFolder.scanName, CaseFolder.truthName],
    ] {
      let second = try stylet(arguments, in: desk.files.path)
      #expect(second.status == 75)
      let line = try #require(second.complaint, "\(second.err)")
      #expect(line.contains(CaseFolder.projectName) && line.contains("reader-07") && line.contains("process \(pid)"))
      #expect(line.contains("; "))
    }
    #expect(desk.files.contents() == before)
    try desk.press("u", "U")
    try desk.command("wq")
    #expect(try desk.remains() == [])
    try desk.files.draw("<Right>")  // free again
  }

  @Test(.enabled(if: Privileges.canBeRefused, "root cannot give up its rights here: setpriv is missing"))
  func aFolderThatCannotBeWrittenIsForLookingOnly() throws {
    let files = try CaseFolder()
    chmod(files.path, 0o500)
    let before = files.contents()
    // root may write everywhere unless it gives that up
    let command = (Privileges.wrapper + [builtProduct("stylet")]).joined(separator: " ")
    let desk = try Desk(files: files, environment: ["STYLET": command])
    try desk.open()
    try desk.terminal.waitFor("cannot be saved", seconds: 3)
    try desk.press("Space")
    try desk.terminal.waitFor("nothing was changed")
    #expect(try desk.shown() == nil && desk.unsaved() == 0)
    try desk.command("w")
    try desk.terminal.waitFor("the refusal") { $0.contains("chest.stylet") }
    try desk.command("q")
    #expect(try desk.remains() == [])
    #expect(files.contents() == before)
  }
}

/// Types on while the test does something else.
final class Hand: @unchecked Sendable {
  private let terminal: TmuxTerminal
  private let keys: [[String]]
  private let lock = NSLock()
  private var isStopped = false
  private var count = 0
  private let ended = DispatchSemaphore(value: 0)

  init(_ terminal: TmuxTerminal, keys: [[String]]) {
    self.terminal = terminal
    self.keys = keys
  }

  /// Strokes typed or being typed.
  var played: Int { lock.withLock { count } }

  func start() {
    Thread.detachNewThread { [self] in
      defer { ended.signal() }
      for stroke in keys {
        if lock.withLock({ isStopped }) { return }
        lock.withLock { count += 1 }
        for key in stroke { try? terminal.press(key) }
      }
    }
  }

  /// Returns when no key comes any more.
  func stop() {
    lock.withLock { isStopped = true }
    ended.wait()
  }
}

/// What lets root be refused like anybody else.
enum Privileges {
  static let dropped = ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search"]
  /// For ``stylet(_:in:wrapper:)``: nothing for those who are refused anyway.
  static var wrapper: [String] { geteuid() == 0 ? dropped : [] }
  static var canBeRefused: Bool { geteuid() != 0 || FileManager.default.isExecutableFile(atPath: dropped[0]) }
}

/// Looks until `condition` holds.
func wait(_ what: String, seconds: Double = 15, until condition: () throws -> Bool) throws {
  let end = Date.end(ofWaiting: seconds)
  while try !condition() {
    if Date() > end { throw TmuxTerminal.Problem(description: "waited for \(what)") }
    usleep(10_000)
  }
}
