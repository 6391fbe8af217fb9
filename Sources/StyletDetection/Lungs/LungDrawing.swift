import StyletBase
import StyletImaging

/// Draws what was decided on the coarse scan at the scan's own resolution: the inside as it is, the rim voxel by voxel.
struct LungDrawing {
  struct Drawn {
    let labels: LabelMap
    /// Voxels on each axial slice: of nothing, right, left, airways.
    let counts: [[Int]]
    /// From the lowest to the highest slice with lung.
    var slices: ClosedRange<Int>? {
      guard let low = counts.firstIndex(where: { $0[1] + $0[2] > 0 }),
        let high = counts.lastIndex(where: { $0[1] + $0[2] > 0 })
      else { return nil }
      return low...high
    }
  }

  private let volume: Volume
  private let scan: CoarseScan
  /// Coarse: the label there or beside.
  private var near: [UInt8]
  /// Coarse: 0 nothing, 1 all one label around, 2 to be looked at, 3 looked at for airways only.
  private var kind: [UInt8]
  /// Coarse: 1 where tissue belongs to the lung.
  private var filled: [UInt8]
  /// The samples that are air: those below or those above a limit, by the sign of the slope.
  private let air: ClosedRange<Int16>?

  /// - Parameters:
  ///   - labels: coarse, 1 right, 2 left, 3 airways.
  ///   - solid: coarse, 1 where a label was given to tissue.
  ///   - forbidden: coarse, 1 where air is not the lungs'.
  ///   - threshold: HU below which a voxel is air.
  init(
    _ volume: Volume, _ scan: CoarseScan, labels: [UInt8], solid: [UInt8], forbidden: [UInt8], threshold: Int16
  ) {
    self.volume = volume
    self.scan = scan
    air = volume.rescale.samples(in: -1e9...(Double(threshold) - scan.correction).nextDown)
    let l = scan.lattice
    // From here on all is in the order of the scan's own rows.
    let (labels, solid, forbidden) =
      scan.isTurned ? (l.turned(labels), l.turned(solid), l.turned(forbidden)) : (labels, solid, forbidden)
    near = labels
    kind = [UInt8](repeating: 0, count: l.count)
    filled = [UInt8](repeating: 0, count: l.count)
    for z in 0..<l.nz {
      let zs = max(z - 1, 0)...min(z + 1, l.nz - 1)
      for y in 0..<l.ny {
        let ys = max(y - 1, 0)...min(y + 1, l.ny - 1)
        for x in 0..<l.nx {
          let v = l.at(x, y, z), own = labels[v]
          let xs = max(x - 1, 0)...min(x + 1, l.nx - 1)
          var other = false, beside: UInt8 = 0
          for c in zs {
            for b in ys {
              for a in xs {
                let n = labels[l.at(a, b, c)]
                if n != own { other = true }
                // Lungs before airways; the smaller label in a tie, whichever way the axes run.
                if n != 0, beside == 0 || n < beside { beside = n }
              }
            }
          }
          if own != 0 {
            kind[v] = other ? 2 : 1
            filled[v] = solid[v] != 0 || !other ? 1 : 0
          } else if beside != 0, forbidden[v] == 0 {
            kind[v] = 2
            near[v] = beside
          }
          if own == 0, forbidden[v] != 0 { kind[v] = 0 }
        }
      }
    }
  }

  /// - Throws: ``LungsCancelled``.
  func draw(_ work: CancellableWork?) throws -> Drawn {
    let size = volume.size
    var runs = [[Run]](repeating: [], count: size.k)
    var counts = [[Int]](repeating: [0, 0, 0, 0], count: size.k)
    runs.withUnsafeMutableBufferPointer { runs in
      counts.withUnsafeMutableBufferPointer { counts in
        guard let r = runs.baseAddress, let c = counts.baseAddress else { return }
        let runs = SharedWriter(pointer: r), counts = SharedWriter(pointer: c)
        volume.withSamples { samples in
          nonisolated(unsafe) let samples = samples
          Parallel.forEach(size.k) { k in
            if work?.isCancelled == true { return }
            let slice = UnsafeBufferPointer(rebasing: samples[k * size.i * size.j..<(k + 1) * size.i * size.j])
            let drawn = self.slice(k, slice)
            runs.pointer[k] = drawn
            for run in drawn { counts.pointer[k][Int(run.new)] += Int(run.count) }
          }
        }
      }
    }
    if work?.isCancelled == true { throw LungsCancelled() }
    work?.progress = 0.93
    var labels = LabelMap(size: size)
    for k in 0..<size.k { labels.apply(runs[k]) }
    return Drawn(labels: labels, counts: counts)
  }

  private func slice(_ k: Int, _ samples: UnsafeBufferPointer<Int16>) -> [Run] {
    let size = volume.size, l = scan.lattice, f = scan.factor
    let z = k / f.z
    guard kind[z * l.plane..<(z + 1) * l.plane].contains(where: { $0 != 0 }) else { return [] }
    var masks = (0..<3).map { _ in SliceBitmask(width: size.i, height: size.j) }
    let low = air?.lowerBound ?? 1, high = air?.upperBound ?? 0
    let (z0, wz) = place(k, axis: 2, count: l.nz)
    near.withUnsafeBufferPointer { near in
      kind.withUnsafeBufferPointer { kind in
        filled.withUnsafeBufferPointer { filled in
          for j in 0..<size.j {
            let row = l.at(0, j / f.y, z)
            let (y0, wy) = place(j, axis: 1, count: l.ny)
            for x in 0..<l.nx where kind[row + x] != 0 {
              let is_ = x * f.x..<min((x + 1) * f.x, size.i)
              let label = Int(near[row + x]) - 1
              if kind[row + x] == 1 {
                masks[label].set(is_, j)
                continue
              }
              // Whether tissue is lung here can differ only where the coarse voxels around differ.
              for i in is_ {
                let s = samples[j * size.i + i]
                if s >= low && s <= high {
                  masks[label].set(i, j)
                } else if label < 2 {
                  let (x0, wx) = place(i, axis: 0, count: l.nx)
                  var share = 0.0
                  for c in 0...1 {
                    for b in 0...1 {
                      for a in 0...1 {
                        let n = l.at(min(x0 + a, l.nx - 1), min(y0 + b, l.ny - 1), min(z0 + c, l.nz - 1))
                        if filled[n] != 0 {
                          share += (a == 0 ? 1 - wx : wx) * (b == 0 ? 1 - wy : wy) * (c == 0 ? 1 - wz : wz)
                        }
                      }
                    }
                  }
                  if share > 0.5 { masks[label].set(i, j) }
                }
              }
            }
          }
        }
      }
    }
    let spacing = volume.grid.spacing, disc = scan.standards.drawing.disc
    let before = masks[1]
    for n in 0..<2 { masks[n].close(rx: disc / spacing.x, ry: disc / spacing.y) }
    masks[0].subtract(before)
    masks[0].subtract(masks[2])
    masks[1].subtract(masks[0])
    masks[1].subtract(masks[2])
    var runs: [Run] = []
    for n in 0..<3 {
      masks[n].forEachRun { j, i, count in
        runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: UInt8(n + 1)))
      }
    }
    return runs
  }

  /// Between which two coarse voxels an index lies, and how near to the second.
  private func place(_ n: Int, axis: Int, count: Int) -> (Int, Double) {
    let x = min(max((Double(n) + 0.5) / Double(scan.factor[axis]) - 0.5, 0), Double(count - 1))
    let low = Int(x)
    return (low, x - Double(low))
  }
}
