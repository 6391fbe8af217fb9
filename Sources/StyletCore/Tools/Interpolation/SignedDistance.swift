import StyletImaging

/// The distance of each voxel of a rectangle to the edge of a region on its slice, in mm: positive inside, negative
/// outside, 0 half a voxel from the region's outermost voxels.
struct SignedDistance {
  let box: SliceBox
  /// mm, i fastest.
  let values: [Float]

  /// What stands for "there is no edge", mm.
  static let far: Float = 1e4

  /// - Parameter inside: a flag for each voxel of the box, i fastest. Cost: proportional to the box.
  init(_ inside: [Bool], box: SliceBox, spacing: SIMD2<Double>) {
    self.box = box
    let mask = MaskBox(VoxelBox(i: box.i, j: box.j, k: 0..<1), bytes: inside.map { $0 ? 1 : 0 })
    let half = Float(spacing.min() / 2)
    func distances(to mask: MaskBox) -> [Float] {
      DistanceTransform(to: mask, spacing: SIMD3(spacing, 1)).squares.map { min($0.squareRoot(), Self.far) - half }
    }
    var values = distances(to: mask.complement)
    let outside = distances(to: mask)
    for n in values.indices where !inside[n] { values[n] = -outside[n] }
    self.values = values
  }

  /// Whether a voxel lies inside; none outside the box does.
  @inline(__always)
  func isInside(i: Int, j: Int) -> Bool {
    guard box.i.contains(i), box.j.contains(j) else { return false }
    return values[(j - box.j.lowerBound) * box.width + i - box.i.lowerBound] > 0
  }

  /// The value of a voxel; outside the box that of its edge.
  func nearest(i: Int, j: Int) -> Float {
    let x = min(max(i, box.i.lowerBound), box.i.upperBound - 1), y = min(max(j, box.j.lowerBound), box.j.upperBound - 1)
    return values[(y - box.j.lowerBound) * box.width + x - box.i.lowerBound]
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
}
