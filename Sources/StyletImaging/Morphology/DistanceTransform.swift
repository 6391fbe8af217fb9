import StyletBase

/// How far each voxel of a box lies from a mask: the exact Euclidean distance between voxel centres, mm.
///
/// Computed axis by axis as the lower envelope of parabolas (Felzenszwalb and Huttenlocher, Theory of Computing 8
/// (2012), 415): linear in the voxels of the box. Along axes of extent 1 there is no distance, so a slice is measured
/// on the slice. The axes are taken as perpendicular: on a sheared grid distances are those along its axes.
package struct DistanceTransform: Sendable {
  package let box: VoxelBox
  /// Squared distance of each voxel, mm², in the order of ``MaskBox``; infinite beyond the limit, and everywhere when
  /// the mask is empty. Exact to 1 part in 10⁶: compare with ``isWithin(_:_:)``.
  package private(set) var squares: [Float]

  /// Whether the voxels just outside the box belong to the mask, along axes of extent above 1.
  private let isOutsideIn: Bool

  /// - Parameters:
  ///   - mask: what the distance is to.
  ///   - spacing: mm along i, j and k, each above 0.
  ///   - limit: mm; what is farther is told only as infinite, and costs less.
  ///   - isOutsideIn: whether the voxels just outside the box belong to the mask, along axes of extent above 1.
  package init(to mask: MaskBox, spacing: SIMD3<Double>, limit: Double = .infinity, isOutsideIn: Bool = false) {
    (box, squares, self.isOutsideIn) = (mask.box, [], isOutsideIn)
    _ = measure(mask, spacing, Self.limit(limit), nil)
  }

  /// The same for work that may be cancelled.
  /// - Returns: nil when nobody waits for the result any more.
  package init?(
    to mask: MaskBox, spacing: SIMD3<Double>, limit: Double = .infinity, isOutsideIn: Bool = false,
    work: CancellableWork?
  ) {
    (box, squares, self.isOutsideIn) = (mask.box, [], isOutsideIn)
    guard measure(mask, spacing, Self.limit(limit), work) else { return nil }
  }

  /// Slices, and then rows, are measured on all cores where that is worth it.
  /// - Returns: false when cancelled.
  private mutating func measure(
    _ mask: MaskBox, _ spacing: SIMD3<Double>, _ most: Float, _ work: CancellableWork?
  ) -> Bool {
    var all = [Float](repeating: .infinity, count: box.count)
    let (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    let lines = DistanceLines(across: ni, most: most, isOutsideIn: isOutsideIn)
    let lengths = DistanceLines.lengths(ni, spacing.x, most)
    let isLarge = box.count > 1 << 15
    all.withUnsafeMutableBufferPointer { all in
      mask.bytes.withUnsafeBufferPointer { bytes in
        guard let squares = all.baseAddress, let bytes = bytes.baseAddress else { return }
        let out = SharedWriter(pointer: squares)
        nonisolated(unsafe) let bytesOfMask = bytes
        Parallel.forEach(nk, together: isLarge) { k in
          if work?.isCancelled == true { return }
          let slice = k &* ni &* nj
          for j in 0..<nj {
            let row = slice &+ j &* ni
            lines.row(bytesOfMask + row, lengths, into: out.pointer + row)
          }
          if nj > 1 { lines.measure(out.pointer + slice, stride: ni, count: nj, spacing.y) }
        }
        guard nk > 1 else { return }
        Parallel.forEach(nj, together: isLarge) { j in
          if work?.isCancelled == true { return }
          lines.measure(out.pointer + j * ni, stride: ni * nj, count: nk, spacing.z)
        }
      }
    }
    squares = all
    return work?.isCancelled != true
  }

  /// Whether a squared distance is at most `length` mm; a centre at exactly that length belongs.
  package static func isWithin(_ square: Float, _ length: Double) -> Bool { square <= limit(length) }

  /// The voxels at most `length` mm away: 0 gives the mask itself.
  package func within(_ length: Double) -> MaskBox {
    var mask = MaskBox(box)
    let most = Self.limit(length)
    mask.bytes.withUnsafeMutableBufferPointer { out in
      squares.withUnsafeBufferPointer { for n in $0.indices { out[n] = $0[n] <= most ? 1 : 0 } }
    }
    return mask
  }

  /// Squared, with room for rounding.
  private static func limit(_ length: Double) -> Float {
    length >= 0 ? Float(min(length * length * (1 + 1e-6), 1e30)) : -1
  }
}

/// The passes over the lines of one axis.
private struct DistanceLines: Sendable {
  /// Voxels of a row.
  let across: Int
  /// Greatest square that is told.
  let most: Float
  let isOutsideIn: Bool

  /// What 0...count steps along a row are, squared; infinite beyond the limit.
  static func lengths(_ count: Int, _ spacing: Double, _ most: Float) -> [Float] {
    (0...count).map { n in
      let d = Double(n) * spacing
      return Float(d * d) <= most ? Float(d * d) : .infinity
    }
  }

  /// Along a row: the nearest voxel of the mask on either side.
  func row(_ bytes: UnsafePointer<UInt8>, _ lengths: [Float], into out: UnsafeMutablePointer<Float>) {
    let isOutsideIn = isOutsideIn && across > 1
    lengths.withUnsafeBufferPointer { lengths in
      var last = -1
      for n in 0..<across {
        if bytes[n] != 0 { last = n }
        if last >= 0 || isOutsideIn { out[n] = lengths[n &- last] }
      }
      if last >= 0 || isOutsideIn {
        var next = isOutsideIn ? across : last
        for n in stride(from: min(next, across &- 1), through: 0, by: -1) {
          if bytes[n] != 0 { next = n }
          out[n] = min(out[n], lengths[next &- n])
        }
      }
    }
  }

  /// As many neighbouring lines as a cache line holds go together: their voxels lie side by side.
  private static let together = 16

  /// The lines that begin at the voxels of the row at `first`.
  func measure(_ first: UnsafeMutablePointer<Float>, stride: Int, count: Int, _ spacing: Double) {
    let together = Self.together
    // a line begins and ends with the voxel just outside the box
    let length = count + 2
    var tile = [Float](repeating: 0, count: together * length)
    var envelope = Envelope(length: length, spacing: spacing)
    let outside: Float = isOutsideIn ? 0 : .infinity
    tile.withUnsafeMutableBufferPointer { tile in
      var i = 0
      while i < across {
        let width = min(together, across &- i)
        var finite = isOutsideIn
        for x in 0..<width { (tile[x &* length], tile[x &* length &+ count &+ 1]) = (outside, outside) }
        for n in 0..<count {
          let from = first + (i &+ n &* stride)
          for x in 0..<width {
            let value = from[x]
            tile[x &* length &+ n &+ 1] = value
            finite = finite || value < .infinity
          }
        }
        if finite {
          for x in 0..<width {
            envelope.transform(UnsafeMutableBufferPointer(rebasing: tile[x &* length..<(x &+ 1) &* length]), most)
          }
          for n in 0..<count {
            let to = first + (i &+ n &* stride)
            for x in 0..<width { to[x] = tile[x &* length &+ n &+ 1] }
          }
        }
        i &+= together
      }
    }
  }
}

/// The lower envelope of the parabolas over one line.
private struct Envelope {
  private let square: Double
  /// The parabolas of the envelope: where they stand, the value there, and value + square · place².
  private var place: [Int]
  private var value: [Double]
  private var height: [Double]
  /// From where on each of them is the lowest.
  private var from: [Double]

  init(length: Int, spacing: Double) {
    square = spacing * spacing
    place = [Int](repeating: 0, count: length)
    value = [Double](repeating: 0, count: length)
    height = value
    from = value
  }

  /// Replaces each value but the two at the ends by the least of value + squared distance over the line.
  mutating func transform(_ line: UnsafeMutableBufferPointer<Float>, _ most: Float) {
    place.withUnsafeMutableBufferPointer { place in
      value.withUnsafeMutableBufferPointer { value in
        height.withUnsafeMutableBufferPointer { height in
          from.withUnsafeMutableBufferPointer { from in
            var top = -1
            for n in 0..<line.count where line[n] < .infinity {
              let h = Double(line[n]) + square * Double(n) * Double(n)
              var crossing = -Double.infinity
              while top >= 0 {
                crossing = (h - height[top]) / (2 * square * Double(n &- place[top]))
                if crossing > from[top] { break }
                top &-= 1
              }
              top &+= 1
              (place[top], value[top], height[top]) = (n, Double(line[n]), h)
              from[top] = top == 0 ? -.infinity : crossing
            }
            guard top >= 0 else { return }
            var at = 0
            for n in 1..<line.count &- 1 {
              while at < top, from[at &+ 1] < Double(n) { at &+= 1 }
              let d = Double(n &- place[at])
              let least = Float(value[at] + square * d * d)
              line[n] = least <= most ? least : .infinity
            }
          }
        }
      }
    }
  }
}
