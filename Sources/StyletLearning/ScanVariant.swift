import StyletBase
import StyletImaging

/// Scans made of a scan, as other scanners and other patients would have given it. Seeded.
enum ScanVariant {
  /// Thick slices, each a mean over thin ones.
  struct Thick {
    let name: String
    /// mm.
    let thickness: Double
    let step: Double
    /// How far the lungs went while a slice was made, mm, and the part of the time at its beginning.
    let motion: Double
    let stay: Float

    static let all = [
      Thick(name: "thick", thickness: 6, step: 6, motion: 0, stay: 1),
      Thick(name: "overlapping", thickness: 11, step: 5, motion: 0, stay: 1),
      Thick(name: "moved", thickness: 5, step: 5, motion: 16, stay: 0.5),
      Thick(name: "moved less", thickness: 5, step: 5, motion: 11, stay: 0.35),
    ]
  }

  /// With noise of so many HU, or smoothed in the plane over 3x3 voxels.
  static func noise(_ volume: Volume, _ deviation: Float, isSmooth: Bool, seed: UInt64) throws -> Volume {
    let size = volume.size, scale = Float(volume.rescale.slope == 0 ? 1 : abs(volume.rescale.slope))
    return try Volume(grid: volume.grid, rescale: volume.rescale) { out in
      volume.withSamples { samples in
        var random = SplitMix64(seed: seed)
        for n in samples.indices {
          var value = Float(samples[n])
          if isSmooth {
            let i = n % size.i, j = n / size.i % size.j
            if i > 0, i < size.i - 1, j > 0, j < size.j - 1 {
              // weights 1 2 1 along both axes
              func row(_ m: Int) -> Float { Float(samples[m - 1]) + 2 * Float(samples[m]) + Float(samples[m + 1]) }
              value = (row(n - size.i) + 2 * row(n) + row(n + size.i)) / 16
            }
          } else {
            value += deviation / scale * random.gaussian()
          }
          out[n] = Int16(min(max(value.rounded(), -32768), 32767))
        }
      }
    }
  }

  /// - Returns: the scan, and of the marks whatever lies in a slice's reach; nil where it is too short.
  static func thick(
    _ volume: Volume, _ marks: LabelMap?, _ thick: Thick, seed: UInt64
  ) throws -> (volume: Volume, marks: LabelMap?)? {
    let grid = volume.grid, mm = grid.spacing.z, size = grid.size
    let step = max(1, Int((thick.step / mm).rounded())), deep = max(1, Int((thick.thickness / mm).rounded()))
    let motion = Int((thick.motion / mm).rounded()), reach = deep + motion
    let count = size.k >= reach ? (size.k - reach) / step + 1 : 0
    guard count > 2, let small = GridSize(size.i, size.j, count) else { return nil }
    let spacing = SIMD3(grid.spacing.x, grid.spacing.y, mm * Double(step)), plane = size.i * size.j
    let flat = VoxelGrid(size: small, affine: Affine(spacing: spacing, origin: .zero))
    let slope = Float(volume.rescale.slope), intercept = Float(volume.rescale.intercept)
    let made = try Volume(grid: flat, rescale: .identity) { out in
      volume.withSamples { samples in
        var random = SplitMix64(seed: seed)
        for n in 0..<count {
          for x in 0..<plane {
            func mean(_ from: Int) -> Float {
              var sum: Float = 0
              for k in from..<from + deep {
                sum += min(max(slope * Float(samples[k &* plane &+ x]) + intercept, -1024), 2000)
              }
              return sum / Float(deep)
            }
            let first = mean(n * step)
            var value = first
            if motion > 0 {
              let middle: Float = 0.15
              value = thick.stay * first + middle * mean(n * step + motion / 2)
              value += (1 - middle - thick.stay) * mean(n * step + motion)
            }
            out[n * plane + x] = Int16((value + 12 * random.gaussian()).rounded())
          }
        }
      }
    }
    var runs: [Run] = []
    if let marks {
      var row = [UInt8](repeating: 0, count: size.i), one = row
      for n in 0..<count {
        for j in 0..<size.j {
          for x in row.indices { row[x] = 0 }
          for k in n * step..<n * step + reach {
            one.withUnsafeMutableBufferPointer { marks.read(.axial, w: k, u: 0..<size.i, v: j..<j + 1, into: $0) }
            for x in row.indices where one[x] != 0 { row[x] = 1 }
          }
          for x in row.indices where row[x] != 0 { runs.append(Run(k: n, j: j, i: x, count: 1, old: 0, new: 1)) }
        }
      }
    }
    guard marks != nil else { return (made, nil) }
    var map = LabelMap(size: small)
    map.apply(runs)
    return (made, map)
  }
}
