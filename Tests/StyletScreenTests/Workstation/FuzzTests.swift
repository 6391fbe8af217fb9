import StyletBase
import TestSupport
import Testing

@testable import StyletScreen

@Suite struct FuzzTests {
  /// Ten thousand keys and events at random: nothing traps, the ledger stays what a recount gives, and undoing
  /// everything gives an empty map.
  @Test(arguments: [1, 2, 3] as [UInt64]) func randomKeys(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let bench = try Bench()
    // Leaving is refused, so that the session goes on.
    bench.services.failure = Failure(.io, "no")
    var alphabet = Keymap.standard.bindings.flatMap(\.keys)
    alphabet += "0123456789abcdefghijklmnopqrstuvwxyz:é&".map(Key.character)
    alphabet += [
      .escape, .escape, .enter, .tab, .backspace, .delete, .insert, .home, .end, .function(5), .control("u"),
    ]
    let commands = CommandTable.all.map(\.name)
    var hasDrawn = false
    for n in 0..<10_000 {
      switch random.next() % 40 {
      case 0:
        let command = commands.randomElement(using: &random) ?? ""
        let argument =
          ["", " 3", " -600 900", " GGO", " on", " 0.7", " 99999999999"].randomElement(using: &random) ?? ""
        try bench.play("<Esc><Esc><Esc>:" + command + argument + "<CR>")
      case 1:
        let actions: [MouseEvent.Action] = [.press, .drag, .release, .wheelUp, .wheelDown]
        let action = actions.randomElement(using: &random) ?? .press
        bench.work.handle(
          .mouse(
            MouseEvent(action, col: Int.random(in: 0..<120, using: &random), row: .random(in: 0..<40, using: &random))))
      case 2: bench.work.handle(.paste("u\n"))
      case 3:
        bench.work.handle(
          .resize(width: .random(in: 0..<160, using: &random), height: .random(in: 0..<60, using: &random)))
      case 4: bench.work.handle(.idle)
      default: bench.work.handle(.key(alphabet.randomElement(using: &random) ?? .escape))
      }
      bench.work.isFinished = false
      hasDrawn = hasDrawn || !bench.work.session.history.done.isEmpty
      try #require(Bench.size.contains(bench.cursor))
      if n % 500 == 0 {
        try #require(bench.ledgerIsRight)
        let screen = bench.work.draw(width: bench.work.screen.width, height: bench.work.screen.height)
        #expect(screen.width == bench.work.screen.width)
      }
    }
    #expect(bench.ledgerIsRight)
    #expect(hasDrawn)
    bench.work.handle(.resize(width: 120, height: 40))
    try bench.play("<Esc><Esc><Esc><Esc>99999u")
    #expect(bench.work.session.history.done.isEmpty)
    #expect(bench.labels.isEmpty && bench.work.session.ledger.labels.isEmpty)
    #expect(bench.work.session.findings.origins.isEmpty)
    try bench.play("99999U")
    #expect(bench.ledgerIsRight)
  }
}
