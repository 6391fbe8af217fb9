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
    let around = scan.standards.beforeWall, soft = around.tissue, standards = scan.standards.opaque
    let tip = wall.slices.upperBound - Int(around.tip / l.spacing.z)
    let low = Int16(soft.lowerBound + shift), high = Int16(soft.upperBound + shift)
    let rise = Int(standards.uneven / l.spacing.z), step: Float = 0.5 * min(l.spacing.x, l.spacing.y)
    let directions = wall.sign < 0 ? standards.right : standards.left
    let floor = LungFloor(wall, touch, beside: other, scan)
    var tissue = [UInt8](repeating: 0, count: l.count)
    for d in 0..<LungWall.directions where directions.contains(LungWall.angle(d)) {
      let lowest = other.slices.first { there[other.at($0, d)] }
      let behind = around.back.contains(LungWall.angle(d)) ? floor : nil
      guard let begin = [lowest.map { $0 + rise }, behind?.slice].compactMap(\.self).min(),
        let top = wall.slices.last(where: { touch[wall.at($0, d)] }) ?? behind.map({ _ in tip })
      else { continue }
      // Under the tissue that counts the diaphragm rises from the recess.
      func deepest(_ z: Int) -> Float {
        let beside = lowest.map { z < $0 + rise ? 0 : Float(z - $0) * l.spacing.z / around.rise } ?? 0
        return min(max(beside, behind?.depth(z, LungWall.angle(d)) ?? 0), standards.deepest)
      }
      let from = max(begin, wall.slices.lowerBound)
      guard from <= top else { continue }
      let a = LungWall.angle(d) * .pi / 180
      let move = SIMD2(wall.sign * cos(a) / l.spacing.x, sin(a) / l.spacing.y)
      for z in from...top {
        let n = wall.at(z, d), c = wall.axis[z - wall.slices.lowerBound]
        guard !touch[n], !wall.wall[n].isNaN, wall.wall[n] - wall.lung[n] > standards.thick,
          deepest(z) > standards.thick
        else { continue }
        var r = max(wall.lung[n], wall.wall[n] - deepest(z), 0) + step
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

  /// What lies under a lung that ends higher behind than in front and shows no dome: its base may be in it. Where the
  /// scan ends within the lung nothing is known of that, and under a dome lies the abdomen.
  private static func addBase(
    to tissue: inout [UInt8], _ wall: LungWall, _ touch: [Bool], _ labels: [UInt8], _ scan: CoarseScan,
    _ soft: Range<Int16>
  ) {
    let l = wall.lattice, standards = scan.standards.opaque, around = scan.standards.beforeWall
    let side = wall.sign < 0 ? LungLabels.right : LungLabels.left
    guard let front = LungWallFilling.lowest(wall, touch, around.front, over: around.frontal),
      let back = LungWallFilling.lowest(wall, touch, around.back, over: around.frontal), min(front, back) > 1,
      Float(back - front) * l.spacing.z > around.recess
    else { return }
    let reach = Int(standards.face / l.spacing.z), steps = Int(standards.under / l.spacing.z)
    // The lung's lower face: column and slice, from the front to the back.
    let face = (0..<l.plane).compactMap { p in
      (0..<l.nz).first { labels[$0 * l.plane + p] == side }.map { (column: p, end: $0) }
    }.filter { $0.end <= back + reach }
    let ends = face.map(\.end).sorted(), rear = face.suffix(face.count / 3).map(\.end).sorted()
    guard !rear.isEmpty else { return }
    let rim = max(front, rear[rear.count / 10]), top = ends[ends.count * 9 / 10]
    guard Float(top - rim) * l.spacing.z < standards.dome else { return }
    for (p, end) in face {
      for z in max(end - steps, 0)..<end where soft.contains(scan.hu[z * l.plane + p]) { tissue[z * l.plane + p] = 1 }
    }
  }
}
