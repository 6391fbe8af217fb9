import Foundation
import TestSupport
import Testing

/// A terminal that calls itself xterm is asked for its colours: PuTTY and others say so and have 256.
@Suite(.serialized) struct AskedTerminalTests {
  private func start(_ files: CaseFolder) throws -> PtyProcess {
    try PtyProcess(
      [builtProduct("stylet"), files.path + "/" + CaseFolder.scanName, "--lungs", "ask"], width: 100, height: 30,
      environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"])
  }

  @Test func anAnswerBrings256ColoursAndKeysTypedMeanwhileCount() throws {
    let files = try CaseFolder()
    let program = try start(files)
    #expect(program.read(until: "\u{1b}]4;255;?"))
    program.type(" \u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}[?64;1;2c")
    #expect(program.read(until: "38;5;"))
    program.type(":wq\r")
    #expect(program.waitForExit(seconds: 20) == 0)
    #expect(try files.shownMillilitres()["GGO"] != nil, "the stamp typed before the first picture")
  }

  /// One that is silent, or has no palette, keeps its 8 colours and loses nothing.
  @Test(arguments: ["", "\u{1b}[?1;2c"]) func silenceKeepsEightColours(_ answer: String) throws {
    let files = try CaseFolder()
    let program = try start(files)
    #expect(program.read(until: "\u{1b}[c"))
    program.type(answer)
    #expect(program.read(until: "Axial"))
    program.type(" ")
    program.type(":wq\r")
    #expect(program.waitForExit(seconds: 20) == 0)
    #expect(try files.shownMillilitres()["GGO"] != nil)
  }
}
