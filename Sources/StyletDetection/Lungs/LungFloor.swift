import StyletImaging

/// How low a lung should reach behind, whether or not there is air: where its base has none, the diaphragm under it has
/// the same density.
///
/// A lung goes lowest behind (anatomy), so what it shows in front tells how low it must reach behind; so does the other
/// lung. From that recess the diaphragm rises forwards, and before the wall behind there is nothing but lung and fluid
/// as deep as it has not risen. At the side it stands upright against the ribs, up to the height of its dome.
struct LungFloor {
  /// The recess behind, coarse slice. No higher than so is what a lung leaves free of the wall behind.
  let slice: Int
  /// Slices for each mm of depth.
  private let rise: Float
  /// The slice from which on no dome lies before the wall at the side.
  private let dome: Float
  /// Degrees: up to where the side is.
  private let aside: Float

  /// - Parameters:
  ///   - touch: where each lung touches its wall.
  /// - Returns: nil where neither lung tells.
  init?(_ wall: LungWall, _ touch: [Bool], beside other: LungWall?, _ scan: CoarseScan) {
    let standards = scan.standards.beforeWall, z = wall.lattice.spacing.z
    func steps(_ mm: Float) -> Int { Int((mm / z).rounded(.up)) }
    let front = LungWallFilling.lowest(wall, touch, standards.front, over: standards.frontal)
      .map { $0 + steps(standards.recess) }
    let beside = other.flatMap {
      LungWallFilling.lowest($0, LungWallFilling.touching($0), standards.back, over: standards.frontal)
    }.map { $0 + steps(scan.standards.opaque.uneven) }
    guard let slice = [front, beside].compactMap(\.self).min() else { return nil }
    self.slice = slice
    rise = standards.rise / z
    aside = standards.dome
    dome = Float(slice) + standards.frontDome / z
  }

  /// Whether the slice lies above the dome of the diaphragm, wherever that is.
  func isAboveDome(_ z: Int) -> Bool { Float(z) >= dome }

  /// How deep before the wall no diaphragm lies, mm; 0 below the recess.
  /// - Parameter angle: of the direction, as ``LungWall/angle(_:)``.
  func depth(_ z: Int, _ angle: Float) -> Float {
    angle < aside && Float(z) < dome ? 0 : max(Float(z - slice) / rise, 0)
  }
}
