import StyletScreen
import TestSupport
import Testing

@testable import StyletTerminal

/// What is sent of pictures, and what a terminal shows of it.
struct PictureWriterTests {
  private static let cell = PixelSize(width: 6, height: 12)
  private let rect = CellRect(col: 3, row: 2, width: 21, height: 9)

  private func frame(_ way: PixelProtocol, _ rect: CellRect, changed: [Int: UInt32] = [:]) -> CellBuffer {
    var buffer = CellBuffer(width: 40, height: 16)
    buffer.fill(rect, with: Cell(Cell.picture))
    var pixels = (0..<rect.width * rect.height * 72).map { n -> UInt32 in
      let red = UInt32(n % 17 * 15), green = UInt32(n / 126 % 19 * 13)
      return red << 16 | green << 8 | 9
    }
    for (n, value) in changed { pixels[n] = value }
    buffer.pictures = [PixelPicture(rect: rect, cell: Self.cell, way: way, pixels: pixels)]
    return buffer
  }

  private func terminal() -> PixelTerminal {
    PixelTerminal(columns: 40, rows: 16, cell: (Self.cell.width, Self.cell.height))
  }

  /// Whether the terminal shows the frame's picture, and nothing in its other cells.
  private func agrees(_ terminal: PixelTerminal, _ buffer: CellBuffer) -> Bool {
    guard terminal.problems.isEmpty else { return false }
    var wanted = [UInt32](repeating: 0, count: terminal.screen.count)
    for picture in buffer.pictures {
      for y in 0..<picture.rect.height * Self.cell.height {
        for x in 0..<picture.stride {
          let col = picture.rect.col + x / Self.cell.width, row = picture.rect.row + y / Self.cell.height
          guard buffer[col, row].glyph == Cell.picture else { continue }
          let at = (picture.rect.row * Self.cell.height + y) * terminal.width + picture.rect.col * Self.cell.width + x
          wanted[at] = picture.pixels[y * picture.stride + x]
        }
      }
    }
    return zip(terminal.screen, wanted).allSatisfy { got, wanted in
      [0, 8, 16].allSatisfy { (shift: UInt32) -> Bool in
        let a = Int((got >> shift) & 255), b = Int((wanted >> shift) & 255)
        return abs(a - b) <= 2
      }
    }
  }

  private func expectAgreement(_ terminal: PixelTerminal, _ buffer: CellBuffer, at place: SourceLocation = #_sourceLocation) {
    // Out of the macro: it would print both.
    let isSame = agrees(terminal, buffer)
    #expect(isSame, "\(terminal.problems)", sourceLocation: place)
  }

  /// As the screen's writer does before: what becomes another kind of cell is written, and erases sixels.
  private func write(_ next: CellBuffer, _ before: CellBuffer?, to terminal: PixelTerminal) {
    for row in 0..<next.height {
      for col in 0..<next.width
      where before.map({ ($0[col, row].glyph == Cell.picture) != (next[col, row].glyph == Cell.picture) }) ?? false {
        terminal.feed("\u{1b}[\(row + 1);\(col + 1)H ".utf8)
      }
    }
  }

  @Test(arguments: PixelProtocol.allCases) func onlyWhatChangesIsSent(_ way: PixelProtocol) {
    let terminal = terminal()
    var writer = PictureWriter(colours: 1024)
    let first = frame(way, rect)
    let all = writer.write(first)
    terminal.feed(all)
    expectAgreement(terminal, first)
    #expect(writer.write(first).isEmpty)
    // One pixel: one tile of 8 x 4 cells.
    let next = frame(way, rect, changed: [17 + 30 * 126: 0xff00ff])
    let stroke = writer.write(next)
    terminal.feed(stroke)
    expectAgreement(terminal, next)
    #expect(stroke.count < all.count / 4, "\(stroke.count) of \(all.count)")
  }

  /// A box stands before the picture, and goes again.
  @Test(arguments: PixelProtocol.allCases) func whatIsWrittenOverItClipsIt(_ way: PixelProtocol) {
    let terminal = terminal()
    var writer = PictureWriter(colours: 1024)
    let plain = frame(way, rect)
    terminal.feed(writer.write(plain))
    var boxed = plain
    boxed.fill(CellRect(col: 8, row: 0, width: 20, height: 7), with: Cell(" "))
    write(boxed, plain, to: terminal)
    terminal.feed(writer.write(boxed))
    expectAgreement(terminal, boxed)
    write(plain, boxed, to: terminal)
    terminal.feed(writer.write(plain))
    expectAgreement(terminal, plain)
  }

  /// Images do not pile up: another layout and no picture at all take the old ones off.
  @Test func imagesAreTakenOff() {
    let terminal = terminal()
    var writer = PictureWriter(colours: 256)
    terminal.feed(writer.write(frame(.kitty, rect)))
    #expect(terminal.images.count == 9)
    let small = frame(.kitty, CellRect(col: 1, row: 1, width: 8, height: 4))
    terminal.feed(writer.write(small))
    expectAgreement(terminal, small)
    #expect(terminal.images.count == 1)
    terminal.feed(writer.write(CellBuffer(width: 40, height: 16)))
    #expect(terminal.images.isEmpty && terminal.problems == [])
    terminal.feed(writer.write(small))
    terminal.feed(writer.forget())
    #expect(terminal.images.isEmpty && writer.forget().isEmpty && terminal.problems == [])
    #expect(!writer.write(small).isEmpty, "whole again")
  }

  /// A picture that has not the pixels that it says is not sent.
  @Test func whatDoesNotFitIsLeftOut() {
    var writer = PictureWriter(colours: 256)
    var buffer = frame(.kitty, rect)
    buffer.pictures[0].pixels.removeLast()
    #expect(writer.write(buffer).isEmpty)
    buffer = frame(.sixel, rect)
    buffer.pictures[0].rect.col = 38
    #expect(writer.write(buffer).isEmpty)
  }

  /// Sixels of tiles side by side are one image, and none is larger than terminals take.
  @Test func tilesAreJoined() {
    let all = PictureWriter.tiles(rect)
    #expect(PictureWriter.joined(all, most: 960, Self.cell) == [rect])
    for part in PictureWriter.joined(all, most: 60, Self.cell) { #expect(part.width * 6 <= 60 && part.height * 12 <= 60) }
    let cells = PictureWriter.joined(all, most: 60, Self.cell).reduce(0) { $0 + $1.width * $1.height }
    #expect(cells == rect.width * rect.height)
  }
}
