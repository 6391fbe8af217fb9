import StyletImaging

/// What it costs a live-wire to pass each voxel of a slice: little along the border of something brighter.
///
/// A voxel is cheap when values fall steeply from it to a neighbour, and a step is dear when it goes along the gradient
/// instead of across it. Taking the fall on one side alone, rather than the gradient's size, puts the wire on the last
/// voxels inside of a lesion, which is what a filled contour includes; a central gradient is as large on the first
/// voxels outside. Beyond −1000…200 HU nothing counts, so that bone and metal are no stronger an edge than the
/// lesion's, and the strength saturates, so that a border of ground glass holds the wire beside a vessel.
///
/// After Mortensen and Barrett, Interactive segmentation with intelligent scissors, 1998, and Falcao et al.,
/// User-steered image segmentation paradigms, 1998, whose oriented border the one-sided fall stands for. A term for
/// the Laplacian's zero crossing is left out: with it five anchors round a nodule gave the worse outline.
///
/// Worked out in tiles, when a tile is first asked for: the cost follows the voxels that are looked at.
struct LiveWireCost {
  static let tile = 32
  /// A cost of 1, of ``LiveWireCost/passing(_:)``.
  static let unit = 128.0
  /// Added everywhere, so that a long way along an edge is not free.
  private static let floor = 0.03
  /// The fall at which a voxel costs half, HU/mm: between ground glass and a solid nodule.
  private static let half = 150.0
  /// The blur that takes the noise off, mm.
  private static let sigma = 0.5
  private static let values: ClosedRange<Double> = -1000...200

  let width: Int
  let height: Int
  private let volume: Volume
  private let plane: Plane
  private let w: Int
  private let spacing: (u: Double, v: Double)
  private let blur: (u: [Float], v: [Float])
  private let tiles: Int
  private var isReady: [Bool]
  /// Of each voxel, u fastest: its cost, and the direction of its gradient in 127ths along u and v.
  private var node: [UInt8]
  private var slope: [SIMD2<Int8>]

  /// - Parameter w: a slice of the plane.
  init(volume: Volume, plane: Plane, w: Int) {
    self.volume = volume
    self.plane = plane
    self.w = w
    let extent = plane.size(of: volume.size), mm = plane.spacing(of: volume.grid)
    (width, height) = (extent.u, extent.v)
    spacing = (max(mm.u, 1e-6), max(mm.v, 1e-6))
    blur = (Self.blur(spacing.u), Self.blur(spacing.v))
    tiles = (width + Self.tile - 1) / Self.tile
    isReady = [Bool](repeating: false, count: tiles * ((height + Self.tile - 1) / Self.tile))
    node = [UInt8](repeating: 0, count: width * height)
    slope = [SIMD2<Int8>](repeating: .zero, count: width * height)
  }

  /// Half of a Gaussian's weights, the middle first; they add to 1 with their mirror images.
  private static func blur(_ spacing: Double) -> [Float] {
    let s = sigma / spacing, reach = min(Int((3 * s).rounded()), 8)
    // exp by squaring a fine linear step: the same on every machine.
    func exponential(_ x: Double) -> Double {
      var y = 1 + x / 65536
      for _ in 0..<16 { y *= y }
      return y
    }
    let raw = (0...max(reach, 0)).map { exponential(-0.5 * Double($0 * $0) / (s * s)) }
    let sum = 2 * raw.reduce(0, +) - raw[0]
    return raw.map { Float($0 / sum) }
  }

  /// The cost of a voxel by its place (v · width + u), 0...132. Its tile must be ready.
  func passing(_ n: Int) -> Int { Int(node[n]) }

  /// The direction of the gradient, in 127ths of 1 along u and v. Its tile must be ready.
  func gradient(_ n: Int) -> SIMD2<Int8> { slope[n] }

  /// Lends cost and gradient of all voxels.
  func withArrays<R>(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<SIMD2<Int8>>) -> R) -> R {
    node.withUnsafeBufferPointer { node in slope.withUnsafeBufferPointer { body(node, $0) } }
  }

  /// Whether the tiles of a voxel and its neighbours are there.
  @inline(__always)
  func isReady(around u: Int, _ v: Int) -> Bool {
    let a = max(u &- 1, 0) / Self.tile, b = min(u &+ 1, width &- 1) / Self.tile
    let c = max(v &- 1, 0) / Self.tile, d = min(v &+ 1, height &- 1) / Self.tile
    return isReady[c &* tiles &+ a] && isReady[c &* tiles &+ b] && isReady[d &* tiles &+ a] && isReady[d &* tiles &+ b]
  }

  /// Makes the tiles that a rectangle of the slice touches.
  mutating func prepare(u: ClosedRange<Int>, v: ClosedRange<Int>) {
    let u = u.clamped(to: 0...width - 1), v = v.clamped(to: 0...height - 1)
    for y in v.lowerBound / Self.tile...v.upperBound / Self.tile {
      for x in u.lowerBound / Self.tile...u.upperBound / Self.tile where !isReady[y * tiles + x] {
        isReady[y * tiles + x] = true
        make(
          u: x * Self.tile..<min((x + 1) * Self.tile, width), v: y * Self.tile..<min((y + 1) * Self.tile, height))
      }
    }
  }

  private mutating func make(u: Range<Int>, v: Range<Int>) {
    let smooth = smoothed(u: u.lowerBound - 1..<u.upperBound + 1, v: v.lowerBound - 1..<v.upperBound + 1)
    let row = u.count + 2
    let (su, sv) = (Float(1 / spacing.u), Float(1 / spacing.v)), half = Float(1 / Self.half)
    for y in v {
      for x in u {
        let at = (y - v.lowerBound + 1) * row + x - u.lowerBound + 1
        let here = smooth[at]
        let (left, right, up, down) = (smooth[at - 1], smooth[at + 1], smooth[at - row], smooth[at + row])
        let fallU = max(here - left, here - right, 0) * su, fallV = max(here - up, here - down, 0) * sv
        let fall = (fallU * fallU + fallV * fallV) * half * half
        let n = y * width + x
        node[n] = UInt8((Float(Self.unit) * (1 / (1 + fall) + Float(Self.floor))).rounded())
        let g = SIMD2((right - left) * su, (down - up) * sv)
        let size = (g * g).sum().squareRoot()
        if size > 1e-3 {
          let unit = (g * (127 / size)).rounded(.toNearestOrAwayFromZero)
          slope[n] = SIMD2(Int8(min(max(unit.x, -127), 127)), Int8(min(max(unit.y, -127), 127)))
        }
      }
    }
  }

  /// Blurred values of a rectangle, HU; beyond the slice those of its edge.
  private func smoothed(u: Range<Int>, v: Range<Int>) -> [Float] {
    let (ru, rv) = (blur.u.count - 1, blur.v.count - 1)
    let wide = u.count + 2 * ru, high = v.count + 2 * rv
    var raw = [Float](repeating: 0, count: wide * high)
    let size = volume.size
    let isFinite = volume.rescale.slope.isFinite && volume.rescale.intercept.isFinite
    let rescale = isFinite ? volume.rescale : .identity
    let origin = plane.voxel(u: 0, v: 0, w: w, in: size)
    func offset(_ x: VoxelIndex) -> Int { (x.k * size.j + x.j) * size.i + x.i }
    let start = offset(origin)
    let stepU = offset(plane.voxel(u: 1, v: 0, w: w, in: size)) - start
    let stepV = offset(plane.voxel(u: 0, v: 1, w: w, in: size)) - start
    volume.withSamples { samples in
      for y in 0..<high {
        let line = start + min(max(v.lowerBound - rv + y, 0), height - 1) * stepV
        for x in 0..<wide {
          let sample = samples[line + min(max(u.lowerBound - ru + x, 0), width - 1) * stepU]
          let value = rescale.value(sample)
          raw[y * wide + x] = Float(min(max(value, Self.values.lowerBound), Self.values.upperBound))
        }
      }
    }
    var across = [Float](repeating: 0, count: u.count * high)
    for y in 0..<high {
      for x in 0..<u.count {
        let at = y * wide + x + ru
        var sum = blur.u[0] * raw[at]
        for t in 1..<blur.u.count { sum += blur.u[t] * (raw[at - t] + raw[at + t]) }
        across[y * u.count + x] = sum
      }
    }
    var out = [Float](repeating: 0, count: u.count * v.count)
    for y in 0..<v.count {
      for x in 0..<u.count {
        let at = (y + rv) * u.count + x
        var sum = blur.v[0] * across[at]
        for t in 1..<blur.v.count { sum += blur.v[t] * (across[at - t * u.count] + across[at + t * u.count]) }
        out[y * u.count + x] = sum
      }
    }
    return out
  }
}
