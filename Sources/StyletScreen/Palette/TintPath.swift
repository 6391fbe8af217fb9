import StyletImaging

/// The colours of a tint on a terminal of 256: of one hue the cube has six at most, so a tint takes neighbouring hues
/// too, each lighter than the one before. As many steps of grey can be told under a finding.
enum TintPath {
  /// By how much each is lighter than the one before, of 255.
  private static let gap = 5.0
  /// What a hue that is turned costs beside the squared distance of colours.
  private static let turned = 30_000.0

  /// The entries that are nearest to the wanted colours while luma rises: the cheapest path through the cube's colours
  /// in the order of luma (dynamic programming), of hues as near as there are enough. nil where the colour has none.
  ///
  /// - Parameter wanted: from dark to light.
  /// Cost: 60 x 60 sums for each step.
  static func entries(for wanted: [RGB], of colour: RGB) -> [Int]? {
    let hue = colour.hue
    guard hue != (0, 0), !wanted.isEmpty else { return nil }
    return [0.92, 0.8, 0.6].lazy.compactMap { path(through: wanted, hue, likeness: $0) }.first
  }

  private static func path(through wanted: [RGB], _ hue: (x: Double, y: Double), likeness least: Double) -> [Int]? {
    func likeness(_ c: RGB) -> Double { c.hue.x * hue.x + c.hue.y * hue.y }
    let known = (16..<232).map { (entry: $0, rgb: XtermPalette.rgb($0)) }.filter {
      Int(max($0.rgb.r, $0.rgb.g, $0.rgb.b)) - Int(min($0.rgb.r, $0.rgb.g, $0.rgb.b)) >= 60 && likeness($0.rgb) > least
    }.sorted { ($0.rgb.luma, $0.entry) < ($1.rgb.luma, $1.entry) }
    let lumas = known.map(\.rgb.luma), turns = known.map { turned * (1 - likeness($0.rgb)) }
    func cost(_ n: Int, _ c: RGB) -> Double { Double(XtermPalette.distance(known[n].entry, c)) + turns[n] }
    var best = known.indices.map { cost($0, wanted[0]) }
    var from: [[Int]] = []
    for c in wanted.dropFirst() {
      var next = [Double](repeating: .infinity, count: known.count), way = [Int](repeating: -1, count: known.count)
      var cheapest = Double.infinity, at = -1, k = 0
      for n in known.indices {
        while lumas[k] + gap <= lumas[n] {
          if best[k] < cheapest { (cheapest, at) = (best[k], k) }
          k += 1
        }
        if at >= 0 { (next[n], way[n]) = (cheapest + cost(n, c), at) }
      }
      best = next
      from.append(way)
    }
    guard var n = best.indices.min(by: { best[$0] < best[$1] }), best[n] < .infinity else { return nil }
    var out = [known[n].entry]
    for way in from.reversed() {
      n = way[n]
      out.append(known[n].entry)
    }
    return out.reversed()
  }
}
