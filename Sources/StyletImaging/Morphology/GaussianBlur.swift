import Glibc
import StyletBase

/// A mask blurred with a Gaussian: what part of each voxel's neighbourhood belongs, 0...1.
///
/// Separable, cut off at three standard deviations. Beyond the edge of the grid nothing is known: the weights of what
/// lies inside are taken as all there are, so that a finding at the edge does not draw back from it.
/// Cost: the voxels of the box times the kernel's lengths.
package enum GaussianBlur {
  /// - Parameters:
  ///   - deviation: the standard deviation, mm, above 0.
  ///   - spacing: mm along i, j and k.
  ///   - within: where voxels are known; voxels there and outside the mask's box are taken as not belonging. Along an
  ///     axis where it has one voxel nothing is blurred.
  /// - Returns: a value for each voxel of the mask's box; nil when nobody waits for it any more.
  package static func values(
    _ mask: MaskBox, deviation: Double, spacing: SIMD3<Double>, within: VoxelBox, work: CancellableWork? = nil
  ) -> [Float]? {
    var values = mask.bytes.map { Float($0) }
    var stride = 1
    for axis in 0..<3 {
      let range = mask.box[axis]
      if within[axis].count > 1 {
        let kernel = Kernel(deviation / spacing[axis], range, within[axis])
        let blocks = mask.box.count / (range.count * stride)
        for block in 0..<blocks {
          if block & 0xff == 0, work?.isCancelled == true { return nil }
          kernel.blur(&values, from: block * range.count * stride, stride: stride)
        }
      }
      stride *= range.count
    }
    return values
  }

  /// The weights along one axis.
  private struct Kernel {
    package let count: Int
    /// From the centre outwards.
    package let weights: [Float]
    /// One over the sum of the weights that lie inside, for each place.
    package let scale: [Float]

    package init(_ deviation: Double, _ range: Range<Int>, _ within: Range<Int>) {
      count = range.count
      let reach = Int(min(max((3 * deviation).rounded(.up), 1), Double(within.count)))
      let exact = (0...reach).map { exp(-Double($0 * $0) / (2 * max(deviation * deviation, 1e-12))) }
      weights = exact.map { Float($0) }
      scale = range.map { n in
        var sum = 0.0
        for d in -reach...reach where within.contains(n + d) { sum += exact[abs(d)] }
        return Float(1 / sum)
      }
    }

    /// The lines that begin at `stride` neighbouring voxels; where stride is 1, one line.
    package func blur(_ values: inout [Float], from first: Int, stride: Int) {
      let together = min(stride, 16)
      var old = [Float](repeating: 0, count: count * together)
      var sums = [Float](repeating: 0, count: together)
      values.withUnsafeMutableBufferPointer { values in
        old.withUnsafeMutableBufferPointer { old in
          sums.withUnsafeMutableBufferPointer { sums in
            var x = 0
            while x < stride {
              lines(values, first &+ x, stride, min(together, stride &- x), old, sums)
              x &+= together
            }
          }
        }
      }
    }

    @inline(__always)
    private func lines(
      _ values: UnsafeMutableBufferPointer<Float>, _ first: Int, _ stride: Int, _ width: Int,
      _ old: UnsafeMutableBufferPointer<Float>, _ sums: UnsafeMutableBufferPointer<Float>
    ) {
      // rows of nothing stay so: most of a box around a lesion
      var (low, high) = (count, -1)
      for n in 0..<count {
        for x in 0..<width {
          let value = values[first &+ n &* stride &+ x]
          old[n &* width &+ x] = value
          if value != 0 { (low, high) = (min(low, n), n) }
        }
      }
      guard high >= 0 else { return }
      let reach = weights.count - 1
      for n in max(low - reach, 0)...min(high + reach, count - 1) {
        for x in 0..<width { sums[x] = 0 }
        for m in max(n - reach, low)...min(n + reach, high) {
          let weight = weights[abs(m &- n)]
          for x in 0..<width { sums[x] += weight * old[m &* width &+ x] }
        }
        for x in 0..<width { values[first &+ n &* stride &+ x] = sums[x] * scale[n] }
      }
    }
  }
}
