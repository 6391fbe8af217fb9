import Foundation
import TestSupport
import Testing

@testable import StyletBase

/// Small shell scripts as programs of others.
@Suite struct CommandRunTests {
  private func run(_ script: String, seconds: Double = 20, work: CancellableWork = CancellableWork()) throws {
    try CommandRun.run(["/bin/sh", "-c", script], name: "it", seconds: seconds, work: work)
  }

  private func failure(_ script: String, seconds: Double = 20) -> Failure? {
    #expect(throws: Failure.self) { try run(script, seconds: seconds) }
  }

  @Test func whatGoesWell() throws {
    let work = CancellableWork()
    try run("echo working; echo ' 42 %' >&2; printf '43%%'; exit 0", work: work)
    #expect(work.progress == 0.42)
    try run("read x && exit 1; exit 0")  // there is nothing to read
  }

  /// No shell: a word is a word.
  @Test func wordsAreNotLookedInto() throws {
    try withTemporaryFolder { folder in
      let name = folder + "/a b; $HOME *"
      try CommandRun.run(["touch", name], name: "it", seconds: 5, work: CancellableWork())
      #expect(FileManager.default.fileExists(atPath: name))
    }
  }

  @Test func failuresSayHowAndTheLastLines() {
    let status = failure("echo one >&2; echo two; echo three >&2; printf 'four \\033[31m' >&2; exit 3")
    #expect(status?.what == "it ended with status 3: two | three | four \\u{1b}[31m")
    #expect(failure("kill -9 $$")?.what == "it was ended by signal 9")
    let none = #expect(throws: Failure.self) {
      try CommandRun.run(["/no/such/program"], name: "it", seconds: 5, work: CancellableWork())
    }
    #expect(none?.kind == .noInput && none?.what.contains("/no/such/program") == true)
  }

  /// It and what it has started end with the time, though they do not want to.
  @Test func whatHangsIsEnded() throws {
    try withTemporaryFolder { folder in
      let script = "trap '' TERM; sleep 300 & echo $! > \(folder)/child; echo waiting >&2; wait; wait"
      let hung = failure(script, seconds: 1)
      #expect(hung?.what == "it took more than 1 s and was ended: waiting")
      let child = try #require(pid_t(String(decoding: try read(folder + "/child"), as: UTF8.self).filter(\.isNumber)))
      for _ in 0..<200 where kill(child, 0) == 0 && !isZombie(child) { usleep(10_000) }
      #expect(kill(child, 0) != 0 || isZombie(child))
    }
  }

  /// Ended, and only waits for its parent to hear of it.
  private func isZombie(_ process: pid_t) -> Bool {
    (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") ?? true
  }

  /// What is left in the background does not hold the end up.
  @Test func backgroundIsNotWaitedFor() throws { try run("sleep 300 & exit 0") }

  @Test func cancelled() throws {
    let work = CancellableWork()
    Thread.detachNewThread {
      usleep(200_000)
      work.cancel()
    }
    let failure = #expect(throws: Failure.self) { try run("sleep 300", seconds: 250, work: work) }
    #expect(failure?.what == "it was stopped" && failure?.kind == .usage)
  }

  /// Output without end and without lines neither fills the memory nor stops the clock.
  @Test func hugeOutput() throws {
    try run("head -c 30000000 /dev/zero; head -c 30000000 /dev/zero >&2")
    #expect(failure("cat /dev/zero >&2", seconds: 1)?.what.hasPrefix("it took more than 1 s and was ended: ") == true)
    #expect(failure("yes", seconds: 1)?.what == "it took more than 1 s and was ended: y | y | y")
  }

  /// The journal's file and the terminal are not its own.
  @Test func itInheritsNothing() throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    try run("test ! -e /proc/self/fd/\(file)")
  }
}
