import StyletImaging

/// The part of a brush that belongs to what its centre lies on: the brush stops at edges inside it.
///
/// At each voxel of the path the values under the brush are parted in two, dark and bright, at the level half way
/// between the means of both (Ridler and Calvard, Picture thresholding using an iterative selection method, 1978).
/// Where the means differ by more than noise does, the brush takes the side of its centre, as far as that is connected
/// to the centre inside the brush; otherwise all of it. Parting half way puts the border where a reader sees it, and a
/// flat region is painted as the plain brush paints it.
///
/// Values are medians of 3 x 3 voxels on the slice, which keeps straight borders where they are; the noise is measured
/// under the brush, by the median deviation from them. Cost: the voxels of the brush, for each voxel of the path.
struct AdaptiveRegion {
  /// Means nearer than this are one tissue, HU.
  static let leastStep: Double = 80
  /// And so are those nearer than so many standard deviations of the noise. Parting noise alone gives about 0.7.
  static let noiseFactor: Double = 2
  /// Values count from here, HU: air to soft tissue.
  private static let low = -1024
  private static let high = 200
  /// What is brighter than the centre by more counts no more than this: a vessel does not hide ground glass.
  private static let brighter = 500

  private let plane: Plane
  private let context: ToolContext
  private let shape: BrushTool.Shape
  private let radius: Double
  /// The brush swept along the path.
  private let spans: [SpanSet.Span]
  private let u: Range<Int>
  private let v: Range<Int>
  private let w: Range<Int>
  /// Smoothed values of the box, HU, u fastest; those outside the brush are not set.
  private var values: [Int16]
  /// 0 outside the brush, 1 in it, 2 taken.
  private var state: [UInt8]
  /// 1 where a flood may go; all 0 between floods.
  private var open: [UInt8]
  private var noise: Double = 0

  /// - Parameters:
  ///   - region: of the plain brush along the path.
  ///   - plane: the one whose coordinates the region is in.
  init?(_ region: SpanSet, plane: Plane, shape: BrushTool.Shape, radius: Double, context: ToolContext) {
    let rescale = context.volume.rescale
    spans = region.union()
    guard let first = spans.first, let last = spans.last, rescale.slope.isFinite, rescale.intercept.isFinite
    else { return nil }
    var (lowU, highU, lowV, highV) = (Int32.max, Int32.min, Int32.max, Int32.min)
    for s in spans {
      (lowU, highU) = (min(lowU, s.low), max(highU, s.high))
      (lowV, highV) = (min(lowV, s.v), max(highV, s.v))
    }
    u = Int(lowU)..<Int(highU) + 1
    v = Int(lowV)..<Int(highV) + 1
    w = Int(first.w)..<Int(last.w) + 1
    self.plane = plane
    self.shape = shape
    self.radius = radius
    self.context = context
    values = [Int16](repeating: 0, count: u.count * v.count * w.count)
    state = [UInt8](repeating: 0, count: values.count)
    open = state
    smooth()
  }

  private func place(_ s: SpanSet.Span) -> Range<Int> {
    let row = ((Int(s.w) - w.lowerBound) * v.count + Int(s.v) - v.lowerBound) * u.count - u.lowerBound
    return row + Int(s.low)..<row + Int(s.high) + 1
  }

  /// The values, and how much noise there is.
  private mutating func smooth() {
    let size = context.volume.size, rescale = context.volume.rescale, plane = plane
    let extent = plane.size(of: size)
    func offset(_ u: Int, _ v: Int, _ w: Int) -> Int {
      let x = plane.voxel(u: u, v: v, w: w, in: size)
      return (x.k * size.j + x.j) * size.i + x.i
    }
    let start = offset(0, 0, 0)
    let (stepU, stepV, stepW) = (offset(1, 0, 0) - start, offset(0, 1, 0) - start, offset(0, 0, 1) - start)
    var deviations = [Int32](repeating: 0, count: 512)
    let places = spans.map(place)
    context.volume.withSamples { samples in
      values.withUnsafeMutableBufferPointer { values in
        for (s, range) in zip(spans, places) {
          let rows = (-1...1).map { start + Int(s.w) * stepW + min(max(Int(s.v) + $0, 0), extent.v - 1) * stepV }
          let (above, here, below) = (rows[0], rows[1], rows[2])
          for n in 0..<range.count {
            let x = Int(s.low) &+ n
            let left = max(x &- 1, 0) &* stepU, mid = x &* stepU, right = min(x &+ 1, extent.u &- 1) &* stepU
            let median = Self.median(
              samples[above &+ left], samples[above &+ mid], samples[above &+ right], samples[here &+ left],
              samples[here &+ mid], samples[here &+ right], samples[below &+ left], samples[below &+ mid],
              samples[below &+ right])
            let value = rescale.value(median)
            values[range.lowerBound &+ n] = Int16(min(max(value, Double(Self.low)), Double(Self.high)))
            let deviation = abs(rescale.value(samples[here &+ mid]) - value)
            deviations[Int(min(deviation, 511))] &+= 1
          }
        }
      }
    }
    for range in places { for n in range { state[n] = 1 } }
    // 1.4826: from the median deviation of normal noise to its standard deviation.
    let half = deviations.reduce(0, +) / 2
    var sum: Int32 = 0
    noise = 1.4826 * Double(deviations.firstIndex { sum += $0; return sum > half } ?? 0)
  }

  /// The median of nine, by the network of Devillard (1998).
  @inline(__always)
  private static func median(
    _ a: Int16, _ b: Int16, _ c: Int16, _ d: Int16, _ e: Int16, _ f: Int16, _ g: Int16, _ h: Int16, _ i: Int16
  ) -> Int16 {
    // Rows sorted; then the largest of the least, the middle of the middle, the least of the largest.
    let (a, b, c) = sorted(a, b, c), (d, e, f) = sorted(d, e, f), (g, h, i) = sorted(g, h, i)
    let low = max(a, d, g), high = min(c, f, i), middle = sorted(b, e, h).1
    return sorted(low, middle, high).1
  }

  @inline(__always)
  private static func sorted(_ a: Int16, _ b: Int16, _ c: Int16) -> (Int16, Int16, Int16) {
    let (low, high) = (min(a, b), max(a, b))
    return (min(low, c), max(low, min(high, c)), max(high, c))
  }

  /// Takes what belongs to the centre at a voxel of the path.
  mutating func take(around centre: VoxelIndex, whole: Bool) {
    let c = plane.coordinates(of: centre, in: context.volume.size)
    guard u.contains(c.u), v.contains(c.v), w.contains(c.w) else { return }
    let at = ((c.w - w.lowerBound) * v.count + c.v - v.lowerBound) * u.count + c.u - u.lowerBound
    guard state[at] != 0 else { return }
    let near = whole ? spans : self.near(centre)
    let top = min(Int(values[at]) + Self.brighter, Self.high)
    let level = self.level(near, top: top)
    let isBright = level.map { Int(values[at]) > $0 } ?? true
    for s in near {
      for n in place(s) where state[n] != 0 {
        if let level, (Int(values[n]) > level) != isBright { continue }
        open[n] = 1
      }
    }
    open[at] = 1
    flood(from: at)
    for s in near { for n in place(s) { open[n] = 0 } }
  }

  /// The part of the swept brush that a centre's own brush covers, and a voxel round it, so that all of the sweep is
  /// covered from some voxel of the path.
  private func near(_ centre: VoxelIndex) -> [SpanSet.Span] {
    let grid = context.volume.grid
    let sweep = Sweep(radius: radius + grid.spacing.max(), grid: grid, plane: plane)
    var region = SpanSet()
    if shape == .ball {
      sweep.addBall(from: centre, to: centre, to: &region)
    } else {
      sweep.addDisc(from: centre, to: centre, to: &region)
    }
    let c = plane.coordinates(of: centre, in: context.volume.size)
    region.insert(w: c.w, v: c.v, c.u...c.u)
    return region.union().compactMap { s in
      guard w.contains(Int(s.w)), v.contains(Int(s.v)) else { return nil }
      var s = s
      s.low = max(s.low, Int32(u.lowerBound))
      s.high = min(s.high, Int32(u.upperBound - 1))
      return s.low <= s.high ? s : nil
    }
  }

  /// Half way between dark and bright, HU; nil when it is all one.
  private func level(_ near: [SpanSet.Span], top: Int) -> Int? {
    var histogram = [Int32](repeating: 0, count: Self.high - Self.low + 1)
    var (sum, count) = (0, 0)
    for s in near {
      for n in place(s) where state[n] != 0 {
        let value = min(Int(values[n]), top)
        histogram[value &- Self.low] &+= 1
        sum &+= value
        count &+= 1
      }
    }
    guard count > 1 else { return nil }
    var level = Double(sum) / Double(count)
    var means = (dark: 0.0, bright: 0.0)
    for _ in 0..<64 {
      var (dark, darkCount) = (0, 0)
      let last = min(Int(level.rounded(.down)), Self.high)
      for value in Self.low...max(last, Self.low) {
        let n = Int(histogram[value - Self.low])
        dark &+= n &* value
        darkCount &+= n
      }
      guard darkCount > 0, darkCount < count else { return nil }
      means = (Double(dark) / Double(darkCount), Double(sum - dark) / Double(count - darkCount))
      let next = (means.dark + means.bright) / 2
      if abs(next - level) < 0.5 { break }
      level = next
    }
    let isEdge = means.bright - means.dark > max(Self.leastStep, Self.noiseFactor * noise)
    return isEdge ? Int(level.rounded(.down)) : nil
  }

  private mutating func flood(from seed: Int) {
    let (nu, nv, nw) = (u.count, v.count, w.count)
    // A disc stays on its slice.
    let isSpatial = shape == .ball && nw > 1
    state.withUnsafeMutableBufferPointer { state in
      open.withUnsafeMutableBufferPointer { open in
        var waiting = [seed]
        while let next = waiting.popLast() {
          guard open[next] == 1 else { continue }
          let row = next / nu &* nu
          var low = next, high = next
          while low > row, open[low &- 1] == 1 { low &-= 1 }
          while high < row &+ nu &- 1, open[high &+ 1] == 1 { high &+= 1 }
          for n in low...high {
            open[n] = 0
            state[n] = 2
          }
          let y = row / nu % nv, z = row / (nu &* nv)
          func enter(_ step: Int) {
            for n in low &+ step...high &+ step where open[n] == 1 && (n == low &+ step || open[n &- 1] != 1) {
              waiting.append(n)
            }
          }
          if y > 0 { enter(-nu) }
          if y < nv &- 1 { enter(nu) }
          if isSpatial, z > 0 { enter(-nu &* nv) }
          if isSpatial, z < nw &- 1 { enter(nu &* nv) }
        }
      }
    }
  }

  /// What was taken.
  var region: SpanSet {
    var out = SpanSet()
    for s in spans {
      let range = place(s)
      var n = range.lowerBound
      while n < range.upperBound {
        let start = n
        while n < range.upperBound, state[n] == 2 { n += 1 }
        if n > start {
          let first = Int(s.low) + start - range.lowerBound
          out.insert(w: Int(s.w), v: Int(s.v), first...first + n - start - 1)
        } else {
          n += 1
        }
      }
    }
    return out
  }
}
