import Dispatch
import StyletBase
import StyletImaging

/// Draws lesions that were decided on blocks at the scan's own resolution: how likely a voxel is, between the blocks, and
/// its value, smoothed over its neighbours in the lung, decide together.
struct ProposalDrawing {
  private let volume: Volume
  private let lungs: LabelMap
  private let slabs: ProposalSlabs
  private let standards: ProposalStandards
  /// What ``ProposalOpacity/fields(_:)`` says of each block.
  private let fields: [SIMD4<Float>]
  /// Blocks of lesions and those beside.
  private let reach: [UInt8]
  /// Thick slices are not smoothed across.
  private let isFlat: Bool

  init(_ volume: Volume, _ lungs: LabelMap, _ opacity: ProposalOpacity, _ standards: ProposalStandards) {
    (self.volume, self.lungs, self.standards) = (volume, lungs, standards)
    slabs = opacity.slabs
    fields = opacity.fields(standards)
    isFlat = volume.grid.spacing.z > 2 * volume.grid.spacing.x
    reach = DistanceTransform(to: opacity.mask, spacing: SIMD3(1, 1, 1), limit: 1.5).within(1.5).bytes
  }

  /// - Returns: runs in order; nil when cancelled.
  func draw(_ work: CancellableWork?) -> [LabelRun]? {
    let nk = slabs.nk, plane = slabs.ni * slabs.nj
    let reached = (0..<nk).filter { z in reach[z * plane..<(z + 1) * plane].contains { $0 != 0 } }
    let slices = reached.flatMap { z -> Range<Int> in
      let first = slabs.start.z + z * slabs.factor.z
      return first..<min(first + slabs.factor.z, volume.size.k)
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

  /// Which two blocks along an axis a voxel lies between, and the weight of the second.
  private struct Place {
    let low: Int, high: Int
    let weight: Float

    init(_ voxel: Int, _ start: Int, _ factor: Int, _ count: Int) {
      let at = (Float(voxel - start) + 0.5) / Float(factor) - 0.5
      let floor = at.rounded(.down)
      low = min(max(Int(floor), 0), count - 1)
      high = min(max(Int(floor) + 1, 0), count - 1)
      weight = at - floor
    }
  }

  /// The blocks' fields at a slice, between the slabs.
  private func fields(at k: Int) -> [SIMD4<Float>] {
    let plane = slabs.ni * slabs.nj
    let z = Place(k, slabs.start.z, slabs.factor.z, slabs.nk)
    if z.low == z.high || z.weight == 0 { return Array(fields[z.low * plane..<(z.low + 1) * plane]) }
    let low = z.low * plane, high = z.high * plane
    let share = 1 - z.weight, other = z.weight
    return (0..<plane).map { n -> SIMD4<Float> in
      let below = fields[low &+ n] * share
      return below + fields[high &+ n] * other
    }
  }

  /// One axial slice. Cost: the voxels near lesions, 27 neighbours each.
  private func slice(_ k: Int, _ samples: UnsafeBufferPointer<Int16>) -> [LabelRun] {
    let size = volume.size, f = slabs.factor, start = slabs.start, bi = slabs.ni, bj = slabs.nj
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
    let here = fields(at: k)
    let columns = us.map { Place($0, start.x, f.x, bi) }
    let threshold = Float(standards.opacity.threshold), bend = Float(standards.edge.bend)
    let dense = Float(standards.classes.dense)
    var runs: [LabelRun] = []
    sums.withUnsafeBufferPointer { sums in
      for v in max(vs.lowerBound, start.y)..<vs.upperBound {
        let line = (v - vs.lowerBound) * width - us.lowerBound
        let blockLine = (z * bj + min((v - start.y) / f.y, bj - 1)) * bi
        let y = Place(v, start.y, f.y, bj)
        var open: (from: Int, label: UInt8) = (0, 0)
        func close(_ u: Int) {
          if open.label != 0 { runs.append(LabelRun(k: k, j: v, i: open.from..<u, label: open.label)) }
        }
        for u in us {
          var label: UInt8 = 0
          let isNear = u >= start.x && reach[blockLine + min((u - start.x) / f.x, bi - 1)] != 0
          if isNear, own[line &+ u] == 1 || own[line &+ u] == 2 {
            let x = columns[u &- us.lowerBound]
            let north = here[y.low &* bi &+ x.low] * (1 - x.weight) + here[y.low &* bi &+ x.high] * x.weight
            let south = here[y.high &* bi &+ x.low] * (1 - x.weight) + here[y.high &* bi &+ x.high] * x.weight
            let field = north * (1 - y.weight) + south * y.weight
            if field.x > threshold - 2 * bend {
              var sum = SIMD2<Float>.zero
              for b in -1...1 where vs.contains(v + b) {
                for a in -1...1 where us.contains(u + a) {
                  let weight = Float((2 - abs(a)) * (2 - abs(b)))
                  sum += weight * sums[line &+ b &* width &+ u &+ a]
                }
              }
              let value = sum.x / max(sum.y, 1)
              let side = min(max((value - field.y) / max(field.z, 1), -1), 1)
              // the clearer an edge, the more its values count
              if field.x + bend * min(field.z / 150, 2) * side > threshold { label = field.w > dense ? 2 : 1 }
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
