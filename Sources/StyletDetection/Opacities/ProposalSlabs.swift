import Dispatch
import StyletCore
import StyletImaging

/// The lungs reduced to slabs of blocks, about 1.5 mm in the plane and about 5 mm thick: thin slices are averaged to
/// slabs, so that vessels, noise and lesions look alike whatever the slices' thickness. Decisions on lesions are made
/// here.
package struct ProposalSlabs {
  /// The blocks, numbered from the lower corner of the lungs' box.
  package let box: VoxelBox
  /// Voxels of the scan in a block, along each axis.
  package let factor: SIMD3<Int>
  /// The scan's voxel that block (0, 0, 0) begins with.
  package let start: SIMD3<Int>
  /// mm between blocks.
  package let spacing: SIMD3<Double>
  /// Mean HU of the lung's voxels in each block, held to ``range``; 0 without any.
  package private(set) var hu: [Float]
  /// Mean HU of all voxels in each block, held to ``range``.
  package private(set) var whole: [Float]
  /// Blocks that are lung by half.
  package private(set) var lung: MaskBox
  /// Blocks that are lung nearly whole.
  package private(set) var isWhole: [Bool]
  /// 1 right, 2 left, where the block has more of either.
  package private(set) var side: [UInt8]
  /// Blocks with a third of airway.
  package private(set) var airway: MaskBox
  /// Voxels of lung.
  package private(set) var voxels = 0

  /// HU: air and dense tissue beyond tell nothing of a lung's disease.
  package static let range: ClosedRange<Float> = -1000...150

  package var millilitres: Double { spacing.x * spacing.y * spacing.z / 1000 }
  package var ni: Int { box.i.count }
  package var nj: Int { box.j.count }
  package var nk: Int { box.k.count }

  /// - Parameters:
  ///   - block: aim in the plane, mm.
  ///   - slab: aim across, mm.
  /// - Returns: nil where there is no lung, or no value of a CT. Cost: a pass over the lungs' box, on all cores.
  package init?(_ volume: Volume, _ lungs: LabelMap, block: Double, slab: Double) {
    let mm = volume.grid.spacing, size = volume.size
    guard (0..<3).allSatisfy({ mm[$0].isFinite && mm[$0] > 1e-3 && mm[$0] < 1e3 }),
      volume.rescale.samples(in: -1100...1500) != nil
    else { return nil }
    let sides = [LungLabels.right, LungLabels.left].compactMap { lungs.bounds(of: $0, within: VoxelBox(size)) }
    guard let first = sides.first, let last = sides.last else { return nil }
    let filled = {
      var both = first
      both.formUnion(last)
      return both
    }()
    func blocks(_ a: Int, _ aim: Double) -> (factor: Int, count: Int) {
      let f = min(max(Int((aim / mm[a]).rounded()), 1), 64)
      return (f, (filled[a].count + f - 1) / f)
    }
    let (x, y, z) = (blocks(0, block), blocks(1, block), blocks(2, slab))
    let f = SIMD3(x.factor, y.factor, z.factor), n = SIMD3(x.count, y.count, z.count)
    factor = f
    start = SIMD3(filled.i.lowerBound, filled.j.lowerBound, filled.k.lowerBound)
    spacing = SIMD3<Double>(f) * mm
    box = VoxelBox(i: 0..<n.x, j: 0..<n.y, k: 0..<n.z)
    let count = box.count, plane = n.x * n.y
    hu = [Float](repeating: 0, count: count)
    var all = hu
    var states = [UInt8](repeating: 0, count: count), totals = [Int](repeating: 0, count: n.z)
    let rescale = volume.rescale, voxelsOfBlock = f.x * f.y * f.z
    let origin = start
    hu.withUnsafeMutableBufferPointer { hu in
      all.withUnsafeMutableBufferPointer { whole in
        states.withUnsafeMutableBufferPointer { states in
          totals.withUnsafeMutableBufferPointer { totals in
            nonisolated(unsafe) let hu = hu, whole = whole, states = states, totals = totals
            volume.withSamples { samples in
              nonisolated(unsafe) let samples = samples
              DispatchQueue.concurrentPerform(iterations: n.z) { z in
                var sums = [SIMD2<Float>](repeating: .zero, count: plane)  // lung, all
                var counts = [SIMD4<Int32>](repeating: .zero, count: plane)  // all, right, left, airway
                let slope = Float(rescale.slope), intercept = Float(rescale.intercept)
                for k in origin.z + z * f.z..<min(origin.z + (z + 1) * f.z, filled.k.upperBound) {
                  for j in filled.j {
                    let row = (k * size.j + j) * size.i, line = (j - origin.y) / f.y * n.x
                    Self.add(samples, row, filled.i, f.x, line, slope, intercept, &sums, &counts)
                    lungs.forEachRun(j: j, k: k) { i, count, label in
                      guard label <= 3 else { return }
                      for x in (i..<i + count).clamped(to: filled.i) {
                        let at = line &+ (x &- origin.x) / f.x
                        counts[at][Int(label)] &+= 1
                        if label < 3 { sums[at].x += Self.value(samples[row &+ x], slope, intercept) }
                      }
                    }
                  }
                }
                for at in 0..<plane {
                  let c = counts[at], lung = Int(c[1] + c[2])
                  totals[z] += lung
                  var state: UInt8 = 0
                  if 2 * lung >= voxelsOfBlock { state |= 1 }
                  if 10 * lung >= 9 * voxelsOfBlock { state |= 2 }
                  if 3 * Int(c[3]) >= voxelsOfBlock { state |= 4 }
                  if c[1] > c[2] { state |= 8 } else if c[2] > 0 { state |= 16 }
                  states[z * plane + at] = state
                  if lung > 0 { hu[z * plane + at] = sums[at].x / Float(lung) }
                  whole[z * plane + at] = c[0] > 0 ? sums[at].y / Float(c[0]) : 0
                }
              }
            }
          }
        }
      }
    }
    whole = all
    voxels = totals.reduce(0, +)
    lung = MaskBox(box, bytes: states.map { $0 & 1 })
    isWhole = states.map { $0 & 2 != 0 }
    airway = MaskBox(box, bytes: states.map { $0 >> 2 & 1 })
    side = states.map { $0 & 8 != 0 ? LungLabels.right : $0 & 16 != 0 ? LungLabels.left : 0 }
  }

  @inline(__always) private static func value(_ sample: Int16, _ slope: Float, _ intercept: Float) -> Float {
    min(max(slope * Float(sample) + intercept, range.lowerBound), range.upperBound)
  }

  /// Adds a row of voxels to the blocks' sums.
  @inline(__always) private static func add(
    _ samples: UnsafeBufferPointer<Int16>, _ row: Int, _ across: Range<Int>, _ factor: Int, _ line: Int,
    _ slope: Float, _ intercept: Float, _ sums: inout [SIMD2<Float>], _ counts: inout [SIMD4<Int32>]
  ) {
    var at = line, left = factor
    for x in across {
      if left == 0 { (at, left) = (at &+ 1, factor) }
      left &-= 1
      sums[at].y += value(samples[row &+ x], slope, intercept)
      counts[at][0] &+= 1
    }
  }

  /// The number of the block that the middle of a run lies in.
  package func block(of run: LabelRun) -> Int {
    let i = (Int(run.low) + Int(run.high)) / 2
    return box.offset(
      of: VoxelIndex((i - start.x) / factor.x, (Int(run.j) - start.y) / factor.y, (Int(run.k) - start.z) / factor.z))
  }
}
