import StyletBase

/// Values along a line on a slice.
public struct LineProfile: Equatable, Sendable {
  /// Evenly spaced from one end to the other, both included; between four voxels, as they lie around each place.
  public let values: [Float]
  /// mm from one end to the other.
  public let length: Double

  /// - Parameters:
  ///   - from, to: ends (u, v) in voxels; whole numbers are their middles. Both in the slice.
  ///   - points: how many values, 2 at least.
  ///
  /// Cost: the slice.
  public init(_ volume: Volume, _ plane: Plane, w: Int, from: SIMD2<Double>, to: SIMD2<Double>, points: Int) {
    let extent = plane.size(of: volume.size), spacing = plane.spacing(of: volume.grid)
    let slice = SliceSampler.sample(volume, SliceWindow(whole: plane, w: w, of: volume.size), .nearest)
    let along = (to - from) * SIMD2(spacing.u, spacing.v)
    length = (along.x * along.x + along.y * along.y).squareRoot()
    values = (0..<max(points, 2)).map { n in
      let at = from + (to - from) * (Double(n) / Double(max(points, 2) - 1))
      let u = min(max(at.x, 0), Double(extent.u - 1)), v = min(max(at.y, 0), Double(extent.v - 1))
      let a = min(Int(u), max(extent.u - 2, 0)), b = min(Int(v), max(extent.v - 2, 0))
      let (s, t) = (Float(u - Double(a)), Float(v - Double(b)))
      func value(_ x: Int, _ y: Int) -> Float { slice[min(y, extent.v - 1) * extent.u + min(x, extent.u - 1)] }
      let upper = s > 0 ? value(a, b) * (1 - s) + value(a + 1, b) * s : value(a, b)
      guard t > 0 else { return upper }
      let lower = s > 0 ? value(a, b + 1) * (1 - s) + value(a + 1, b + 1) * s : value(a, b + 1)
      return upper * (1 - t) + lower * t
    }
  }
}
