import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct LabelMapTests {
  /// Random edits on sizes around the brick's 16 against a plain array; everything that can be read is compared.
  @Test(arguments: [GridSize(5, 7, 3)!, GridSize(17, 33, 18)!, GridSize(16, 16, 16)!, GridSize(40, 1, 20)!])
  func randomEditsAgainstAnArray(size: GridSize) {
    var random = SeededRandom(seed: 11)
    var map = LabelMap(size: size)
    var plain = [UInt8](repeating: 0, count: size.count)
    #expect(map.isEmpty)
    for round in 0..<12 {
      var runs: [Run] = []
      for _ in 0..<60 {
        let j = Int.random(in: 0..<size.j, using: &random), k = Int.random(in: 0..<size.k, using: &random)
        let i = Int.random(in: 0..<size.i, using: &random)
        let count = Int.random(in: 1...size.i - i, using: &random)
        let new = UInt8.random(in: 0...3, using: &random)
        let at = (k * size.j + j) * size.i + i
        // A run has one old label: cut where the old label changes.
        var n = 0
        while n < count {
          let start = n
          while n < count, plain[at + n] == plain[at + start] { n += 1 }
          runs.append(Run(k: k, j: j, i: i + start, count: n - start, old: plain[at + start], new: new))
        }
        for n in 0..<count { plain[at + n] = new }
      }
      let before = map
      let edit = Edit(name: "test", tool: "test", runs: runs)
      map.apply(edit)
      #expect(map.plain == plain)
      compareReading(map, plain)
      var back = map
      back.apply(edit.inverse)
      #expect(back.plain == before.plain)
      var fitted = before
      let fits = fitted.apply(ifFitting: edit)
      #expect(fits && fitted.plain == plain)
      if round == 5 {  // wipe everything: emptied bricks are used again
        let wipe = size.voxels.enumerated().filter { plain[$0.offset] != 0 }
          .map { Run(k: $0.element.k, j: $0.element.j, i: $0.element.i, count: 1, old: plain[$0.offset], new: 0) }
        map.apply(Edit(name: "wipe", tool: "test", runs: wipe))
        plain = [UInt8](repeating: 0, count: size.count)
        #expect(map.isEmpty)
        #expect(map.plain == plain)
      }
    }
  }

  private func compareReading(_ map: LabelMap, _ plain: [UInt8]) {
    let size = map.size
    for k in 0..<size.k {
      let slice = plain[k * size.i * size.j..<(k + 1) * size.i * size.j]
      #expect(map.isUsed(k: k) == slice.contains { $0 != 0 })
      for j in 0..<size.j {
        var row = [UInt8](repeating: 0, count: size.i)
        var last: (end: Int, label: UInt8) = (-1, 0)
        map.forEachRun(j: j, k: k) { i, count, label in
          #expect(label != 0 && count > 0 && i >= last.end && (i > last.end || label != last.label))
          for n in i..<i + count { row[n] = label }
          last = (i + count, label)
        }
        #expect(row == Array(plain[(k * size.j + j) * size.i..<(k * size.j + j + 1) * size.i]))
      }
      var runs: [[Int]] = [], byRow: [[Int]] = []
      map.forEachRun(k: k) { runs.append([$0, $1, $2, Int($3)]) }
      for j in 0..<size.j { map.forEachRun(j: j, k: k) { byRow.append([j, $0, $1, Int($2)]) } }
      #expect(runs == byRow)
    }
    for plane in Plane.allCases {
      let extent = plane.size(of: size)
      for w in [-1, 0, extent.w / 2, extent.w - 1, extent.w] {
        // The whole slice, a part, and a rectangle that reaches outside on every side.
        for (u, v) in [(0..<extent.u, 0..<extent.v), (1..<extent.u, 0..<1), (-3..<extent.u + 2, -2..<extent.v + 5)] {
          var got = [UInt8](repeating: 77, count: u.count * v.count)
          got.withUnsafeMutableBufferPointer { map.read(plane, w: w, u: u, v: v, into: $0) }
          let want = v.flatMap { y in u.map { x in map[plane.voxel(u: x, v: y, w: w, in: size)] } }
          #expect(got == want)
        }
      }
    }
  }

  @Test func outsideIsUnlabelled() {
    let map = LabelMap(size: GridSize(3, 3, 3)!)
    #expect(map[VoxelIndex(-1, 0, 0)] == 0)
    #expect(map[VoxelIndex(0, 3, 0)] == 0)
    #expect(!map.isUsed(k: -1) && !map.isUsed(k: 3))
  }

  /// What a damaged journal may hold is refused, and refused whole.
  @Test func editsThatDoNotFitChangeNothing() {
    let size = GridSize(20, 4, 4)!
    var map = LabelMap(size: size)
    let good = Run(k: 1, j: 1, i: 2, count: 5, old: 0, new: 1)
    let bad = [
      Run(k: 1, j: 1, i: 3, count: 2, old: 0, new: 2),  // old is 1 by then
      Run(k: 4, j: 0, i: 0, count: 1, old: 0, new: 1), Run(k: 0, j: -1, i: 0, count: 1, old: 0, new: 1),
      Run(k: 0, j: 0, i: 19, count: 2, old: 0, new: 1), Run(k: 0, j: 0, i: -1, count: 1, old: 0, new: 1),
      Run(k: 0, j: 0, i: 0, count: -1, old: 0, new: 1), Run(k: 0, j: 0, i: 0, count: 0, old: 0, new: 1),
      Run(k: 0, j: 0, i: Int(Int32.max), count: Int(Int32.max), old: 0, new: 1),
    ]
    for run in bad {
      let fits = map.apply(ifFitting: Edit(name: "bad", tool: "test", runs: [good, run]))
      #expect(!fits)
      #expect(map.isEmpty)
    }
  }
}
