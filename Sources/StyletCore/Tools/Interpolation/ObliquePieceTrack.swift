import StyletImaging

/// How a thin piece that is drawn on one of two slices alone goes on into the gap, as the CT has it: how far it has
/// moved across the slice on each slice.
///
/// A thick piece overlaps itself from slice to slice, and ``CTGuide`` finds its boundary near where it was. A vessel
/// that runs obliquely leaves its place by more than its width, so the piece without a partner that ends within its
/// own radius is often one that has moved away. Of all ways that move by at most the distance between the slices (45°)
/// the one is taken on which the tissue is likeliest inside the piece and unlikeliest around it, less what moving
/// costs: a shortest path over the slices, by dynamic programming.
///
/// Cost: for each slice the places within ``reach`` times the voxels of the piece.
struct ObliquePieceTrack {
  /// By slice of the gap, the drawn ones included: voxels, whole ones, from the place that the piece is drawn at.
  let offsets: [SIMD2<Double>]
  /// The part of the gap, 0...1, through which the CT has the piece go on. At most to the middle, unless on the other
  /// slice it comes to where something is drawn: what a reader left out ends somewhere.
  let support: Double

  /// How far from its place a piece is looked for, voxels.
  static let reach = 16
  /// A piece whose inside reaches further from its edge than this, in voxels, is not looked for: it overlaps itself.
  static let thickest = 5.0
  /// What moving at 45° from one slice to the next costs, in units of the mean logarithm of how much likelier the
  /// values are inside.
  private static let cost = 1.0

  /// nil for a piece that is drawn on both slices, or too thick.
  /// - Parameters:
  ///   - prior: the piece where it is drawn.
  ///   - other: what is drawn on the slice at the gap's other end.
  init?(of prior: ShapePrior, to other: SliceMask, in volume: Volume, gap: SliceGap, tissue: TissueModel) {
    let spacing = volume.grid.spacing
    let plane = SIMD2(spacing.x, spacing.y), voxel = plane.min()
    guard let drawn = prior.lower ?? prior.upper, prior.lower == nil || prior.upper == nil,
      prior.thickness <= Self.thickest * voxel
    else { return nil }
    let steps = gap.upper - gap.lower
    let section = Section(drawn, ring: 2 * plane.max())
    let field = Field(reach: min(Self.reach, Int((Double(steps) * spacing.z / voxel).rounded(.up))))
    let cost = Self.cost * (plane / spacing.z) * (plane / spacing.z)
    // By slice away from the drawn one: what the best way to each place costs, and how likely it is inside there.
    var costs = [field.start], inside: [[Float]] = [[]]
    for away in 1...steps {
      let k = prior.lower == nil ? gap.upper - away : gap.lower + away
      let likelier = section.likelier(in: volume, k: k, field: field, tissue: tissue)
      let before = field.cheapest(costs[away - 1], cost)
      let most = Double(away) * spacing.z / voxel + 1
      costs.append(
        field.places.indices.map { n in
          field.isWithin(most, n) ? before[n] - likelier.inside[n] + likelier.around[n] : .infinity
        })
      inside.append(likelier.inside)
    }
    var way = [field.least(costs[steps])]
    for away in (0..<steps).reversed() { way.append(field.origin(of: way[way.count - 1], costs[away], cost)) }
    way.reverse()

    var supported = 0
    while supported + 1 < steps, inside[supported + 1][way[supported + 1]] > 0 { supported += 1 }
    let end = field.places[way[steps]]
    let meets = section.inside.contains { other.component(i: $0.x + end.x, j: $0.y + end.y) != nil }
    let last = meets && supported == steps - 1 ? supported : min(supported, steps / 2)
    support = last == 0 ? 0 : (Double(last) + 0.5) / Double(steps)
    let offsets = way.map { SIMD2(Double(field.places[$0].x), Double(field.places[$0].y)) }
    self.offsets = prior.lower == nil ? offsets.reversed() : offsets
  }

  /// The voxels of a piece, and those around it.
  private struct Section {
    let box: SliceBox
    let inside: [SIMD2<Int>]
    let around: [SIMD2<Int>]

    /// - Parameter ring: mm; what is at most as far outside counts as around it.
    init(_ drawn: SignedDistance, ring: Double) {
      var (inside, around): ([SIMD2<Int>], [SIMD2<Int>]) = ([], [])
      var n = 0
      for j in drawn.box.j {
        for i in drawn.box.i {
          let distance = Double(drawn.values[n])
          if distance > 0 { inside.append(SIMD2(i, j)) } else if distance > -ring { around.append(SIMD2(i, j)) }
          n += 1
        }
      }
      (self.inside, self.around) = (inside, around)
      let all = inside + around
      let (i, j) = (all.map(\.x), all.map(\.y))
      box = SliceBox(i: (i.min() ?? 0)..<(i.max() ?? -1) + 1, j: (j.min() ?? 0)..<(j.max() ?? -1) + 1)
    }

    /// Of each place of the field on slice `k`: how much likelier the tissue there is inside than outside, the mean
    /// of the piece's voxels and of those around it.
    func likelier(
      in volume: Volume, k: Int, field: Field, tissue: TissueModel
    ) -> (inside: [Float], around: [Float]) {
      let patch = CTPatch(volume, k: k, box: box.grown(by: field.reach + 1)).smoothed()
      let values = patch.values.map(tissue.logRatio)
      let line = patch.box.width
      func means(_ voxels: [SIMD2<Int>]) -> [Float] {
        let first = voxels.map { ($0.y - patch.box.j.lowerBound) * line + $0.x - patch.box.i.lowerBound }
        let part = 1 / Float(max(voxels.count, 1))
        return values.withUnsafeBufferPointer { values in
          field.places.map { place in
            let step = place.y &* line &+ place.x
            var sum: Float = 0
            for n in first { sum += values[n &+ step] }
            return sum * part
          }
        }
      }
      return (means(inside), means(around))
    }
  }

  /// The places that a piece may have moved to: a square around its own.
  private struct Field {
    let reach: Int
    let places: [SIMD2<Int>]
    private let width: Int

    init(reach: Int) {
      self.reach = reach
      width = 2 * reach + 1
      places = (-reach...reach).flatMap { y in (-reach...reach).map { SIMD2($0, y) } }
    }

    /// Nothing has moved yet.
    var start: [Float] { places.map { $0 == .zero ? 0 : .infinity } }

    func isWithin(_ radius: Double, _ n: Int) -> Bool {
      Double(places[n].x * places[n].x + places[n].y * places[n].y) <= radius * radius
    }

    func least(_ costs: [Float]) -> Int { costs.indices.min { costs[$0] < costs[$1] } ?? 0 }

    /// Of each place the least of what the places before cost and what coming from there costs, `cost` a square voxel.
    func cheapest(_ before: [Float], _ cost: SIMD2<Double>) -> [Float] {
      func pass(_ from: [Float], _ cost: Float, _ step: Int, _ line: Int) -> [Float] {
        let squares = (0..<width).map { cost * Float($0 * $0) }
        var out = from
        for row in 0..<width {
          for x in 0..<width {
            var best = Float.infinity
            for u in 0..<width { best = min(best, from[row &* line &+ u &* step] + squares[abs(u &- x)]) }
            out[row &* line &+ x &* step] = best
          }
        }
        return out
      }
      return pass(pass(before, Float(cost.x), 1, width), Float(cost.y), width, 1)
    }

    /// The place before that the cheapest way to place `n` comes from.
    func origin(of n: Int, _ before: [Float], _ cost: SIMD2<Double>) -> Int {
      let costs = places.indices.map { m in
        let way = places[m] &- places[n]
        return before[m] + Float(cost.x * Double(way.x * way.x) + cost.y * Double(way.y * way.y))
      }
      return least(costs)
    }
  }
}
