import StyletImaging

/// Gas in the gullet. Its wall is thinner than a block, and where it lies against lung a flood goes from one to the
/// other; what tells it is its place: a column before the spine, a little to the left of its middle, over some slices.
enum LungGullet {
  /// 1 where a column of gas is, without its rim; nothing on a scan without a spine. Cost: a pass for each level.
  /// - Parameter airways: 1 where they are.
  static func columns(_ scan: CoarseScan, _ air: LungAir, airways: [UInt8]) -> [UInt8] {
    let l = scan.lattice, hu = scan.hu, standards = scan.standards.gullet
    var out = [UInt8](repeating: 0, count: l.count)
    guard let spine = air.body.spine else { return out }
    let most = Int(air.tissue) - scan.standards.trachea.belowTissue
    let levels = standards.levels.map { level in
      let level = Int16(min(Int(air.pure) + level, most))
      return Components(in: l.box, slicewise: true) { hu[$0] < level && air.outside[$0] == 0 && airways[$0] == 0 }
    }
    let pixel = Double(l.spacing.x * l.spacing.y)
    var bySlice = [[AirColumn.Section]](repeating: [], count: l.nz)
    for (level, parts) in levels.enumerated() {
      for n in 0..<parts.count {
        let box = parts.boxes[n], z = box.k.lowerBound, area = Double(parts.voxels[n]) * pixel
        let w = Double(box.i.count) * Double(l.spacing.x), h = Double(box.j.count) * Double(l.spacing.y)
        guard standards.area.contains(area), max(w, h) <= standards.widest, area > standards.filling * w * h else {
          continue
        }
        let place = parts.centroid(of: n)
        let off = (SIMD2(place.x, place.y) - spine[z]) * SIMD2(Double(l.spacing.x), Double(l.spacing.y))
        guard off.x > -scan.standards.place.gulletRight, off.x < standards.left, standards.before.contains(-off.y)
        else { continue }
        let own = parts.runs(of: n).flatMap { l.box.offsets(of: $0) }
        guard let darkest = own.map({ hu[$0] }).min(), !own.contains(where: { air.isCut($0, l) }) else { continue }
        // What is wider than a block on all sides shows the gas itself.
        guard Int(darkest) < standards.dark + air.shift, area < standards.broad || darkest < air.gas else { continue }
        bySlice[z].append(
          .init(
            level: level, part: n, voxels: parts.voxels[n], place: place,
            score: 1 + min(area / standards.broad, 1) / 2))
      }
    }
    for _ in 0..<standards.most {
      let chain = AirColumn.longest(&bySlice, l, step: standards.step, ratio: standards.ratio)
      guard chain.count > 1, Double(chain.count) * Double(l.spacing.z) >= standards.shortest else { break }
      for v in AirColumn.voxels(chain, of: levels, l) { out[v] = 1 }
      AirColumn.remove(chain, within: standards.widest, from: &bySlice, l)
    }
    return out
  }
}
