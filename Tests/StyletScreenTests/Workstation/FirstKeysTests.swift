import Testing

@testable import StyletScreen

/// Words that somebody types who takes the first screen for a prompt: harmless, and what they begin is seen.
@Suite struct FirstKeysTests {
  private static let words = ["q", "quit", "exit", "help", "h", "qhelp", "helpq"]

  /// After each key: nothing is drawn, and what goes on is on the screen.
  @Test(arguments: words, [(80, 24), (120, 40)]) func drawNothingAndBeginNothingUnseen(
    _ word: String, _ size: (Int, Int)
  ) throws {
    let bench = try Bench()
    bench.work.welcome([])
    for key in word {
      bench.work.handle(.key(.character(key)))
      let text = bench.work.draw(width: size.0, height: size.1).text
      #expect(bench.drawn.isEmpty && bench.work.session.history.isEmpty, "\(word) at \(key)")
      #expect(bench.work.isRecording == text.contains("recording"), "\(word) at \(key): \(text)")
    }
    #expect(!bench.work.isFinished)
    // The arrows that follow draw nothing either.
    try bench.play("<Esc>3<Right>2<Down>")
    #expect(bench.drawn.isEmpty)
  }

  /// With nothing drawn there is nothing to erase: no word leaves the eraser down on the first strokes.
  @Test(arguments: words) func noneLeavesTheEraserDown(_ word: String) throws {
    let bench = try Bench()
    bench.work.welcome([])
    try bench.play(word)
    #expect(!(bench.work.tool.penDown && bench.work.tool.erasing), "\(word): \(bench.notice)")
    #expect(!bench.work.draw(width: 120, height: 40).text.contains(" ERASE "), "\(word)")
  }
}
