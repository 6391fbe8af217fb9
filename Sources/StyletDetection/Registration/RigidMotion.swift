import StyletImaging

/// A turn and a shift: what is moved keeps its shape and its handedness. Patient millimetres.
struct RigidMotion: Sendable {
  /// The columns of the rotation.
  private(set) var turn: (PatientPoint, PatientPoint, PatientPoint) = ([1, 0, 0], [0, 1, 0], [0, 0, 1])
  /// The point that ``goal`` is the place of.
  let centre: PatientPoint
  private(set) var goal: PatientPoint

  /// - Parameter half: the axis of the turn, as long as the tangent of half its angle.
  init(from centre: PatientPoint, to goal: PatientPoint, half: PatientPoint = .zero) {
    (self.centre, self.goal) = (centre, goal)
    rotate(by: half)
  }

  func callAsFunction(_ p: PatientPoint) -> PatientPoint { turned(p - centre) + goal }

  func back(_ p: PatientPoint) -> PatientPoint { turnedBack(p - goal) + centre }

  func turned(_ d: PatientPoint) -> PatientPoint { turn.0 * d.x + turn.1 * d.y + turn.2 * d.z }

  func turnedBack(_ d: PatientPoint) -> PatientPoint { [dot(turn.0, d), dot(turn.1, d), dot(turn.2, d)] }

  /// Moved on: turned about ``goal`` by a small vector in radians, then shifted.
  func moved(turn small: PatientPoint, shift: PatientPoint) -> RigidMotion {
    var next = self
    next.rotate(by: small / 2)
    next.goal += shift
    return next
  }

  /// Cayley's form of a rotation: rational, so the same on any machine, and never anything else than a rotation.
  private mutating func rotate(by half: PatientPoint) {
    guard half != .zero else { return }
    let factor = 2 / (1 + dot(half, half))
    func rotated(_ d: PatientPoint) -> PatientPoint {
      let across = cross(half, d)
      return d + (across + cross(half, across)) * factor
    }
    turn = (rotated(turn.0), rotated(turn.1), rotated(turn.2))
  }

  /// The cosine of the angle that it turns by.
  var cosine: Double { min(max((turn.0.x + turn.1.y + turn.2.z - 1) / 2, -1), 1) }

  /// Place before → place after.
  var affine: Affine { Affine(turn.0, turn.1, turn.2, origin: self(.zero)) }
}
