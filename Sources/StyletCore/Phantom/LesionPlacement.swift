/// Where the lesions of a phantom lie: wholly inside a lung and apart from each other, so that each one's volume
/// is that of its ellipsoid.
struct LesionPlacement {
  private let shape: ThoraxShape
  private var random: SplitMix64

  /// The places that a phantom's first lesions are near: more on the right than on the left, more behind and
  /// below than in front and above, as in viral pneumonia. Centre, half axes.
  private static let usual: [(label: UInt8, centre: SIMD3<Float>, semiAxes: SIMD3<Float>)] = [
    (1, [-80, 50, 135], [23, 16, 21]),
    (1, [72, -28, 218], [16, 13, 12]),
    (2, [84, 52, 112], [17, 13, 20]),
    (1, [-66, 18, 246], [14, 12, 13]),
    (1, [104, 14, 148], [10, 15, 13]),
    (2, [-104, -18, 146], [11, 13, 10]),
  ]

  init(shape: ThoraxShape, seed: UInt64) {
    self.shape = shape
    random = SplitMix64(seed: seed ^ 0x6c65_7369)
  }

  /// The first `count` lesions; the first few do not depend on how many follow.
  func place(_ count: Int) -> [ThoraxPainter.Blob] {
    var placer = self
    var placed: [ThoraxPainter.Blob] = []
    while placed.count < count { placed.append(placer.next(after: placed)) }
    return placed
  }

  private mutating func next(after placed: [ThoraxPainter.Blob]) -> ThoraxPainter.Blob {
    let n = placed.count
    var shrink: Float = 1
    while true {
      var blob: ThoraxPainter.Blob
      if n < Self.usual.count {
        let u = Self.usual[n]
        let jitter = SIMD3(random.signed(), random.signed(), random.signed()) * 7
        blob = .init(label: u.label, centre: u.centre + jitter, semiAxes: u.semiAxes)
      } else {
        let place = SIMD3(125 * random.signed(), 80 * random.signed(), 40 + 230 * random.unit())
        let axes = SIMD3(7 + 9 * random.unit(), 6 + 8 * random.unit(), 7 + 8 * random.unit())
        blob = .init(label: n % 3 == 2 ? 2 : 1, centre: place, semiAxes: axes)
      }
      blob.semiAxes *= shrink * (1 + 0.12 * SIMD3(random.signed(), random.signed(), random.signed()))
      if fits(blob, placed) { return blob }
      shrink = max(shrink * 0.985, 0.25)
    }
  }

  /// Inside the lung with 2 mm to spare, and 4 mm from every other lesion.
  private func fits(_ b: ThoraxPainter.Blob, _ placed: [ThoraxPainter.Blob]) -> Bool {
    for other in placed {
      let d = (b.centre - other.centre) / (b.semiAxes + other.semiAxes + 4)
      // The ellipsoid with the summed half axes is a little smaller than the set where the two would touch (a
      // few percent for such axes); 1.6 makes up for that many times over.
      if (d * d).sum() < 1.6 { return false }
    }
    // Points of the surface, spread along circles of latitude, each from a unit vector by rejection.
    var points = SplitMix64(seed: 7)
    var tested = 0
    while tested < 300 {
      let v = SIMD3(points.signed(), points.signed(), points.signed())
      let square = (v * v).sum()
      guard square > 0.05, square <= 1 else { continue }
      tested += 1
      let p = b.centre + v / square.squareRoot() * (b.semiAxes + 2)
      if p.x * b.centre.x <= 0 || shape.section(p.z).lung(p.x, p.y) >= 0 { return false }
    }
    return true
  }
}
