/// Paints a slice of a scan with what was drawn on it: findings tinted and outlined in their colours, the outline of
/// the lungs, the limits of the zones, measurements, where the patient's sides are, and a scale.
public struct SlicePainter {
  public struct Style: Hashable, Sendable {
    public var window = DisplayWindow.lung
    /// How much of a finding's colour lies over the scan, 0...1; its outline is always full.
    public var tint = 0.3
    public var showsLungs = true
    public var showsMeasurements = true

    public init() {}
  }

  public let volume: Volume
  public let findings: LabelLayer
  public let table: LabelTable
  /// Right 1, left 2; other labels are no lung.
  public let lungs: LabelMap?
  public let zones: LungZones?
  public let marks: Marks

  public static let lungColour = RGB(0x9f, 0xd8, 0xff)
  public static let zoneColour = RGB(0x00, 0x72, 0xb2)
  public static let markColour = RGB(0xff, 0xff, 0x66)
  private static let white = RGB(0xff, 0xff, 0xff)

  /// - Parameter volume: complete; labels and lungs are of its size.
  public init(
    volume: Volume, findings: LabelLayer, table: LabelTable, lungs: LabelMap? = nil, zones: LungZones? = nil,
    marks: Marks = Marks()
  ) {
    precondition(findings.size == volume.size && (lungs?.size ?? volume.size) == volume.size, "labels of another grid")
    self.volume = volume
    self.findings = findings
    self.table = table
    self.lungs = lungs
    self.zones = zones
    self.marks = marks
  }

  /// Cost: the pixels, and the voxels that they cover.
  public func paint(_ frame: PictureFrame, _ style: Style = Style()) -> Bitmap {
    var picture = grey(frame, style.window)
    if style.showsLungs {
      paintLungs(frame, &picture)
      paintZones(frame, &picture)
    }
    paintFindings(frame, style, &picture)
    if style.showsMeasurements { paintMarks(frame, &picture) }
    paintLetters(frame, &picture)
    paintScale(frame, &picture)
    return picture
  }

  private func grey(_ frame: PictureFrame, _ window: DisplayWindow) -> Bitmap {
    var picture = Bitmap(width: frame.window.width, height: frame.window.height)
    let coarse = max(frame.window.stepU, frame.window.stepV) > 1.2
    let values = SliceSampler.sample(volume, frame.window, coarse ? .area : .linear)
    for (n, value) in values.enumerated() where !value.isNaN {
      let level = UInt8((window.brightness(value) * 255).rounded())
      picture[n % picture.width, n / picture.width] = RGB(level, level, level)
    }
    return picture
  }

  // MARK: Labels

  /// The label under each pixel's centre.
  private func labels(_ map: LabelMap, _ frame: PictureFrame) -> [UInt8] {
    let us = frame.columns, vs = frame.rows
    guard let u0 = us.first, let u1 = us.last, let v0 = vs.first, let v1 = vs.last else { return [] }
    let extent = frame.plane.size(of: map.size)
    let across = max(u0, 0)..<max(min(u1 + 1, extent.u), 0), down = max(v0, 0)..<max(min(v1 + 1, extent.v), 0)
    guard !across.isEmpty, !down.isEmpty else { return [UInt8](repeating: 0, count: us.count * vs.count) }
    var voxels = [UInt8](repeating: 0, count: across.count * down.count)
    voxels.withUnsafeMutableBufferPointer { map.read(frame.plane, w: frame.w, u: across, v: down, into: $0) }
    return vs.flatMap { v in
      us.map { u in
        down.contains(v) && across.contains(u)
          ? voxels[(v - down.lowerBound) * across.count + u - across.lowerBound] : 0
      }
    }
  }

  /// Whether a pixel is the outermost of its label: a neighbour beside, above or below it has another.
  private func isRim(_ labels: [UInt8], _ x: Int, _ y: Int, _ picture: Bitmap) -> Bool {
    let at = y * picture.width + x, own = labels[at]
    return x > 0 && labels[at - 1] != own || x + 1 < picture.width && labels[at + 1] != own
      || y > 0 && labels[at - picture.width] != own || y + 1 < picture.height && labels[at + picture.width] != own
  }

  private func paintFindings(_ frame: PictureFrame, _ style: Style, _ picture: inout Bitmap) {
    let labels = labels(findings.labels, frame)
    let vs = frame.rows
    for y in 0..<picture.height {
      let k = frame.plane.voxel(u: 0, v: vs[y], w: frame.w, in: volume.size).k
      for x in 0..<picture.width {
        let label = labels[y * picture.width + x]
        guard label != 0 else { continue }
        let colour = table[label]?.colour ?? RGB(0x80, 0x80, 0x80)
        if isRim(labels, x, y, picture) {
          // Broken where no reader has looked at it yet.
          if !isUnreviewed(k, label) || (x + y) & 7 < 4 { picture[x, y] = colour }
        } else {
          picture.blend(x, y, colour, opacity: style.tint)
        }
      }
    }
  }

  private func isUnreviewed(_ k: Int, _ label: UInt8) -> Bool {
    findings.origins[SliceKey(k: k, label: label)].map { $0 == .interpolated || $0 == .proposed } ?? false
  }

  private func paintLungs(_ frame: PictureFrame, _ picture: inout Bitmap) {
    guard let lungs else { return }
    let labels = labels(lungs, frame).map { $0 == Lungs.right || $0 == Lungs.left ? $0 : 0 }
    for y in 0..<picture.height {
      for x in 0..<picture.width where labels[y * picture.width + x] != 0 && isRim(labels, x, y, picture) {
        picture.blend(x, y, Self.lungColour, opacity: 0.65)
      }
    }
  }

  /// Broken lines between upper, middle and lower zone, where slices lie across the picture.
  private func paintZones(_ frame: PictureFrame, _ picture: inout Bitmap) {
    guard let zones, frame.plane.headUp, lungs != nil else { return }
    for limit in [zones.carina, zones.veins] {
      // The lowest slice of the zone above is k: the limit is its lower edge.
      let y = frame.row(edge: Double(volume.size.k - limit.k))
      guard y > 0, y < picture.height else { continue }
      for x in 0..<picture.width where x / 6 % 2 == 0 { picture[x, y] = Self.zoneColour }
    }
  }

  // MARK: Measurements

  private func paintMarks(_ frame: PictureFrame, _ picture: inout Bitmap) {
    let grid = volume.grid
    for (n, each) in marks.measurements.enumerated() {
      guard let lines = MarkLines(each.measurement, frame.plane, w: frame.w, grid) else { continue }
      paint(lines, "#\(n + 1)\(Self.words(each.values))", frame, &picture)
    }
  }

  private func paint(_ lines: MarkLines, _ words: String, _ frame: PictureFrame, _ picture: inout Bitmap) {
    for line in lines.lines { picture.line(from: frame.place(line.from), to: frame.place(line.to), Self.markColour) }
    for end in lines.ends {
      let p = frame.place(end)
      picture.line(from: p - SIMD2(3, 0), to: p + SIMD2(3, 0), Self.markColour)
      picture.line(from: p - SIMD2(0, 3), to: p + SIMD2(0, 3), Self.markColour)
    }
    guard let (left, right) = lines.outermost else { return }
    let (l, r) = (frame.place(left), frame.place(right))
    let width = Double(BitmapFont.width(of: words) * 2), height = Double(BitmapFont.height * 2)
    // To the right of it, or to the left where there is no room; within the picture at any rate.
    let x = r.x + 8 + width < Double(picture.width) ? r.x + 8 : l.x - 8 - width
    let y = (x > r.x ? r.y : l.y) - height / 2
    let most = SIMD2(Double(picture.width) - width - 2, Double(picture.height) - height - 2)
    let at = SIMD2(min(max(x, 2), max(most.x, 2)), min(max(y, 2), max(most.y, 2)))
    picture.write(words, x: Int(at.x), y: Int(at.y), Self.markColour)
  }

  /// Lengths alone: what else was measured stands in the table.
  private static func words(_ values: MeasuredValues?) -> String {
    switch values {
    case .length(let mm): " \(NumberText.fixed(mm, 1)) mm"
    case .axes(let long, let short, _): " \(NumberText.fixed(long, 1)) x \(NumberText.fixed(short, 1)) mm"
    case .region, nil: ""
    }
  }

  // MARK: Orientation and scale

  private func paintLetters(_ frame: PictureFrame, _ picture: inout Bitmap) {
    let letters = frame.plane.letters
    let (w, h) = (BitmapFont.width * 2, BitmapFont.height * 2)
    let (x, y) = ((picture.width - w) / 2, (picture.height - h) / 2)
    picture.write(String(letters.left), x: 5, y: y, Self.white)
    picture.write(String(letters.right), x: picture.width - w - 5, y: y, Self.white)
    picture.write(String(letters.top), x: x, y: 5, Self.white)
    picture.write(String(letters.bottom), x: x, y: picture.height - h - 5, Self.white)
  }

  /// A length of 1, 2 or 5 mm, cm or dm: the longest that takes at most a third of the width.
  static func scale(pixels: Int, pixel: Double) -> Double? {
    let steps = [1.0, 2, 5, 10, 20, 50, 100, 200, 500]
    return steps.last { $0 / pixel <= Double(pixels) / 3 }
  }

  private func paintScale(_ frame: PictureFrame, _ picture: inout Bitmap) {
    guard let mm = Self.scale(pixels: picture.width, pixel: frame.pixel) else { return }
    let length = (mm / frame.pixel).rounded(), y = Double(picture.height - 8), x = 8.0
    picture.line(from: SIMD2(x, y), to: SIMD2(x + length, y), Self.white)
    for end in [x, x + length] { picture.line(from: SIMD2(end, y - 3), to: SIMD2(end, y + 3), Self.white) }
    let words = mm >= 10 ? "\(Int(mm / 10)) cm" : "\(Int(mm)) mm"
    picture.write(words, x: Int(x), y: Int(y) - 8 - BitmapFont.height * 2, Self.white)
  }
}
