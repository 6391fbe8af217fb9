import StyletCore
import StyletImaging
import StyletPhantom

@testable import StyletScreen

/// A workstation on a small phantom, with its lungs as a program would have proposed them.
struct LungBench {
  static let phantom = Result {
    try Phantom.make(PhantomSpecification(size: GridSize(72, 60, 40)!, seed: 2, noise: 5))
  }

  let bench: Bench
  let phantom: Phantom
  var work: Workstation { bench.work }

  /// - Parameter badges: said of the lungs.
  init(badges: [LungBadge] = []) throws { try self.init(LungRecord(.automatic, badges: badges)) }

  /// - Parameter record: said of the lungs.
  init(_ record: LungRecord, keymap: Keymap = .standard) throws {
    phantom = try Self.phantom.get()
    var session = EditSession(volume: phantom.volume)
    var edit = Self.drawing(phantom.lungs)
    edit.annotations = record.changes(in: session.annotations)
    try session.takeOver(edit)
    bench = try Bench(session: session, keymap: keymap)
  }

  static func drawing(_ labels: LabelMap) -> Edit {
    var runs: [Run] = [], keys = Set<SliceKey>()
    for k in 0..<labels.size.k {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, count, label in
          runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: label))
          keys.insert(SliceKey(k: k, label: label))
        }
      }
    }
    return Edit(
      name: "Lungs", tool: "lungs", layer: LabelLayer.lungs, runs: runs,
      origins: keys.map { OriginChange(key: $0, old: nil, new: .proposed) })
  }

  var lungs: LabelMap { work.session.lungs?.labels ?? LabelMap(size: phantom.volume.size) }

  /// A voxel well inside a lung: the one nearest to the middle of all of it.
  func inside(_ lung: UInt8) -> VoxelIndex {
    var sum = SIMD3<Int>(), n = 0
    let voxels = lungs.size.voxels.filter { lungs[$0] == lung }
    for v in voxels {
      sum &+= SIMD3(v.i, v.j, v.k)
      n += 1
    }
    let middle = sum / SIMD3(repeating: max(n, 1))
    func away(_ v: VoxelIndex) -> Int {
      let d = SIMD3(v.i, v.j, v.k) &- middle
      return (d &* d).wrappedSum()
    }
    return voxels.min { away($0) < away($1) } ?? VoxelIndex(0, 0, 0)
  }

  func go(to voxel: VoxelIndex) { work.jump(to: voxel) }

  func text(_ width: Int = 200, _ height: Int = 55) -> String { work.draw(width: width, height: height).text }

  @discardableResult
  func play(_ keys: String) throws -> Self {
    try bench.play(keys)
    return self
  }

  /// % of both lungs that a finding covers, counted voxel by voxel.
  var percent: Double {
    var lung = 0, lesion = 0
    for v in lungs.size.voxels where lungs[v] == 1 || lungs[v] == 2 {
      lung += 1
      lesion += bench.labels[v] == 0 ? 0 : 1
    }
    return 100 * Double(lesion) / Double(lung)
  }
}
