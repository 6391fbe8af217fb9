import Glibc
import StyletBase
import StyletCore
import StyletImaging

/// Two scans of a patient brought together by their lungs: a turn and a shift that lay the lungs' surfaces on one another.
///
/// The distances of places on either surface to the other's are made least, through distance fields, by
/// Levenberg-Marquardt (Fitzgibbon, "Robust registration of 2D and 3D point sets", Image Vis Comput 2003;21:1145), right
/// lung on right and left on left. Far places count less (Geman and McClure's weights): of lungs that are otherwise
/// filled with air the apices and the ribs' side agree, and the diaphragm does not draw the rest along. It begins from
/// middles, tops and bottoms laid on one another, each turned a little every way, and keeps the best. The lungs'
/// principal axes are no beginning: those of lungs that a scan cuts off lie elsewhere.
public struct LungRegistration: Sendable {
  /// Patient millimetres of the scan before → of the scan after.
  public let motion: Affine
  public let quality: Quality

  /// How well the lungs lie on one another.
  public struct Quality: Equatable, Sendable {
    /// Overlap of both lungs, 2·|A∩B| / (|A| + |B|), where both scans reach.
    public var dice: Double
    /// Mean distance of places on either surface to the other's, mm, far ones too.
    public var surfaceDistance: Double
    /// The share of those places that the other scan reaches, 0...1; of the surface of which less is reached.
    public var compared: Double
    /// Volume after to volume before, of the lungs that both scans have.
    public var volumeRatio: Double
    /// Degrees that the patient lies turned by, and mm that the middle of the lungs is shifted by.
    public var degrees: Double
    public var shift: Double
    /// What is doubtful.
    public var doubts: [Doubt]
  }

  public enum Doubt: Hashable, Sendable {
    /// The lungs do not lie on one another: another patient, or other lungs.
    case poorFit
    /// One of the scans has one lung alone, or they have no side in common but this.
    case oneLung
    /// Otherwise filled with air: what lies low is displaced.
    case breath
    /// One of the scans has a part of the lungs alone.
    case cut
    /// The patient lies otherwise.
    case turned
  }

  /// What is doubtful, and from where on. Four patients' scans (MedSeg, by their lung masks) laid on one another came to
  /// a Dice of 0.77 at most and to 8.2 mm at least; a scan and a turned copy of it with other voxels to 0.97 and 0.9 mm.
  /// Of patients with two scans none was measured.
  enum Limit {
    static let dice = 0.85, surfaceDistance = 6.0
    static let volumeRatio = 0.8...1.25
    static let compared = 0.85
    static let degrees = 15.0
    /// A registration that turns further has gone astray.
    static let most = 45.0
  }

  /// Cost: some milliseconds for the fields' places; the same for the same lungs.
  /// - Returns: nil where they have no lung of the same side, or nobody waits for it any more.
  package init?(_ before: LungField, _ after: LungField, work: CancellableWork? = nil) {
    let sides = before.sides.filter(after.sides.contains)
    guard !sides.isEmpty else { return nil }
    let coarse = LungAlignment(before, after, sides: sides, places: 1500)
    var best: (motion: RigidMotion, cost: Double)?
    for (n, start) in coarse.starts().enumerated() {
      if work?.isCancelled == true { return nil }
      let found = coarse.refined(start, reaches: [24, 12, 6])
      if best.map({ found.cost < $0.cost - 1e-9 }) ?? true { best = found }
      work?.progress = Double(n) / 30
    }
    guard let best else { return nil }
    let fine = LungAlignment(before, after, sides: sides, places: 12_000)
    let motion = fine.refined(best.motion, reaches: [6, 4, 4]).motion
    guard motion.affine.isFinite else { return nil }
    self.motion = motion.affine
    quality = fine.quality(motion)
  }
}

extension Affine {
  fileprivate var isFinite: Bool {
    (0..<3).allSatisfy { self[$0].sum().isFinite } && origin.sum().isFinite
  }
}

extension LungAlignment {
  func quality(_ motion: RigidMotion) -> LungRegistration.Quality {
    let there = places.before.compactMap { after.distance(motion($0.point), side: $0.side)?.mm }
    let back = places.after.compactMap { before.distance(motion.back($0.point), side: $0.side)?.mm }
    let sum = (there + back).reduce(0) { $0 + abs($1) }, reached = there.count + back.count
    let shares = [(there, places.before), (back, places.after)].map { Double($0.0.count) / Double(max($0.1.count, 1)) }
    func millilitres(_ field: LungField) -> Double { sides.reduce(0) { $0 + field.millilitres[$1] } }
    let ratio = millilitres(after) / max(millilitres(before), 1e-9)
    var quality = LungRegistration.Quality(
      dice: dice(motion), surfaceDistance: reached > 0 ? sum / Double(reached) : .infinity,
      compared: shares.min() ?? 0, volumeRatio: ratio,
      degrees: acos(motion.cosine) * 180 / .pi, shift: length(motion(motion.centre) - motion.centre), doubts: [])
    typealias Limit = LungRegistration.Limit
    if quality.dice < Limit.dice || !(quality.surfaceDistance <= Limit.surfaceDistance) { quality.doubts.append(.poorFit) }
    if sides.count < 2 || before.sides != after.sides { quality.doubts.append(.oneLung) }
    if !Limit.volumeRatio.contains(ratio) { quality.doubts.append(.breath) }
    if quality.compared < Limit.compared { quality.doubts.append(.cut) }
    if quality.degrees > Limit.degrees { quality.doubts.append(.turned) }
    return quality
  }

  /// On the cells of the field after, where the scan before reaches.
  private func dice(_ motion: RigidMotion) -> Double {
    let isLung = (0...2).map { $0 > 0 && sides.contains($0 - 1) }
    let size = after.size
    let counts = Parallel.map(size.z) { z in
      var a = 0, b = 0, both = 0
      for y in 0..<size.y {
        let row = (z * size.y + y) * size.x
        for x in 0..<size.x {
          let own = after.labels[row + x]
          guard own != LungField.unknown else { continue }
          let point = after.corner + (SIMD3(Double(x), Double(y), Double(z)) + 0.5) * after.edge
          let other = before.label(motion.back(point))
          // Beyond the field there is no lung, unless the scan itself ends there.
          let isOther = other != LungField.unknown && isLung[Int(other)]
          let isOwn = isLung[Int(own)]
          if other == LungField.unknown, isOwn, !before.surrounds(motion.back(point)) { continue }
          if isOwn { a += 1 }
          if isOther { b += 1 }
          if isOwn && isOther { both += 1 }
        }
      }
      return SIMD3(a, b, both)
    }
    let sum = counts.reduce(SIMD3<Int>.zero) { $0 &+ $1 }
    return sum.x + sum.y > 0 ? 2 * Double(sum.z) / Double(sum.x + sum.y) : 0
  }
}
