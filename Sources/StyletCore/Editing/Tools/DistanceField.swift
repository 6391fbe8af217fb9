/// Exact Euclidean distances in a box of voxels, in millimetres, from voxel centre to voxel centre along the axes
/// (shear is left aside).
///
/// Source: Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012: along each axis the lower
/// envelope of parabolas. Cost: a few passes over the box.
enum DistanceField {
  /// Squared distances, mm², to the nearest site; infinite when there is none.
  /// - Parameters:
  ///   - counts: of voxels along i, j, k; i fastest.
  ///   - isOutsideSite: whether the voxels just outside the box are sites, along axes of more than one voxel.
  ///   - progress: called after each axis with 1, 2, 3; returning false ends the work, with nil.
  static func squared(
    counts: (i: Int, j: Int, k: Int), spacing: SIMD3<Double>, isOutsideSite: Bool = false,
    progress: (Int) -> Bool = { _ in true }, isSite: (Int) -> Bool
  ) -> [Float]? {
    let total = counts.i * counts.j * counts.k
    var field = [Float](repeating: .infinity, count: total)
    for n in 0..<total where isSite(n) { field[n] = 0 }
    let extents = [counts.i, counts.j, counts.k], strides = [1, counts.i, counts.i * counts.j]
    var line = Line(longest: (extents.max() ?? 0) + 2)
    for axis in 0..<3 {
      let n = extents[axis]
      if n > 1 {
        let others = (0..<3).filter { $0 != axis }
        field.withUnsafeMutableBufferPointer { field in
          for b in 0..<extents[others[1]] {
            for a in 0..<extents[others[0]] {
              let start = a * strides[others[0]] + b * strides[others[1]]
              line.transform(field, start: start, stride: strides[axis], n: n, mm: spacing[axis], isOutsideSite)
            }
          }
        }
      }
      if !progress(axis + 1) { return nil }
    }
    return field
  }

  /// One line of voxels, and room to work in.
  private struct Line {
    private var values: [Float]
    /// Where the parabolas of the envelope stand, and from where each is the lowest.
    private var sites: [Int]
    private var from: [Double]

    init(longest: Int) {
      values = [Float](repeating: 0, count: longest)
      sites = [Int](repeating: 0, count: longest)
      from = [Double](repeating: 0, count: longest + 1)
    }

    mutating func transform(
      _ field: UnsafeMutableBufferPointer<Float>, start: Int, stride: Int, n: Int, mm: Double, _ outside: Bool
    ) {
      values.withUnsafeMutableBufferPointer { values in
        sites.withUnsafeMutableBufferPointer { sites in
          from.withUnsafeMutableBufferPointer { from in
            // values[x] is voxel x - 1: the two ends are the voxels just outside
            values[0] = outside ? 0 : .infinity
            values[n &+ 1] = values[0]
            for x in 0..<n { values[x &+ 1] = field[start &+ x &* stride] }
            let square = mm * mm
            var top = -1
            for x in 0..<n &+ 2 where values[x] < .infinity {
              let own = Double(values[x]) / square + Double(x &* x)
              var begin = -Double.infinity
              while top >= 0 {
                let s = sites[top]
                begin = (own - Double(values[s]) / square - Double(s &* s)) / Double(2 &* (x &- s))
                if begin > from[top] { break }
                top &-= 1
              }
              if top < 0 { begin = -.infinity }
              top &+= 1
              sites[top] = x
              from[top] = begin
            }
            guard top >= 0 else { return }
            var at = 0
            for x in 1...n {
              while at < top, from[at &+ 1] < Double(x) { at &+= 1 }
              let away = Double(x &- sites[at])
              field[start &+ (x &- 1) &* stride] = Float(square * away * away + Double(values[sites[at]]))
            }
          }
        }
      }
    }
  }
}
