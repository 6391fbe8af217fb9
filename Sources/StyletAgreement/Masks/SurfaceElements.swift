import StyletBase
import StyletImaging

/// The surface of a mask in elements, one at each corner of voxels around which some belong and some do not.
///
/// The eight voxels around a corner are a cube of marching cubes (Lorensen and Cline, SIGGRAPH 1987, 163). The
/// triangles that cut it have their vertices in the middles of its edges; their area is the element's. Convention and
/// numbers are those of DeepMind's surface-distance.
struct SurfaceElements: Sendable {
  /// The corner of each: (i, j, k) is the one before voxel (i, j, k) of the mask's box; i fastest, then j, then k.
  let places: [SIMD3<Float>]
  /// mm² of each.
  let areas: [Float]
  /// mm along i, j and k.
  let spacing: SIMD3<Double>

  /// - Parameters:
  ///   - mask: what lies outside its box does not belong.
  ///   - spacing: mm along i, j and k; the axes are perpendicular.
  /// Cost: the box, on all cores.
  init(_ mask: MaskBox, spacing: SIMD3<Double>) {
    let (ni, nj, nk) = (mask.box.i.count, mask.box.j.count, mask.box.k.count)
    let table = SurfaceArea.table(spacing).map { Float($0) }
    let slices = mask.bytes.withUnsafeBufferPointer { bytes in
      nonisolated(unsafe) let bytes = bytes
      return Parallel.map(nk + 1, together: bytes.count > 1 << 15) { k in
        var (places, areas): ([SIMD3<Float>], [Float]) = ([], [])
        // Of each column of four voxels which belong, a bit each; none does before the first column and after the last.
        // Then the codes of the corners.
        var columns = [UInt8](repeating: 0, count: ni + 2), codes = [UInt8](repeating: 0, count: ni + 1)
        columns.withUnsafeMutableBufferPointer { columns in
          codes.withUnsafeMutableBufferPointer { codes in
            for j in 0...nj {
              columns.update(repeating: 0)
              for (n, (j, k)) in [(j - 1, k - 1), (j, k - 1), (j - 1, k), (j, k)].enumerated()
              where (0..<nj).contains(j) && (0..<nk).contains(k) {
                let row = (k * nj + j) * ni, bit = UInt8(1) << UInt8(2 * n)
                for i in 0..<ni { columns[i &+ 1] |= bytes[row &+ i] &* bit }
              }
              var any: UInt8 = 0
              for i in 0...ni {
                codes[i] = columns[i] | columns[i &+ 1] << 1
                any |= Self.isCut(codes[i])
              }
              guard any != 0 else { continue }
              for i in 0...ni where Self.isCut(codes[i]) != 0 {
                places.append(SIMD3(Float(i), Float(j), Float(k)))
                areas.append(table[Int(codes[i])])
              }
            }
          }
        }
        return (places: places, areas: areas)
      }
    }
    places = slices.flatMap(\.places)
    areas = slices.flatMap(\.areas)
    self.spacing = spacing
  }

  /// Not 0 where neither all voxels around a corner belong nor none of them.
  @inline(__always) private static func isCut(_ code: UInt8) -> UInt8 { (code &+ 1) & 254 }
}

/// The area of the surface in a cube of eight voxels, by which of them belong.
enum SurfaceArea {
  /// The ways in which up to four voxels of a cube can belong; all others are these turned, mirrored, or with what does
  /// not belong for what does. Bit x + 2y + 4z is the voxel at (x, y, z). Each triangle is given by the areas of its
  /// shadows along x, y and z, in eighths of a voxel's face.
  private static let cases: [(code: Int, triangles: [SIMD3<Double>])] = [
    (0b0000_0001, [[1, 1, 1]]),
    (0b0000_0011, [[0, 2, 2], [0, 2, 2]]),
    (0b0000_0110, [[1, 1, 1], [1, 1, 1]]),
    (0b0001_1000, [[1, 1, 1], [1, 1, 1]]),
    (0b0000_0111, [[0, 0, 4], [1, 1, 1], [2, 2, 2]]),
    (0b0001_0110, [[1, 1, 1], [1, 1, 1], [1, 1, 1]]),
    (0b0001_1001, [[1, 1, 1], [2, 2, 0], [2, 2, 0]]),
    (0b0000_1111, [[0, 0, 4], [0, 0, 4]]),
    (0b0001_0111, [[1, 1, 1], [1, 1, 1], [2, 2, 2], [2, 2, 2]]),
    (0b0001_1011, [[1, 1, 1], [2, 0, 2], [2, 2, 0], [3, 3, 3]]),
    (0b0001_1110, [[0, 0, 4], [1, 1, 1], [1, 1, 1], [2, 2, 2]]),
    (0b0011_1100, [[0, 2, 2], [0, 2, 2], [0, 2, 2], [0, 2, 2]]),
    (0b0110_1001, [[1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1]]),
  ]

  /// mm² for each of the 256 codes.
  static func table(_ spacing: SIMD3<Double>) -> [Double] {
    let faces = SIMD3(spacing.y * spacing.z, spacing.x * spacing.z, spacing.x * spacing.y) / 8
    var table = [Double](repeating: 0, count: 256)
    for (code, triangles) in cases {
      for axes in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let area = triangles.reduce(0) { $0 + length(SIMD3($1[axes[0]], $1[axes[1]], $1[axes[2]]) * faces) }
        for mirrored in 0..<8 {
          var turned = 0
          for bit in 0..<8 where code >> bit & 1 == 1 {
            let place = (0..<3).reduce(0) { $0 | (bit >> axes[$1] & 1) << $1 } ^ mirrored
            turned |= 1 << place
          }
          table[turned] = area
          table[255 - turned] = area
        }
      }
    }
    return table
  }
}
