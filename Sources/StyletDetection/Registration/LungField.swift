import StyletBase
import StyletCore
import StyletImaging

/// The lungs of a scan as what a registration goes by: how far each place lies from the surface of each lung, and places
/// on that surface. Patient millimetres throughout, so that spacing, order and tilt of the slices are no matter.
///
/// Cells of ``edge`` mm, along the patient's axes, around the lungs. What no voxel covers is not known: where a scan
/// ends within a lung there is no surface, and no distance beyond.
package struct LungField: Sendable {
  /// A place on the surface, and the lung that it is of: 0 right, 1 left.
  struct Place: Sendable {
    var point: PatientPoint
    var side: Int
  }

  /// mm.
  static let edge = 3.0
  /// mm around the lungs that the field reaches.
  private static let margin = 36.0
  /// Most cells: a larger field has larger cells.
  private static let most = 4_000_000
  /// Steps that halve the way between a cell in the lung and one outside: the surface is then known to 0.4 mm.
  private static let halvings = 3

  let corner: PatientPoint
  let edge: Double
  let size: SIMD3<Int>
  /// Of each cell: 0 no lung, 1 right, 2 left; ``unknown`` where the scan does not reach.
  let labels: [UInt8]
  /// By side the distance of each cell's middle to the surface, mm, negative in the lung; empty where there is no such
  /// lung.
  let distances: [[Float]]
  /// In the order of the cells.
  let surface: [Place]
  /// The middle of each lung, mm; nil where there is none.
  let middles: [PatientPoint?]
  /// mL of each lung, of its voxels.
  package let millilitres: [Double]

  static let unknown: UInt8 = 255

  var sides: [Int] { (0...1).filter { !distances[$0].isEmpty } }

  /// Cost: some tenths of a second on two cores, whatever the scan's size; the labelled voxels once.
  /// - Parameters:
  ///   - lungs: values of ``LungLabels``.
  /// - Returns: nil where there is no lung, the grid cannot be used, or nobody waits for it any more.
  package init?(_ lungs: LabelMap, on grid: VoxelGrid, work: CancellableWork? = nil) {
    var voxels = [0, 0], low = SIMD3(repeating: Double.infinity), high = -low
    for k in 0..<lungs.size.k where lungs.isUsed(k: k) {
      lungs.forEachRun(k: k) { j, i, count, label in
        guard label == LungLabels.right || label == LungLabels.left else { return }
        voxels[label == LungLabels.right ? 0 : 1] += count
        for end in [i, i + count - 1] {
          let point = grid.patient(of: VoxelIndex(end, j, k))
          (low, high) = (pointwiseMin(low, point), pointwiseMax(high, point))
        }
      }
    }
    millilitres = voxels.map { Double($0) * grid.voxelVolume / 1000 }
    low -= Self.margin
    high += Self.margin
    let reach = high - low
    guard voxels != [0, 0], reach.max() < 1e5, reach.min() > 0, abs(grid.affine.determinant) > 1e-9 else { return nil }
    let volume = reach.x * reach.y * reach.z
    edge = max(Self.edge, (volume / Double(Self.most)).cubeRoot)
    corner = low
    size = SIMD3(Int(reach.x / edge) + 1, Int(reach.y / edge) + 1, Int(reach.z / edge) + 1)
    let sampled = Self.sample(lungs, grid, corner, edge, size)
    if work?.isCancelled == true { return nil }
    labels = sampled
    let box = VoxelBox(i: 0..<size.x, j: 0..<size.y, k: 0..<size.z)
    var distances: [[Float]] = [[], []]
    for side in 0...1 where voxels[side] > 0 {
      guard let field = Self.distances(sampled, UInt8(side + 1), box, edge, work) else { return nil }
      distances[side] = field
    }
    self.distances = distances
    (surface, middles) = Self.places(sampled, lungs, grid, corner, edge, size)
  }

  /// The label of the voxel that each cell's middle lies in.
  private static func sample(
    _ lungs: LabelMap, _ grid: VoxelGrid, _ corner: PatientPoint, _ edge: Double, _ size: SIMD3<Int>
  ) -> [UInt8] {
    var cells = [UInt8](repeating: unknown, count: size.x * size.y * size.z)
    let affine = grid.affine, origin = affine.index(of: affine.origin)
    let step = affine.index(of: affine.origin + SIMD3(edge, 0, 0)) - origin
    cells.withUnsafeMutableBufferPointer { cells in
      guard let first = cells.baseAddress else { return }
      let out = SharedWriter(pointer: first)
      Parallel.forEach(size.z) { z in
        for y in 0..<size.y {
          let start = affine.index(of: corner + (SIMD3(0.5, Double(y) + 0.5, Double(z) + 0.5)) * edge)
          let row = (z * size.y + y) * size.x
          for x in 0..<size.x {
            guard let v = voxel(start + step * Double(x), grid.size) else { continue }
            let label = lungs[v]
            out.pointer[row + x] = label == LungLabels.right ? 1 : label == LungLabels.left ? 2 : 0
          }
        }
      }
    }
    return cells
  }

  private static func voxel(_ at: SIMD3<Double>, _ size: GridSize) -> VoxelIndex? {
    let near = at.rounded(.toNearestOrEven)
    guard near.x >= 0, near.y >= 0, near.z >= 0, near.x < Double(size.i), near.y < Double(size.j),
      near.z < Double(size.k)
    else { return nil }
    return VoxelIndex(Int(near.x), Int(near.y), Int(near.z))
  }

  private static func distances(
    _ labels: [UInt8], _ label: UInt8, _ box: VoxelBox, _ edge: Double, _ work: CancellableWork?
  ) -> [Float]? {
    let spacing = SIMD3(repeating: edge), half = Float(edge / 2)
    let inner = MaskBox(box, bytes: labels.map { $0 == label ? 1 : 0 })
    let outer = MaskBox(box, bytes: labels.map { $0 == label || $0 == unknown ? 0 : 1 })
    guard let away = DistanceTransform(to: inner, spacing: spacing, work: work),
      let within = DistanceTransform(to: outer, spacing: spacing, work: work)
    else { return nil }
    // Of a lung that fills all that is known, no surface is near.
    let far = Float(edge) * 1e3
    return labels.indices.map { n in
      labels[n] == label ? half - min(within.squares[n].squareRoot(), far) : min(away.squares[n].squareRoot(), far) - half
    }
  }

  /// Where neighbouring cells differ, by halving the way between their middles on the voxels themselves.
  private static func places(
    _ labels: [UInt8], _ lungs: LabelMap, _ grid: VoxelGrid, _ corner: PatientPoint, _ edge: Double, _ size: SIMD3<Int>
  ) -> ([Place], [PatientPoint?]) {
    let steps = [1, size.x, size.x * size.y]
    let slices = Parallel.map(size.z) { z in
      var places: [Place] = [], sums = [PatientPoint](repeating: .zero, count: 2), counts = [0, 0]
      for y in 0..<size.y {
        let row = (z * size.y + y) * size.x
        for x in 0..<size.x {
          let n = row + x, here = labels[n], at = SIMD3(x, y, z)
          guard here != unknown else { continue }
          let point = corner + (SIMD3<Double>(at) + 0.5) * edge
          if here > 0 {
            sums[Int(here) - 1] += point
            counts[Int(here) - 1] += 1
          }
          for axis in 0..<3 where at[axis] + 1 < size[axis] {
            let next = labels[n + steps[axis]]
            guard next != here, next != unknown else { continue }
            var way = PatientPoint.zero
            way[axis] = edge
            for side in 0...1 where (here == UInt8(side + 1)) != (next == UInt8(side + 1)) {
              let isIn = here == UInt8(side + 1)
              var (near, far) = (0.0, 1.0)
              for _ in 0..<halvings {
                let middle = (near + far) / 2
                guard let v = voxel(grid.affine.index(of: point + way * middle), grid.size) else { break }
                if (lungs[v] == (side == 0 ? LungLabels.right : LungLabels.left)) == isIn { near = middle } else { far = middle }
              }
              places.append(Place(point: point + way * ((near + far) / 2), side: side))
            }
          }
        }
      }
      return (places: places, sums: sums, counts: counts)
    }
    let middles = (0...1).map { side in
      let count = slices.reduce(0) { $0 + $1.counts[side] }
      return count == 0 ? nil : slices.reduce(PatientPoint.zero) { $0 + $1.sums[side] } / Double(count)
    }
    return (slices.flatMap(\.places), middles)
  }

  // MARK: Looking up

  /// The distance to a lung's surface and its direction at a place, between the eight cells around it; nil where one of
  /// them is not known, or lies outside.
  @inline(__always)
  func distance(_ point: PatientPoint, side: Int) -> (mm: Double, slope: PatientPoint)? {
    let p = (point - corner) / edge - 0.5, low = p.rounded(.down)
    guard low.x >= 0, low.y >= 0, low.z >= 0, low.x < Double(size.x - 1), low.y < Double(size.y - 1),
      low.z < Double(size.z - 1)
    else { return nil }
    let f = p - low, n = (Int(low.z) * size.y + Int(low.y)) * size.x + Int(low.x)
    let (dy, dz) = (size.x, size.x * size.y)
    return distances[side].withUnsafeBufferPointer { d in
      labels.withUnsafeBufferPointer { l in
        for m in [n, n + dy, n + dz, n + dy + dz] where l[m] == Self.unknown || l[m + 1] == Self.unknown { return nil }
        func along(_ m: Int) -> (value: Double, slope: Double) {
          let (a, b) = (Double(d[m]), Double(d[m + 1]))
          return (a + (b - a) * f.x, b - a)
        }
        let (a, b, c, e) = (along(n), along(n + dy), along(n + dz), along(n + dy + dz))
        let near = a.value + (b.value - a.value) * f.y, far = c.value + (e.value - c.value) * f.y
        let (sx0, sx1) = (a.slope + (b.slope - a.slope) * f.y, c.slope + (e.slope - c.slope) * f.y)
        let (sy0, sy1) = (b.value - a.value, e.value - c.value)
        let slope = SIMD3(sx0 + (sx1 - sx0) * f.z, sy0 + (sy1 - sy0) * f.z, far - near) / edge
        return (near + (far - near) * f.z, slope)
      }
    }
  }

  /// The label of the cell of a place; ``unknown`` outside.
  @inline(__always)
  func label(_ point: PatientPoint) -> UInt8 {
    let p = ((point - corner) / edge).rounded(.down)
    guard p.x >= 0, p.y >= 0, p.z >= 0, p.x < Double(size.x), p.y < Double(size.y), p.z < Double(size.z) else {
      return Self.unknown
    }
    return labels[(Int(p.z) * size.y + Int(p.y)) * size.x + Int(p.x)]
  }
}

extension Double {
  /// By Newton's steps: no libm, so the same on any machine.
  fileprivate var cubeRoot: Double {
    var r = max(self, 1)
    for _ in 0..<60 { r -= (r * r * r - self) / (3 * r * r) }
    return r
  }
}

extension LungField {
  /// Whether a place beyond the field is known to have no lung: the scan goes on there.
  func surrounds(_ point: PatientPoint) -> Bool {
    let p = (point - corner) / edge
    let near = p.clamped(lowerBound: .zero, upperBound: SIMD3<Double>(size) - 1)
    return label(corner + near.rounded(.down) * edge + edge / 2) != Self.unknown
  }
}
