import StyletImaging

/// The band of mild density that gravity leaves where lung lies lowest: smooth, along the back of both lungs.
///
/// Ground glass of pneumonia lies there as well, so little is taken for gravity: what is hardly denser than aerated
/// lung, lies wholly at the back, fades forwards, and is on both sides. The patient is taken to lie on the back.
enum ProposalDependent {
  /// - Returns: what of the proposal is gravity's.
  static func band(in opacity: ProposalOpacity, _ standards: ProposalStandards.Dependent) -> MaskBox {
    let blocks = opacity.slabs, box = blocks.box, (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    // The last block of lung in each column from front to back, for either side.
    var back = [Int](repeating: -1, count: 2 * ni * nk)
    for k in 0..<nk {
      for j in 0..<nj {
        for i in 0..<ni {
          let n = (k * nj + j) * ni + i
          let side = Int(blocks.side[n])
          if blocks.lung.bytes[n] != 0, side > 0 { back[(side - 1) * ni * nk + k * ni + i] = j }
        }
      }
    }
    let parts = Components(opacity.mask, .corners)
    struct Sum {
      var depth = 0.0
      var voxels = 0, deep = 0, right = 0
      var hu = 0.0
      /// Sums of HU and counts nearer to the back than half the depth, and farther.
      var near = SIMD2<Double>.zero, far = SIMD2<Double>.zero
    }
    var sums = [Sum](repeating: Sum(), count: parts.count)
    for (run, part) in parts.runs {
      for i in run.i {
        let n = box.offset(of: VoxelIndex(i, Int(run.j), Int(run.k))), side = Int(blocks.side[n])
        guard side > 0 else { continue }
        let depth = Double(back[(side - 1) * ni * nk + Int(run.k) * ni + i] - Int(run.j)) * blocks.spacing.y
        let hu = Double(blocks.hu[n])
        sums[Int(part)].voxels += 1
        sums[Int(part)].hu += hu
        if depth > standards.depth { sums[Int(part)].deep += 1 }
        if side == 1 { sums[Int(part)].right += 1 }
        if depth < standards.depth / 2 { sums[Int(part)].near += [hu, 1] } else { sums[Int(part)].far += [hu, 1] }
      }
    }
    let isMild = sums.map { s in
      guard s.voxels > 0, 10 * s.deep <= s.voxels, s.near.y > 0 else { return false }
      let fades = s.far.y < 1 || s.near.x / s.near.y > s.far.x / s.far.y
      return s.hu / Double(s.voxels) <= opacity.level.mode + standards.above && fades
    }
    var right = 0, left = 0
    for (n, s) in sums.enumerated() where isMild[n] {
      right += s.right
      left += s.voxels - s.right
    }
    guard Double(min(right, left)) * blocks.millilitres >= standards.least else { return MaskBox(box) }
    return parts.mask(in: box) { isMild[$0] }
  }
}
