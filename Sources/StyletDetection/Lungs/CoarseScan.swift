import StyletBase
import StyletImaging

/// A scan reduced to voxels of about 2.4 mm, each the mean of a block, and without what lies around the patient: what
/// the lungs' global decisions are made on.
struct CoarseScan: Sendable {
  let lattice: LungLattice
  /// Voxels of the scan in a block, along each axis.
  let factor: SIMD3<Int>
  /// HU, each voxel of the scan clipped to -1100...1500 before the mean; beyond the body the scan's air everywhere.
  let hu: [Int16]
  /// 1 where nothing is known.
  let padding: [UInt8]
  /// How far the scan's air lies from -1000 HU.
  let shift: Int
  /// Whether rows run from the back to the front, so that the patient's spine lies behind: pictures of one who lies
  /// prone are often stored so without a word of it.
  let isTurned: Bool
  /// What was added to the scan's values to make them HU: 0 but where a rescale is missing.
  let correction: Double
  /// What the search goes by, for all its steps.
  let standards: LungStandards

  static let clip: ClosedRange<Double> = -1100...1500

  /// - Returns: nil when no sample can be a value of a CT.
  /// - Throws: ``LungsCancelled``. Cost: a pass over the samples, on all cores.
  init?(_ volume: Volume, _ standards: LungStandards = .standard, work: CancellableWork?) throws {
    self.standards = standards
    let added = MissingRescale.correction(volume, standards.rescale)
    let clip = Self.clip.lowerBound - added...Self.clip.upperBound - added
    guard let range = volume.rescale.samples(in: clip) else { return nil }
    correction = added
    let size = volume.size, spacing = volume.grid.spacing
    guard (0..<3).allSatisfy({ spacing[$0].isFinite && spacing[$0] > 1e-3 && spacing[$0] < 1e3 }) else { return nil }
    let block = standards.coarse
    var f = SIMD3<Int>()
    for a in 0..<3 {
      f[a] = max(Int((block.block / spacing[a]).rounded()), 1)
      if f[a] > 1, Double(f[a]) * spacing[a] > block.widest { f[a] -= 1 }
      f[a] = min(f[a], size[a], 32)
    }
    func extent(_ a: Int) -> Int { (size[a] + f[a] - 1) / f[a] }
    while extent(0) * extent(1) * extent(2) > block.most {
      let step = SIMD3<Double>(f) * spacing
      let a = (0..<3).min { step[$0] < step[$1] } ?? 0
      f[a] += 1
    }
    let (nx, ny, nz) = (extent(0), extent(1), extent(2))
    lattice = LungLattice(nx: nx, ny: ny, nz: nz, spacing: SIMD3<Float>(SIMD3<Double>(f) * spacing))
    factor = f
    let slope = volume.rescale.slope, intercept = volume.rescale.intercept + added
    let low = range.lowerBound, high = range.upperBound
    let step = f
    var means = [Int16](repeating: 0, count: nx * ny * nz)
    means.withUnsafeMutableBufferPointer { out in
      guard let base = out.baseAddress else { return }
      let out = SharedWriter(pointer: base)
      volume.withSamples { samples in
        nonisolated(unsafe) let samples = samples
        Parallel.forEach(nz) { z in
          if work?.isCancelled == true { return }
          var sums = [Int32](repeating: 0, count: nx)
          sums.withUnsafeMutableBufferPointer { sums in
            for y in 0..<ny {
              sums.update(repeating: 0)
              let js = y * step.y..<min((y + 1) * step.y, size.j), ks = z * step.z..<min((z + 1) * step.z, size.k)
              for k in ks {
                for j in js {
                  let row = samples.baseAddress! + (k * size.j + j) * size.i
                  var i = 0
                  for x in 0..<nx {
                    let end = min(i &+ step.x, size.i)
                    var sum: Int32 = 0
                    while i < end {
                      sum &+= Int32(min(max(row[i], low), high))
                      i &+= 1
                    }
                    sums[x] &+= sum
                  }
                }
              }
              let rows = js.count * ks.count
              for x in 0..<nx {
                let n = rows * (min((x + 1) * step.x, size.i) - x * step.x)
                let value = slope * Double(sums[x]) / Double(n) + intercept
                out.pointer[(z * ny + y) * nx + x] = Int16(min(max(value, -1100), 1500).rounded())
              }
            }
          }
        }
      }
    }
    if work?.isCancelled == true { throw LungsCancelled() }
    let around = LungSurroundings(means, lattice, standards)
    around.clear(&means, lattice)
    hu = means
    isTurned = false
    padding = around.padding
    shift = around.shift
  }

  /// The same with its rows in the other order. Places on the scan stay what they are.
  func turned() -> CoarseScan { CoarseScan(turning: self) }

  private init(turning scan: CoarseScan) {
    (lattice, factor, correction, standards) = (scan.lattice, scan.factor, scan.correction, scan.standards)
    shift = scan.shift
    hu = scan.lattice.turned(scan.hu)
    padding = scan.lattice.turned(scan.padding)
    isTurned = !scan.isTurned
  }

  /// Where coarse coordinate `x` lies in the scan's own index.
  func fine(_ x: Double, axis: Int) -> Double {
    let x = isTurned && axis == 1 ? Double(lattice.ny - 1) - x : x
    return (x + 0.5) * Double(factor[axis]) - 0.5
  }
}
