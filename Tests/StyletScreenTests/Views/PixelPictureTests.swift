import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// Pictures in the terminal's own pixels: the slices, what is drawn over them, and what stands before them.
@Suite struct PixelPictureTests {
  private static let cell = PixelSize(width: 7, height: 13)

  private static func traits(_ way: PixelProtocol = .kitty) -> TerminalTraits {
    var traits = TerminalTraits(tier: .direct)
    traits.pixels = PixelTraits(ways: [way], cell: cell, usual: way)
    return traits
  }

  private func workstation(
    _ volume: Volume, _ traits: TerminalTraits = traits(), _ keys: String = ""
  ) throws -> Workstation {
    let work = Workstation(session: EditSession(volume: volume), traits: traits, services: RecordingServices())
    work.handle(.resize(width: 120, height: 40))
    for key in try KeyNotation.parse(keys) { work.handle(.key(key)) }
    return work
  }

  private static func isGrey(_ pixel: UInt32) -> Bool { pixel >> 16 == pixel & 255 && pixel >> 8 & 255 == pixel & 255 }

  /// Each pixel of each pane has the grey of the voxel under it, by a naive way from pixel to voxel.
  @Test(arguments: Plane.allCases) func everyPixelIsItsVoxel(_ active: Plane) throws {
    let volume = try Volume.asymmetric(11, 7, 5, spacing: [1.1, 1, 2.3])
    let work = try workstation(volume)
    work.workspace.view.active = active
    work.workspace.view.cursor = VoxelIndex(7, 2, 3)
    work.workspace.view.window = DisplayWindow(level: 900, width: 2000)
    let frame = work.draw(width: 120, height: 40), layout = ScreenLayout(width: 120, height: 40, model: work.model)
    #expect(frame.pictures.count == 3 && frame.pictures.allSatisfy { $0.way == .kitty && $0.cell == Self.cell })
    for (pane, picture) in zip(layout.panes, frame.pictures) {
      #expect(picture.rect == pane.image)
      let cells = PaneGeometry(plane: pane.plane, rect: pane.image, grid: volume.grid, view: work.view).window
      var seen = 0, inside = 0, wrong = 0
      for y in 0..<picture.rect.height * Self.cell.height {
        for x in 0..<picture.stride {
          let u = cells.u0 + (Double(x) + 0.5) / Double(Self.cell.width) * cells.stepU
          let v = cells.v0 + (Double(y) + 0.5) / Double(Self.cell.height) * 2 * cells.stepV
          let extent = pane.plane.size(of: volume.size)
          guard u >= 0, v >= 0, u < Double(extent.u), v < Double(extent.v) else { continue }
          inside += 1
          let pixel = picture.pixels[y * picture.stride + x]
          guard Self.isGrey(pixel) else { continue }
          seen += 1
          let at = pane.plane.voxel(u: Int(u), v: Int(v), w: cells.w, in: volume.size)
          let value = Double(at.i + 20 * at.j + 400 * at.k), wanted = min(max((value + 100) / 2000 * 255, 0), 255)
          if abs(Double(pixel & 255) - wanted) > 1.01 { wrong += 1 }
        }
      }
      #expect(wrong == 0 && inside > 10_000 && seen * 10 > inside * 8, "\(pane.plane): \(wrong) of \(seen) of \(inside)")
    }
  }

  /// The patient's right is on the left, the front is up, and the head is up.
  @Test func nothingIsMirrored() throws {
    let volume = try Volume.asymmetric(11, 7, 5)
    let work = try workstation(volume)
    work.workspace.view.window = DisplayWindow(level: 900, width: 2000)
    let frame = work.draw(width: 120, height: 40), layout = ScreenLayout(width: 120, height: 40, model: work.model)
    for (pane, picture) in zip(layout.panes, frame.pictures) {
      let all = picture.pixels.enumerated().filter { Self.isGrey($0.element) && $0.element > 0 }
      let row = picture.stride, middle = all.count / 2
      let rows = all.map { $0.offset / row }.sorted()[middle]
      let upper = all.filter { $0.offset / row < rows }, lower = all.filter { $0.offset / row > rows }
      func mean(_ part: [(offset: Int, element: UInt32)]) -> Double {
        Double(part.reduce(0) { $0 + Int($1.element & 255) }) / Double(max(part.count, 1))
      }
      // Samples rise to the left, to the back (20 a voxel) and to the head (400).
      #expect(pane.plane == .axial ? mean(lower) > mean(upper) + 5 : mean(upper) > mean(lower) + 50)
    }
  }

  /// What is written over a picture stays before it, and a box takes its cells.
  @Test func wordsAndBoxesStandBefore() throws {
    let work = try workstation(try Bench.volume())
    let plain = work.draw(width: 120, height: 40)
    for picture in plain.pictures {
      let r = picture.rect
      let own = (r.row..<r.row + r.height).flatMap { row in (r.col..<r.col + r.width).map { plain[$0, row] } }
      #expect(own.contains { $0.glyph == Cell.picture } && own.contains { $0.glyph != Cell.picture && $0.glyph != " " })
    }
    #expect(!plain.text.unicodeScalars.contains(Cell.picture), "a text has blanks there")
    for key in try KeyNotation.parse("?") { work.handle(.key(key)) }
    let boxed = work.draw(width: 120, height: 40)
    func shown(_ frame: CellBuffer) -> Int { frame.cells.count { $0.glyph == Cell.picture } }
    #expect(shown(boxed) < shown(plain) / 2 && boxed.pictures.count == 3)
  }

  /// A stamp changes the pixels under it and no others.
  @Test func aStrokeChangesItsPixels() throws {
    let work = try workstation(try Bench.volume())
    let before = work.draw(width: 120, height: 40)
    for key in try KeyNotation.parse("<Space>") { work.handle(.key(key)) }
    let after = work.draw(width: 120, height: 40)
    let picture = after.pictures[0]
    let changed = picture.pixels.indices.filter { picture.pixels[$0] != before.pictures[0].pixels[$0] }
    let geometry = PaneGeometry(plane: .axial, rect: picture.rect, grid: work.session.volume.grid, view: work.view)
      .with(cell: Self.cell)
    #expect(!changed.isEmpty)
    for n in changed {
      let voxel = geometry.voxel(px: n % picture.stride, py: n / picture.stride)
      #expect(voxel.map { work.session.findings.labels[$0] != 0 } ?? false)
    }
    #expect(work.draw(width: 120, height: 40) == after)
  }

  /// Mosaic and 3-D view go the same way.
  @Test func everyViewHasPixels() throws {
    let work = try workstation(try Bench.volume())
    for key in try KeyNotation.parse(":mosaic<CR>") { work.handle(.key(key)) }
    let mosaic = work.draw(width: 120, height: 40)
    #expect(mosaic.pictures.count > 1 && mosaic.cells.contains { $0.glyph == Cell.picture })
    for key in try KeyNotation.parse("<Esc><Space>:solid<CR>") { work.handle(.key(key)) }
    work.waitForWork()
    let solid = work.draw(width: 120, height: 40)
    #expect(solid.pictures.count == 2, "the view and the pane beside it")
    for picture in mosaic.pictures + solid.pictures {
      #expect(picture.pixels.count == picture.stride * picture.rect.height * Self.cell.height)
    }
  }

  /// `:picture` chooses among what the terminal has, and never more.
  @Test func theReaderChooses() throws {
    let volume = try Bench.volume()
    let work = try workstation(volume, Self.traits(.sixel), ":picture<CR>")
    #expect(work.notice?.text.contains("sixel") == true && work.notice?.text.contains("7×13") == true)
    for (word, count) in [("cells", 0), ("sixel", 3), ("sextants", 0), ("auto", 3)] {
      for key in try KeyNotation.parse(":picture \(word)<CR>") { work.handle(.key(key)) }
      #expect(work.draw(width: 120, height: 40).pictures.count == count, "\(word)")
    }
    for key in try KeyNotation.parse(":picture kitty<CR>") { work.handle(.key(key)) }
    #expect(work.notice?.text.contains("kitty") == true && work.view.pictureChoice == .auto)
    let plain = try workstation(volume, TerminalTraits(tier: .direct), ":picture sixel<CR>")
    #expect(plain.view.pictureChoice == nil && plain.draw(width: 120, height: 40).pictures.isEmpty)
    for tier in [ColourTier.ansi, .mono] {
      var few = Self.traits()
      few.tier = tier
      #expect(try workstation(volume, few).draw(width: 120, height: 40).pictures.isEmpty)
    }
  }

  /// A cell of no size, or of an absurd one, is not believed.
  @Test(arguments: [(0, 0), (-3, 8), (2, 20), (10, 129), (1_000_000, 1_000_000)])
  func cellsAreBounded(_ width: Int, _ height: Int) {
    #expect(PixelTraits(ways: [.kitty], cell: PixelSize(width: width, height: height)) == nil)
  }

  /// A window that claims more pixels than any screen has gets characters, and no memory is taken.
  @Test func aScreenIsBounded() throws {
    var traits = Self.traits()
    traits.pixels = PixelTraits(ways: [.kitty], cell: PixelSize(width: 128, height: 128), usual: .kitty)
    let frame = try workstation(try Bench.volume(), traits).draw(width: 1000, height: 500)
    #expect(frame.pictures.isEmpty)
  }

  /// The font is made larger meanwhile.
  @Test func cellsMayChange() throws {
    let work = try workstation(try Bench.volume())
    _ = work.draw(width: 120, height: 40)
    var link = LinkReport()
    link.cell = PixelSize(width: 11, height: 21)
    work.note(link)
    let frame = work.draw(width: 120, height: 40)
    #expect(frame.pictures.allSatisfy { $0.cell == PixelSize(width: 11, height: 21) })
  }
}
