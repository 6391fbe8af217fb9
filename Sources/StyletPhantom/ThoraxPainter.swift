/// Paints an axial slice of the synthetic thorax in HU, without noise.
///
/// Edges are softened over about a pixel, as partial volume does. Tissue values are usual ones at 120 kV without
/// contrast agent.
struct ThoraxPainter: Sendable {
  /// A lesion in the shape's own millimetres.
  struct Blob: Sendable {
    var label: UInt8
    var centre: SIMD3<Float>
    var semiAxes: SIMD3<Float>
    /// Cut off by the surface of the lung.
    var isPleural = false

    /// Distance from the surface, near it; negative inside.
    func distance(_ p: SIMD3<Float>) -> Float {
      let q = (p - centre) / semiAxes, r = q / semiAxes
      let f = (q * q).sum().squareRoot(), g = (r * r).sum().squareRoot()
      return g > 1e-9 ? f * (f - 1) / g : -semiAxes.min()
    }
  }

  /// The pixels of a slice: x = start.x + i·step.x, y = start.y + j·step.y.
  struct Raster {
    var width: Int
    var height: Int
    var start: SIMD2<Float>
    var step: SIMD2<Float>
  }

  let shape: ThoraxShape
  let tubes: ThoraxTubes
  let blobs: [Blob]
  let raster: Raster
  /// Width of a softened edge, mm.
  let edge: Float
  /// Slow unevenness of fat and lung; sd 1.
  let mottle: CTNoise
  /// The grain of ground-glass; sd 1.
  let grain: CTNoise

  private enum HU {
    static let air: Float = -1000
    static let fat: Float = -104
    static let muscle: Float = 54
    static let blood: Float = 42
    static let liver: Float = 58
    static let marrow: Float = 210
    static let cortex: Float = 680
    static let lumen: Float = -985
  }

  /// - Parameters:
  ///   - z: height of the slice in the shape.
  ///   - k: number of the slice, which picks the texture.
  ///   - out: `raster.width * raster.height` values, all written.
  func paint(z: Float, slice k: Int, into out: UnsafeMutableBufferPointer<Float>) {
    let section = shape.section(z)
    var mottleRow = [Float](repeating: 0, count: raster.width)
    mottleRow.withUnsafeMutableBufferPointer { mottleRow in
      for j in 0..<raster.height {
        mottle.row(j, slice: k, count: raster.width, into: mottleRow)
        let y = raster.start.y + Float(j) * raster.step.y
        for i in 0..<raster.width {
          let x = raster.start.x + Float(i) * raster.step.x
          out[j * raster.width + i] = tissue(section, x, y, mottleRow[i])
        }
      }
    }
    let near = { (t: Tube) in min(t.from.z, t.to.z) - 22 < z && max(t.from.z, t.to.z) + 22 > z }
    for t in tubes.oesophagus.filter(near) { paint(t, z, 34, into: out) }
    for t in tubes.greatVessels.filter(near) { paint(t, z, HU.blood, into: out) }
    for b in blobs { paint(b, section, slice: k, into: out) }
    for t in tubes.vessels.filter(near) { paint(t, z, HU.blood, into: out) }
    for t in tubes.bronchi.filter(near) {
      var wall = t
      wall.radius += 0.9
      wall.endRadius += 0.8
      paint(wall, z, -60, into: out)
    }
    for t in tubes.mainAirway.filter(near) {
      var wall = t
      wall.radius += 1.7
      wall.endRadius += 1.6
      paint(wall, z, 40, into: out)
    }
    for t in (tubes.mainAirway + tubes.bronchi).filter(near) { paint(t, z, HU.lumen, into: out) }
    for t in tubes.clavicles.filter(near) {
      paint(t, z, HU.cortex, into: out)
      var marrow = t
      marrow.radius -= 2
      marrow.endRadius -= 2
      paint(marrow, z, HU.marrow, into: out)
    }
  }

  // MARK: Tissues

  /// `inside` where the distance is negative, `outside` where positive, between over the edge.
  @inline(__always)
  private func mix(_ outside: Float, _ inside: Float, _ distance: Float) -> Float {
    let share = min(max(0.5 - distance / edge, 0), 1)
    return outside + (inside - outside) * share
  }

  private func tissue(_ s: ThoraxSection, _ x: Float, _ y: Float, _ mottle: Float) -> Float {
    let skin = s.skin(x, y)
    guard skin < edge else { return table(x, y) }
    let cavity = s.cavity(x, y)
    var hu = cavity > -edge ? wall(s, x, y, depth: -skin, cavity: cavity, mottle) : 0
    if cavity < edge {
      hu = mix(hu, inner(s, x, y, cavity: cavity, mottle), cavity)
      let lung = s.lung(x, y)
      if lung < edge { hu = mix(hu, parenchyma(s, x, y, mottle), lung) }
    }
    if abs(x) < 48, y > 40 { hu = spine(s, x, y, over: hu) }
    return mix(HU.air, hu, skin)
  }

  private func table(_ x: Float, _ y: Float) -> Float {
    let shell = abs(y - 126 + x * x / 2400) - 1.2
    return abs(x) < 175 ? mix(HU.air, -350, shell) : HU.air
  }

  /// Chest wall: skin, fat, muscle, ribs and sternum.
  private func wall(
    _ s: ThoraxSection, _ x: Float, _ y: Float, depth: Float, cavity: Float, _ mottle: Float
  ) -> Float {
    let fat = HU.fat + 7 * mottle
    let side = x * x / (168 * 168)
    let padding = 11 + 7 * side + (y < 0 ? 3 * (1 - side) : 0)
    var hu = mix(fat, HU.muscle + 5 * mottle, padding - depth)
    // Planes of fat between the muscles, following the ribs, and the fat of the armpits.
    let sheet = abs(cavity - 17 - 5 * side) - 0.9
    if abs(x) > 40 { hu = mix(hu, fat, sheet) }
    let layer = abs(depth - padding - 11 - 0.05 * abs(x)) - 0.8
    if cavity > 22, abs(x) > 24, abs(x) < 118 { hu = mix(hu, fat, layer) }
    if s.z > 190 {
      let pit = s.ellipsoid(abs(x) - 122, y - 4, s.z - 250, 26, 30, 62)
      hu = mix(hu, fat, max(pit, 13 - cavity))
      let cord = s.ellipse(abs(x), y, 116 - (s.z - 250) * 0.2, 0, 4, 3)
      if s.z > 225 { hu = mix(hu, HU.blood, cord) }
    }
    if s.z > 165, s.z < 292 {
      let slope = (s.z - 165) / 127
      let blade = Tube([86 + 6 * slope, 84 - 8 * slope, 0], [112 + 22 * slope, 68 - 42 * slope, 0], 2.6, end: 4.2)
      let d = blade.distance([abs(x), y, 0])
      if d < 14 { hu = mix(hu, HU.muscle, max(d - 9, padding - depth)) }
      hu = mix(hu, d < -1.6 ? HU.marrow + 120 : HU.cortex - 120, d)
    }
    if cavity < 3 { hu = mix(hu, -40, cavity - 1.2) }
    if cavity < 16, s.cage.x > 58 { hu = ribs(s, x, y, cavity: cavity, over: hu) }
    return mix(hu, 20, depth - 1.8)
  }

  private func ribs(_ s: ThoraxSection, _ x: Float, _ y: Float, cavity: Float, over hu: Float) -> Float {
    let along = (y - s.cage.middle) / s.cage.y, across = x / s.cage.x
    let turn = along / (along * along + across * across + 1e-6).squareRoot()
    // From the spine (turn 1) a rib descends to the front (turn -1); ribs are 25 mm apart.
    let rise = (s.z + 34 * (1 - turn) + 9) / 25
    let off = (rise - rise.rounded()) * 25
    let layer = cavity - 6.4
    var hu = hu
    let d = (layer * layer + off * off * 0.36).squareRoot() - 3.7
    let cartilage = y < 0 && abs(x) < 52
    if cartilage {
      hu = abs(x) > 14 && s.z > 95 ? mix(hu, 105, d) : hu
    } else {
      hu = mix(hu, d < -1.5 ? HU.marrow : HU.cortex, d)
    }
    if y < 0, s.z > 118, s.z < 262 {
      let breadth: Float = s.z > 225 ? 24 : 15
      let plate = max(abs(x - 1) - breadth, abs(layer) - 5)
      hu = mix(hu, plate < -1.6 ? 140 : 430, plate)
    }
    return hu
  }

  /// Inside the cage, lungs left out: fat and organs.
  private func inner(_ s: ThoraxSection, _ x: Float, _ y: Float, cavity: Float, _ mottle: Float) -> Float {
    let fat = HU.fat + 8 + 8 * mottle
    let abdomen = s.abdomen(x, y)
    if abdomen < edge, s.heart(x, y) > 0 {
      let muscle = HU.muscle
      guard abdomen < -3 else { return muscle }
      var hu = fat
      hu = mix(hu, HU.liver + 4 * mottle, max(cavity + 3, x - 12 - 0.25 * y))
      hu = mix(hu, 48, s.ellipsoid(x - 92, y - 42, s.z - 40, 30, 36, 48))
      let stomach = s.ellipsoid(x - 62, y + 22, s.z - 34, 42, 44, 40)
      hu = mix(hu, y < -38 ? -960 : 22, stomach)
      return mix(muscle, hu, abdomen + 3)
    }
    var hu = fat
    let heart = s.heart(x, y)
    if heart < edge {
      hu = mix(hu, HU.blood + 6, heart)
      // Fat of the grooves around the coronary arteries.
      let groove = abs(0.74 * (x - 24) - 0.42 * (y + 32) - 0.52 * (s.z - 112) + 22) - 2.4
      hu = mix(hu, -70, max(groove, -heart - 7))
    }
    let node = s.ellipsoid(x + 14, y - 2, s.z - 214, 5, 3.5, 6)
    return mix(hu, 40, node)
  }

  private func parenchyma(_ s: ThoraxSection, _ x: Float, _ y: Float, _ mottle: Float) -> Float {
    // Denser where it lies lowest; the patient lies on the back.
    var hu = -868 + 0.34 * y + 0.05 * (150 - s.z) + 11 * mottle
    let major = (s.z - 146 - y * 0.95 - (x > 0 ? 6 : 0)) * 0.72
    fissure(major, &hu)
    if x < 0, major > 0 { fissure(s.z - 168 - 0.06 * (x + 70), &hu) }
    return hu
  }

  private func fissure(_ distance: Float, _ hu: inout Float) {
    let width = max(edge, 0.9)
    hu += max(0, 1 - abs(distance) / width) * 130 / width
  }

  private func spine(_ s: ThoraxSection, _ x: Float, _ y: Float, over: Float) -> Float {
    var hu = over
    let y = y - s.kyphosis
    let level = (s.z + 7) / 25
    let off = (level - level.rounded()) * 25  // 0 in the middle of a vertebra, ±12.5 in the disc
    let body = s.ellipse(x, y, 0, 63, 17.5, 14)
    let disc = 10.2 - abs(off)
    let bone: Float = body < -1.4 && disc > 1.2 ? HU.marrow - 20 : HU.cortex - 200
    hu = mix(hu, disc > 0 ? bone : 85, body)
    let canal = s.ellipse(x, y, 0, 86, 9, 8)
    hu = mix(hu, abs(off) < 9 ? HU.cortex - 140 : 70, max(canal - 4, 78 - y))
    let process = Tube([11, 84, 0], [32, 93, 0], 4).distance([abs(x), y, off * 0.7])
    hu = mix(hu, process < -1.6 ? HU.marrow : HU.cortex - 100, process)
    let spinous = Tube([0, 96, 4], [0, 107, -5], 3.2).distance([x, y, off * 0.6])
    hu = mix(hu, HU.cortex - 220, spinous)
    hu = mix(hu, -20, canal)
    return mix(hu, 32, s.ellipse(x, y, 0, 86, 6, 5.4))
  }

  // MARK: Overlays

  private func paint(_ t: Tube, _ z: Float, _ hu: Float, into out: UnsafeMutableBufferPointer<Float>) {
    // A tube thinner than a pixel fills only a part of it.
    let share = min(1, 2 * max(t.radius, t.endRadius) / edge)
    guard share > 0 else { return }
    let reach = max(t.radius, t.endRadius) + edge
    forPixels(pointwiseMin(t.from, t.to), pointwiseMax(t.from, t.to), reach, z, into: out) { p, value in
      let inside = min(max(0.5 - t.distance(p) / edge, 0), 1) * share
      return value + (hu - value) * inside
    }
  }

  private func paint(_ b: Blob, _ s: ThoraxSection, slice k: Int, into out: UnsafeMutableBufferPointer<Float>) {
    var row = [Float](repeating: 0, count: raster.width)
    var at = -1
    forPixels(b.centre - b.semiAxes, b.centre + b.semiAxes, 3, s.z, into: out) { p, value in
      let j = Int(((p.y - raster.start.y) / raster.step.y).rounded())
      if j != at {
        at = j
        row.withUnsafeMutableBufferPointer { grain.row(j, slice: k, count: raster.width, into: $0) }
      }
      let texture = row[Int(((p.x - raster.start.x) / raster.step.x).rounded())]
      let soft = max(edge, b.label == 1 ? 2.6 : 1.4)
      var inside = min(max(0.5 - b.distance(p) / soft, 0), 1)
      if b.isPleural { inside *= min(max(0.5 - s.lung(p.x, p.y) / edge, 0), 1) }
      return value + ((b.label == 1 ? -600 + 48 * texture : 30 + 8 * texture) - value) * inside
    }
  }

  /// Replaces the values of the pixels within `reach` of a box.
  @inline(__always)
  private func forPixels(
    _ low: SIMD3<Float>, _ high: SIMD3<Float>, _ reach: Float, _ z: Float,
    into out: UnsafeMutableBufferPointer<Float>, _ body: (SIMD3<Float>, Float) -> Float
  ) {
    guard z > low.z - reach, z < high.z + reach else { return }
    func range(_ low: Float, _ high: Float, _ start: Float, _ step: Float, _ count: Int) -> ClosedRange<Int>? {
      let a = max(((low - reach - start) / step).rounded(.up), 0)
      let b = min(((high + reach - start) / step).rounded(.down), Float(count - 1))
      return a <= b ? Int(a)...Int(b) : nil
    }
    guard let is_ = range(low.x, high.x, raster.start.x, raster.step.x, raster.width),
      let js = range(low.y, high.y, raster.start.y, raster.step.y, raster.height)
    else { return }
    for j in js {
      for i in is_ {
        let p = SIMD3(raster.start.x + Float(i) * raster.step.x, raster.start.y + Float(j) * raster.step.y, z)
        out[j * raster.width + i] = body(p, out[j * raster.width + i])
      }
    }
  }
}
