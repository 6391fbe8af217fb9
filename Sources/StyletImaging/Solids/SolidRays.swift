import StyletBase

/// The picture of a ``SolidScene``: lungs as a translucent shell, airways and findings inside, lit from the reader and
/// darker with depth.
///
/// A ray goes from cell to cell and passes over blocks in which nothing can be met. Lungs count where they begin and end
/// alone: a shell that is seen edge on is opaque, one that faces the reader nearly clear, as glass is. The first finding
/// that a ray meets ends it, and always shows: what lies before it dims it by a half at most. Where samples lie further
/// apart than cells, a ray meets what lies between it and the next.
public struct SolidRays: Sendable {
  /// The limits of zones: axial slices that are drawn on the lungs, in voxels, between two slices.
  public var limits: [Double] = []
  /// The scan and its window, for the face of a cut.
  public var face: (volume: Volume, window: DisplayWindow)?

  public init() {}

  private static let bands = 24

  /// - Returns: `width · height` samples, row by row.
  /// - Cost: the cells along the rays, less the blocks without anything; on all cores.
  public func render(_ scene: SolidScene, _ view: SolidView, grid: GridSize) -> [SolidSample] {
    let count = view.width * view.height
    guard count > 0, view.isUsable else { return [] }
    var out = [SolidSample](repeating: SolidSample(), count: count)
    let rays = CellRays(scene.cells, view, grid)
    let volume = view.cut == nil ? nil : face.flatMap { $0.volume.isComplete ? $0.volume : nil }
    scene.lungs.withUnsafeBufferPointer { lungs in
      scene.airways.withUnsafeBufferPointer { airways in
        scene.findings.withUnsafeBufferPointer { findings in
          scene.filled.withUnsafeBufferPointer { filled in
            scene.blocks.withUnsafeBufferPointer { blocks in
              out.withUnsafeMutableBufferPointer { out in
                guard let lungs = lungs.baseAddress, let airways = airways.baseAddress,
                  let findings = findings.baseAddress, let filled = filled.baseAddress,
                  let blocks = blocks.baseAddress, let pixels = out.baseAddress
                else { return }
                nonisolated(unsafe) let march = March(
                  scene: scene, rays: rays, lungs: lungs, airways: airways, findings: findings, filled: filled,
                  blocks: blocks, limits: limits.map { Float(scene.cells.cell(ofVoxel: SIMD3(0, 0, $0)).z) },
                  pool: min(max(Int((view.mmPerSample / scene.cells.edge).rounded(.up)), 1), 4),
                  face: volume.flatMap { volume in face.map { FaceOfCut(volume, $0.window, scene.cells) } })
                let shared = SharedWriter(pointer: pixels)
                let bands = min(Self.bands, view.height)
                Parallel.forEach(bands, together: count > 1 << 10) { band in
                  for y in view.height * band / bands..<view.height * (band + 1) / bands {
                    for x in 0..<view.width { shared.pointer[y * view.width + x] = march.sample(x, y) }
                  }
                }
              }
            }
          }
        }
      }
    }
    return out
  }
}

/// The scan on the face of a cut.
private struct FaceOfCut {
  let volume: Volume
  let cells: CellGrid
  private let low: Float
  private let scale: Float
  private let rescale: Rescale

  init(_ volume: Volume, _ window: DisplayWindow, _ cells: CellGrid) {
    (self.volume, self.cells, rescale) = (volume, cells, volume.rescale)
    (low, scale) = (Float(window.level - window.width / 2), 255 / Float(max(window.width, 1e-3)))
  }

  /// The brightness of the voxel at cell coordinates.
  func brightness(_ q: SIMD3<Float>) -> UInt8 {
    func voxel(_ x: Float, _ axis: Int, _ size: Int) -> Int {
      min(max(cells.box[axis].lowerBound + Int(max(x, 0) * Float(cells.factor[axis])), 0), size - 1)
    }
    let size = volume.size
    let at = VoxelIndex(voxel(q.x, 0, size.i), voxel(q.y, 1, size.j), voxel(q.z, 2, size.k))
    let sample = volume.sampleBuffer[(at.k * size.j + at.j) * size.i + at.i]
    return UInt8(min(max((Float(rescale.value(sample)) - low) * scale, 0), 255))
  }
}

/// One ray after another, with what they go through in plain memory.
private struct March {
  let rays: CellRays
  let lungs: UnsafePointer<UInt8>
  let airways: UnsafePointer<UInt8>
  let findings: UnsafePointer<UInt8>
  let filled: UnsafePointer<UInt8>
  let blocks: UnsafePointer<UInt8>
  let sx: Int, sy: Int, sz: Int
  let bx: Int, by: Int
  /// Cell coordinates along k.
  let limits: [Float]
  /// Cells across that a ray stands for.
  let pool: Int
  let face: FaceOfCut?
  let hasLungs: Bool
  /// The way that each cell coordinate grows in the patient.
  let growth: (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>)
  let away: SIMD3<Float>

  init(
    scene: SolidScene, rays: CellRays, lungs: UnsafePointer<UInt8>, airways: UnsafePointer<UInt8>,
    findings: UnsafePointer<UInt8>, filled: UnsafePointer<UInt8>, blocks: UnsafePointer<UInt8>, limits: [Float],
    pool: Int, face: FaceOfCut?
  ) {
    self.rays = rays
    (self.lungs, self.airways, self.findings) = (lungs, airways, findings)
    (self.filled, self.blocks, self.limits, self.pool, self.face) = (filled, blocks, limits, pool, face)
    (sx, sy, sz) = (scene.cells.size.x, scene.cells.size.y, scene.cells.size.z)
    (bx, by) = (scene.across.x, scene.across.y)
    hasLungs = scene.hasLungs
    let a = scene.cells.affine, det = a.determinant
    func single(_ v: SIMD3<Double>) -> SIMD3<Float> { SIMD3(Float(v.x), Float(v.y), Float(v.z)) }
    growth = (single(cross(a[1], a[2]) / det), single(cross(a[2], a[0]) / det), single(cross(a[0], a[1]) / det))
    let d = a[0] * Double(rays.step.x) + a[1] * Double(rays.step.y) + a[2] * Double(rays.step.z)
    away = single(d / max(length(d), .leastNormalMagnitude))
  }

  func sample(_ px: Int, _ py: Int) -> SolidSample {
    var out = SolidSample()
    let origin = rays.origin(px, py)
    guard let way = rays.way(origin) else { return out }
    let step = rays.step
    var light: Float = 0, clear: Float = 1
    var wasInside = false, wasAirway = false, isFirst = true
    if way.axis == rays.cutAxis, rays.cutAxis >= 0, way.axis >= 0 {
      let q = origin + step * way.from
      let at = cell(q + step * 1e-3)
      if lungs[at] >= 128 || findings[at] != 0 || !hasLungs {
        if let face {
          out.kind = .face
          out.brightness = face.brightness(q)
          out.label = findings[at]
          return out
        }
        wasInside = lungs[at] >= 128
        isFirst = !wasInside
      }
    }
    var t = way.from + 0.5
    while t < way.to {
      let q = origin + step * t
      let x = min(max(Int(q.x), 0), sx &- 1), y = min(max(Int(q.y), 0), sy &- 1), z = min(max(Int(q.z), 0), sz &- 1)
      let bits = blocks[((z >> 2) &* by &+ (y >> 2)) &* bx &+ (x >> 2)]
      if bits == 0 {
        t += max(1, leaving(q, x, y, z).rounded(.up))
        continue
      }
      let at = (z &* sy &+ y) &* sx &+ x
      if bits & SolidScene.Block.surface != 0 {
        let isInside = lungs[at] >= 128
        if isInside != wasInside {
          wasInside = isInside
          let facing = self.facing(lungs, x, y, z)
          let edge = 1 - facing
          var alpha: Float = 0.1 + 0.6 * edge * edge * edge
          var shade: Float = (115 + 115 * edge) * cue(t)
          // On the lung's own outside alone: around vessels within it there would be specks.
          for limit in limits where isFirst && abs(q.z - limit) <= 0.5 * Float(pool) {
            (alpha, shade) = (0.6, 235 * cue(t))
            if out.kind != .airway { out.kind = .limit }
          }
          isFirst = false
          light += clear * alpha * shade
          clear *= 1 - alpha
          if out.kind == .nothing { out.kind = .lung }
        }
      }
      let isAirway = bits & SolidScene.Block.airway != 0 && airways[at] >= 64
      if isAirway, !wasAirway {
        light += clear * 0.85 * (60 + 180 * facing(airways, x, y, z)) * cue(t)
        clear *= 0.15
        out.kind = .airway
      }
      wasAirway = isAirway
      if bits & SolidScene.Block.finding != 0, let hit = finding(x, y, z) {
        let facing = facing(filled, hit % sx, hit / sx % sy, hit / (sx &* sy))
        let shade = (45 + 210 * facing) * cue(t)
        // What lies before it may not hide it.
        light = min(light, 120) * 0.5 + shade * max(clear, 0.6)
        out.kind = .finding
        out.label = findings[hit]
        break
      }
      // A cell is shorter across its corners.
      t += pool == 1 && bits & SolidScene.Block.finding != 0 ? 0.5 : 1
    }
    out.brightness = UInt8(min(max(light, 0), 255))
    return out
  }

  /// Light is weaker with depth.
  @inline(__always)
  private func cue(_ t: Float) -> Float { 0.55 + 0.45 * rays.nearness(t) }

  @inline(__always)
  private func cell(_ q: SIMD3<Float>) -> Int {
    let x = min(max(Int(q.x), 0), sx &- 1), y = min(max(Int(q.y), 0), sy &- 1), z = min(max(Int(q.z), 0), sz &- 1)
    return (z &* sy &+ y) &* sx &+ x
  }

  /// Steps until a ray leaves the block of its cell.
  @inline(__always)
  private func leaving(_ q: SIMD3<Float>, _ x: Int, _ y: Int, _ z: Int) -> Float {
    var least: Float = 1000
    let corner = SIMD3(Float(x & ~3), Float(y & ~3), Float(z & ~3))
    for a in 0..<3 {
      let d = rays.step[a]
      if d > 1e-6 { least = min(least, (corner[a] + 4 - q[a]) / d) }
      if d < -1e-6 { least = min(least, (corner[a] - q[a]) / d) }
    }
    return least
  }

  /// The cell with a finding that a ray meets here, the fullest that it stands for; nil for none.
  @inline(__always)
  private func finding(_ x: Int, _ y: Int, _ z: Int) -> Int? {
    let at = (z &* sy &+ y) &* sx &+ x
    if pool == 1 { return findings[at] != 0 ? at : nil }
    let before = pool / 2, after = pool &- 1 &- before
    var best = -1, most: UInt8 = 0
    for zz in max(z &- before, 0)...min(z &+ after, sz &- 1) {
      for yy in max(y &- before, 0)...min(y &+ after, sy &- 1) {
        let row = (zz &* sy &+ yy) &* sx
        for xx in max(x &- before, 0)...min(x &+ after, sx &- 1) where filled[row &+ xx] > most {
          (best, most) = (row &+ xx, filled[row &+ xx])
        }
      }
    }
    return best >= 0 ? best : nil
  }

  /// How much a surface faces the reader, 0...1: by the gradient of what fills the cells around, in the patient.
  @inline(__always)
  private func facing(_ field: UnsafePointer<UInt8>, _ x: Int, _ y: Int, _ z: Int) -> Float {
    var gx: Float = 0, gy: Float = 0, gz: Float = 0
    for dz in -1...1 {
      let zz = z &+ dz
      guard zz >= 0, zz < sz else { continue }
      for dy in -1...1 {
        let yy = y &+ dy
        guard yy >= 0, yy < sy else { continue }
        let row = (zz &* sy &+ yy) &* sx
        let a = x > 0 ? Float(field[row &+ x &- 1]) : 0, b = Float(field[row &+ x])
        let c = x &+ 1 < sx ? Float(field[row &+ x &+ 1]) : 0
        let sum = a + 2 * b + c
        let wy: Float = dy == 0 ? 2 : 1, wz: Float = dz == 0 ? 2 : 1
        gx += (c - a) * wy * wz
        gy += sum * Float(dy) * wz
        gz += sum * Float(dz) * wy
      }
    }
    let g = growth.0 * gx + growth.1 * gy + growth.2 * gz
    let square = (g * g).sum()
    guard square > 1e-6 else { return 1 }
    return min(abs((g * away).sum()) / square.squareRoot(), 1)
  }
}
