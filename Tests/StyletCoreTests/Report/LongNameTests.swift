import Testing

@testable import StyletReport

/// Names of a project may be of any length: a report of them is text all the same, and its cost grows as they do.
@Suite struct LongNameTests {
  /// What names are made of, and how many bytes of it: a character that is escaped becomes six.
  private static let kinds: [(name: String, part: String, bytes: Int)] = [
    ("one word", "x", 100_000), ("words", "word ", 100_000), ("escaped", "\u{1b}", 20_000),
    ("many marks on one letter", "\u{301}", 100_000),
  ]

  /// Of this many bytes in every name: reader, findings, scan, answers.
  private func text(_ part: String, bytes: Int) throws -> (characters: Int, time: Duration) {
    let scene = try ReportScene(name: " " + String(repeating: part, count: bytes / part.utf8.count) + " end")
    var count = 0
    let time = try ContinuousClock().measure {
      let text = ReportText.render(ReportWords(scene.content).document())
      try #require(text.contains("end") && text.hasPrefix("Chest CT, report of"))
      count = text.utf8.count
    }
    return (count, time)
  }

  @Test(arguments: kinds.map(\.name)) func aTextReportOfThemIsLinear(_ name: String) throws {
    let kind = try #require(Self.kinds.first { $0.name == name })
    _ = try text(kind.part, bytes: 1000)
    let half = try text(kind.part, bytes: kind.bytes / 2), whole = try text(kind.part, bytes: kind.bytes)
    #expect(whole.characters > kind.bytes && whole.characters < 3 * half.characters, "\(half) \(whole)")
    // Twice as much in about twice the time; three times, and a second for a machine that is busy.
    #expect(whole.time < half.time * 3 + .seconds(1), "\(half) \(whole)")
  }
}
