import StyletBase
import TestSupport
import Testing

@testable import StyletScreen
@testable import StyletTerminal

extension CursesScreenTests {
  /// Frames after frames of picture, text, wide characters and cursors, at sizes that change: a terminal that is told
  /// the differences alone shows each frame as it was drawn.
  @Test(arguments: ["xterm-256color", "screen-256color", "xterm-direct", "linux", "vt100"])
  func aTerminalShowsWhatWasDrawn(_ term: String) throws {
    let tiers: [String: ColourTier] = ["xterm-direct": .direct, "linux": .ansi, "vt100": .mono]
    let tier = tiers[term] ?? .indexed
    var random = SeededRandom(seed: 17)
    var (width, height) = (61, 17)
    let screen = try CursesScreen(
      term: term, traits: TerminalTraits(tier: tier), width: width, height: height)
    var terminal = TinyTerminal(width: width, height: height)
    var last = CellBuffer(width: width, height: height)
    for n in 0..<60 {
      if n % 20 == 19 {
        (width, height) = (random.next(below: 90) + 20, random.next(below: 30) + 5)
        screen.resize(width: width, height: height)
        terminal.resize(width: width, height: height)
        last = CellBuffer(width: width, height: height)
      }
      if n % 20 == 9 { screen.repaint() }
      let next = Self.frame(after: last, tier, &random)
      terminal.feed(screen.present(next))
      #expect(terminal.unknown == [])
      let wrong = next.cells.indices.first { !Self.looks(next.cells[$0], like: terminal.places[$0], tier) }
      if let wrong {
        Issue.record("\(term), frame \(n), cell \(wrong): \(next.cells[wrong]) as \(terminal.places[wrong])")
        break
      }
      if term != "vt100" { #expect(terminal.isCursorShown == (next.cursor != nil)) }
      if let cursor = next.cursor { #expect(terminal.cursor == cursor) }
      #expect(screen.present(next).isEmpty)
      last = next
    }
    _ = screen.leave()
  }

  /// A window that is dragged from 60x16 to 400x120 and back: sizes come faster than frames, each leaves remains of
  /// others on the terminal, and what stands there in the end is the last frame and nothing else.
  @Test(arguments: ["xterm-256color", "linux", "vt100"]) func aStormOfSizes(_ term: String) throws {
    let tiers: [String: ColourTier] = ["linux": .ansi, "vt100": .mono]
    let tier = tiers[term] ?? .indexed
    var random = SeededRandom(seed: 23)
    let screen = try CursesScreen(term: term, traits: TerminalTraits(tier: tier), width: 80, height: 24)
    var terminal = TinyTerminal(width: 80, height: 24)
    for _ in 0..<40 {
      var (width, height) = (80, 24)
      for _ in 0...random.next(below: 4) {
        (width, height) = (60 + random.next(below: 341), 16 + random.next(below: 105))
        screen.resize(width: width, height: height)
      }
      terminal.resize(width: width, height: height)
      let next = Self.frame(after: CellBuffer(width: width, height: height), tier, &random)
      terminal.feed(screen.present(next))
      #expect(screen.width == width && screen.height == height)
      let isRight = next.cells.indices.allSatisfy { Self.looks(next.cells[$0], like: terminal.places[$0], tier) }
      #expect(isRight, "\(term) \(width)x\(height)")
      // A frame of the size before, drawn while the window changed, is cut to the new one.
      terminal.feed(screen.present(CellBuffer(width: width + 7, height: height + 3)))
      #expect(terminal.places.allSatisfy { Self.looks(.blank, like: $0, tier) })
    }
    _ = screen.leave()
  }

  /// The model that the tests of bytes trust.
  @Test func costsWhatTheModelSays() throws {
    let screen = try CursesScreen(
      term: "xterm-256color", traits: TerminalTraits(tier: .indexed), width: 61, height: 17)
    var random = SeededRandom(seed: 18)
    var last = CellBuffer(width: 61, height: 17)
    _ = screen.present(last)
    for _ in 0..<40 {
      var next = Self.frame(after: last, .indexed, &random)
      next.cursor = nil
      // From the terminal's own colours on, as the model counts.
      let blank = CellBuffer(width: 61, height: 17)
      screen.repaint()
      _ = screen.present(blank)
      screen.repaint()
      let bare = screen.present(blank).count
      screen.repaint()
      let whole = screen.present(next).count
      #expect(whole - bare == next.transferBytes(after: blank), "\(whole) \(bare)")
      last = next
    }
    _ = screen.leave()
  }

  /// A few places changed, or most of them.
  private static func frame(
    after last: CellBuffer, _ tier: ColourTier, _ random: inout SeededRandom
  ) -> CellBuffer {
    var next = last
    let isPicture = random.next(below: 3) == 0
    func ink() -> Ink {
      switch tier {
      case .direct: .direct(UInt8(random.next(below: 4) * 60 + 9), 70, 80)
      case .indexed: .palette(232 + random.next(below: 5))
      case .ansi: .palette(random.next(below: 8))
      case .mono: .standard
      }
    }
    for _ in 0..<(isPicture ? next.width * next.height / 2 : 12) {
      let (col, row) = (random.next(below: next.width), random.next(below: next.height))
      // Half of a wide character is never left.
      guard (-1...1).allSatisfy({ next[col + $0, row].glyph != Cell.rest }), next[col + 1, row].glyph != Cell.rest
      else { continue }
      let attributes: [Attributes] = [[], [], [], .bold, .underline, [.bold, .reverse]]
      let glyphs: [Unicode.Scalar] = ["▀", " ", "█", "x", "é", "▄"]
      next[col, row] = Cell(
        glyphs[random.next(below: glyphs.count)], ink: ink(), paper: ink(),
        attributes[random.next(below: attributes.count)])
    }
    if random.next(below: 4) == 0 {
      next.write("肺 1.24 mL", col: random.next(below: 8), row: 2, ink: ink(), paper: ink())
    }
    next.cursor = random.next(below: 3) == 0 ? (random.next(below: next.width), random.next(below: next.height)) : nil
    return next
  }

  private static func looks(_ told: Cell, like shown: TinyTerminal.Place, _ tier: ColourTier) -> Bool {
    guard told.glyph == shown.glyph else { return false }
    func number(_ ink: Ink) -> Int {
      if let c = ink.rgb { return Int(c.r) << 16 | Int(c.g) << 8 | Int(c.b) }
      return Int(ink.raw)
    }
    if tier == .mono { return told.attributes.rawValue == shown.attributes }
    // The console's own colours are grey on black; with colours it has no underline.
    let isOwn = tier == .ansi && (told.ink == .standard || told.ink == .palette(7))
      && (told.paper == .standard || told.paper == .palette(0))
    var attributes = tier == .ansi && !isOwn ? told.attributes.subtracting([.underline, .dim]) : told.attributes
    // Bold black would be grey.
    if tier == .ansi, told.ink == .palette(0) { attributes.remove(.bold) }
    guard attributes.rawValue == shown.attributes else { return false }
    // Of a blank the ink is not seen.
    return isOwn
      ? (!told.showsInk || [-1, 7].contains(shown.ink)) && [-1, 0].contains(shown.paper)
      : (!told.showsInk || number(told.ink) == shown.ink) && number(told.paper) == shown.paper
  }
}

extension SeededRandom {
  fileprivate mutating func next(below n: Int) -> Int { Int(next() % UInt64(n)) }
}
