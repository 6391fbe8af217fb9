import StyletBase

/// Lungs, airways and findings as bodies that rays go through (``SolidRays``): how much of each cell they fill.
///
/// Made once, in the time of the labelled voxels; strokes change the cells that they touch. It keeps nothing of the
/// labels, so that they are never copied for its sake. Memory: four bytes a cell, at most 12 MB.
public final class SolidScene {
  package let cells: CellGrid
  /// The part of each cell that lungs and airways fill, 0...255.
  package private(set) var lungs: [UInt8]
  package private(set) var airways: [UInt8]
  /// The finding that has most voxels of a cell, 0 where none has any; and the part that findings fill, at least 1.
  package private(set) var findings: [UInt8]
  package private(set) var filled: [UInt8]
  /// What may be met in each block of cells: see ``Block``.
  package private(set) var blocks: [UInt8]
  package let across: SIMD3<Int>
  /// Whether lungs were given.
  public let hasLungs: Bool
  /// Whether airways were among them.
  public private(set) var hasAirways = false
  /// Findings that are in it, by label.
  private(set) var isDrawn = [Bool](repeating: false, count: 256)
  /// Changes with every change of what it shows.
  public private(set) var version = 0

  private let airway: UInt8

  /// Blocks of 4 x 4 x 4 cells; a ray goes through one without a bit in one step.
  package enum Block {
    static let side = 4
    /// Cells around it that count as its own.
    static let rim = 2
    /// Lung begins or ends in it, or at its border.
    static let surface: UInt8 = 1
    static let airway: UInt8 = 2
    static let finding: UInt8 = 4
  }

  /// - Parameters:
  ///   - lungs: any label is lung, but `airway`; nil where there are none.
  ///   - edge: mm of a cell.
  /// - Returns: nil where nothing is labelled, and where the grid cannot be used.
  public init?(_ grid: VoxelGrid, lungs: LabelMap?, airway: UInt8, findings: LabelMap, edge: Double = 1.6) {
    var box = findings.drawnBox
    if let more = lungs?.drawnBox {
      if box == nil { box = more } else { box?.formUnion(more) }
    }
    guard let box else { return nil }
    let cells = CellGrid(grid, box: box, edge: edge)
    guard cells.isUsable else { return nil }
    self.cells = cells
    self.airway = airway
    let n = cells.count
    self.lungs = [UInt8](repeating: 0, count: n)
    airways = self.lungs
    self.findings = self.lungs
    filled = self.lungs
    let size = cells.size, side = Block.side
    across = SIMD3((size.x + side - 1) / side, (size.y + side - 1) / side, (size.z + side - 1) / side)
    blocks = [UInt8](repeating: 0, count: across.x * across.y * across.z)
    hasLungs = lungs.map { !$0.isEmpty } ?? false
    if let lungs { fill(lungs) }
    if !findings.isEmpty {
      forEachCell(of: findings) { take(findings, $0, $1, $2) }
    }
    markBlocks(SIMD3(repeating: 0), size &- 1)
  }

  /// Counts the voxels of lungs and airways in each cell, run by run.
  private func fill(_ map: LabelMap) {
    let f = cells.factor, size = cells.size, first = cells.box.i.lowerBound
    var layer = [UInt16](repeating: 0, count: 2 * size.x * size.y)
    let plane = size.x * size.y
    let voxels = Float(cells.voxels)
    for z in 0..<size.z {
      var any = false
      for k in cells.voxels(z, axis: 2) where map.isUsed(k: k) {
        if !any { layer.withUnsafeMutableBufferPointer { $0.update(repeating: 0) } }
        any = true
        layer.withUnsafeMutableBufferPointer { layer in
          map.forEachRun(k: k) { j, i, count, label in
            let row = (j - self.cells.box.j.lowerBound) / f.y * size.x + (label == self.airway ? plane : 0)
            var at = i - first
            let end = at + count
            while at < end {
              let cell = at / f.x, stop = min(end, (cell + 1) * f.x)
              layer[row + cell] &+= UInt16(truncatingIfNeeded: stop - at)
              at = stop
            }
          }
        }
      }
      guard any else { continue }
      for n in 0..<plane {
        if layer[n] != 0 { lungs[z * plane + n] = UInt8(max(min(Float(layer[n]) * 255 / voxels, 255), 1)) }
        if layer[plane + n] != 0 {
          airways[z * plane + n] = UInt8(max(min(Float(layer[plane + n]) * 255 / voxels, 255), 1))
          hasAirways = true
        }
      }
    }
  }

  /// The cells that a label map has labels in.
  private func forEachCell(of map: LabelMap, _ body: (Int, Int, Int) -> Void) {
    let f = cells.factor, size = cells.size, box = cells.box
    var seen = [Bool](repeating: false, count: size.x * size.y)
    for z in 0..<size.z {
      var any = false
      for k in cells.voxels(z, axis: 2) where map.isUsed(k: k) {
        any = true
        map.forEachRun(k: k) { j, i, count, _ in
          let row = (j - box.j.lowerBound) / f.y * size.x
          for x in (i - box.i.lowerBound) / f.x...(i - box.i.lowerBound + count - 1) / f.x { seen[row + x] = true }
        }
      }
      guard any else { continue }
      for n in seen.indices where seen[n] {
        body(n % size.x, n / size.x, z)
        seen[n] = false
      }
    }
  }

  /// Takes over the findings of a cell from their labels.
  private func take(_ map: LabelMap, _ x: Int, _ y: Int, _ z: Int) {
    var labels = (first: UInt8(0), more: [UInt8: Int]()), count = 0, ofFirst = 0
    for k in cells.voxels(z, axis: 2) {
      for j in cells.voxels(y, axis: 1) {
        for i in cells.voxels(x, axis: 0) {
          let label = map[VoxelIndex(i, j, k)]
          guard label != 0 else { continue }
          count += 1
          if labels.first == 0 { labels.first = label }
          if label == labels.first { ofFirst += 1 } else { labels.more[label, default: 0] += 1 }
        }
      }
    }
    let n = (z * cells.size.y + y) * cells.size.x + x
    var best = (label: labels.first, count: ofFirst)
    for (label, count) in labels.more where (count, label) > (best.count, best.label) { best = (label, count) }
    findings[n] = best.label
    isDrawn[Int(best.label)] = true
    filled[n] = count == 0 ? 0 : UInt8(max(min(count * 255 / cells.voxels, 255), 1))
  }

  /// Says of the blocks of a range of cells, and of those beside it, what may be met in them.
  private func markBlocks(_ low: SIMD3<Int>, _ high: SIMD3<Int>) {
    let size = cells.size, side = Block.side, rim = Block.rim, across = across
    func touched(_ axis: Int) -> ClosedRange<Int> {
      max(low[axis] - rim, 0) / side...min(high[axis] + rim, size[axis] - 1) / side
    }
    /// The cells of a block and a little beyond: a surface between two blocks is met in both, and a ray stands for
    /// cells around it.
    @Sendable func around(_ block: Int, _ axis: Int) -> Range<Int> {
      max(block * side - rim, 0)..<min(block * side + side + rim, size[axis])
    }
    let (bxs, bys, bzs) = (touched(0), touched(1), touched(2))
    lungs.withUnsafeBufferPointer { lungs in
      airways.withUnsafeBufferPointer { airways in
        findings.withUnsafeBufferPointer { findings in
          blocks.withUnsafeMutableBufferPointer { blocks in
            guard let base = blocks.baseAddress else { return }
            nonisolated(unsafe) let (lungs, airways, findings) = (lungs, airways, findings)
            let out = SharedWriter(pointer: base)
            Parallel.forEach(bzs.count, together: bzs.count > 4) { n in
              let bz = bzs.lowerBound + n, zs = around(bz, 2)
              for by in bys {
                let ys = around(by, 1)
                for bx in bxs {
                  let xs = around(bx, 0)
                  // Beyond the box there is no lung.
                  let isWhole = xs.count == side + 2 * rim && ys.count == xs.count && zs.count == xs.count
                  var least: UInt8 = isWhole ? 255 : 0, most: UInt8 = 0, airway: UInt8 = 0, finding: UInt8 = 0
                  for z in zs {
                    for y in ys {
                      let row = (z &* size.y &+ y) &* size.x
                      for x in xs {
                        least = min(least, lungs[row &+ x])
                        most = max(most, lungs[row &+ x])
                        airway |= airways[row &+ x]
                        finding |= findings[row &+ x]
                      }
                    }
                  }
                  out.pointer[(bz &* across.y &+ by) &* across.x &+ bx] =
                    (least < 128 && most >= 128 ? Block.surface : 0) | (airway != 0 ? Block.airway : 0)
                    | (finding != 0 ? Block.finding : 0)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Takes over a change of the findings, once it is made.
  /// - Parameter map: the findings as they are now.
  /// - Returns: false where it reaches beyond the scene, or is so large that making the scene anew is as quick: it is to
  ///   be made anew then.
  /// - Cost: the voxels of the cells that are touched.
  public func update(_ runs: [Run], of map: LabelMap) -> Bool {
    let box = cells.box, f = cells.factor
    var low = SIMD3(repeating: Int.max), high = SIMD3(repeating: Int.min)
    var touched: Set<Int> = []
    for run in runs {
      let i = Int(run.i), j = Int(run.j), k = Int(run.k), end = Int(run.i) + Int(run.count) - 1
      guard end >= i else { continue }
      guard box.j.contains(j), box.k.contains(k), box.i.contains(i), box.i.contains(end) else { return false }
      let y = (j - box.j.lowerBound) / f.y, z = (k - box.k.lowerBound) / f.z
      for x in (i - box.i.lowerBound) / f.x...(end - box.i.lowerBound) / f.x {
        touched.insert((z * cells.size.y + y) * cells.size.x + x)
        low = pointwiseMin(low, SIMD3(x, y, z))
        high = pointwiseMax(high, SIMD3(x, y, z))
      }
      if touched.count > 100_000 { return false }
    }
    guard !touched.isEmpty else { return true }
    for n in touched { take(map, n % cells.size.x, n / cells.size.x % cells.size.y, n / (cells.size.x * cells.size.y)) }
    markBlocks(low, high)
    version += 1
    return true
  }
}

extension LabelMap {
  /// A box that holds all labels, as exact as bricks are; nil without labels. Cost: the bricks.
  package var drawnBox: VoxelBox? {
    var box: VoxelBox?
    forEachBrick { brick in
      if box == nil { box = brick } else { box?.formUnion(brick) }
    }
    return box
  }
}
