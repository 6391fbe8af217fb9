import Glibc

/// From where something in the patient is looked at, from far away: rays are parallel, sizes do not depend on depth.
///
/// Directions are unit vectors of patient space (LPS). Right × up points to who looks: what is seen is never a mirror
/// image. From the front the patient's left is at the right; from the feet it is the picture of an axial slice.
public struct Viewpoint: Hashable, Sendable {
  /// Degrees around the body's long axis, 0..<360: 0 from the front, 90 from the patient's left, 180 from behind.
  public private(set) var azimuth: Int
  /// Degrees above, −90...90: 90 from the head, −90 from the feet.
  public private(set) var elevation: Int

  public init(azimuth: Int, elevation: Int) {
    self.azimuth = (azimuth % 360 + 360) % 360
    self.elevation = min(max(elevation, -90), 90)
  }

  /// Where the six sides are seen from.
  public enum Side: String, Sendable, CaseIterable { case front, left, back, right, head, feet }

  public init(from side: Side) {
    switch side {
    case .front: self.init(azimuth: 0, elevation: 0)
    case .left: self.init(azimuth: 90, elevation: 0)
    case .back: self.init(azimuth: 180, elevation: 0)
    case .right: self.init(azimuth: 270, elevation: 0)
    case .head: self.init(azimuth: 0, elevation: 90)
    case .feet: self.init(azimuth: 0, elevation: -90)
    }
  }

  /// The side that it is exactly; nil for what lies between.
  public var side: Side? { Side.allCases.first { Viewpoint(from: $0) == self } }

  /// Gone around by so many degrees, and up.
  public func turned(by degrees: Int, up: Int = 0) -> Viewpoint {
    Viewpoint(azimuth: azimuth + degrees % 360, elevation: elevation + min(max(up, -180), 180))
  }

  /// To the right and up on the picture, and away from who looks.
  public var axes: (right: PatientPoint, up: PatientPoint, away: PatientPoint) {
    let (s, c) = Self.sine(azimuth), (se, ce) = Self.sine(elevation)
    let level: PatientPoint = [-s, c, 0], head: PatientPoint = [0, 0, 1]
    return ([c, s, 0], level * se + head * ce, level * ce - head * se)
  }

  /// Exact at right angles, so that rays along an axis stay on it.
  private static func sine(_ degrees: Int) -> (Double, Double) {
    switch (degrees % 360 + 360) % 360 {
    case 0: return (0, 1)
    case 90: return (1, 0)
    case 180: return (0, -1)
    case 270: return (-1, 0)
    default:
      let radians = Double(degrees) * .pi / 180
      return (sin(radians), cos(radians))
    }
  }

  /// The sides of the patient that a direction leads to, the one that it leads to most first; as grids name them: R, L,
  /// A, P, S, I. One that it turns away from by more than two thirds of a right angle is left out, and a third always.
  public static func letters(towards direction: PatientPoint) -> [Character] {
    let names: [(Character, Character)] = [("L", "R"), ("P", "A"), ("S", "I")]
    let order = (0..<3).filter { abs(direction[$0]) > 0.5 }.sorted { abs(direction[$0]) > abs(direction[$1]) }
    return order.prefix(2).map { direction[$0] > 0 ? names[$0].0 : names[$0].1 }
  }
}
