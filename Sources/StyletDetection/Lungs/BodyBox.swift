import StyletImaging

/// The box of voxels that the patient fills: couch, air and padding left out. For pictures, not for numbers.
package enum BodyBox {
  /// mm between the voxels that are looked at.
  private static let step = 5.0
  /// HU from which on a voxel is tissue.
  private static let tissue = -500.0
  /// mm of a scan along each axis from which on it can show air around a patient.
  private static let least = 100.0
  /// The part of the largest piece that another one, such as an arm, has to reach.
  private static let piece = 0.02
  /// The part of the grid along some axis that has to be left out: less is not worth a change of the picture.
  private static let gain = 0.97

  /// The part of the fullest slice of an axis that an outer one has to reach: a chin or a fingertip is cut off.
  private static let slice = 0.02

  /// - Returns: the box of the whole scan, to about 5 mm; nil where there is no air around the patient, or
  ///   no patient to be told from it, or all of the grid is body.
  ///
  /// What is thinner than about 15 mm in the plane, such as the sheets of a couch, is no body. Cost: a voxel is looked
  /// at every 5 mm, 20 ms for 512 x 512 x 400 at most; the volume must be complete.
  package static func find(in volume: Volume) -> VoxelBox? {
    let size = volume.size, spacing = volume.grid.spacing
    guard (0..<3).allSatisfy({ spacing[$0].isFinite && spacing[$0] > 1e-3 && spacing[$0] < 1e3 }) else { return nil }
    guard (0..<2).allSatisfy({ spacing[$0] * Double(size[$0]) >= least }) else { return nil }
    let factor = steps(size, spacing)
    func extent(_ axis: Int) -> Int { (size[axis] + factor[axis] - 1) / factor[axis] }
    let lattice = LungLattice(
      nx: extent(0), ny: extent(1), nz: extent(2), spacing: SIMD3<Float>(SIMD3<Double>(factor) * spacing))
    let level = tissue - MissingRescale.correction(volume, LungStandards.standard.rescale)
    guard let samples = volume.rescale.samples(in: level...max(level, 1e9)) else { return nil }
    let core = LungBody.core(look(volume, lattice, factor, samples), lattice)
    guard let body = box(of: Components(in: lattice.box) { core[$0] != 0 }, lattice) else { return nil }
    // The rim in the plane was taken off.
    return fine(body.grown(by: SIMD3(1, 1, 0), within: lattice.box), factor, size)
  }

  /// The slices of each axis that have a part of the body; nil where there is none.
  private static func box(of pieces: Components, _ lattice: LungLattice) -> VoxelBox? {
    guard let largest = pieces.voxels.max(), largest > 1 else { return nil }
    var filled = [lattice.nx, lattice.ny, lattice.nz].map { [Int](repeating: 0, count: $0) }
    for (run, part) in pieces.runs where Double(pieces.voxels[Int(part)]) >= piece * Double(largest) {
      for i in run.i { filled[0][i] += 1 }
      filled[1][Int(run.j)] += run.count
      filled[2][Int(run.k)] += run.count
    }
    var box = lattice.box
    for a in 0..<3 {
      let level = slice * Double(filled[a].max() ?? 0)
      guard let first = filled[a].firstIndex(where: { Double($0) >= level }),
        let last = filled[a].lastIndex(where: { Double($0) >= level })
      else { return nil }
      box[a] = first..<last + 1
    }
    return box
  }

  /// Voxels from one that is looked at to the next, so many that a million are looked at at most.
  private static func steps(_ size: GridSize, _ spacing: SIMD3<Double>) -> SIMD3<Int> {
    var factor = SIMD3<Int>()
    for a in 0..<3 { factor[a] = min(max(Int((step / spacing[a]).rounded()), 1), size[a]) }
    while (0..<3).reduce(1, { $0 * ((size[$1] + factor[$1] - 1) / factor[$1]) }) > 1 << 20 { factor &+= 1 }
    return factor
  }

  /// 1 for each block of voxels whose middle is tissue.
  private static func look(
    _ volume: Volume, _ lattice: LungLattice, _ factor: SIMD3<Int>, _ samples: ClosedRange<Int16>
  ) -> [UInt8] {
    let size = volume.size
    func middle(_ n: Int, _ axis: Int) -> Int { min(n * factor[axis] + factor[axis] / 2, size[axis] - 1) }
    var solid = [UInt8](repeating: 0, count: lattice.count)
    volume.withSamples { voxels in
      var n = 0
      for z in 0..<lattice.nz {
        for y in 0..<lattice.ny {
          let row = (middle(z, 2) * size.j + middle(y, 1)) * size.i
          for x in 0..<lattice.nx {
            if samples.contains(voxels[row + middle(x, 0)]) { solid[n] = 1 }
            n += 1
          }
        }
      }
    }
    return solid
  }

  private static func fine(_ coarse: VoxelBox, _ factor: SIMD3<Int>, _ size: GridSize) -> VoxelBox? {
    var box = VoxelBox(size)
    for a in 0..<3 {
      box[a] = coarse[a].lowerBound * factor[a]..<min(coarse[a].upperBound * factor[a], size[a])
    }
    return (0..<3).contains { Double(box[$0].count) < gain * Double(size[$0]) } ? box : nil
  }
}
