import StyletBase
import StyletImaging

/// Fills the slices of one gap.
struct GapFiller {
  let gap: SliceGap
  private let priors: [ShapePrior]
  private let guide: CTGuide?

  /// Where the finding is on a filled slice.
  struct Slice {
    let k: Int
    /// Voxels by row: disjoint, ascending.
    let rows: [Int: [Range<Int>]]
  }

  /// nil where one of the drawn slices has nothing of the finding, and when the work was cancelled.
  /// - Parameter strength: how much the CT counts, 0...1.
  init?(_ gap: SliceGap, labels: LabelMap, label: UInt8, volume: Volume, strength: Double, work: CancellableWork?) {
    guard let lower = SliceMask(labels, of: label, k: gap.lower),
      let upper = SliceMask(labels, of: label, k: gap.upper)
    else { return nil }
    let spacing = volume.grid.spacing
    let plane = SIMD2(spacing.x, spacing.y), width = Double(gap.upper - gap.lower) * spacing.z
    let margin = strength > 0 ? Int((CTGuide.reach * strength).rounded(.up)) : 1
    let groups = ComponentMatching(lower: lower, upper: upper, spacing: plane, gap: width).groups()
    var priors = groups.map {
      ShapePrior($0, lower: lower, upper: upper, margin: margin, spacing: plane, gap: width)
    }
    guide =
      strength > 0
      ? CTGuide(volume, gap: gap, priors: priors, lower: lower, upper: upper, strength: strength) : nil
    if let guide {
      for n in priors.indices {
        if work?.isCancelled == true { return nil }
        let other = priors[n].lower == nil ? lower : upper
        if let path = ObliquePieceTrack(of: priors[n], to: other, in: volume, gap: gap, tissue: guide.tissue) {
          priors[n].follow(path)
        }
      }
    }
    (self.gap, self.priors) = (gap, priors)
  }

  /// The finding on slice `k` of the gap; nil when the work was cancelled.
  func slice(_ k: Int, work: CancellableWork?) -> Slice? {
    var rows: [Int: [Range<Int>]] = [:]
    for prior in priors {
      if work?.isCancelled == true { return nil }
      let t = gap.part(k)
      guard let shape = prior.values(at: t, reach: guide == nil ? 1 : CTGuide.endReach) else { continue }
      var inside: [Bool]
      if let guide {
        guard let guided = guide.guided(shape, of: prior, k: k, work: work) else { return nil }
        inside = connected(guided, to: shape, prior)
      } else {
        inside = shape.map { $0 > 0 }
      }
      add(&inside, prior.box, to: &rows)
    }
    return Slice(k: k, rows: rows.mapValues(Self.union))
  }

  /// The voxels above 0 that hang together with the shape, or with what is drawn on either side.
  private func connected(_ values: [Float], to shape: [Float], _ prior: ShapePrior) -> [Bool] {
    let (w, h) = (prior.box.width, prior.box.height)
    var inside = [Bool](repeating: false, count: values.count)
    var waiting: [Int] = []
    for n in values.indices where values[n] > 0 {
      let (i, j) = (prior.box.i.lowerBound + n % w, prior.box.j.lowerBound + n / w)
      if shape[n] > 0 || prior.lower?.isInside(i: i, j: j) ?? false || prior.upper?.isInside(i: i, j: j) ?? false {
        inside[n] = true
        waiting.append(n)
      }
    }
    while let n = waiting.popLast() {
      let (x, y) = (n % w, n / w)
      for v in max(y - 1, 0)...min(y + 1, h - 1) {
        for u in max(x - 1, 0)...min(x + 1, w - 1) where !inside[v * w + u] && values[v * w + u] > 0 {
          inside[v * w + u] = true
          waiting.append(v * w + u)
        }
      }
    }
    return inside
  }

  private func add(_ inside: inout [Bool], _ box: SliceBox, to rows: inout [Int: [Range<Int>]]) {
    var n = 0
    for j in box.j {
      var x = 0
      while x < box.width {
        let start = x
        while x < box.width, inside[n + x] { x += 1 }
        if x > start {
          rows[j, default: []].append(box.i.lowerBound + start..<box.i.lowerBound + x)
        } else {
          x += 1
        }
      }
      n += box.width
    }
  }

  /// Pieces of different groups may overlap.
  private static func union(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = out.last, range.lowerBound <= last.upperBound {
        out[out.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        out.append(range)
      }
    }
    return out
  }
}
