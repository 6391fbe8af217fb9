/// Which blocks belong to lesions: those that a ball of opacity reaches which fits in, so that what is thin (vessels,
/// airway walls, the rims of partial volume at pleura and diaphragm) has no part.
struct ProposalCores {
  private(set) var groundGlass: MaskBox
  private(set) var consolidation: MaskBox
  /// Where the balls of ground glass have their middles: no rim, no partial volume.
  private let middles: MaskBox
  private let hilum: MaskBox

  /// - Returns: nil when cancelled. Cost: some distance transforms of the blocks.
  init?(_ blocks: ProposalBlocks, _ level: ProposalLevel, _ standards: ProposalStandards, _ work: ToolWork?) {
    let shape = standards.shape, spacing = blocks.spacing
    let threshold = Int16(level.threshold), dense = Int16(standards.threshold.dense)
    // Where blocks are coarse, a ball must hold the blocks beside on all sides to be a ball at all.
    let least = max(1.5 * max(spacing.x, spacing.y), 1.05 * spacing.z)
    let small = max(shape.groundGlassRadius, least)
    let middle = max(shape.consolidationRadius, least), large = max(shape.hilumRadius, middle)
    func above(_ limit: Int16) -> MaskBox {
      var mask = blocks.lung
      for n in mask.bytes.indices where blocks.hu[n] <= limit { mask.bytes[n] = 0 }
      return mask
    }
    /// Squared depth of each block of a mask, mm²; infinite deeper than `limit`.
    func depth(_ mask: MaskBox, _ limit: Double) -> DistanceTransform? {
      DistanceTransform(to: mask.complement, spacing: spacing, limit: limit * 1.01, isOutsideIn: true, work: work)
    }
    func near(_ mask: MaskBox, _ length: Double) -> MaskBox? {
      DistanceTransform(to: mask, spacing: spacing, limit: length, work: work)?.within(length)
    }
    let opaque = above(threshold), tissue = above(dense)
    guard let hilum = near(blocks.airway, shape.hilumReach), let tissueDepth = depth(tissue, large) else { return nil }
    work?.progress = 0.35
    var core = MaskBox(blocks.box)
    for n in core.bytes.indices where tissue.bytes[n] != 0 {
      let radius = hilum.bytes[n] != 0 ? large : middle
      if tissueDepth.squares[n] > Float(radius * radius) { core.bytes[n] = 1 }
    }
    guard var consolidation = near(core, middle + 1) else { return nil }
    for n in consolidation.bytes.indices where tissue.bytes[n] == 0 { consolidation.bytes[n] = 0 }
    guard let opaqueDepth = depth(opaque, small) else { return nil }
    work?.progress = 0.55
    core = MaskBox(blocks.box)
    let ball = ProposalBall(radius: small, spacing)
    for n in core.bytes.indices where opaqueDepth.squares[n] > Float(small * small) && opaque.bytes[n] != 0 {
      let part = ball.part(at: n, blocks.box) { tissue.bytes[$0] != 0 }
      if part < shape.densePart { core.bytes[n] = 1 }
    }
    guard var groundGlass = near(core, small) else { return nil }
    for n in groundGlass.bytes.indices where opaque.bytes[n] == 0 || consolidation.bytes[n] != 0 {
      groundGlass.bytes[n] = 0
    }
    (self.groundGlass, self.consolidation, self.middles, self.hilum) = (groundGlass, consolidation, core, hilum)
  }

  func isNearHilum(_ block: Int) -> Bool { hilum.bytes[block] != 0 }

  /// Takes consolidations away whose neighbours are aerated lung for less than `part`, the rest lying outside the
  /// lungs; with what looks like ground glass at their rims.
  /// - Returns: mL of consolidation taken away.
  mutating func dropWithoutAir(_ blocks: ProposalBlocks, _ part: Double) -> Double {
    var dropped = MaskBox(blocks.box)
    let box = blocks.box
    Components(consolidation, .corners).forEachPart(rim: .zero, within: box) { _, own in
      var aerated = 0, outside = 0
      var seen = Set<Int>()
      for n in own.bytes.indices where own.bytes[n] != 0 {
        let v = own.box.voxel(at: n)
        for step in Self.around {
          let w = VoxelIndex(v.i + step.x, v.j + step.y, v.k + step.z)
          guard box.contains(w) else {
            outside += 1  // the lungs end at the sides of their box
            continue
          }
          let at = box.offset(of: w)
          if consolidation.bytes[at] != 0 || !seen.insert(at).inserted { continue }
          if blocks.lung.bytes[at] == 0 { outside += 1 } else if blocks.hu[at] < Self.airy { aerated += 1 }
        }
      }
      if Double(aerated) < part * Double(aerated + outside) {
        for n in own.bytes.indices where own.bytes[n] != 0 { dropped.bytes[box.offset(of: own.box.voxel(at: n))] = 1 }
      }
      return true
    }
    guard dropped.voxels > 0 else { return 0 }
    let near = DistanceTransform(to: dropped, spacing: blocks.spacing, limit: Self.rim).within(Self.rim)
    for n in dropped.bytes.indices {
      if dropped.bytes[n] != 0 { consolidation.bytes[n] = 0 }
      if near.bytes[n] != 0 { groundGlass.bytes[n] = 0 }
    }
    return Double(dropped.voxels) * blocks.millilitres
  }

  /// HU below which a block has air, whatever its threshold; the width of a rim of partial volume, mm.
  private static let airy: Int16 = -500, rim = 7.0
  /// The six neighbours.
  private static let around = [
    SIMD3(-1, 0, 0), SIMD3(1, 0, 0), SIMD3(0, -1, 0), SIMD3(0, 1, 0), SIMD3(0, 0, -1), SIMD3(0, 0, 1),
  ]

  /// Where the edge of the ground glass is drawn, HU, for each block of it: half-way from aerated lung to the mean
  /// inside of its lesion, within the bounds of the threshold; 0 elsewhere.
  func edges(_ blocks: ProposalBlocks, _ level: ProposalLevel, ceiling: Double) -> [Int16] {
    let parts = Components(groundGlass, .corners)
    var sums = [SIMD2<Double>](repeating: .zero, count: parts.count)
    for (run, part) in parts.runs {
      for n in groundGlass.box.offsets(of: run) where middles.bytes[n] != 0 {
        sums[Int(part)] += [Double(blocks.hu[n]), 1]
      }
    }
    var edges = [Int16](repeating: 0, count: groundGlass.bytes.count)
    for (run, part) in parts.runs {
      let sum = sums[Int(part)]
      let half = sum.y > 0 ? (level.mode + sum.x / sum.y) / 2 : level.threshold
      let edge = Int16(min(max(half, level.threshold), max(ceiling, level.threshold)))
      for n in groundGlass.box.offsets(of: run) { edges[n] = edge }
    }
    return edges
  }

  /// Takes lesions away that are smaller than `least` mL.
  mutating func dropSmall(_ blocks: ProposalBlocks, least: Double) {
    var both = groundGlass
    for n in both.bytes.indices where consolidation.bytes[n] != 0 { both.bytes[n] = 1 }
    let parts = Components(both, .corners)
    let enough = parts.mask(in: both.box) { Double(parts.voxels[$0]) * blocks.millilitres >= least }
    keep(enough)
  }

  /// Takes away what does not lie in a mask.
  private mutating func keep(_ mask: MaskBox) {
    for n in mask.bytes.indices where mask.bytes[n] == 0 { (groundGlass.bytes[n], consolidation.bytes[n]) = (0, 0) }
  }

  mutating func dropGroundGlass(_ mask: MaskBox) {
    for n in mask.bytes.indices where mask.bytes[n] != 0 { groundGlass.bytes[n] = 0 }
  }
}

/// The blocks whose middles lie within a radius of another's.
private struct ProposalBall {
  private let steps: [SIMD3<Int>]

  init(radius: Double, _ spacing: SIMD3<Double>) {
    let reach = VoxelBox.steps(radius, spacing: spacing)
    var steps: [SIMD3<Int>] = []
    for c in -reach.z...reach.z {
      for b in -reach.y...reach.y {
        for a in -reach.x...reach.x {
          let d = SIMD3(Double(a), Double(b), Double(c)) * spacing
          if (d * d).sum() <= radius * radius { steps.append(SIMD3(a, b, c)) }
        }
      }
    }
    self.steps = steps
  }

  /// The part of the ball around block `n` where `belongs` holds.
  func part(at n: Int, _ box: VoxelBox, _ belongs: (Int) -> Bool) -> Double {
    let v = box.voxel(at: n)
    var found = 0
    for s in steps {
      let w = VoxelIndex(v.i + s.x, v.j + s.y, v.k + s.z)
      if box.contains(w), belongs(box.offset(of: w)) { found += 1 }
    }
    return Double(found) / Double(steps.count)
  }
}
