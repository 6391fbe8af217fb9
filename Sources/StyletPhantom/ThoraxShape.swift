import StyletBase

/// Where things are in the synthetic thorax: signed distances, negative inside, in the phantom's own millimetres:
/// x to the patient's left from the midline, y to posterior from the middle of the body, z up from the lower end
/// (0 upper abdomen … 320 neck). They are exact for spheres and near enough for the rest.
///
/// Asymmetric on purpose: the heart lies left, the right dome is higher, the left lung is smaller.
struct ThoraxShape: Sendable {
  /// Proportions that the seed varies, about 1.
  let width: Float
  let heart: Float
  let rightDome: Float
  let leftDome: Float

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed ^ 0x7468_6f72)
    width = 1 + 0.02 * random.signed()
    heart = 1 + 0.05 * random.signed()
    rightDome = 100 + 4 * random.signed()
    leftDome = 84 + 4 * random.signed()
  }

  /// The shape on the axial plane at height z.
  func section(_ z: Float) -> ThoraxSection { ThoraxSection(self, z) }
}

/// ``ThoraxShape`` cut at one height.
struct ThoraxSection {
  let shape: ThoraxShape
  let z: Float
  /// Half axes of body and rib cage, and the y of the cage's middle.
  private let body: (x: Float, y: Float)
  let cage: (x: Float, y: Float, middle: Float)
  /// How far the spine lies behind its mean place: it bends back in the middle of the thorax.
  let kyphosis: Float
  /// Half width of the middle mediastinum.
  private let column: Float

  init(_ shape: ThoraxShape, _ z: Float) {
    self.shape = shape
    self.z = z
    let up = min(max((z - 95) / 205, 0), 1)
    let taper = max(1 - up * up * (0.45 + 0.55 * up), 0).squareRoot()
    cage = (130 * shape.width * taper + 0.01, 89 * (0.25 + 0.75 * taper) * taper.squareRoot() + 0.01, -1 + 18 * up)
    let shoulder = max((z - 210) / 110, 0)
    body = (168 * shape.width - 6 * shoulder, 116 - 22 * shoulder * shoulder)
    kyphosis = 3.5 - (z - 165) * (z - 165) / 2400
    column = z < 180 ? 40 : 40 - 0.1 * min(z - 180, 90)
  }

  /// Between an ellipse and a rounder box, as a trunk is. Along the ray from the middle.
  func skin(_ x: Float, _ y: Float) -> Float {
    let u = x / body.x, v = (y - 2) / body.y
    let (uu, vv) = (u * u, v * v)
    let f = 0.55 * (uu + vv).squareRoot() + 0.45 * (uu * uu + vv * vv).squareRoot().squareRoot()
    return (x * x + (y - 2) * (y - 2)).squareRoot() * (1 - 1 / max(f, 1e-3))
  }

  /// The inner face of the ribs.
  func cavity(_ x: Float, _ y: Float) -> Float {
    let v = (y - cage.middle) / cage.y, u = x / cage.x
    let f = (u * u + v * v).squareRoot()
    let g = (u * u / (cage.x * cage.x) + v * v / (cage.y * cage.y)).squareRoot()
    return g > 1e-9 ? f * (f - 1) / g : -min(cage.x, cage.y)
  }

  /// Under the domes of the diaphragm.
  func abdomen(_ x: Float, _ y: Float) -> Float {
    let right = dome(x, y, top: shape.rightDome, middle: -60)
    let left = dome(x, y, top: shape.leftDome, middle: 62)
    let leftward = min(max(0.5 + x / 36, 0), 1)
    return (z - right - (left - right) * leftward) * 0.75
  }

  private func dome(_ x: Float, _ y: Float, top: Float, middle: Float) -> Float {
    let u = (x - middle) / 70, v = (y + 18) / 100
    return top - 58 * u * u - 62 * v * v
  }

  /// Heart, great vessels and what lies between the lungs, spine included.
  func mediastinum(_ x: Float, _ y: Float) -> Float {
    var d = ellipse(x, y, 2, 2, column, 46)
    d = blend(d, ellipse(x, y, 0, 68 + kyphosis, 25, 27), 10)
    d = blend(d, ellipse(x, y, 3, -66, 9 + max(z - 215, 0) * 0.35, 34), 14)
    d = blend(d, ellipse(x, y, 27, 43, 15, 15), 5)
    if z < 190 { d = blend(d, heart(x, y) - 4, 8) }
    if z > 130, z < 210 {
      d = blend(d, ellipsoid(x + 44, y - 8, z - 168, 15, 15, 24), 8)
      d = blend(d, ellipsoid(x - 50, y - 10, z - 172, 14, 14, 24), 8)
    }
    return d
  }

  /// The muscle and chambers, without the fat around them: an ellipsoid with its apex left, front and down.
  func heart(_ x: Float, _ y: Float) -> Float {
    let (dx, dy, dz) = (x - 24, y + 32, z - 112)
    // The long axis points to (0.74, -0.42, -0.52); the others are at right angles to it.
    let along = 0.74 * dx - 0.42 * dy - 0.52 * dz
    let across = 0.49 * dx + 0.87 * dy
    let third = 0.45 * dx - 0.26 * dy + 0.854 * dz
    let s = shape.heart
    return ellipsoid(along, across, third, 66 * s, 46 * s, 47 * s)
  }

  /// The lung of the side that x is on: negative inside.
  func lung(_ x: Float, _ y: Float) -> Float {
    let wall = cavity(x, y) + (x > 0 ? 2.5 : 0)
    if wall > 12 { return wall }
    return -blend(blend(-wall, mediastinum(x, y), 7), abdomen(x, y), 6)
  }

  func ellipse(_ x: Float, _ y: Float, _ cx: Float, _ cy: Float, _ a: Float, _ b: Float) -> Float {
    let u = (x - cx) / a, v = (y - cy) / b
    let f = (u * u + v * v).squareRoot()
    let g = (u * u / (a * a) + v * v / (b * b)).squareRoot()
    return g > 1e-9 ? f * (f - 1) / g : -min(a, b)
  }

  func ellipsoid(_ x: Float, _ y: Float, _ z: Float, _ a: Float, _ b: Float, _ c: Float) -> Float {
    let (u, v, w) = (x / a, y / b, z / c)
    let f = (u * u + v * v + w * w).squareRoot()
    let g = (u * u / (a * a) + v * v / (b * b) + w * w / (c * c)).squareRoot()
    return g > 1e-9 ? f * (f - 1) / g : -min(a, min(b, c))
  }

  /// The lesser of two distances, rounded where they meet over `k` mm (polynomial smooth minimum).
  private func blend(_ a: Float, _ b: Float, _ k: Float) -> Float {
    let h = max(k - abs(a - b), 0) / k
    return min(a, b) - h * h * k * 0.25
  }
}
