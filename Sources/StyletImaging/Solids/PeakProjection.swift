import StyletBase

/// The brightest that lies along each ray (maximum intensity projection) of a whole scan, from any side.
///
/// A cell has the highest value of its voxels, in 255 steps of a range that the scan itself gives. Memory: a byte a
/// cell, at most 6 MB.
public final class PeakProjection: Sendable {
  package let cells: CellGrid
  private let peaks: [UInt8]
  /// Of blocks of 4 x 4 x 4 cells.
  private let blocks: [UInt8]
  private let across: SIMD3<Int>
  private let grid: GridSize
  /// Values that are black and white.
  public let range: ClosedRange<Double>

  /// - Parameters:
  ///   - volume: complete.
  ///   - box: what of it is looked at; empty is the whole.
  /// - Returns: nil where its grid cannot be used.
  /// - Cost: the voxels of the box, on all cores.
  package init?(_ volume: Volume, box: VoxelBox? = nil, edge: Double = 1.5) {
    let whole = VoxelBox(volume.size)
    var box = box?.intersection(whole) ?? whole
    if box.count == 0 { box = whole }
    let cells = CellGrid(volume.grid, box: box, edge: edge, most: 6_000_000)
    guard volume.isComplete, cells.isUsable else { return nil }
    let highest = Self.highest(volume, cells)
    let rescale = volume.rescale
    let range = Self.range(highest, cells, rescale)
    let (black, scale) = (range.lowerBound, 254 / max(range.upperBound - range.lowerBound, 1e-9))
    peaks = highest.map { UInt8(min(max((rescale.value($0) - black) * scale, 0), 254)) + 1 }
    (self.cells, self.range, grid) = (cells, range, volume.size)
    let side = SolidScene.Block.side, size = cells.size
    let across = SIMD3((size.x + side - 1) / side, (size.y + side - 1) / side, (size.z + side - 1) / side)
    var blocks = [UInt8](repeating: 0, count: across.x * across.y * across.z)
    peaks.withUnsafeBufferPointer { peaks in
      for z in 0..<size.z {
        for y in 0..<size.y {
          let row = (z * size.y + y) * size.x, block = (z / side * across.y + y / side) * across.x
          for x in 0..<size.x { blocks[block + x / side] = max(blocks[block + x / side], peaks[row + x]) }
        }
      }
    }
    (self.blocks, self.across) = (blocks, across)
  }

  /// The sample of the highest value in each cell.
  private static func highest(_ volume: Volume, _ cells: CellGrid) -> [Int16] {
    let size = cells.size, box = cells.box, f = cells.factor
    let isRising = volume.rescale.slope >= 0
    var out = [Int16](repeating: isRising ? .min : .max, count: cells.count)
    volume.withSamples { samples in
      nonisolated(unsafe) let samples = samples
      let ni = volume.size.i, nj = volume.size.j
      out.withUnsafeMutableBufferPointer { out in
        guard let base = out.baseAddress else { return }
        let shared = SharedWriter(pointer: base)
        Parallel.forEach(size.z) { z in
          for k in cells.voxels(z, axis: 2) {
            for j in box.j {
              let row = shared.pointer + (z * size.y + (j - box.j.lowerBound) / f.y) * size.x
              var at = (k * nj + j) * ni + box.i.lowerBound
              let end = at + box.i.count
              var x = 0
              while at < end {
                var best = row[x]
                let stop = min(at + f.x, end)
                while at < stop {
                  best = isRising ? max(best, samples[at]) : min(best, samples[at])
                  at += 1
                }
                row[x] = best
                x += 1
              }
            }
          }
        }
      }
    }
    return out
  }

  /// Black and white: a little below what is seen from the front where least is, and above nearly all of it.
  private static func range(_ highest: [Int16], _ cells: CellGrid, _ rescale: Rescale) -> ClosedRange<Double> {
    let size = cells.size
    let isRising = rescale.slope >= 0
    var front = [Int16](repeating: isRising ? .min : .max, count: size.x * size.z)
    for z in 0..<size.z {
      for y in 0..<size.y {
        for x in 0..<size.x {
          let v = highest[(z * size.y + y) * size.x + x], n = z * size.x + x
          front[n] = isRising ? max(front[n], v) : min(front[n], v)
        }
      }
    }
    let values = front.map { rescale.value($0) }.sorted()
    let low = values[values.count / 20], high = values[min(values.count * 997 / 1000, values.count - 1)]
    let width = max(high - low, 1)
    return low - 0.1 * width...high
  }

  /// - Returns: `width · height` samples, row by row, of the kind `face`; nothing where a ray passes by the scan.
  /// - Cost: the cells along the rays, less the blocks without anything brighter than was met; on all cores.
  public func render(_ view: SolidView) -> [SolidSample] {
    let count = view.width * view.height
    guard count > 0, view.isUsable else { return [] }
    var out = [SolidSample](repeating: SolidSample(), count: count)
    let rays = CellRays(cells, view, grid)
    let size = cells.size, across = across
    peaks.withUnsafeBufferPointer { peaks in
      blocks.withUnsafeBufferPointer { blocks in
        out.withUnsafeMutableBufferPointer { out in
          guard let peaks = peaks.baseAddress, let blocks = blocks.baseAddress, let pixels = out.baseAddress else {
            return
          }
          nonisolated(unsafe) let (peaks1, blocks1) = (peaks, blocks)
          let shared = SharedWriter(pointer: pixels)
          let bands = min(24, view.height)
          Parallel.forEach(bands, together: count > 1 << 10) { band in
            for y in view.height * band / bands..<view.height * (band + 1) / bands {
              for x in 0..<view.width {
                shared.pointer[y * view.width + x] = Self.sample(
                  rays, rays.origin(x, y), peaks1, blocks1, (size.x, size.y, size.z), (across.x, across.y))
              }
            }
          }
        }
      }
    }
    return out
  }

  /// What is nearer counts a little more, so that front and back can be told.
  private static func sample(
    _ rays: CellRays, _ origin: SIMD3<Float>, _ peaks: UnsafePointer<UInt8>, _ blocks: UnsafePointer<UInt8>,
    _ size: (x: Int, y: Int, z: Int), _ across: (x: Int, y: Int)
  ) -> SolidSample {
    guard let way = rays.way(origin) else { return SolidSample() }
    var best: UInt8 = 0, depth = way.from
    var t = way.from + 0.5
    let step = rays.step
    while t < way.to {
      let q = origin + step * t
      let x = min(max(Int(q.x), 0), size.x &- 1), y = min(max(Int(q.y), 0), size.y &- 1)
      let z = min(max(Int(q.z), 0), size.z &- 1)
      if blocks[((z >> 2) &* across.y &+ (y >> 2)) &* across.x &+ (x >> 2)] <= best {
        var least: Float = 1000
        let corner = SIMD3(Float(x & ~3), Float(y & ~3), Float(z & ~3))
        for a in 0..<3 {
          if step[a] > 1e-6 { least = min(least, (corner[a] + 4 - q[a]) / step[a]) }
          if step[a] < -1e-6 { least = min(least, (corner[a] - q[a]) / step[a]) }
        }
        t += max(1, least.rounded(.up))
        continue
      }
      let value = peaks[(z &* size.y &+ y) &* size.x &+ x]
      if value > best { (best, depth) = (value, t) }
      t += 1
    }
    guard best > 0 else { return SolidSample() }
    let cue = 0.6 + 0.4 * rays.nearness(depth)
    return SolidSample(kind: .face, brightness: UInt8(min(Float(best - 1) * cue, 255)))
  }
}
