import StyletBase
import StyletCore
import StyletImaging

/// The lungs from the front, as they are on the scan, their six zones filled by how much of each is affected. SVG.
public struct ZonePicture: Hashable, Sendable {
  /// One zone's outline, mm; x from the left edge of the picture, y from its top.
  struct Zone: Hashable, Sendable {
    /// As ``LungZones/zone(lung:k:)``.
    var number: Int
    var outline: [SIMD2<Double>]
    /// Between its outlines, for its figure.
    var middle: SIMD2<Double>
  }

  let zones: [Zone]
  let size: SIMD2<Double>
  private static let margin = 14.0

  init(zones: [Zone], size: SIMD2<Double>) { (self.zones, self.size) = (zones, size) }

  /// nil where there is no lung. Cost: the rows of the slices that have lung.
  public init?(lungs: LabelMap, limits: LungZones, grid: VoxelGrid) {
    let spacing = grid.spacing
    // Of each lung and slice the outermost voxels.
    var reach = [[Int: (low: Int, high: Int)]](repeating: [:], count: 2)
    for k in 0..<lungs.size.k where lungs.isUsed(k: k) {
      for j in 0..<lungs.size.j {
        lungs.forEachRun(j: j, k: k) { i, count, label in
          guard label == LungLabels.right || label == LungLabels.left else { return }
          let side = label == LungLabels.right ? 0 : 1
          let before = reach[side][k] ?? (i, i)
          reach[side][k] = (min(before.low, i), max(before.high, i + count))
        }
      }
    }
    let all = reach.flatMap { Array($0) }
    guard let top = all.map(\.key).max(), let bottom = all.map(\.key).min(), let left = all.map(\.value.low).min(),
      let right = all.map(\.value.high).max()
    else { return nil }
    size = SIMD2(Double(right - left) * spacing.x, Double(top - bottom + 1) * spacing.z) + 2 * Self.margin
    func x(_ i: Int) -> Double { Double(i - left) * spacing.x + Self.margin }
    func y(_ k: Int) -> Double { Double(top - k) * spacing.z + Self.margin }
    var zones: [Zone] = []
    for (side, slices) in reach.enumerated() {
      for level in LungZones.Level.allCases {
        let ks = slices.keys.filter { limits.level(k: $0) == level }.sorted(by: >)
        guard let first = ks.first, let last = ks.last else { continue }
        let step = max(ks.count / 48, 1)
        var near: [SIMD2<Double>] = [], far: [SIMD2<Double>] = []
        for (n, k) in ks.enumerated() where n % step == 0 || k == last {
          guard let (low, high) = slices[k] else { continue }
          // The last one down to its lower edge.
          for y in k == last ? [y(k), y(k) + spacing.z] : [y(k)] {
            near.append(SIMD2(x(low), y))
            far.append(SIMD2(x(high), y))
          }
        }
        let middle = ks[ks.count / 2]
        guard let (low, high) = slices[middle] else { continue }
        zones.append(
          Zone(
            number: side * 3 + level.rawValue, outline: near + far.reversed(),
            middle: SIMD2((x(low) + x(high)) / 2, (y(first) + y(last) + spacing.z) / 2)))
      }
    }
    self.zones = zones
  }

  /// An element for an HTML page, without fonts or files of its own.
  /// - Parameters:
  ///   - figures: of each zone its percentage, nil where it has none, and the words that stand in it.
  ///   - title: what the picture is, for those who do not see it.
  public func svg(_ figures: [(percent: Double?, words: [String])], title: String) -> String {
    func n(_ x: Double) -> String { JSONNumber((x * 10).rounded() / 10)?.text ?? "0" }
    var out =
      "<svg class=\"zones\" role=\"img\" aria-label=\"\(title.escapedForHTML)\" "
      + "viewBox=\"0 0 \(n(size.x)) \(n(size.y))\" width=\"\(n(size.x * 1.2))\" height=\"\(n(size.y * 1.2))\">\n"
      + "<title>\(title.escapedForHTML)</title>\n"
    for zone in zones {
      let percent = figures.indices.contains(zone.number) ? figures[zone.number].percent : nil
      let points = zone.outline.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
      out += "<polygon points=\"\(points)\" fill=\"\(Self.colour(percent))\" stroke=\"#456\" stroke-width=\"0.8\" "
      out += "stroke-linejoin=\"round\"/>\n"
    }
    for zone in zones where figures.indices.contains(zone.number) {
      for (line, words) in figures[zone.number].words.enumerated() {
        let y = zone.middle.y + Double(line) * 10 - Double(figures[zone.number].words.count - 1) * 5 + 3
        out += text(words, at: SIMD2(zone.middle.x, y), size: line == 0 ? 10 : 8)
      }
    }
    out += text(PatientSide.letter("R"), at: SIMD2(6, size.y / 2), size: 11)
    out += text(PatientSide.letter("L"), at: SIMD2(size.x - 6, size.y / 2), size: 11)
    return out + "</svg>\n"

    func text(_ words: String, at p: SIMD2<Double>, size: Double) -> String {
      "<text x=\"\(n(p.x))\" y=\"\(n(p.y))\" font-size=\"\(n(size))\" text-anchor=\"middle\">"
        + "\(words.escapedForHTML)</text>\n"
    }
  }

  /// From nearly white to dark orange by the root of the percentage: small amounts show. Black letters stand on it.
  static func colour(_ percent: Double?) -> String {
    guard let percent, percent.isFinite else { return "#eeeeee" }
    let part = (min(max(percent, 0), 100) / 100).squareRoot()
    func mixed(_ a: Double, _ b: Double) -> UInt8 { UInt8((a + (b - a) * part).rounded()) }
    return RGB(mixed(246, 230), mixed(248, 110), mixed(250, 30)).description
  }
}
