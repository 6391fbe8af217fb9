import Glibc
import StyletBase

/// Why a grid's voxels are not voxels of another grid, in words for a user.
public struct LatticeMismatch: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Aspect: String, Sendable, CaseIterable { case spacing, direction, position }

  /// What differs; the first of several.
  public let aspect: Aspect
  /// "the spacing is 1 x 1 x 3 mm, the scan's 0.7 x 0.7 x 1 mm"
  public let description: String
}

extension VoxelGrid {
  /// Where the voxels of another canonical grid lie among this one's: the index in this grid of the other's voxel
  /// (0, 0, 0). It may be negative, and the other grid may reach beyond this one: a cropped mask, or a padded one.
  ///
  /// Sizes need not agree. Every voxel of the other grid must come to lie within `tolerance` of a voxel along each
  /// axis, which is checked at the corners of its box; so a difference of spacing or direction is allowed that nobody
  /// could see, and none along an axis of a single voxel counts.
  /// - Parameter tolerance: in voxels of this grid; a tenth by default.
  /// - Throws: ``LatticeMismatch`` with the numbers.
  public func offset(of other: VoxelGrid, tolerance: Double = 0.1) throws(LatticeMismatch) -> SIMD3<Int> {
    let origin = affine.index(of: other.affine.origin)
    let limit = 1e9  // far beyond any grid, and far within Int
    guard origin.allFinite, abs(origin).max() < limit else {
      throw LatticeMismatch(aspect: .position, description: words("error.lattice.beyond"))
    }
    let whole = origin.rounded(.toNearestOrAwayFromZero)
    let last = other.size
    var worst = 0.0
    for corner in 0..<8 {
      let v = SIMD3(
        corner & 1 == 0 ? 0 : Double(last.i - 1), corner & 2 == 0 ? 0 : Double(last.j - 1),
        corner & 4 == 0 ? 0 : Double(last.k - 1))
      let away = abs(affine.index(of: other.affine.patient(of: v)) - whole - v).max()
      worst = away.isFinite ? max(worst, away) : .infinity
    }
    if worst <= tolerance { return SIMD3(Int(whole.x), Int(whole.y), Int(whole.z)) }
    throw mismatch(of: other, origin: origin, tolerance: tolerance)
  }

  /// Which difference it is that takes voxels off the lattice.
  private func mismatch(of other: VoxelGrid, origin: SIMD3<Double>, tolerance: Double) -> LatticeMismatch {
    let (mine, its) = (spacing, other.spacing)
    for axis in 0..<3 where other.size[axis] > 1 {
      let steps = Double(other.size[axis] - 1)
      if !(abs(its[axis] - mine[axis]) * steps <= tolerance * mine[axis]) {
        return LatticeMismatch(
          aspect: .spacing,
          description: words(
            "error.lattice.spacing",
            ["its": text(its), "voxels": text(other.size), "mine": text(mine), "own": text(size)]))
      }
    }
    for axis in 0..<3 where other.size[axis] > 1 {
      let (a, b) = (affine[axis] / mine[axis], other.affine[axis] / its[axis])
      let steps = Double(other.size[axis] - 1)
      if !(length(a - b) * its[axis] * steps <= tolerance * mine.min()) {
        let cosine = max(-1, min(1, dot(a, b)))
        return LatticeMismatch(
          aspect: .direction,
          description: words(
            "error.lattice.axis",
            [
              "axis": ["i", "j", "k"][axis], "its": text(b), "mine": text(a),
              "degrees": text(acos(cosine) * 180 / .pi),
            ]))
      }
    }
    let off = origin - origin.rounded(.toNearestOrAwayFromZero)
    return LatticeMismatch(
      aspect: .position,
      description: words(
        "error.lattice.origin", ["at": text(origin), "off": text(abs(off).max())]))
  }

  /// To a thousandth, and no negative zero.
  private func text(_ x: Double) -> String { NumberText.marked("\((x * 1000).rounded() / 1000 + 0)") }

  private func text(_ v: SIMD3<Double>) -> String { "\(text(v.x)) x \(text(v.y)) x \(text(v.z))" }

  private func text(_ s: GridSize) -> String { "\(s.i)x\(s.j)x\(s.k)" }
}

extension SIMD3<Double> {
  fileprivate var allFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
}

private func abs(_ v: SIMD3<Double>) -> SIMD3<Double> { SIMD3(Swift.abs(v.x), Swift.abs(v.y), Swift.abs(v.z)) }
