import StyletBase
import StyletImaging

/// How likely each block of the lungs is opacity, and which blocks are taken for it.
struct ProposalOpacity {
  let slabs: ProposalSlabs
  let level: ProposalLevel
  /// 0...1, smoothed within the lung; beside it what is near goes on.
  private(set) var likely: [Float]
  /// What is taken for opacity.
  private(set) var mask: MaskBox

  /// - Returns: nil when cancelled.
  init?(
    _ slabs: ProposalSlabs, _ level: ProposalLevel, _ model: OpacityModel, _ standards: ProposalStandards,
    _ work: CancellableWork?
  ) {
    (self.slabs, self.level) = (slabs, level)
    let blocks = slabs.lung.bytes.indices.compactMap { slabs.lung.bytes[$0] != 0 ? Int32($0) : nil }
    guard let known = model.columns(slabs, level: level.mode, at: blocks, work: work) else { return nil }
    let raw = model.forest.probabilities(columns: known.columns, count: blocks.count)
    var values = [Float](repeating: 0, count: slabs.lung.bytes.count)
    for (n, block) in blocks.enumerated() { values[Int(block)] = raw[n] }
    let filters = SlabFilters(slabs.box, spacing: slabs.spacing)
    likely = filters.blurred(values, standards.opacity.smoothing)
    let weights = filters.blurred(slabs.lung.bytes.map { Float($0) }, standards.opacity.smoothing)
    mask = MaskBox(slabs.box)
    let threshold = Float(standards.opacity.threshold)
    for n in likely.indices {
      likely[n] = weights[n] > 1e-2 ? likely[n] / weights[n] : 0
      likely[n] = Self.lessened(likely[n], known.dome[n], standards.dome)
      if slabs.lung.bytes[n] != 0, likely[n] > threshold { mask.bytes[n] = 1 }
    }
    keepSure(standards)
    if work?.isCancelled == true { return nil }
  }

  /// Above a dome of the diaphragm partial volume and motion look like ground glass: the odds are less there.
  private static func lessened(_ likely: Float, _ deep: Float, _ dome: ProposalStandards.Dome) -> Float {
    let part = min(deep / Float(dome.depth), 1)
    if part == 0 { return likely }
    let odds = likely * (1 - part * Float(1 - dome.odds))
    return odds / (odds + 1 - likely)
  }

  /// Takes pieces away that are nowhere as likely as they must be: as `sure`; near main bronchi, where vessels are thick,
  /// as `sureAtHilum`; as `sureIfBright` where contrast fills them and what they go on into. And those smaller than
  /// `least` mL.
  private mutating func keepSure(_ s: ProposalStandards) {
    let parts = Components(mask, .corners), reach = s.doubt.hilumReach
    let hilum = DistanceTransform(to: slabs.airway, spacing: slabs.spacing, limit: reach).within(reach)
    var pieces = [Piece](repeating: Piece(), count: parts.count)
    let bright = Float(s.opacity.bright)
    for (run, part) in parts.runs {
      for n in mask.box.offsets(of: run) {
        var piece = pieces[Int(part)]
        piece.most = max(piece.most, likely[n])
        piece.near += Int(hilum.bytes[n])
        if slabs.hu[n] > bright { piece.bright += 1 }
        let v = mask.box.voxel(at: n)
        for step in Self.around {
          let w = VoxelIndex(v.i + step.x, v.j + step.y, v.k + step.z)
          guard mask.box.contains(w) else { continue }
          let at = mask.box.offset(of: w)
          guard slabs.lung.bytes[at] == 0 else { continue }
          piece.outside += 1
          if slabs.whole[at] > bright { piece.brightOutside += 1 }
        }
        pieces[Int(part)] = piece
      }
    }
    mask = parts.mask(in: mask.box) { part in
      let piece = pieces[part], voxels = parts.voxels[part]
      var sure = 2 * piece.near > voxels ? s.opacity.sureAtHilum : s.opacity.sure
      if piece.isVessel(of: voxels) { sure = max(sure, s.opacity.sureIfBright) }
      return Double(piece.most) > sure && Double(voxels) * slabs.millilitres >= s.opacity.least
    }
  }

  /// What is asked of a piece before it is kept.
  struct Piece {
    var most: Float = 0
    /// Blocks near main bronchi; blocks brighter than tissue without contrast.
    var near = 0, bright = 0
    /// Faces to blocks that are no lung, and of those to bright ones.
    var outside = 0, brightOutside = 0

    /// Bright for a twentieth, and where it leaves the lungs, bright tissue for a quarter: contrast in both.
    func isVessel(of voxels: Int) -> Bool {
      20 * bright >= voxels && outside > 0 && 4 * brightOutside >= outside
    }
  }

  mutating func drop(_ pieces: MaskBox) {
    for n in mask.bytes.indices where pieces.bytes[n] != 0 { mask.bytes[n] = 0 }
  }

  /// mL of the lungs that are at least so likely opacity.
  func millilitres(above threshold: Double, besides dropped: MaskBox) -> Double {
    var count = 0
    for n in likely.indices where slabs.lung.bytes[n] != 0 && dropped.bytes[n] == 0 && likely[n] > Float(threshold) {
      count += 1
    }
    return Double(count) * slabs.millilitres
  }

  /// Dense blocks of the proposal whose neighbours are aerated lung for less than `part`, the rest lying outside the
  /// lungs; with the rim of partial volume around them. What is thicker than `thick` stays: an outline that took heart or
  /// diaphragm in did so by a rim, and a lobe without air touches little lung that has some.
  func withoutAir(denser hu: Float, part: Double, thick: Double) -> MaskBox {
    let box = slabs.box
    var dense = mask, dropped = MaskBox(box)
    for n in dense.bytes.indices where slabs.hu[n] <= hu { dense.bytes[n] = 0 }
    Components(dense, .corners).forEachPart(rim: .zero, within: box) { _, own in
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
          if dense.bytes[at] != 0 || !seen.insert(at).inserted { continue }
          if slabs.lung.bytes[at] == 0 { outside += 1 } else if slabs.hu[at] < Self.airy { aerated += 1 }
        }
      }
      if Double(aerated) < part * Double(aerated + outside), !isThicker(own, than: thick) {
        for n in own.bytes.indices where own.bytes[n] != 0 { dropped.bytes[box.offset(of: own.box.voxel(at: n))] = 1 }
      }
      return true
    }
    guard dropped.voxels > 0 else { return dropped }
    var near = DistanceTransform(to: dropped, spacing: slabs.spacing, limit: Self.rim).within(Self.rim)
    for n in near.bytes.indices where mask.bytes[n] == 0 { near.bytes[n] = 0 }
    return near
  }

  /// Whether a ball of this diameter fits in.
  private func isThicker(_ mask: MaskBox, than mm: Double) -> Bool {
    let reach = mm / 2
    guard Double(mask.voxels) * slabs.millilitres * 1000 > 4 * reach * reach * reach else { return false }
    let rim = DistanceTransform(to: mask.complement, spacing: slabs.spacing, limit: reach, isOutsideIn: true)
    let near = rim.within(reach)
    return mask.bytes.indices.contains { mask.bytes[$0] != 0 && near.bytes[$0] == 0 }
  }

  /// HU below which a block has air; the width of a rim of partial volume, mm.
  private static let airy: Float = -500, rim = 7.0
  /// The six neighbours.
  private static let around = [
    SIMD3(-1, 0, 0), SIMD3(1, 0, 0), SIMD3(0, -1, 0), SIMD3(0, 1, 0), SIMD3(0, 0, -1), SIMD3(0, 0, 1),
  ]

  /// For each block what lesions are drawn by: how likely it is, where its edge lies (HU half-way from the lung around to
  /// the lesion itself, and half of what lies between), and the lesion's own value over its neighbourhood.
  func fields(_ standards: ProposalStandards) -> [SIMD4<Float>] {
    let filters = SlabFilters(slabs.box, spacing: slabs.spacing)
    func mean(_ deviation: Double, _ across: Double, _ belongs: (Int) -> Bool) -> [Float] {
      var values = [Float](repeating: 0, count: mask.bytes.count), weights = values
      for n in values.indices where belongs(n) { (values[n], weights[n]) = (slabs.hu[n], 1) }
      values = filters.blurred(values, deviation, across: across)
      weights = filters.blurred(weights, deviation, across: across)
      for n in values.indices { values[n] = weights[n] > 1e-4 ? values[n] / weights[n] : Float(level.mode) }
      return values
    }
    let edge = standards.edge
    let own = mean(standards.classes.smoothing, 0) { mask.bytes[$0] != 0 }
    let inside = mean(edge.reach, edge.reach) { mask.bytes[$0] != 0 }
    let around = mean(2 * edge.reach, 2 * edge.reach) {
      slabs.lung.bytes[$0] != 0 && mask.bytes[$0] == 0 && likely[$0] < 0.1
    }
    return likely.indices.map {
      let half = max((inside[$0] - around[$0]) / 2, Float(edge.least))
      return SIMD4(likely[$0], (inside[$0] + around[$0]) / 2, half, own[$0])
    }
  }
}
