import StyletBase

/// A state for each voxel of a box, and the floods over neighbours along the axes that change it.
package struct FloodBox {
  package let box: VoxelBox
  /// i fastest, then j, k.
  package var states: [UInt8]

  /// May not be entered: locked, another finding's, outside the gate or the lungs, or too far away.
  package static let closed: UInt8 = 0
  /// May be entered.
  package static let open: UInt8 = 1
  /// Belongs to the region.
  package static let reached: UInt8 = 2
  /// Might be drawn on, but its value is another.
  package static let unlike: UInt8 = 3

  package init(box: VoxelBox, states: [UInt8]) {
    self.box = box
    self.states = states
  }

  /// Changes to `new` all that can be reached from the voxel at offset `start` through voxels that carry `old`.
  /// - Returns: how many changed; nil when nobody waits for it any more.
  @discardableResult
  package mutating func flood(from start: Int, _ old: UInt8, to new: UInt8, work: CancellableWork? = nil) -> Int? {
    let (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    return states.withUnsafeMutableBufferPointer { state in
      guard state[start] == old, old != new else { return 0 }
      var waiting = [start]
      var rows = 0, count = 0
      while let next = waiting.popLast() {
        guard state[next] == old else { continue }
        rows &+= 1
        if rows & 0x3ff == 0, work?.isCancelled == true { return nil }
        let row = next / ni &* ni
        var low = next, high = low
        while low > row, state[low &- 1] == old { low &-= 1 }
        while high < row &+ ni &- 1, state[high &+ 1] == old { high &+= 1 }
        for n in low...high { state[n] = new }
        count &+= high &- low &+ 1
        let j = row / ni % nj, k = row / (ni &* nj)
        func enter(_ step: Int) {
          var n = low &+ step
          let end = high &+ step
          while n <= end {
            if state[n] == old, n == low &+ step || state[n &- 1] != old { waiting.append(n) }
            n &+= 1
          }
        }
        if j > 0 { enter(-ni) }
        if j < nj &- 1 { enter(ni) }
        if k > 0 { enter(-ni &* nj) }
        if k < nk &- 1 { enter(ni &* nj) }
      }
      return count
    }
  }

  /// How many voxels carry `state`.
  package func count(of state: UInt8) -> Int { states.reduce(into: 0) { $0 += $1 == state ? 1 : 0 } }

  /// The part around the voxels that carry `state`, with a voxel more to all sides where the box has one.
  package func cropped(to state: UInt8) -> FloodBox {
    var low = SIMD3(Int.max, .max, .max), high = SIMD3(Int.min, .min, .min)
    var n = 0
    for k in box.k {
      for j in box.j {
        for i in box.i {
          if states[n] == state {
            low = SIMD3(min(low.x, i), min(low.y, j), min(low.z, k))
            high = SIMD3(max(high.x, i), max(high.y, j), max(high.z, k))
          }
          n &+= 1
        }
      }
    }
    guard low.x <= high.x else { return self }
    func around(_ low: Int, _ high: Int, _ all: Range<Int>) -> Range<Int> {
      (low - 1..<high + 2).clamped(to: all)
    }
    let inner = VoxelBox(
      i: around(low.x, high.x, box.i), j: around(low.y, high.y, box.j), k: around(low.z, high.z, box.k))
    guard inner != box else { return self }
    var kept: [UInt8] = []
    kept.reserveCapacity(inner.count)
    for k in inner.k {
      for j in inner.j {
        let first = box.offset(of: VoxelIndex(inner.i.lowerBound, j, k))
        kept += states[first..<first + inner.i.count]
      }
    }
    return FloodBox(box: inner, states: kept)
  }

  /// Adds to the region what it encloses, up to `voxels` a hole: vessels and airways in a lesion, noise. On a slice
  /// and in space alike: a hole is what cannot reach the rim of the box, an axis of one voxel having no rim.
  package mutating func fillHoles(upTo voxels: Int, work: CancellableWork? = nil) {
    // 0 outside the region, 1 the region, 2 reached from the rim, 3 a hole looked at
    var around = FloodBox(box: box, states: states.map { $0 == Self.reached ? 1 : 0 })
    let (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    for n in states.indices where around.states[n] == 0 {
      let i = n % ni, j = n / ni % nj, k = n / (ni * nj)
      let atRim =
        ni > 1 && (i == 0 || i == ni - 1) || nj > 1 && (j == 0 || j == nj - 1) || nk > 1 && (k == 0 || k == nk - 1)
      if atRim, around.flood(from: n, 0, to: 2, work: work) == nil { return }
    }
    for n in states.indices where around.states[n] == 0 {
      guard let size = around.flood(from: n, 0, to: 3, work: work) else { return }
      around.flood(from: n, 3, to: size <= voxels ? 4 : 2, work: work)
    }
    for n in states.indices where around.states[n] == 4 && states[n] != Self.closed { states[n] = Self.reached }
  }

  /// The voxels whose state is wanted.
  package func mask(_ isWanted: (UInt8) -> Bool) -> MaskBox {
    MaskBox(box, bytes: states.map { isWanted($0) ? 1 : 0 })
  }

  /// The runs of voxels that carry `state`.
  package func forEachRun(of state: UInt8, _ body: (_ j: Int, _ k: Int, _ i: Range<Int>) -> Void) {
    var n = 0
    for k in box.k {
      for j in box.j {
        var i = 0
        while i < box.i.count {
          let start = i
          while i < box.i.count, states[n + i] == state { i += 1 }
          if i > start { body(j, k, box.i.lowerBound + start..<box.i.lowerBound + i) } else { i += 1 }
        }
        n += box.i.count
      }
    }
  }
}
