/// The distance of each voxel of a rectangle to the edge of a region on its slice, in mm: positive inside, negative
/// outside, 0 half a voxel from the region's outermost voxels. Exact and aware of the spacing: the lower envelope of
/// parabolas along one axis, then the other (Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012).
struct SignedDistance {
  let box: SliceBox
  /// mm, i fastest.
  let values: [Float]

  /// What stands for "there is no edge", mm.
  static let far: Float = 1e4

  /// - Parameter inside: a flag for each voxel of the box, i fastest. Cost: proportional to the box.
  init(_ inside: [Bool], box: SliceBox, spacing: SIMD2<Double>) {
    self.box = box
    let toInside = Self.squared(inside, to: true, box, spacing), toOutside = Self.squared(inside, to: false, box, spacing)
    let half = Float(spacing.min() / 2)
    var values = [Float](repeating: 0, count: box.count)
    for n in values.indices {
      values[n] =
        inside[n] ? min(toOutside[n].squareRoot(), Self.far) - half : half - min(toInside[n].squareRoot(), Self.far)
    }
    self.values = values
  }

  /// The value at a place between voxels, linear in both directions; outside the box that of its edge.
  @inline(__always)
  func at(i: Float, j: Float) -> Float {
    let x = min(max(i - Float(box.i.lowerBound), 0), Float(box.width - 1))
    let y = min(max(j - Float(box.j.lowerBound), 0), Float(box.height - 1))
    let x0 = Int(x), y0 = Int(y)
    let x1 = min(x0 &+ 1, box.width &- 1), y1 = min(y0 &+ 1, box.height &- 1)
    let fx = x - Float(x0), fy = y - Float(y0)
    let (r0, r1) = (y0 &* box.width, y1 &* box.width)
    return values.withUnsafeBufferPointer { v in
      let top = v[r0 &+ x0] + fx * (v[r0 &+ x1] - v[r0 &+ x0])
      let low = v[r1 &+ x0] + fx * (v[r1 &+ x1] - v[r1 &+ x0])
      return top + fy * (low - top)
    }
  }

  /// Squared mm to the nearest voxel whose flag is `target`.
  private static func squared(_ flags: [Bool], to target: Bool, _ box: SliceBox, _ spacing: SIMD2<Double>) -> [Float] {
    let (w, h) = (box.width, box.height)
    var out = flags.map { $0 == target ? 0 : Float.infinity }
    var line = Envelope(length: max(w, h))
    out.withUnsafeMutableBufferPointer { out in
      for j in 0..<h { line.transform(out.baseAddress! + j * w, count: w, stride: 1, spacing: spacing.x) }
      for i in 0..<w { line.transform(out.baseAddress! + i, count: h, stride: w, spacing: spacing.y) }
    }
    return out
  }

  /// The distance transform of one line.
  private struct Envelope {
    private var f: [Double]
    private var vertex: [Int]
    private var from: [Double]

    init(length: Int) {
      f = [Double](repeating: 0, count: length)
      vertex = [Int](repeating: 0, count: length)
      from = [Double](repeating: 0, count: length + 1)
    }

    mutating func transform(_ line: UnsafeMutablePointer<Float>, count: Int, stride: Int, spacing: Double) {
      for n in 0..<count { f[n] = Double(line[n &* stride]) }
      var last = -1
      for q in 0..<count where f[q] < .infinity {
        let x = Double(q) * spacing
        while last >= 0 {
          let p = Double(vertex[last]) * spacing
          let crossing = ((f[q] + x * x) - (f[vertex[last]] + p * p)) / (2 * (x - p))
          if crossing > from[last] {
            from[last + 1] = crossing
            break
          }
          last -= 1
        }
        last += 1
        vertex[last] = q
        if last == 0 { from[0] = -.infinity }
      }
      guard last >= 0 else { return }
      var at = 0
      for n in 0..<count {
        let x = Double(n) * spacing
        while at < last, from[at + 1] < x { at += 1 }
        let d = x - Double(vertex[at]) * spacing
        line[n &* stride] = Float(d * d + f[vertex[at]])
      }
    }
  }
}
