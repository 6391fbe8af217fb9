/// The connected parts of a mask: how large each is, and where.
///
/// Parts are numbered from 0 in the order of their first voxels (i fastest, then j, then k).
package struct Components: Sendable {
  private let connected: ConnectedRuns
  /// Voxels of each part.
  package private(set) var voxels: [Int]
  /// The box that each part fills.
  package private(set) var boxes: [VoxelBox] = []
  private var sums: [SIMD3<Int>] = []

  package var count: Int { connected.count }

  /// The runs with the parts they belong to, by k, j and i ascending.
  package var runs: Zip2Sequence<[LabelRun], [Int32]> { zip(connected.runs, connected.parts) }

  /// The runs of one part, by k, j and i ascending.
  package func runs(of part: Int) -> [LabelRun] { connected.runs(of: part) }

  package init(_ mask: MaskBox, _ neighbourhood: Neighbourhood) {
    var all: [LabelRun] = []
    mask.forEachRun { j, k, i in all.append(LabelRun(k: k, j: j, i: i, label: 1)) }
    self.init(all, neighbourhood)
  }

  /// The parts, over faces, of the voxels of a box for whose offsets `isIn` holds.
  /// - Parameter slicewise: whether parts end at their slice.
  package init(in box: VoxelBox, slicewise: Bool = false, where isIn: (_ offset: Int) -> Bool) {
    var all: [LabelRun] = []
    let across = box.i.count, low = box.i.lowerBound
    var row = 0
    for k in box.k {
      for j in box.j {
        var i = 0
        while i < across {
          guard isIn(row &+ i) else {
            i &+= 1
            continue
          }
          let start = i
          repeat { i &+= 1 } while i < across && isIn(row &+ i)
          all.append(LabelRun(k: k, j: j, i: low + start..<low + i, label: 1))
        }
        row &+= across
      }
    }
    self.init(all, .faces, slicewise: slicewise)
  }

  private init(_ all: [LabelRun], _ neighbourhood: Neighbourhood, slicewise: Bool = false) {
    connected = ConnectedRuns(all, neighbourhood, slicewise: slicewise)
    voxels = [Int](repeating: 0, count: connected.count)
    boxes.reserveCapacity(connected.count)
    sums.reserveCapacity(connected.count)
    for (run, part) in runs {
      let own = VoxelBox(run), part = Int(part), n = run.count
      let sum = SIMD3((Int(run.low) + Int(run.high)) * n / 2, Int(run.j) * n, Int(run.k) * n)
      if part == boxes.count {
        boxes.append(own)
        sums.append(sum)
      } else {
        boxes[part].formUnion(own)
        sums[part] &+= sum
      }
      voxels[part] += n
    }
  }

  /// The mean index of a part's voxels.
  package func centroid(of part: Int) -> SIMD3<Double> { SIMD3<Double>(sums[part]) / Double(voxels[part]) }

  /// Writes `value` over the voxels of the parts that are wanted, in an array that has a place for each of `box`.
  package func paint(_ value: UInt8, into bytes: inout [UInt8], of box: VoxelBox, _ isWanted: (_ part: Int) -> Bool) {
    let wanted = voxels.indices.map(isWanted)
    bytes.withUnsafeMutableBufferPointer { bytes in
      for (run, part) in runs where wanted[Int(part)] { for n in box.offsets(of: run) { bytes[n] = value } }
    }
  }

  /// The part that a voxel belongs to; nil when it belongs to none. Cost: the logarithm of the runs.
  package func part(at v: VoxelIndex) -> Int? { connected.part(at: v) }

  /// The part with the most voxels, the first of them when several have; nil when there is none.
  package var largest: Int? { voxels.indices.max { (voxels[$0], -$0) < (voxels[$1], -$1) } }

  /// The voxels of the parts that are wanted, in a box that holds them. Cost: the runs.
  package func mask(in box: VoxelBox, _ isWanted: (_ part: Int) -> Bool) -> MaskBox {
    let wanted = voxels.indices.map(isWanted)
    var mask = MaskBox(box)
    for (run, part) in runs where wanted[Int(part)] { mask.fill(run) }
    return mask
  }

  /// Each part alone, in its own box with a rim around it. Cost: the runs and the boxes, one at a time.
  package func forEachPart(
    rim: SIMD3<Int>, within: VoxelBox, _ body: (_ part: Int, _ mask: MaskBox) -> Bool
  ) {
    for part in 0..<count {
      var mask = MaskBox(boxes[part].grown(by: rim, within: within))
      for run in connected.runs(of: part) { mask.fill(run) }
      guard body(part, mask) else { return }
    }
  }
}

extension VoxelBox {
  fileprivate init(_ run: LabelRun) {
    self.init(i: run.i, j: Int(run.j)..<Int(run.j) + 1, k: Int(run.k)..<Int(run.k) + 1)
  }
}

extension MaskBox {
  fileprivate mutating func fill(_ run: LabelRun) { for n in box.offsets(of: run) { bytes[n] = 1 } }
}
