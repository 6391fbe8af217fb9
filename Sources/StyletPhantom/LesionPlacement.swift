import StyletBase

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

  /// Consolidations against the ribs, right and left in turn, apart from those `placed`.
  func placePleural(_ count: Int, after placed: [ThoraxPainter.Blob], seed: UInt64) -> [ThoraxPainter.Blob] {
    var random = SplitMix64(seed: seed ^ 0x706c_6575)
    var all = placed, shrink: Float = 1
    while all.count < placed.count + count {
      let side: Float = (all.count - placed.count) % 2 == 0 ? -1 : 1
      // From the middle of the lung outwards, between the side and the back.
      let z = 120 + 110 * random.unit(), angle = 1.2 * random.unit() - 0.1
      let direction = SIMD3(side * (1 - angle * angle / 2), angle, 0)
      let section = shape.section(z)
      var p = SIMD3(side * 78, 8, z)
      guard section.lung(p.x, p.y) < -5 else { continue }
      while section.lung(p.x, p.y) < 0 { p += direction * 0.25 }
      let size = 12 + 6 * SIMD3(random.unit(), random.unit(), random.unit())
      let blob = ThoraxPainter.Blob(
        label: 2, centre: p - direction * (1 + 3 * random.unit()), semiAxes: size * shrink, isPleural: true)
      if section.cavity(p.x, p.y) > -5, all.allSatisfy({ isApart(blob, $0) }) { all.append(blob) }
      shrink = max(shrink * 0.985, 0.25)
    }
    return Array(all.dropFirst(placed.count))
  }

  /// The share of an ellipsoid that lies in the lung: cells of a 48th of its box, by their middles.
  static func partInLung(_ b: ThoraxPainter.Blob, _ shape: ThoraxShape) -> Double {
    let n = 48
    var inside = 0, all = 0
    func at(_ x: Int) -> Float { (Float(x) + 0.5) * 2 / Float(n) - 1 }
    for z in 0..<n {
      let section = shape.section(b.centre.z + b.semiAxes.z * at(z))
      for y in 0..<n {
        for x in 0..<n {
          let v = SIMD3(at(x), at(y), at(z))
          guard (v * v).sum() <= 1 else { continue }
          all += 1
          let p = b.centre + v * b.semiAxes
          if section.lung(p.x, p.y) < 0 { inside += 1 }
        }
      }
    }
    return Double(inside) / Double(max(all, 1))
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
    guard placed.allSatisfy({ isApart(b, $0) }) else { return false }
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

  private func isApart(_ b: ThoraxPainter.Blob, _ other: ThoraxPainter.Blob) -> Bool {
    let d = (b.centre - other.centre) / (b.semiAxes + other.semiAxes + 4)
    // The ellipsoid with the summed half axes is a little smaller than the set where the two would touch (a
    // few percent for such axes); 1.6 makes up for that many times over.
    return (d * d).sum() >= 1.6
  }
}
