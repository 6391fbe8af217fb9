import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletReport

/// Pictures of a scan that is different on every side, held against the voxels.
@Suite struct SlicePainterTests {
  private static let size = GridSize(36, 28, 20)!
  private static let grid = VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2]))

  /// Air on the whole, brighter to the patient's left, the back and the head.
  private static let volume = try! Volume(grid: grid) { out in
    for (n, v) in size.voxels.enumerated() { out[n] = Int16(-1200 + 12 * v.i + 10 * v.j + 20 * v.k) }
  }

  private static func layer(_ name: String, origin: Origin = .manual, _ label: (VoxelIndex) -> UInt8) -> LabelLayer {
    var layer = LabelLayer(name: name, size: size)
    var builder = EditBuilder(layer: layer)
    for v in size.voxels where label(v) != 0 { builder.set(j: v.j, k: v.k, v.i..<v.i + 1, to: label(v)) }
    if let edit = builder.edit(name: "test", tool: "test", origin: origin) { layer.apply(edit) }
    return layer
  }

  /// A block on the patient's right, in front, near the head.
  private static func isDrawn(_ v: VoxelIndex) -> Bool {
    (4..<13).contains(v.i) && (3..<9).contains(v.j) && (12..<18).contains(v.k)
  }

  private static let findings = layer(LabelLayer.findings) { isDrawn($0) ? 2 : 0 }

  private static var plain: SlicePainter.Style {
    var style = SlicePainter.Style()
    style.showsLungs = false
    return style
  }

  /// Eight pixels for each millimetre: every pixel that has the colour of the finding is a voxel of it, on the right
  /// side.
  @Test(arguments: Plane.allCases) func findingsAreWhereTheyWereDrawn(_ plane: Plane) throws {
    let painter = SlicePainter(volume: Self.volume, findings: Self.findings, table: .standard)
    let colour = try #require(LabelTable.standard[2]).colour
    let inside = plane.coordinates(of: VoxelIndex(8, 6, 15), in: Self.size)
    let extent = plane.size(of: Self.size)
    let frame = PictureFrame(plane, w: inside.w, of: Self.grid, longest: plane == .axial ? 288 : 320)
    #expect(frame.pixel == 0.125)
    let picture = painter.paint(frame, Self.plain)
    let blank = SlicePainter(volume: Self.volume, findings: LabelLayer(name: "none", size: Self.size), table: .standard)
      .paint(frame, Self.plain)
    var outlined = 0
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let v = plane.voxel(
          u: min(Int(Double(x) * frame.window.stepU), extent.u - 1),
          v: min(Int(Double(y) * frame.window.stepV), extent.v - 1), w: inside.w, in: Self.size)
        if picture[x, y] == colour, Self.isDrawn(v) { outlined += 1 }
        // Letters and scale are on both pictures.
        if picture[x, y] != blank[x, y] { #expect(Self.isDrawn(v), "\(plane) \(x) \(y)") }
      }
    }
    #expect(outlined > 100)
    // Right of the patient to the left, front and head up.
    if plane != .sagittal { #expect(frame.place(SIMD2(Double(inside.u), 0)).x < Double(picture.width) / 2) }
    #expect(frame.place(SIMD2(0, Double(inside.v))).y < Double(picture.height) / 2)
  }

  /// The grey of a pixel is that of its voxel in the window.
  @Test func greyFollowsTheWindow() {
    let painter = SlicePainter(
      volume: Self.volume, findings: LabelLayer(name: "none", size: Self.size), table: .standard)
    var style = Self.plain
    style.window = DisplayWindow(level: -700, width: 1000)
    let frame = PictureFrame(.axial, w: 7, of: Self.grid, longest: 36)
    let picture = painter.paint(frame, style)
    for (x, y) in [(2, 2), (33, 25), (1, 26), (2, 24), (26, 26)] {
      let value = Self.volume.value(at: VoxelIndex(x, y, 7))
      let grey = UInt8(((value + 1200) / 1000 * 255).rounded())
      #expect(picture[x, y] == RGB(grey, grey, grey), "\(x) \(y)")
    }
  }

  @Test func unreviewedSlicesHaveBrokenOutlines() throws {
    let proposed = Self.layer(LabelLayer.findings, origin: .proposed) { Self.isDrawn($0) ? 2 : 0 }
    let colour = try #require(LabelTable.standard[2]).colour
    let frame = PictureFrame(.axial, w: 14, of: Self.grid, longest: 288)
    func outline(_ layer: LabelLayer) -> Int {
      let p = SlicePainter(volume: Self.volume, findings: layer, table: .standard).paint(frame, Self.plain)
      return (0..<p.width * p.height).count { p[$0 % p.width, $0 / p.width] == colour }
    }
    let whole = 2 * 8 * (9 + 6) - 4
    #expect(outline(Self.findings) == whole)
    #expect((whole * 2 / 5...whole * 3 / 5).contains(outline(proposed)))
  }

  /// The limit between two zones is the lower edge of its slice.
  @Test func zoneLimitsLieUnderTheirSlices() {
    let lungs = Self.layer(LabelLayer.lungs) { (2..<18).contains($0.k) ? ($0.i < 18 ? 1 : 2) : 0 }.labels
    let zones = LungZones(carina: .init(k: 12, source: .reader), veins: .init(k: 7, source: .thirds))
    let bare = SlicePainter(
      volume: Self.volume, findings: LabelLayer(name: "none", size: Self.size), table: .standard, lungs: lungs)
    let painter = SlicePainter(
      volume: Self.volume, findings: LabelLayer(name: "none", size: Self.size), table: .standard, lungs: lungs,
      zones: zones)
    let frame = PictureFrame(.coronal, w: 14, of: Self.grid, longest: 40)
    let (with, without) = (painter.paint(frame), bare.paint(frame))
    let rows = Set((0..<with.height).filter { y in (0..<with.width).contains { with[$0, y] != without[$0, y] } })
    #expect(rows == [(20 - 12) * 2, (20 - 7) * 2])
    let axial = PictureFrame(.axial, w: 12, of: Self.grid)
    #expect(painter.paint(axial) == bare.paint(axial))
  }

  @Test func scalesTakeAThirdAtMost() {
    #expect(SlicePainter.scale(pixels: 512, pixel: 0.7) == 100)
    #expect(SlicePainter.scale(pixels: 300, pixel: 0.99) == 50)
    #expect(SlicePainter.scale(pixels: 300, pixel: 1) == 100)
    #expect(SlicePainter.scale(pixels: 30, pixel: 0.2) == 2)
    #expect(SlicePainter.scale(pixels: 10, pixel: 0.2) == nil)
  }

  /// Many rulers and axes on one slice: words touch neither each other nor the letters of the sides and the scale, and
  /// are whole or the number alone.
  @Test func wordsOfMeasurementsTouchNothing() {
    var random = SeededRandom(seed: 11), whole = 0, short = 0
    for _ in 0..<120 {
      let entries = (0..<Int.random(in: 1...9, using: &random)).map { n -> JSONValue in
        let isRuler = Bool.random(using: &random)
        let points = (0..<(isRuler ? 2 : 4)).map { _ -> SIMD3<Double> in
          SIMD3(Double(Int.random(in: 0..<36, using: &random)), Double(Int.random(in: 0..<28, using: &random)), 4)
        }
        let m = Measurement(id: "m\(n)", shape: isRuler ? .ruler : .bidirectional, plane: .axial, points: points)
        return .object(m.json(Self.grid, values: nil))
      }
      var marks = KnownAnnotations()
      marks.update(Annotations(measurements: entries), Self.volume)
      let painter = SlicePainter(
        volume: Self.volume, findings: LabelLayer(name: "none", size: Self.size), table: .standard, marks: marks)
      let longest = [60, 150, 320, 512][Int.random(in: 0..<4, using: &random)]
      let frame = PictureFrame(.axial, w: 4, of: Self.grid, longest: longest)
      let labels = painter.markLabels(frame)
      func box(_ words: String, _ x: Int, _ y: Int, around: Int = 0) -> LabelPlaces.Box {
        LabelPlaces.Box(
          x: x - around, y: y, width: BitmapFont.width(of: words) * 2 + 2 * around, height: BitmapFont.height * 2)
      }
      let picture = LabelPlaces.Box(x: 0, y: 0, width: frame.window.width, height: frame.window.height)
      let sides = SlicePainter.letterPlaces(width: picture.width, height: picture.height, .axial).map {
        box(String($0.letter), $0.x, $0.y)
      }
      let others = sides + [SlicePainter.scaleBox(frame)].compactMap { $0 }
      for (n, label) in labels.enumerated() {
        let own = box(label.words, label.x, label.y, around: 4)
        #expect(picture.contains(own))
        for other in labels[..<n] { #expect(!own.overlaps(box(other.words, other.x, other.y, around: 4))) }
        for other in others { #expect(!own.overlaps(other), "\(label) \(other)") }
        if label.words.hasSuffix(" mm") { whole += 1 } else { short += 1 }
        #expect(label.words.hasSuffix(" mm") || label.words.wholeMatch(of: /#[0-9]+/) != nil, "\(label.words)")
      }
      #expect(Set(labels.map { $0.words.prefix { $0 != " " } }).count == labels.count)
      _ = painter.paint(frame)
    }
    #expect(whole > 50 && short > 10, "\(whole) \(short)")
  }

  /// Of slices that are much thinner one way than the other a pixel is wider than the slice: it shows what the slice has.
  @Test(arguments: [
    (GridSize(64, 64, 40)!, SIMD3(0.01, 0.01, 50)), (GridSize(4, 4, 60)!, SIMD3(0.1, 0.1, 50)),
    (GridSize(20, 16, 6)!, SIMD3(0.001, 0.001, 100)), (GridSize(20, 1, 300)!, SIMD3(1, 0.05, 5)),
    (GridSize(1, 1, 2100)!, SIMD3(1, 1, 1)), (GridSize(1, 2, 4000)!, SIMD3(1, 1, 1)),
    (GridSize(6000, 1, 1)!, SIMD3(1, 1, 1)),
  ])
  func thinSlicesShowWhatIsDrawnOnThem(_ size: GridSize, _ spacing: SIMD3<Double>) throws {
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: spacing))) { out in
      for n in out.indices { out[n] = -400 }
    }
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: layer)
    for k in 0..<size.k { for j in 0..<size.j { builder.set(j: j, k: k, 0..<size.i, to: 2) } }
    layer.apply(try #require(builder.edit(name: "test", tool: "test", origin: .manual)))
    let drawn = SlicePainter(volume: volume, findings: layer, table: .standard, lungs: layer.labels)
    let blank = SlicePainter(volume: volume, findings: LabelLayer(name: "none", size: size), table: .standard)
    for plane in Plane.allCases {
      let frame = PictureFrame(plane, w: 0, of: volume.grid)
      #expect(drawn.paint(frame) != blank.paint(frame), "\(plane)")
    }
    for image in KeyImages(drawn, ledger: ExtentLedger(recounting: layer.labels, volume: volume)).all {
      _ = drawn.paint(image.frame, image.style)
    }
  }
}
