import Dispatch

/// Draws lesions that were decided on blocks at the scan's own resolution: a voxel near them belongs when its value,
/// smoothed over its neighbours in the lung, lies above their threshold.
struct ProposalDrawing {
  private let volume: Volume
  private let lungs: LabelMap
  private let blocks: ProposalBlocks
  /// For each block: 1 ground glass here, 2 consolidation here or beside.
  private let reach: [UInt8]
  /// HU above which a voxel of ground glass belongs, for each block.
  private let edges: [Int16]
  private let denseEdge: Float
  /// Thick slices are not smoothed across.
  private let isFlat: Bool

  init(
    _ volume: Volume, _ lungs: LabelMap, _ blocks: ProposalBlocks, _ cores: ProposalCores, _ level: ProposalLevel,
    _ standards: ProposalStandards
  ) {
    (self.volume, self.lungs, self.blocks) = (volume, lungs, blocks)
    edges = cores.edges(blocks, level, ceiling: standards.threshold.ceiling)
    denseEdge = Float(max(standards.threshold.edge, level.threshold))
    isFlat = volume.grid.spacing.z > 2 * volume.grid.spacing.x
    let wide = max(1.01 * max(blocks.spacing.x, blocks.spacing.y), 2)
    let dense = DistanceTransform(to: cores.consolidation, spacing: blocks.spacing, limit: wide).within(wide)
    let glass = cores.groundGlass
    reach = glass.bytes.indices.map { glass.bytes[$0] | dense.bytes[$0] << 1 }
  }

  /// - Returns: runs in order; nil when cancelled.
  func draw(_ work: ToolWork?) -> [LabelRun]? {
    let nk = blocks.box.k.count, plane = blocks.box.i.count * blocks.box.j.count
    let slices = (0..<nk).filter { z in reach[z * plane..<(z + 1) * plane].contains { $0 != 0 } }.flatMap { z in
      blocks.start.z + z * blocks.factor.z..<min(blocks.start.z + (z + 1) * blocks.factor.z, volume.size.k)
    }
    var drawn = [[LabelRun]](repeating: [], count: slices.count)
    drawn.withUnsafeMutableBufferPointer { drawn in
      nonisolated(unsafe) let drawn = drawn
      volume.withSamples { samples in
        nonisolated(unsafe) let samples = samples
        DispatchQueue.concurrentPerform(iterations: slices.count) { n in
          if work?.isCancelled != true { drawn[n] = slice(slices[n], samples) }
        }
      }
    }
    return work?.isCancelled == true ? nil : Array(drawn.joined())
  }

  /// One axial slice. Cost: the voxels near lesions, 27 neighbours each.
  private func slice(_ k: Int, _ samples: UnsafeBufferPointer<Int16>) -> [LabelRun] {
    let size = volume.size, f = blocks.factor, start = blocks.start
    let (bi, bj) = (blocks.box.i.count, blocks.box.j.count)
    let z = (k - start.z) / f.z
    // The box of the slice that lesions reach, with a rim for the neighbours.
    var (i0, i1, j0, j1) = (Int.max, -1, Int.max, -1)
    for y in 0..<bj {
      for x in 0..<bi where reach[(z * bj + y) * bi + x] != 0 {
        (i0, i1, j0, j1) = (min(i0, x), max(i1, x), min(j0, y), max(j1, y))
      }
    }
    guard i1 >= 0 else { return [] }
    let us = max(start.x + i0 * f.x - 1, 0)..<min(start.x + (i1 + 1) * f.x + 1, size.i)
    let vs = max(start.y + j0 * f.y - 1, 0)..<min(start.y + (j1 + 1) * f.y + 1, size.j)
    let ks = isFlat ? k...k : max(k - 1, 0)...min(k + 1, size.k - 1)
    let width = us.count, area = width * vs.count
    // Sum of value and weight over the neighbours across, for each voxel of the box.
    var sums = [SIMD2<Float>](repeating: .zero, count: area)
    var lung = [UInt8](repeating: 0, count: area), own = lung
    let slope = Float(volume.rescale.slope), intercept = Float(volume.rescale.intercept)
    sums.withUnsafeMutableBufferPointer { sums in
      lung.withUnsafeMutableBufferPointer { lung in
        for c in ks {
          lungs.read(.axial, w: c, u: us, v: vs, into: lung)
          if c == k { own = Array(lung) }
          let weight: Float = c == k ? 2 : 1
          for v in vs {
            let row = (c * size.j + v) * size.i, line = (v - vs.lowerBound) * width - us.lowerBound
            for u in us where lung[line &+ u] == 1 || lung[line &+ u] == 2 {
              sums[line &+ u] += weight * SIMD2(slope * Float(samples[row &+ u]) + intercept, 1)
            }
          }
        }
      }
    }
    var runs: [LabelRun] = []
    sums.withUnsafeBufferPointer { sums in
      for v in max(vs.lowerBound, start.y)..<vs.upperBound {
        let line = (v - vs.lowerBound) * width - us.lowerBound
        let blockLine = (z * bj + min((v - start.y) / f.y, bj - 1)) * bi
        var open: (from: Int, label: UInt8) = (0, 0)
        func close(_ u: Int) {
          if open.label != 0 { runs.append(LabelRun(k: k, j: v, i: open.from..<u, label: open.label)) }
        }
        for u in us {
          var label: UInt8 = 0
          let block = blockLine + min(max(u - start.x, 0) / f.x, bi - 1)
          let near = u >= start.x ? reach[block] : 0
          if near != 0, own[line &+ u] == 1 || own[line &+ u] == 2 {
            var sum = SIMD2<Float>.zero
            for b in -1...1 where vs.contains(v + b) {
              for a in -1...1 where us.contains(u + a) {
                let weight = Float((2 - abs(a)) * (2 - abs(b)))
                sum += weight * sums[line &+ b &* width &+ u &+ a]
              }
            }
            let value = sum.x / max(sum.y, 1)
            if near & 2 != 0, value > denseEdge {
              label = 2
            } else if near & 1 != 0, value > Float(edges[block]) {
              label = 1
            }
          }
          if label != open.label {
            close(u)
            open = (u, label)
          }
        }
        close(us.upperBound)
      }
    }
    return runs
  }
}
