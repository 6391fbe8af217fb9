import StyletImaging

/// Ways along edges between voxels of one slice: the live-wire.
///
/// The way from an anchor to a voxel is the cheapest of all, by steps to the eight neighbours; a step costs its length
/// in millimetres times what its two voxels cost (``LiveWireCost``). Cheapest ways from one anchor are found in order
/// of their cost (Dijkstra) and kept: a way to another voxel either is known or goes on from where the search stood.
/// Costs of voxels are kept for the slice. Neither changes what is found.
///
/// A value for one slice; whoever keeps it saves the time of making it anew. Memory: about 15 bytes a voxel of the
/// slice.
public struct LiveWire: Sendable {
  public typealias Vertex = ContourTool.Vertex

  public let plane: Plane
  public let w: Int
  private var cost: LiveWireCost
  /// From the anchors asked for last, the newest last: two, for a vertex between two neighbours.
  private var searches: [Search] = []

  /// - Parameter volume: complete; `w` is taken to the nearest slice of the plane.
  public init(volume: Volume, plane: Plane, w: Int) {
    self.plane = plane
    self.w = min(max(w, 0), plane.size(of: volume.size).w - 1)
    cost = LiveWireCost(volume: volume, plane: plane, w: self.w)
    steps = Self.steps(volume.grid, plane)
  }

  /// The cheapest way, both ends among its voxels. Ends outside the slice are taken to the nearest voxel of it.
  /// Cost: the voxels that are no dearer to reach than the end, up to the slice.
  public mutating func path(from: Vertex, to: Vertex) -> [Vertex] {
    let (a, b) = (place(from), place(to))
    guard a != b else { return [vertex(a)] }
    // Taken out of the list while it changes: a second owner would make it copy itself.
    let kept = searches.firstIndex { $0.anchor == a }.map { searches.remove(at: $0) }
    var search = kept ?? Search(anchor: a, count: cost.width * cost.height)
    search.reach(b, &cost, steps)
    defer {
      if searches.count > 1 { searches.removeFirst() }
      searches.append(search)
    }
    var way = [vertex(b)]
    var at = b
    while at != a {
      let step = steps[Int(search.from[at])]
      at -= step.v * cost.width + step.u
      way.append(vertex(at))
    }
    return way.reversed()
  }

  /// What a way costs, by its steps; nil when it is none. For comparing ways.
  package mutating func cost(of way: [Vertex]) -> Int? {
    var sum = 0
    for (a, b) in zip(way, way.dropFirst()) {
      guard let step = steps.first(where: { $0.u == b.u - a.u && $0.v == b.v - a.v }) else { return nil }
      cost.prepare(u: min(a.u, b.u)...max(a.u, b.u), v: min(a.v, b.v)...max(a.v, b.v))
      sum += cost.withArrays { node, slope in step.cost(place(a), place(b), node, slope) }
    }
    return sum
  }

  // MARK: Anchors of another slice

  /// The way the values rise at a voxel; nil where there is no telling.
  public mutating func rise(at vertex: Vertex) -> SIMD2<Int8>? {
    let n = place(vertex), v = self.vertex(n)
    cost.prepare(u: v.u...v.u, v: v.v...v.v)
    let g = cost.gradient(n)
    return g == .zero ? nil : g
  }

  /// The voxel on the best edge near another: near, on a strong edge, and one that faces the same way.
  /// - Parameters:
  ///   - reach: mm.
  ///   - rise: of the border looked for, from the slice it was drawn on; any when nil.
  public mutating func snapped(_ vertex: Vertex, within reach: Double, rise: SIMD2<Int8>? = nil) -> Vertex {
    let centre = self.vertex(place(vertex))
    guard reach > 0, let across = steps.first(where: { $0.u == 1 && $0.v == 0 })?.length,
      let down = steps.first(where: { $0.u == 0 && $0.v == 1 })?.length
    else { return centre }
    let (nu, nv) = (Int(min(reach / across, 1000)), Int(min(reach / down, 1000)))
    let us = max(centre.u - nu, 0)...min(centre.u + nu, cost.width - 1)
    let vs = max(centre.v - nv, 0)...min(centre.v + nv, cost.height - 1)
    cost.prepare(u: us, v: vs)
    var best = (score: Double.infinity, at: centre)
    for v in vs {
      for u in us {
        let (x, y) = (Double(u - centre.u) * across, Double(v - centre.v) * down)
        let distance = (x * x + y * y) / (reach * reach)
        guard distance <= 1 + 1e-9 else { continue }
        let n = v * cost.width + u
        var score = Double(cost.passing(n)) / LiveWireCost.unit + 0.3 * distance
        if let rise {
          let g = cost.gradient(n)
          score += 0.5 * (1 - (Double(g.x) * Double(rise.x) + Double(g.y) * Double(rise.y)) / (127 * 127))
        }
        if score < best.score { best = (score, Vertex(u: u, v: v)) }
      }
    }
    return best.at
  }

  // MARK: Steps

  /// A step to a neighbour.
  struct Step {
    let u: Int
    let v: Int
    /// mm.
    let length: Double
    /// The length in 16ths of the shortest step's; at most 16 of them.
    let weight: Int
    /// Its direction in 127ths of 1.
    let way: SIMD2<Int32>

    /// From the voxel at place `a` to the one at `b`; at least 1, less than ``Search/buckets``.
    @inline(__always)
    func cost(
      _ a: Int, _ b: Int, _ node: UnsafeBufferPointer<UInt8>, _ slope: UnsafeBufferPointer<SIMD2<Int8>>
    ) -> Int {
      let along = abs(dot(slope[a])) &+ abs(dot(slope[b]))  // 2 · 127² at most
      let both = Int(node[a]) &+ Int(node[b]) &+ (Int(along) >> 8)
      return max((both &* weight) >> 4, 1)
    }

    @inline(__always)
    private func dot(_ g: SIMD2<Int8>) -> Int32 { way.x &* Int32(g.x) &+ way.y &* Int32(g.y) }
  }

  private let steps: [Step]

  private static func steps(_ grid: VoxelGrid, _ plane: Plane) -> [Step] {
    let axes = plane.axes, mm = plane.spacing(of: grid)
    let columns = (u: grid.affine[axes.u], v: plane.headUp ? -grid.affine[axes.v] : grid.affine[axes.v])
    let ways = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)]
    let lengths = ways.map { max(StyletImaging.length(columns.u * Double($0.0) + columns.v * Double($0.1)), 1e-6) }
    let shortest = lengths.reduce(.infinity, min)
    return zip(ways, lengths).map { way, length in
      let (x, y) = (Double(way.0) * mm.u, Double(way.1) * mm.v)
      let size = max((x * x + y * y).squareRoot(), 1e-9)
      return Step(
        u: way.0, v: way.1, length: length, weight: Int(min((16 * length / shortest).rounded(), 256)),
        way: SIMD2(Int32((127 * x / size).rounded()), Int32((127 * y / size).rounded())))
    }
  }

  private func place(_ x: Vertex) -> Int {
    min(max(x.v, 0), cost.height - 1) * cost.width + min(max(x.u, 0), cost.width - 1)
  }

  private func vertex(_ n: Int) -> Vertex { Vertex(u: n % cost.width, v: n / cost.width) }
}

/// The search from one anchor, as far as it has gone.
///
/// What waits is in a ring of buckets by its cost (Dial, Algorithm 360, 1969): costs are whole numbers, and a step adds
/// less than the ring is long. Which of several equally cheap ways is taken depends on the anchor and the slice alone,
/// not on what was asked for before.
private struct Search: Sendable {
  static let buckets = 8192

  let anchor: Int
  /// The cheapest known, ``far`` when none is; below zero (its complement) when it is settled.
  private var best: [Int32]
  /// The step that leads to each voxel.
  private(set) var from: [UInt8]
  /// The first entry of each bucket, -1 when empty.
  private var head = [Int32](repeating: -1, count: buckets)
  private var entries: [Entry] = []
  /// Entries free to be used again, one behind another.
  private var free: Int32 = -1
  private var waiting = 1
  /// The cost that the search stands at.
  private var level = 0

  private struct Entry {
    var place: Int32
    var next: Int32
  }

  private static let far = Int32.max

  init(anchor: Int, count: Int) {
    self.anchor = anchor
    best = [Int32](repeating: Self.far, count: count)
    from = [UInt8](repeating: 0, count: count)
    best[anchor] = 0
    entries.append(Entry(place: Int32(anchor), next: -1))
    head[0] = 0
  }

  /// Goes on until `target` is settled.
  mutating func reach(_ target: Int, _ cost: inout LiveWireCost, _ steps: [LiveWire.Step]) {
    let width = cost.width, height = cost.height
    while best[target] >= 0, waiting > 0 {
      let bucket = level & (Self.buckets - 1)
      let entry = head[bucket]
      guard entry >= 0 else {
        level &+= 1
        continue
      }
      let at = Int(entries[Int(entry)].place)
      head[bucket] = entries[Int(entry)].next
      entries[Int(entry)].next = free
      free = entry
      waiting &-= 1
      // An entry that a cheaper one has overtaken.
      guard best[at] == Int32(level) else { continue }
      best[at] = ~best[at]
      let v = at / width, u = at &- v &* width
      if !cost.isReady(around: u, v) { cost.prepare(u: u - 1...u + 1, v: v - 1...v + 1) }
      cost.withArrays { node, slope in
        for n in steps.indices {
          let step = steps[n]
          let x = u &+ step.u, y = v &+ step.v
          guard x >= 0, y >= 0, x < width, y < height else { continue }
          let to = y &* width &+ x
          guard best[to] >= 0 else { continue }
          let sum = level &+ step.cost(at, to, node, slope)
          guard sum < Int(best[to]) else { continue }
          best[to] = Int32(sum)
          from[to] = UInt8(n)
          push(to, sum)
        }
      }
    }
  }

  private mutating func push(_ place: Int, _ cost: Int) {
    let bucket = cost & (Self.buckets - 1)
    let entry: Int32
    if free >= 0 {
      entry = free
      free = entries[Int(entry)].next
      entries[Int(entry)] = Entry(place: Int32(place), next: head[bucket])
    } else {
      entry = Int32(entries.count)
      entries.append(Entry(place: Int32(place), next: head[bucket]))
    }
    head[bucket] = entry
    waiting &+= 1
  }
}
