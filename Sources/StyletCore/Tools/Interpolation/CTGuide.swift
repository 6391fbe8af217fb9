import Glibc
import StyletBase
import StyletImaging

/// Moves the boundary that a shape proposes between two drawn slices to where the CT has it.
///
/// Three things are weighed at each voxel near the boundary:
/// - the prior: the signed distance of the interpolated shape, in voxels, halved;
/// - what the voxels of the drawn slices that look like it are: each voxel within five of its place on both slices
///   votes with its own signed distance, and weighs by how alike the 3 x 3 voxels around it are and how near it and
///   its slice are (label fusion by non-local means; Coupé et al., NeuroImage 54, 2011, with the two slices as
///   atlases). So a boundary goes along with the tissue, moves and bends with it, and ends at what the reader left
///   out although it looks like the lesion;
/// - how much likelier its value is inside than outside near the boundary that the reader drew.
///
/// The votes weigh at most 3 and the values 1.8, so nothing moves more than 9.6 voxels away from the prior.
struct CTGuide {
  static let votes: Float = 3
  static let values: Float = 0.6
  /// How much longer than its shape says a piece without a partner may go on, where the CT has it go on.
  static let endReach = 2.0
  /// A voxel that far from the prior's boundary keeps its side, in voxels.
  static let reach = 2 * Double(votes + values * TissueModel.limit)
  /// Voxels around a place that are looked at on the drawn slices.
  private static let search = 5
  /// Around a box: the search, its last step of four, and half a patch.
  private static let margin = 8

  let volume: Volume
  let gap: SliceGap
  let tissue: TissueModel
  /// How much the CT counts, 0...1.
  let strength: Float
  /// mm; the smaller of the two across the slice.
  private let voxel: Float

  /// nil when the drawn slices say nothing of the tissue.
  init?(_ volume: Volume, gap: SliceGap, priors: [ShapePrior], lower: SliceMask, upper: SliceMask, strength: Double) {
    let spacing = volume.grid.spacing
    voxel = Float(min(spacing.x, spacing.y))
    let near = max(6, 4 * voxel)
    var inside: [Float] = [], outside: [Float] = []
    func learn(_ distance: SignedDistance?, _ mask: SliceMask, k: Int) {
      guard let distance else { return }
      let patch = CTPatch(volume, k: k, box: distance.box).smoothed()
      var n = 0
      for j in distance.box.j {
        for i in distance.box.i {
          let d = distance.values[n]
          if d > 0, d < near { inside.append(patch.values[n]) }
          if d < 0, d > -near, mask.component(i: i, j: j) == nil { outside.append(patch.values[n]) }
          n += 1
        }
      }
    }
    for prior in priors {
      learn(prior.lower, lower, k: gap.lower)
      learn(prior.upper, upper, k: gap.upper)
    }
    guard let tissue = TissueModel(inside: inside, outside: outside) else { return nil }
    (self.volume, self.gap, self.tissue, self.strength) = (volume, gap, tissue, Float(strength))
  }

  /// What the prior becomes on slice `k`: positive inside. `prior` are its signed distances over the shape's box, mm.
  /// - Returns: nil when the work was cancelled.
  func guided(_ prior: [Float], of shape: ShapePrior, k: Int, work: CancellableWork?) -> [Float]? {
    let box = shape.box, t = gap.part(k)
    let limit = Float(Self.reach) * strength * voxel
    let plain = CTPatch(volume, k: k, box: box.grown(by: 1))
    let smooth = plain.smoothed()
    var target = plain
    target.clamp(to: tissue.range)
    let moved = shape.moved(t)
    let sources = [
      Source(self, shape.lower, box, k: gap.lower, moved: -moved.fromLower, weight: 1 - t),
      Source(self, shape.upper, box, k: gap.upper, moved: moved.toUpper, weight: t),
    ]
    var out = prior
    let width = box.width, across = width + 2, wide = width + 2 * Self.margin
    // The mean square of nine differences, in units in which a vote has lost 1 - 1/e.
    let scale = 1 / (9 * 0.04 * tissue.contrast * tissue.contrast * 16)
    for y in 0..<box.height {
      if work?.isCancelled == true { return nil }
      target.values.withUnsafeBufferPointer { target in
        for x in 0..<width {
          let n = y &* width &+ x
          let distance = prior[n]
          guard abs(distance) <= limit else { continue }
          let here = target.baseAddress! + ((y &+ 1) &* across &+ x &+ 1)
          var votes = SIMD4<Float>.zero, weights = SIMD4<Float>.zero
          for source in sources where source.weight > 0 {
            source.vote(
              here, across, at: (y &+ Self.margin) &* wide &+ x &+ Self.margin, wide, scale, &votes, &weights)
          }
          let vote = votes.sum() / (weights.sum() + 1e-9)
          let likelier = tissue.logRatio(smooth.values[(y &+ 1) &* across &+ x &+ 1])
          out[n] = distance / (2 * voxel) + strength * (Self.votes * vote + Self.values * likelier)
        }
      }
    }
    return out
  }

  /// A drawn slice around the place of a piece.
  private struct Source {
    /// CT and drawing, over the piece's box and a margin.
    let values: [Float]
    /// -1...1: the signed distance, cut at one voxel.
    let votes: [Float]
    let weight: Float
    /// What a voxel of the search weighs by its nearness: rows of twelve, the last of each nothing.
    private static let nearness: [SIMD4<Float>] = (-search...search).flatMap { dy in
      [-5, -1, 3].map { first in
        SIMD4(
          (0..<4).map { lane in
            let square = (first + lane) * (first + lane) + dy * dy
            return square > search * search ? 0 : Float(exp(-Double(square) / (2 * 3.333 * 3.333)))
          })
      }
    }

    init(_ guide: CTGuide, _ distance: SignedDistance?, _ box: SliceBox, k: Int, moved: SIMD2<Double>, weight: Double) {
      let (di, dj) = (Int(moved.x.rounded()), Int(moved.y.rounded()))
      let box = box.grown(by: margin).moved(i: di, j: dj)
      var patch = CTPatch(guide.volume, k: k, box: box)
      patch.clamp(to: guide.tissue.range)
      values = patch.values
      var votes = [Float](repeating: -1, count: box.count)
      if let distance {
        var n = 0
        for j in box.j {
          for i in box.i {
            if distance.box.i.contains(i), distance.box.j.contains(j) {
              let d = distance.values[
                (j - distance.box.j.lowerBound) * distance.box.width + i - distance.box.i.lowerBound]
              votes[n] = min(max(d / guide.voxel, -1), 1)
            }
            n += 1
          }
        }
      }
      self.votes = votes
      self.weight = Float(weight)
    }

    /// Adds the votes of the slice on the voxel whose patch begins around `here`.
    @inline(__always)
    func vote(
      _ here: UnsafePointer<Float>, _ across: Int, at n: Int, _ wide: Int, _ scale: Float, _ sum: inout SIMD4<Float>,
      _ weights: inout SIMD4<Float>
    ) {
      values.withUnsafeBytes { values in
        votes.withUnsafeBytes { votes in
          Self.nearness.withUnsafeBufferPointer { nearness in
            @inline(__always) func load(_ from: UnsafeRawBufferPointer, _ at: Int) -> SIMD4<Float> {
              from.baseAddress!.loadUnaligned(fromByteOffset: at &* 4, as: SIMD4<Float>.self)
            }
            for row in 0..<2 &* search &+ 1 {
              for step in 0..<3 {
                let at = n &+ (row &- search) &* wide &+ (step &* 4 &- search)
                var difference = SIMD4<Float>.zero
                for dy in -1...1 {
                  let line = at &+ dy &* wide
                  let own = here + dy &* across
                  let a = load(values, line &- 1) - own[-1]
                  let b = load(values, line) - own[0]
                  let c = load(values, line &+ 1) - own[1]
                  difference += a * a + b * b + c * c
                }
                // exp(-x) ≈ (1 - x/16)¹⁶
                var w = (1 - difference * scale).clamped(lowerBound: .zero, upperBound: .one)
                w *= w
                w *= w
                w *= w
                w *= w
                w *= nearness[row &* 3 &+ step] * weight
                sum += w * load(votes, at)
                weights += w
              }
            }
          }
        }
      }
    }
  }
}
