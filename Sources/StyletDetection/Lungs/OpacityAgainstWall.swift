import Glibc
import StyletCore
import StyletImaging

/// Tissue before the wall of one lung that was not taken for lung, where the other lung touches the wall at the same
/// height and direction, or the same lung touches it in front: effusion, consolidation of a base or a raised diaphragm,
/// and no density tells which.
enum OpacityAgainstWall {
  /// mL, of tissue not deep before the wall in pieces of some size, and where the largest piece lies.
  /// - Parameters:
  ///   - labels: coarse, with what was recovered.
  ///   - size: of the scan.
  static func tissue(
    _ wall: LungWall, against other: LungWall, _ labels: [UInt8], _ scan: CoarseScan, shift: Int, _ size: GridSize
  ) -> (millilitres: Double, place: LungPlace?) {
    let l = wall.lattice, touch = LungWallFilling.touching(wall), there = LungWallFilling.touching(other)
    let soft = scan.standards.beforeWall.tissue, standards = scan.standards.opaque
    let low = Int16(soft.lowerBound + shift), high = Int16(soft.upperBound + shift)
    let rise = Int(standards.uneven / l.spacing.z), step: Float = 0.5 * min(l.spacing.x, l.spacing.y)
    let directions = wall.sign < 0 ? standards.right : standards.left
    let own = LungWallFilling.aboveDome(wall, touch, scan.standards.beforeWall)
    var tissue = [UInt8](repeating: 0, count: l.count)
    for d in 0..<LungWall.directions where directions.contains(LungWall.angle(d)) {
      let lowest = other.slices.first { there[other.at($0, d)] }.map { $0 + rise }
      let behind = scan.standards.beforeWall.back.contains(LungWall.angle(d)) ? own : nil
      guard let begin = [lowest, behind].compactMap(\.self).min(),
        let top = wall.slices.last(where: { touch[wall.at($0, d)] })
      else { continue }
      let from = max(begin, wall.slices.lowerBound)
      guard from <= top else { continue }
      let a = LungWall.angle(d) * .pi / 180
      let move = SIMD2(wall.sign * cos(a) / l.spacing.x, sin(a) / l.spacing.y)
      for z in from...top {
        let n = wall.at(z, d), c = wall.axis[z - wall.slices.lowerBound]
        guard !touch[n], !wall.wall[n].isNaN, wall.wall[n] - wall.lung[n] > standards.thick else { continue }
        var r = max(wall.lung[n], wall.wall[n] - standards.deepest, 0) + step
        while r < wall.wall[n] {
          let x = Int((c.x + move.x * r).rounded()), y = Int((c.y + move.y * r).rounded())
          guard x >= 0, x < l.nx, y >= 0, y < l.ny else { break }
          let v = l.at(x, y, z)
          if labels[v] == 0, scan.hu[v] >= low, scan.hu[v] < high {
            tissue[v] = 1
          }
          r += step
        }
      }
    }
    addBase(to: &tissue, wall, touch, labels, scan, low..<high)
    let pieces = Components(in: l.box) { tissue[$0] != 0 }
    let large = (0..<pieces.count).filter { Double(pieces.voxels[$0]) * l.millilitres >= standards.least }
    let place = large.max { pieces.voxels[$0] < pieces.voxels[$1] }.flatMap { scan.place(of: $0, in: pieces, size) }
    return (Double(large.reduce(0) { $0 + pieces.voxels[$1] }) * l.millilitres, place)
  }

  /// What lies under a lung that ends higher behind than in front: its base may be in it. Where the scan ends within the
  /// lung nothing is known of that.
  private static func addBase(
    to tissue: inout [UInt8], _ wall: LungWall, _ touch: [Bool], _ labels: [UInt8], _ scan: CoarseScan,
    _ soft: Range<Int16>
  ) {
    let l = wall.lattice, standards = scan.standards.opaque, around = scan.standards.beforeWall
    let side = wall.sign < 0 ? LungLabels.right : LungLabels.left
    guard let front = LungWallFilling.lowest(wall, touch, around.front, over: around.frontal),
      let back = LungWallFilling.lowest(wall, touch, around.back, over: around.frontal), min(front, back) > 1
    else { return }
    let reach = Int(standards.face / l.spacing.z)
    guard Float(back - front) * l.spacing.z > standards.recess else { return }
    let steps = Int(standards.under / l.spacing.z)
    for p in 0..<l.plane {
      guard let end = (0..<l.nz).first(where: { labels[$0 * l.plane + p] == side }), end <= back + reach else {
        continue
      }
      for z in max(end - steps, 0)..<end where soft.contains(scan.hu[z * l.plane + p]) { tissue[z * l.plane + p] = 1 }
    }
  }
}
