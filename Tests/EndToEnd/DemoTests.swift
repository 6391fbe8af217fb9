import Foundation
import TestSupport
import Testing

/// The demo on a terminal: the case takes some seconds to make, which is said before them, not after.
@Suite struct DemoTests {
  @Test func whatItDoesIsSaidAtOnce() throws {
    let program = try PtyProcess(
      [builtProduct("stylet"), "demo"], width: 100, height: 30,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    defer {
      kill(program.pid, SIGKILL)
      _ = program.waitForExit(seconds: 30)
    }
    let line = "making the case ..."
    #expect(program.read(seconds: 10, until: line))
    #expect(program.output.count < 200, "nothing else is there yet")
    // Its line is empty again before the screen comes.
    #expect(program.read(seconds: 60, until: "\r\u{1b}[K"))
    #expect(program.read(seconds: 60, until: "GGO"))
    let all = String(decoding: program.output, as: UTF8.self)
    let said = try #require(all.range(of: line)), erased = try #require(all.range(of: "\r\u{1b}[K"))
    #expect(said.upperBound < erased.lowerBound)
    let screen = try #require(all.range(of: "GGO"))
    #expect(erased.upperBound < screen.lowerBound)
  }
}
