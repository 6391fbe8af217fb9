import Foundation
import StyletBase
import TestSupport
import Testing

/// Whatever signal ends the program: the terminal is as it was, what was drawn is in the journal, no lock is left, and
/// who started it sees by what it was ended.
@Suite(.serialized) struct EndedBySignalTests {
  private func locks(_ files: CaseFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: files.path).filter { $0.hasSuffix(".lock") }
  }

  /// As the shell shows it: 128 and the signal.
  private func shown(_ status: Int32?) -> Int32? { status.map { $0 & 0x7f == 0 ? $0 >> 8 : 128 + ($0 & 0x7f) } }

  @Test(arguments: EndingSignal.all) func ofAWorkstation(_ signal: Int32) throws {
    let files = try CaseFolder()
    let session = try PtyProcess(
      [builtProduct("stylet"), "open", files.path + "/" + CaseFolder.scanName, "--lungs", "ask"], width: 120, height: 40,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    #expect(session.read(until: "NAVIGATE"))
    let mode = session.mode
    session.type(" ")
    let end = Date.now + 10
    while !files.has(files.journal), Date.now < end { session.read(seconds: 0.1) { _ in false } }
    session.read(seconds: 0.5) { _ in false }
    kill(session.pid, signal)
    #expect(shown(session.waitForExit(seconds: 8)) == 128 + signal)
    #expect(mode.c_lflag & UInt32(ECHO) == 0 && session.mode.c_lflag & UInt32(ECHO | ICANON) == UInt32(ECHO | ICANON))
    #expect(String(decoding: session.output, as: UTF8.self).contains("\u{1b}[?1049l"))
    #expect(try locks(files) == [] && files.has(files.journal))
    let again = try files.run("open", CaseFolder.scanName, "--lungs", "ask", "--script", "", "--save")
    #expect(again.status == 0 && again.err.contains("1"), "\(again)")
    #expect(try files.shownMillilitres()["GGO"] != nil)
  }

  @Test(arguments: EndingSignal.all) func ofAScript(_ signal: Int32) throws {
    let files = try CaseFolder()
    let keys = String(repeating: "l<Space>", count: 100_000)
    try keys.write(toFile: files.path + "/keys", atomically: true, encoding: .utf8)
    // A shell may have us ignore some: started directly none is.
    let session = try PtyProcess(
      [
        builtProduct("stylet"), "open", files.path + "/" + CaseFolder.scanName, "--lungs", "ask", "--script",
        "@\(files.path)/keys",
      ], environment: ["TERM": "dumb", "LC_ALL": "C.UTF-8"])
    let end = Date.now + 20
    while !files.has(files.journal), Date.now < end { usleep(50_000) }
    kill(session.pid, signal)
    #expect(shown(session.waitForExit(seconds: 8)) == 128 + signal)
    #expect(try locks(files) == [] && files.has(files.journal))
  }

  /// Before the screen is there: while the scan is looked at, the terminal asked, the project taken.
  @Test(arguments: [SIGINT, SIGQUIT, SIGTERM, SIGHUP]) func whileItBegins(_ signal: Int32) throws {
    let files = try CaseFolder(), before = files.contents()
    for milliseconds: UInt32 in [0, 5, 10, 20, 40, 60, 90, 130, 200] {
      let session = try PtyProcess(
        [builtProduct("stylet"), "open", files.path + "/" + CaseFolder.scanName, "--lungs", "ask"], width: 80, height: 24,
        environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"])
      usleep(milliseconds * 1000)
      kill(session.pid, signal)
      #expect(shown(session.waitForExit(seconds: 8)) == 128 + signal, "after \(milliseconds) ms")
      #expect(session.mode.c_lflag & UInt32(ECHO | ICANON | ISIG) == UInt32(ECHO | ICANON | ISIG), "\(milliseconds) ms")
      #expect(!String(decoding: session.output, as: UTF8.self).contains("Press space"), "\(milliseconds) ms")
      #expect(try locks(files) == [], "\(milliseconds) ms")
      // A journal without steps may be there. Before the program itself begins, the loader leaves what the system says.
      let left = files.contents().keys.filter { before[$0] == nil && !$0.hasSuffix(".journal") && !$0.hasPrefix("core") }
      #expect(left == [], "\(milliseconds) ms")
    }
  }

  /// Full screens beside the workstation's: the session has the signals there, too, and gives the terminal back.
  @Test(arguments: [["study", "board", "trial"], ["compare", "a.stylet.json", "b.stylet.json", "--lungs", "ask"]])
  func ofOtherScreens(_ command: [String]) throws {
    let files = try CaseFolder()
    #expect(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    for (name, keys) in [("a", "<Space>"), ("b", "lll<Space>")] {
      let ran = try files.run(
        "open", CaseFolder.scanName, "--lungs", "ask", "--project", name + ".stylet.json", "--script", keys, "--save")
      #expect(ran.status == 0, "\(ran.err)")
    }
    for signal in [SIGTERM, SIGHUP] {
      let session = try PtyProcess(
        [builtProduct("stylet"), command[0]]
          + command.dropFirst().map { $0.hasPrefix("-") || ["board", "ask"].contains($0) ? $0 : files.path + "/" + $0 },
        width: 100, height: 30, environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
      #expect(session.read(until: "\u{1b}[?1049h"))
      session.read(seconds: 1) { _ in false }
      kill(session.pid, signal)
      #expect(shown(session.waitForExit(seconds: 8)) == 128 + signal)
      session.read(seconds: 0.3) { _ in false }
      #expect(session.mode.c_lflag & UInt32(ECHO | ICANON) == UInt32(ECHO | ICANON))
      #expect(String(decoding: session.output, as: UTF8.self).contains("\u{1b}[?1049l"))
    }
  }

  /// The quit key, which Swift's runtime would take for a crash, to be looked into on the terminal.
  @Test func theQuitKeyWhileItBegins() throws {
    let files = try CaseFolder()
    for milliseconds: UInt32 in [8, 15, 30, 50] {
      let session = try PtyProcess(
        [builtProduct("stylet"), "info", files.path + "/" + CaseFolder.scanName], width: 80, height: 24,
        environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"])
      usleep(milliseconds * 1000)
      session.type([0x1c])
      let status = shown(session.waitForExit(seconds: 5))
      #expect(status == 128 + SIGQUIT || status == 0, "after \(milliseconds) ms: \(String(describing: status))")
    }
  }

  /// What goes on until it is asked to end takes each of them as that.
  @Test(arguments: ["QUIT", "USR1", "TERM"])
  func ofAnIntakeThatWatches(_ signal: String) throws {
    let files = try CaseFolder()
    #expect(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    try FileManager.default.createDirectory(atPath: files.path + "/inbox", withIntermediateDirectories: false)
    let ran = try stylet(
      ["intake", "inbox", "--study", "trial", "--watch"], in: files.path,
      wrapper: ["/usr/bin/timeout", "--preserve-status", "-s", signal, "2"])
    #expect(ran.status == 0, "\(ran.status) \(ran.err)")
    let left = files.contents().keys.filter { $0.hasSuffix(".claim") }
    #expect(left.isEmpty, "\(left)")
  }

  /// A program sends it to the process and then to its group: one request, however far apart the two arrive.
  @Test func sentTwiceByAProgramIsOneRequest() throws {
    let files = try CaseFolder()
    #expect(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    try FileManager.default.createDirectory(atPath: files.path + "/inbox", withIntermediateDirectories: false)
    let script = """
      "$@" & child=$!; sleep 2; kill -TERM $child; sleep 0.05; kill -TERM $child; wait $child
      """
    let ran = try stylet(
      ["intake", "inbox", "--study", "trial", "--watch"], in: files.path, wrapper: ["/bin/sh", "-c", script, "sh"])
    #expect(ran.status == 0, "\(ran.status) \(ran.err)")
  }

  /// A signal that its caller has it ignore, as nohup does, asks for nothing.
  @Test func ofABackgroundThatIsToOutliveItsTerminal() throws {
    let files = try CaseFolder()
    #expect(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    try FileManager.default.createDirectory(atPath: files.path + "/inbox", withIntermediateDirectories: false)
    let ran = try stylet(
      ["intake", "inbox", "--study", "trial", "--watch"], in: files.path,
      wrapper: [
        "/usr/bin/timeout", "--preserve-status", "-s", "HUP", "-k", "1", "2",
        "/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh",
      ])
    #expect(ran.status == 128 + SIGKILL, "\(ran.status) \(ran.err)")
  }
}
