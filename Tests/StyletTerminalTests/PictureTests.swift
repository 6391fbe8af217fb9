import StyletBase
import StyletScreen
import Testing

@testable import StyletTerminal

struct PictureTests {
  @Test func pairsAreGivenOnceAndBounded() {
    var cache = PairCache(terminalPairs: 64)
    var defined: [Int32] = []
    for round in 0..<2 {
      for n in Int32(0)..<63 {
        let pair = cache.pair(ink: n, paper: -1) { number, _, _ in defined.append(number) }
        #expect(pair == n + 1, "round \(round)")
      }
    }
    #expect(defined == Array(1...63))
    let full = cache.pair(ink: 99, paper: 0) { _, _, _ in Issue.record("defined beyond the limit") }
    #expect(full == nil)
    cache.removeAll()
    let fresh = cache.pair(ink: 99, paper: 0) { _, _, _ in }
    #expect(fresh == 1)
    #expect(PairCache(terminalPairs: 65_536).limit == 32_767)
    #expect(PairCache(terminalPairs: 0).limit == 0)
  }

  @Test func inksFitTheTier() {
    let direct = InkResolver(tier: .direct, colours: 1 << 24, hasDefault: true)
    #expect(direct.colour(.standard, isPaper: true) == -1)
    #expect(direct.colour(.direct(1, 2, 3), isPaper: false) == 0x010203)
    for blue in UInt8(0)..<8 { #expect(direct.colour(.direct(0, 0, blue), isPaper: false) >= 8) }
    #expect(direct.colour(.palette(1), isPaper: false) == 1)
    #expect(direct.colour(.palette(244), isPaper: false) == 0x80_8080)
    let indexed = InkResolver(tier: .indexed, colours: 256, hasDefault: true)
    for n in 16..<256 {
      let c = InkResolver.rgb(palette: n)
      let back = Int(indexed.colour(.direct(c.r, c.g, c.b), isPaper: false))
      #expect(InkResolver.rgb(palette: back) == c, "colour \(n) comes back as itself or its twin")
    }
    let eight = InkResolver(tier: .ansi, colours: 8, hasDefault: false)
    #expect(eight.colour(.standard, isPaper: false) == 7)
    #expect(eight.colour(.standard, isPaper: true) == 0)
    for n in 0..<256 { #expect((0..<8).contains(eight.colour(.palette(n), isPaper: true))) }
    #expect(eight.brightens(.palette(9)) && !eight.brightens(.palette(1)) && !eight.brightens(.standard))
  }
}

/// Curses has one screen per process, so these run one after another.
@Suite(.serialized) struct CursesScreenTests {
  init() { _ = Charset.settle(ascii: false, environment: ["LC_ALL": "C.UTF-8"]) }

  private func screen(_ term: String, _ tier: ColourTier, width: Int = 200, height: Int = 55) throws -> CursesScreen {
    try CursesScreen(term: term, traits: TerminalTraits(tier: tier), width: width, height: height)
  }

  @Test func sendsOnlyTheDifference() throws {
    let screen = try screen("xterm-256color", .indexed)
    #expect(screen.width == 200 && screen.height == 55)
    var buffer = CellBuffer(width: 200, height: 55)
    for row in 0..<55 {
      for col in 0..<200 {
        buffer[col, row] = Cell("▀", ink: .palette(232 + col % 24), paper: .palette(232 + row % 24))
      }
    }
    let first = screen.present(buffer)
    #expect(first.count > 10_000)
    #expect(screen.present(buffer).isEmpty)
    for col in 90..<93 { buffer[col, 20] = Cell("▀", ink: .palette(202), paper: .palette(240)) }
    let stamp = screen.present(buffer)
    #expect(!stamp.isEmpty && stamp.count <= 150, "\(stamp.count) bytes")
    #expect(!screen.leave().isEmpty)
    #expect(screen.present(buffer).count > 10_000, "all again after the terminal was given away")
  }

  @Test func morePairsThanTheTerminalHasStillDraws() throws {
    let screen = try screen("linux", .ansi, width: 40, height: 10)
    for round in 0..<3 {
      var buffer = CellBuffer(width: 40, height: 10)
      for n in 0..<400 {
        buffer[n % 40, n / 40] = Cell("#", ink: .palette((n + round) % 16), paper: .palette(n / 16 % 16))
      }
      #expect(!screen.present(buffer).isEmpty)
    }
    _ = screen.leave()
  }

  @Test func pairsRunOutAndStartAnew() throws {
    let screen = try screen("xterm-direct", .direct, width: 200, height: 100)
    for round in 0..<3 {
      var buffer = CellBuffer(width: 200, height: 100)
      for n in 0..<20_000 {
        let m = n + round * 20_000
        buffer[n % 200, n / 200] = Cell("▀", ink: .direct(UInt8(m & 255), UInt8(m >> 8 & 255), 99))
      }
      let bytes = String(decoding: screen.present(buffer), as: UTF8.self)
      let last = 19_999 + round * 20_000
      #expect(bytes.contains("38:2::\(last & 255):\(last >> 8):99"))
    }
    _ = screen.leave()
  }

  @Test func oneAtATime() throws {
    let first = try screen("vt100", .mono)
    #expect(throws: Failure.self) { try screen("vt100", .mono) }
    #expect(first.present(CellBuffer(width: 10, height: 5)).count < 200)
    #expect(throws: Failure.self) { try CursesScreen(term: "no-such", traits: TerminalTraits(), width: 80, height: 24) }
  }
}
