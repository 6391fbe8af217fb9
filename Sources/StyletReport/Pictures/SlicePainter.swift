import StyletBase
import StyletCore
import StyletImaging

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
  public let marks: KnownAnnotations

  public static let lungColour = RGB(0x9f, 0xd8, 0xff)
  public static let zoneColour = RGB(0x00, 0x72, 0xb2)
  public static let markColour = RGB(0xff, 0xff, 0x66)
  private static let white = RGB(0xff, 0xff, 0xff)

  /// - Parameter volume: complete; labels and lungs are of its size.
  public init(
    volume: Volume, findings: LabelLayer, table: LabelTable, lungs: LabelMap? = nil, zones: LungZones? = nil,
    marks: KnownAnnotations = KnownAnnotations()
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
    let extent = frame.plane.size(of: map.size)
    // Of thin slices a pixel is wider than all of them, and its centre lies beyond.
    func within(_ voxels: [Int], _ count: Int) -> [Int] { voxels.map { min(max($0, 0), count - 1) } }
    let us = within(frame.columns, extent.u), vs = within(frame.rows, extent.v)
    guard let u0 = us.min(), let u1 = us.max(), let v0 = vs.min(), let v1 = vs.max() else { return [] }
    let across = u0..<u1 + 1, down = v0..<v1 + 1
    var voxels = [UInt8](repeating: 0, count: across.count * down.count)
    voxels.withUnsafeMutableBufferPointer { map.read(frame.plane, w: frame.w, u: across, v: down, into: $0) }
    return vs.flatMap { v in us.map { u in voxels[(v - v0) * across.count + u - u0] } }
  }

  /// Whether a pixel is the outermost of its label: a neighbour beside, above or below it has another.
  private func isRim(_ labels: [UInt8], _ x: Int, _ y: Int, _ picture: Bitmap) -> Bool {
    let at = y * picture.width + x, own = labels[at]
    return x > 0 && labels[at - 1] != own || x + 1 < picture.width && labels[at + 1] != own
      || y > 0 && labels[at - picture.width] != own || y + 1 < picture.height && labels[at + picture.width] != own
  }

  private func paintFindings(_ frame: PictureFrame, _ style: Style, _ picture: inout Bitmap) {
    let labels = labels(findings.labels, frame)
    let vs = frame.rows, last = frame.plane.size(of: volume.size).v - 1
    for y in 0..<picture.height {
      let k = frame.plane.voxel(u: 0, v: min(max(vs[y], 0), last), w: frame.w, in: volume.size).k
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
    let labels = labels(lungs, frame).map { $0 == LungLabels.right || $0 == LungLabels.left ? $0 : 0 }
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
    for each in marks.measurements {
      if let lines = MarkLines(each.measurement, frame.plane, w: frame.w, volume.grid) { paint(lines, frame, &picture) }
    }
    for label in markLabels(frame) { picture.write(label.words, x: label.x, y: label.y, Self.markColour) }
  }

  private func paint(_ lines: MarkLines, _ frame: PictureFrame, _ picture: inout Bitmap) {
    for line in lines.lines { picture.line(from: frame.place(line.from), to: frame.place(line.to), Self.markColour) }
    for end in lines.ends {
      let p = frame.place(end)
      picture.line(from: p - SIMD2(3, 0), to: p + SIMD2(3, 0), Self.markColour)
      picture.line(from: p - SIMD2(0, 3), to: p + SIMD2(0, 3), Self.markColour)
    }
  }

  /// Blank pixels around words.
  private static let margin = (x: 4, y: 2)

  /// The words beside what is measured, and the upper left corners of them: with the numbers where they have room, else
  /// which one of the table it is, else none. None touches another, a letter of a side or the scale.
  func markLabels(_ frame: PictureFrame) -> [(words: String, x: Int, y: Int)] {
    let (width, height) = (frame.window.width, frame.window.height)
    var places = LabelPlaces(bounds: LabelPlaces.Box(x: 0, y: 0, width: width, height: height), away: (x: 4, y: 4))
    for letter in Self.letterPlaces(width: width, height: height, frame.plane) {
      places.keep(Self.box(of: String(letter.letter), x: letter.x, y: letter.y))
    }
    if let scale = Self.scaleBox(frame) { places.keep(scale) }
    var labels: [(words: String, x: Int, y: Int)] = []
    for (n, each) in marks.measurements.enumerated() {
      guard let lines = MarkLines(each.measurement, frame.plane, w: frame.w, volume.grid),
        let reach = Self.reach(lines, frame)
      else { continue }
      let number = "#\(n + 1)"
      for words in [number + Self.words(each.values), number] {
        let size = Self.box(of: words, x: 0, y: 0)
        guard let box = places.place(width: size.width, height: size.height, beside: reach) else { continue }
        labels.append((words, box.x + Self.margin.x, box.y + Self.margin.y))
        break
      }
    }
    return labels
  }

  /// The pixels of words and the blank around them.
  private static func box(of words: String, x: Int, y: Int) -> LabelPlaces.Box {
    LabelPlaces.Box(
      x: x - margin.x, y: y - margin.y, width: BitmapFont.width(of: words) * 2 + 2 * margin.x,
      height: BitmapFont.height * 2 + 2 * margin.y)
  }

  private static func reach(_ lines: MarkLines, _ frame: PictureFrame) -> LabelPlaces.Reach? {
    guard let (left, right) = lines.outermost else { return nil }
    func pixel(_ p: SIMD2<Double>) -> (x: Int, y: Int) {
      // NaN becomes far off.
      func whole(_ x: Double) -> Int { x > -1e9 ? Int(min(x, 1e9).rounded()) : -1_000_000_000 }
      let at = frame.place(p)
      return (whole(at.x), whole(at.y))
    }
    let rows = (lines.ends + lines.lines.map(\.from)).map { pixel($0).y }
    return LabelPlaces.Reach(
      left: pixel(left), right: pixel(right), top: rows.min() ?? 0, bottom: rows.max() ?? 0)
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
    for letter in Self.letterPlaces(width: picture.width, height: picture.height, frame.plane) {
      picture.write(PatientSide.letter(String(letter.letter)), x: letter.x, y: letter.y, Self.white)
    }
  }

  /// The patient's sides with the upper left corners of their letters.
  static func letterPlaces(width: Int, height: Int, _ plane: Plane) -> [(letter: Character, x: Int, y: Int)] {
    let letters = plane.letters
    let (w, h) = (BitmapFont.width * 2, BitmapFont.height * 2)
    let (x, y) = ((width - w) / 2, (height - h) / 2)
    return [
      (letters.left, 5, y), (letters.right, width - w - 5, y), (letters.top, x, 5), (letters.bottom, x, height - h - 5),
    ]
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
    picture.write(Self.scaleWords(mm), x: Int(x), y: Self.scaleTop(picture.height), Self.white)
  }

  private static func scaleWords(_ mm: Double) -> String { mm >= 10 ? "\(Int(mm / 10)) cm" : "\(Int(mm)) mm" }

  /// The upper edge of the words over the scale.
  private static func scaleTop(_ height: Int) -> Int { height - 16 - BitmapFont.height * 2 }

  /// The scale with its words and the blank around them; nil where there is none.
  static func scaleBox(_ frame: PictureFrame) -> LabelPlaces.Box? {
    guard let mm = scale(pixels: frame.window.width, pixel: frame.pixel) else { return nil }
    let top = scaleTop(frame.window.height)
    var box = box(of: scaleWords(mm), x: 8, y: top)
    box.width = max(box.width, Int((mm / frame.pixel).rounded()) + 2 * margin.x)
    box.height = frame.window.height - box.y
    return box
  }
}
