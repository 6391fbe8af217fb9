import StyletBase

/// How a pixel gets its value from the voxels.
public enum Sampling: String, Sendable, CaseIterable {
  /// The voxel under the pixel's centre.
  case nearest
  /// Between the four voxels around the centre.
  case linear
  /// The mean over the pixel's area: right when a pixel covers several voxels (vessels do not drop out).
  case area
}

/// A rectangle of square or oblong pixels laid over a slice.
///
/// Pixel (px, py) covers u from `u0 + px·stepU` to `u0 + (px+1)·stepU`, v likewise; in voxel edges, so voxel n
/// covers n...n+1.
public struct SliceWindow: Hashable, Sendable {
  public var plane: Plane
  public var w: Int
  public var u0: Double
  public var v0: Double
  /// Voxels a pixel is wide and high; greater than 0.
  public var stepU: Double
  public var stepV: Double
  public var width: Int
  public var height: Int

  public init(plane: Plane, w: Int, u0: Double, v0: Double, stepU: Double, stepV: Double, width: Int, height: Int) {
    self.plane = plane
    self.w = w
    self.u0 = u0
    self.v0 = v0
    self.stepU = stepU
    self.stepV = stepV
    self.width = width
    self.height = height
  }

  /// The whole slice, a pixel for each voxel.
  public init(whole plane: Plane, w: Int, of size: GridSize) {
    let s = plane.size(of: size)
    self.init(plane: plane, w: w, u0: 0, v0: 0, stepU: 1, stepV: 1, width: s.u, height: s.v)
  }
}

/// Takes slices out of a volume.
public enum SliceSampler {
  /// Values (HU for CT), row by row, px fastest; NaN where a pixel's centre lies outside the volume, or where it
  /// draws on slices that have not arrived yet.
  ///
  /// Cost: the pixels, and for `.area` the voxels they cover; on all cores where they are many.
  public static func sample(_ volume: Volume, _ window: SliceWindow, _ sampling: Sampling) -> [Float] {
    sample(volume, window, sampling, slices: volume.arrived)
  }

  /// The same from some axial slices alone, so that a caller knows which: those of `slices` that have arrived.
  /// - Parameter limits: values beyond them count as the limits. With those of a display window a mean is that of the
  ///   brightness: what all voxels would look like from afar, and a rib does not shine into the lung beside it.
  public static func sample(
    _ volume: Volume, _ window: SliceWindow, _ sampling: Sampling, slices: Range<Int>, limits: ClosedRange<Double>? = nil
  ) -> [Float] {
    let extent = window.plane.size(of: volume.size)
    guard window.width > 0, window.height > 0 else { return [] }
    var out = [Float](repeating: .nan, count: window.width * window.height)
    guard window.w >= 0, window.w < extent.w else { return out }
    let across = taps(window.width, from: window.u0, step: window.stepU, extent: extent.u, sampling)
    volume.withArrived { samples, arrived in
      let rows = window.plane.rows(of: slices.clamped(to: arrived), w: window.w, in: volume.size)
      let down = taps(window.height, from: window.v0, step: window.stepV, extent: extent.v, sampling).within(rows)
      let pass = Pass(
        across: across, down: down, layout: layout(of: window, in: volume.size), rescale: volume.rescale,
        limits: stored(limits, volume.rescale), columns: across.covered)
      // A sagittal or coronal row of voxels is a cache line each: two cores wait for memory half as long as one.
      let bands = across.weights.count * down.weights.count > 1 << 14 ? min(bandCount, window.height) : 1
      nonisolated(unsafe) let samples = samples
      out.withUnsafeMutableBufferPointer { out in
        guard let pixels = out.baseAddress else { return }
        let shared = SharedWriter(pointer: pixels)
        Parallel.forEach(bands, together: bands > 1) { band in
          pass.fill(
            window.height * band / bands..<window.height * (band + 1) / bands, from: samples, into: shared.pointer)
        }
      }
    }
    return out
  }

  /// Parts of a picture that cores take in turn.
  private static let bandCount = 16

  /// Offset of (u, v) = (0, 0) in the samples and the steps of u and v.
  private static func layout(of window: SliceWindow, in size: GridSize) -> (start: Int, u: Int, v: Int) {
    func at(_ u: Int, _ v: Int) -> Int {
      let x = window.plane.voxel(u: u, v: v, w: window.w, in: size)
      return (x.k * size.j + x.j) * size.i + x.i
    }
    return (at(0, 0), at(1, 0) - at(0, 0), at(0, 1) - at(0, 0))
  }

  /// Values as stored samples, not rounded.
  private static func stored(_ limits: ClosedRange<Double>?, _ rescale: Rescale) -> ClosedRange<Float>? {
    guard let limits, rescale.slope != 0 else { return nil }
    let ends = [limits.lowerBound, limits.upperBound].map { Float(($0 - rescale.intercept) / rescale.slope) }
    guard ends.allSatisfy(\.isFinite) else { return nil }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  /// How pixels are made of samples: the voxels that a row of pixels draws on are first added up down each column, in one
  /// plain loop over neighbours, and the sums then across.
  private struct Pass {
    let across: Taps
    let down: Taps
    let layout: (start: Int, u: Int, v: Int)
    let rescale: Rescale
    let limits: ClosedRange<Float>?
    /// The voxels across that all pixels draw on.
    let columns: Range<Int>

    /// Rows of pixels, those that draw on a voxel.
    func fill(_ rows: Range<Int>, from samples: UnsafeBufferPointer<Int16>, into pixels: UnsafeMutablePointer<Float>) {
      guard let samples = samples.baseAddress, !columns.isEmpty else { return }
      let first = layout.start + columns.lowerBound * layout.u
      withUnsafeTemporaryAllocation(of: Float.self, capacity: columns.count) { sums in
        guard let sums = sums.baseAddress else { return }
        for py in rows where down.count[py] > 0 {
          sums.initialize(repeating: 0, count: columns.count)
          for t in 0..<down.count[py] {
            add(
              samples + first + (down.first[py] + t) * layout.v, columns.count,
              times: down.weights[down.offset[py] + t], to: sums)
          }
          let width = across.count.count
          across.draw(sums, from: columns.lowerBound, rescale, into: pixels + py * width)
        }
      }
    }

    /// A row of voxels, each held to the limits.
    @inline(__always)
    private func add(
      _ row: UnsafePointer<Int16>, _ count: Int, times weight: Float, to sums: UnsafeMutablePointer<Float>
    ) {
      let low = limits?.lowerBound ?? -.infinity, high = limits?.upperBound ?? .infinity
      // Neighbours apart, so that the compiler takes several at once.
      if layout.u == 1 {
        for n in 0..<count {
          let sample = Float(row[n]), raised = sample < low ? low : sample
          sums[n] += weight * (raised > high ? high : raised)
        }
      } else {
        for n in 0..<count {
          let sample = Float(row[n &* layout.u]), raised = sample < low ? low : sample
          sums[n] += weight * (raised > high ? high : raised)
        }
      }
    }
  }

  /// The voxels that each pixel of one axis draws on, with weights that add to 1; none outside the volume.
  private struct Taps {
    var first: [Int] = []
    var count: [Int] = []
    var offset: [Int] = []
    var weights: [Float] = []

    /// The voxels from the first to the last that a pixel draws on; empty where none does. They ascend with the pixels.
    var covered: Range<Int> {
      guard let low = count.firstIndex(where: { $0 > 0 }), let high = count.lastIndex(where: { $0 > 0 }) else {
        return 0..<0
      }
      return first[low]..<first[high] + count[high]
    }

    /// A row of pixels, those that draw on a voxel, of the sums of columns from `start` on.
    func draw(
      _ sums: UnsafePointer<Float>, from start: Int, _ rescale: Rescale, into row: UnsafeMutablePointer<Float>
    ) {
      let slope = Float(rescale.slope), intercept = Float(rescale.intercept)
      weights.withUnsafeBufferPointer { weights in
        for px in count.indices where count[px] > 0 {
          let values = sums + (first[px] - start)
          var sum: Float = 0
          for n in 0..<count[px] { sum += weights[offset[px] &+ n] * values[n] }
          row[px] = sum * slope + intercept
        }
      }
    }

    /// Without the pixels that draw on voxels outside `range`.
    func within(_ range: Range<Int>) -> Taps {
      var taps = self
      for p in count.indices where first[p] < range.lowerBound || first[p] + count[p] > range.upperBound {
        taps.count[p] = 0
      }
      return taps
    }
  }

  private static func taps(_ n: Int, from start: Double, step: Double, extent: Int, _ sampling: Sampling) -> Taps {
    var taps = Taps()
    for p in 0..<n {
      let low = start + Double(p) * step, high = low + step, centre = (low + high) / 2
      taps.offset.append(taps.weights.count)
      guard step > 0, centre >= 0, centre < Double(extent) else {
        taps.first.append(0)
        taps.count.append(0)
        continue
      }
      var first = Int(centre)
      var weights: [Double] = [1]
      switch sampling {
      case .nearest: break
      case .linear:
        let c = min(max(centre - 0.5, 0), Double(extent - 1))
        first = min(Int(c), max(extent - 2, 0))
        if extent > 1 { weights = [1 - (c - Double(first)), c - Double(first)] }
      case .area:
        let a = max(low, 0), b = min(high, Double(extent))
        first = Int(a)
        let last = min(max(Int(b.rounded(.up)) - 1, first), extent - 1)
        weights = (first...last).map { max(0, min(b, Double($0 + 1)) - max(a, Double($0))) }
      }
      let total = weights.reduce(0, +)
      taps.first.append(first)
      taps.count.append(weights.count)
      taps.weights += weights.map { Float($0 / total) }
    }
    return taps
  }
}

extension Plane {
  /// The rows (v) of slice `w` that lie on some axial slices: all or none of an axial one.
  public func rows(of slices: Range<Int>, w: Int, in size: GridSize) -> Range<Int> {
    switch self {
    case .axial: slices.contains(w) ? 0..<size.j : 0..<0
    case .coronal, .sagittal: size.k - slices.upperBound..<size.k - slices.lowerBound
    }
  }
}
