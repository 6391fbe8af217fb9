import Glibc
import StyletBase
import Testing

@testable import StyletTerminal

@Suite(.serialized) struct EndingKeyTests {
  /// - Returns: whether the key was seen, and what is kept.
  private func look(_ typed: [UInt8]) throws -> (ends: Bool, kept: [UInt8]) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    EndingKey.watch(ends[0])
    defer { EndingKey.watch(nil) }
    try #require(typed.isEmpty || write(ends[1], typed, typed.count) == typed.count)
    var seen = false
    do { try EndingKey.check() } catch is Failure { seen = true }
    #expect(EndingKey.hasTyped == !(seen || typed.isEmpty))
    return (seen, EndingKey.typed())
  }

  @Test func theseEndIt() throws {
    for typed: [UInt8] in [[3], [0x1b], [0x6a, 3, 0x6b], [0x6a, 0x1b]] {
      let (ends, kept) = try look(typed)
      #expect(ends && kept.isEmpty, "\(typed)")
    }
  }

  /// Arrows and mouse reports begin with an Esc, too.
  @Test func othersAreKept() throws {
    for typed: [UInt8] in [[], [0x6a], [0x1b, 0x5b, 0x41], Array("\u{1b}[<0;1;1M".utf8)] {
      let (ends, kept) = try look(typed)
      #expect(!ends && kept == typed, "\(typed)")
    }
  }

  @Test func withoutASessionNothingIsRead() throws {
    EndingKey.watch(nil)
    try EndingKey.check()
    #expect(!EndingKey.hasTyped)
  }
}
