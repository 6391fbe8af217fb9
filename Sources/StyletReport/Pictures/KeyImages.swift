import StyletCore
import StyletImaging

/// A picture that a report shows, before it is painted.
public struct KeyImage: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    /// The axial slice on which these findings have their largest area.
    case largest([UInt8])
    /// The same slice, close up.
    case detail([UInt8])
    /// The same slice in the mediastinal window, for findings that are solid: the lung window shows them white.
    case solid([UInt8])
    /// The coronal or sagittal slice with the most of all findings.
    case disease
    /// The middle of the lungs, or of the scan, where nothing is drawn.
    case overview
    /// A slice with measurements: their places in ``KnownAnnotations/measurements``.
    case measured([Int])
  }

  public var subject: Subject
  public var frame: PictureFrame
  public var style: SlicePainter.Style
}

/// Chooses what a report shows of a scan.
public struct KeyImages {
  /// The most slices of findings, and of measurements, that are shown.
  public static let limit = 8
  /// Findings with a mean above it are solid, HU: ground glass lies well below, soft tissue well above.
  private static let solid = -200.0

  private let painter: SlicePainter
  private let ledger: ExtentLedger
  private let box: VoxelBox?
  private var grid: VoxelGrid { painter.volume.grid }

  /// - Parameter ledger: of the painter's findings.
  public init(_ painter: SlicePainter, ledger: ExtentLedger) {
    self.painter = painter
    self.ledger = ledger
    var box: VoxelBox?
    let whole = VoxelBox(painter.volume.size)
    for part in [LungLabels.right, LungLabels.left].compactMap({ painter.lungs?.bounds(of: $0, within: whole) }) {
      box = box?.union(part) ?? part
    }
    guard box != nil else {
      self.box = nil
      return
    }
    for part in ledger.labels.compactMap({ painter.findings.labels.bounds(of: $0, within: whole) }) {
      box = box?.union(part)
    }
    self.box = box
  }

  /// In the order they are shown. Cost: the rows of the slices that are drawn on.
  public var all: [KeyImage] {
    let findings = findingImages()
    let overview = ledger.labels.isEmpty ? overviewImages() : [Plane.coronal, .sagittal].compactMap(disease)
    return findings + overview + measuredImages()
  }

  /// Of each finding the axial slice with most of it, the one nearer to the head of slices alike.
  private func findingImages() -> [KeyImage] {
    var slices: [(k: Int, labels: [UInt8])] = []
    for finding in painter.table.findings {
      let label = finding.value
      let areas = ledger.slices(of: label).map { (k: $0, area: ledger.area(of: label, k: $0, volume: painter.volume)) }
      guard let k = areas.max(by: { ($0.area, $0.k) < ($1.area, $1.k) })?.k else { continue }
      if let at = slices.firstIndex(where: { $0.k == k }) {
        slices[at].labels.append(label)
      } else {
        slices.append((k, [label]))
      }
    }
    return slices.prefix(Self.limit).flatMap { k, labels -> [KeyImage] in
      let frame = PictureFrame(.axial, w: k, of: grid, part: part(.axial))
      let image = KeyImage(subject: .largest(labels), frame: frame, style: SlicePainter.Style())
      let solid = labels.filter { ledger.extent(of: $0, volume: painter.volume).map { $0.mean > Self.solid } ?? false }
      return [image] + [inMediastinalWindow(frame, solid), detail(k, labels, beside: frame)].compactMap { $0 }
    }
  }

  private func inMediastinalWindow(_ frame: PictureFrame, _ labels: [UInt8]) -> KeyImage? {
    guard !labels.isEmpty else { return nil }
    var style = SlicePainter.Style()
    (style.window, style.tint, style.showsLungs, style.showsMeasurements) = (.mediastinum, 0, false, false)
    return KeyImage(subject: .solid(labels), frame: frame, style: style)
  }

  /// A close-up of what is small on a picture: outlined, with nothing laid over it.
  private func detail(_ k: Int, _ labels: [UInt8], beside frame: PictureFrame) -> KeyImage? {
    var box: VoxelBox?
    guard let slice = VoxelBox(.axial, w: k, in: grid.size) else { return nil }
    for part in labels.compactMap({ painter.findings.labels.bounds(of: $0, within: slice) }) {
      box = box?.union(part) ?? part
    }
    guard let box else { return nil }
    let spacing = grid.spacing
    let longest = max(Double(box.i.count) * spacing.x, Double(box.j.count) * spacing.y)
    guard longest < Double(frame.window.width) * frame.pixel / 3 else { return nil }
    let side = max(2 * longest, 50)
    func centred(_ r: Range<Int>, _ spacing: Double) -> Range<Double> {
      let middle = Double(r.lowerBound + r.upperBound) / 2
      return middle - side / 2 / spacing..<middle + side / 2 / spacing
    }
    let part = PictureFrame.Part(u: centred(box.i, spacing.x), v: centred(box.j, spacing.y))
    var style = SlicePainter.Style()
    (style.tint, style.showsLungs, style.showsMeasurements) = (0, false, false)
    return KeyImage(
      subject: .detail(labels), frame: PictureFrame(.axial, w: k, of: grid, part: part, longest: 320), style: style)
  }

  private func disease(_ plane: Plane) -> KeyImage? {
    guard let w = painter.findings.labels.fullestSlice(plane) else { return nil }
    return KeyImage(
      subject: .disease, frame: PictureFrame(plane, w: w, of: grid, part: part(plane)), style: SlicePainter.Style())
  }

  private func overviewImages() -> [KeyImage] {
    [Plane.axial, .coronal].map { plane in
      let range = box?[plane.axes.w] ?? 0..<plane.size(of: grid.size).w
      let w = (range.lowerBound + range.upperBound) / 2
      return KeyImage(
        subject: .overview, frame: PictureFrame(plane, w: w, of: grid, part: part(plane)), style: SlicePainter.Style())
    }
  }

  /// Whole slices: what is measured may lie at the wall.
  private func measuredImages() -> [KeyImage] {
    struct Place: Hashable { var plane: Plane, w: Int }
    var places: [(place: Place, marks: [Int])] = []
    for (n, each) in painter.marks.measurements.enumerated() {
      guard let plane = each.measurement.plane, let w = each.measurement.slice else { continue }
      let place = Place(plane: plane, w: w)
      if let at = places.firstIndex(where: { $0.place == place }) {
        places[at].marks.append(n)
      } else {
        places.append((place, [n]))
      }
    }
    return places.prefix(Self.limit).map { place, marks in
      var style = SlicePainter.Style()
      style.tint = 0.15
      if isSoft(marks) { style.window = .mediastinum }
      return KeyImage(
        subject: .measured(marks), frame: PictureFrame(place.plane, w: place.w, of: grid), style: style)
    }
  }

  /// Whether most points of measurements lie in soft tissue rather than in lung.
  private func isSoft(_ marks: [Int]) -> Bool {
    let points = marks.flatMap { n -> [VoxelIndex] in
      let m = painter.marks.measurements[n].measurement
      return m.points.prefix(64).map { $0.voxel(in: grid.size) } + [m.middle(in: grid.size)]
    }
    return points.count(where: { painter.volume.value(at: $0) > -250 }) * 2 > points.count
  }

  private func part(_ plane: Plane) -> PictureFrame.Part? {
    box.map { PictureFrame.Part($0, plane, on: grid, margin: 20) }
  }
}

extension VoxelBox {
  fileprivate func union(_ other: VoxelBox) -> VoxelBox {
    func both(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
      min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
    }
    return VoxelBox(i: both(i, other.i), j: both(j, other.j), k: both(k, other.k))
  }
}
