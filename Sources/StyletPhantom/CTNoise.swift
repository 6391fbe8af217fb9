import StyletBase

/// Noise as a CT has it: Gaussian with mean 0 and sd 1, correlated over a few pixels of a slice.
///
/// A few periodic tiles are made once; every slice takes one of them at a place of its own, so slices are
/// independent and no repetition shows.
struct CTNoise {
  /// Pixels along a tile's side, a power of two.
  private let side: Int
  private let tiles: [[Float]]
  private let seed: UInt64

  /// - Parameters:
  ///   - width: of the slices; small ones do with small tiles.
  ///   - fine: sd of the blur, pixels.
  ///   - coarse: sd of the blur that is taken off again (0: none); it makes the band that filtered back
  ///     projection leaves, without slow drifts.
  init(seed: UInt64, width: Int, tiles count: Int, fine: Float, coarse: Float) {
    self.seed = seed
    let side = width > 128 ? 256 : width > 64 ? 128 : 64
    self.side = side
    var random = SplitMix64(seed: seed)
    tiles = (0..<count).map { _ in
      let white = (0..<side * side).map { _ in random.gaussian() }
      var band = Self.blur(white, side, fine)
      if coarse > 0 { band = zip(band, Self.blur(white, side, coarse)).map { $0 - $1 } }
      let mean = band.reduce(0, +) / Float(band.count)
      let variance = band.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(band.count)
      return band.map { ($0 - mean) / variance.squareRoot() }
    }
  }

  /// Row `j` of slice `k`, for pixels 0..<count, into `out`.
  func row(_ j: Int, slice k: Int, count: Int, into out: UnsafeMutableBufferPointer<Float>) {
    var random = SplitMix64(seed: seed &+ UInt64(bitPattern: Int64(k)) &* 0x1000_0000_01b3)
    let place = random.next()
    let tile = tiles[Int(place >> 32) % tiles.count]
    let (shiftI, shiftJ) = (Int(place & 0xff), Int(place >> 8 & 0xff))
    let mask = side - 1
    let line = ((j + shiftJ) & mask) * side
    tile.withUnsafeBufferPointer { tile in
      for i in 0..<count { out[i] = tile[line &+ ((i &+ shiftI) & mask)] }
    }
  }

  /// Separable Gaussian on the torus, by weights out to three sd.
  private static func blur(_ image: [Float], _ side: Int, _ sd: Float) -> [Float] {
    let reach = max(1, Int((3 * sd).rounded(.up)))
    // exp(-x²/2sd²) by (1 - x²/2sd²/64)⁶⁴: no libm, so the same bytes on every machine.
    var weights = (-reach...reach).map { n -> Float in
      var w = max(0, 1 - Float(n * n) / (2 * sd * sd * 64))
      for _ in 0..<6 { w *= w }
      return w
    }
    let total = weights.reduce(0, +)
    weights = weights.map { $0 / total }
    let mask = side - 1
    var across = image, out = image
    for y in 0..<side {
      for x in 0..<side {
        var sum: Float = 0
        for n in -reach...reach { sum += weights[n + reach] * image[y * side + ((x + n) & mask)] }
        across[y * side + x] = sum
      }
    }
    for y in 0..<side {
      for x in 0..<side {
        var sum: Float = 0
        for n in -reach...reach { sum += weights[n + reach] * across[((y + n) & mask) * side + x] }
        out[y * side + x] = sum
      }
    }
    return out
  }
}
