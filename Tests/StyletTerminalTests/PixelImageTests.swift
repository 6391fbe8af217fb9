import StyletScreen
import TestSupport
import Testing

@testable import StyletTerminal

/// Images as bytes, held to a naive decoder.
struct PixelImageTests {
  /// Every pixel its own, so that a flip or a swap shows.
  static func tile(_ width: Int, _ height: Int, clear: Set<Int> = [], colours: Int = .max) -> PixelTile {
    PixelTile(
      width: width, height: height,
      pixels: (0..<width * height).map { n in
        if clear.contains(n) { return PixelTile.clear }
        let value = UInt32(n % colours)
        return (value * 7 & 255) << 16 | (value * 3 & 255) << 8 | value & 255
      })
  }

  private func shown(_ bytes: [UInt8], _ columns: Int, _ rows: Int, cell: (Int, Int)) -> PixelTerminal {
    let terminal = PixelTerminal(columns: columns, rows: rows, cell: (cell.0, cell.1))
    for part in stride(from: 0, to: bytes.count, by: 997) { terminal.feed(bytes[part..<min(part + 997, bytes.count)]) }
    #expect(terminal.problems == [])
    return terminal
  }

  @Test func kittyHasEveryPixelInItsPlace() {
    let tile = Self.tile(30, 28)
    let bytes = KittyImage.show(tile, number: 7, columns: 3, rows: 2)
    let terminal = shown(bytes, 3, 2, cell: (10, 14))
    let isSame = terminal.screen == tile.pixels
    #expect(isSame && terminal.images.keys.sorted() == [7])
    terminal.feed(KittyImage.delete(number: 7))
    #expect(terminal.images.isEmpty && terminal.problems == [])
  }

  @Test func kittyLeavesClearPixels() {
    let tile = Self.tile(20, 14, clear: Set(0..<100))
    let terminal = shown(KittyImage.show(tile, number: 1, columns: 2, rows: 1), 2, 1, cell: (10, 14))
    #expect(Array(terminal.screen[..<100]) == Array(repeating: 0, count: 100))
    #expect(terminal.screen[100...] == tile.pixels[100...])
  }

  /// More than a chunk even when it is compressed.
  @Test func kittySendsChunks() {
    var random = SeededRandom(seed: 5)
    let noise = (0..<100 * 60).map { _ in UInt32(truncatingIfNeeded: random.next() & 0xff_ffff) }
    let bytes = KittyImage.show(PixelTile(width: 100, height: 60, pixels: noise), number: 3, columns: 10, rows: 3)
    #expect(bytes.count > 4 * 4096)
    let isSame = shown(bytes, 10, 3, cell: (10, 20)).screen == noise
    #expect(isSame)
  }

  /// A height that is no multiple of six, and colours within a percent of each channel.
  @Test func sixelsHaveEveryPixelInItsPlace() {
    let tile = Self.tile(22, 16, colours: 200)
    let terminal = shown(SixelImage.draw(tile, colours: 256), 2, 1, cell: (11, 16))
    for (got, wanted) in zip(terminal.screen, tile.pixels) {
      for shift in [0, 8, 16] as [UInt32] {
        #expect(abs(Int(got >> shift & 255) - Int(wanted >> shift & 255)) <= 2)
      }
    }
  }

  @Test func sixelsLeaveClearPixels() {
    let tile = Self.tile(12, 7, clear: Set((0..<84).filter { $0 % 12 < 6 }), colours: 3)
    let terminal = PixelTerminal(columns: 1, rows: 1, cell: (12, 7))
    terminal.feed(SixelImage.draw(Self.tile(12, 7, colours: 1), colours: 4))
    terminal.feed(SixelImage.draw(tile, colours: 4))
    for n in 0..<84 { #expect((terminal.screen[n] == 0) == (n % 12 < 6 || n % 3 == 0)) }
  }

  /// Too many colours are brought together, the same as those that there are exactly.
  @Test func coloursAreBounded() {
    let tile = Self.tile(40, 25)
    let (few, entries) = SixelImage.palette(of: tile.pixels, most: 16)
    #expect(few.count == 16 && entries.allSatisfy { (0..<16).contains($0) })
    let (all, own) = SixelImage.palette(of: Self.tile(9, 9, colours: 30).pixels, most: 64)
    #expect(all.count == 30)
    for (n, pixel) in Self.tile(9, 9, colours: 30).pixels.enumerated() { #expect(all[Int(own[n])] == pixel) }
    let greys = (0..<256).map { UInt32($0) * 0x01_0101 }
    let (sixteen, steps) = SixelImage.palette(of: greys, most: 16)
    for n in 0..<256 { #expect(abs(Int(sixteen[Int(steps[n])] & 255) - n) <= 8, "evenly parted") }
    #expect(SixelImage.palette(of: [PixelTile.clear], most: 2).entries == [-1])
  }
}
