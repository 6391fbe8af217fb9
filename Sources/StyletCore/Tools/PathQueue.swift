/// What waits in a search for shortest ways: the cheapest first, and of those as cheap the one that came first.
struct PathQueue {
  private struct Entry {
    var cost: Float
    var order: UInt32
    package var voxel: Int32

    @inline(__always)
    func comes(before other: Entry) -> Bool { cost < other.cost || cost == other.cost && order < other.order }
  }

  private var heap: [Entry] = []
  private var pushed: UInt32 = 0

  var isEmpty: Bool { heap.isEmpty }

  @inline(__always)
  mutating func push(cost: Float, _ voxel: Int32) {
    let entry = Entry(cost: cost, order: pushed, voxel: voxel)
    pushed &+= 1
    heap.append(entry)
    heap.withUnsafeMutableBufferPointer { heap in
      var n = heap.count &- 1
      while n > 0 {
        let parent = (n &- 1) / 4
        guard entry.comes(before: heap[parent]) else { break }
        heap[n] = heap[parent]
        n = parent
      }
      heap[n] = entry
    }
  }

  @inline(__always)
  mutating func pop() -> (cost: Float, voxel: Int32)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    heap.withUnsafeMutableBufferPointer { heap in
      let count = heap.count
      guard count > 0 else { return }
      var n = 0
      while true {
        let child = 4 &* n &+ 1
        guard child < count else { break }
        var best = child
        var c = child &+ 1
        while c < min(child &+ 4, count) {
          if heap[c].comes(before: heap[best]) { best = c }
          c &+= 1
        }
        guard heap[best].comes(before: last) else { break }
        heap[n] = heap[best]
        n = best
      }
      heap[n] = last
    }
    return (first.cost, first.voxel)
  }
}
