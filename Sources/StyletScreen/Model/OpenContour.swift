import StyletCore
import StyletImaging

/// An outline whose vertices are being dropped on one slice, each at the centre of a voxel. From one to the next leads
/// a straight line or, where the wire is on, a way along edges.
public struct OpenContour: Hashable, Sendable {
  public typealias Vertex = ContourTool.Vertex

  /// From a vertex to the next.
  public struct Way: Hashable, Sendable {
    /// Whether it follows edges.
    public var isWired: Bool
    /// The voxels between both ends; none where it is straight.
    public var between: [Vertex]

    public static let straight = Way(isWired: false, between: [])
  }

  /// The way along edges, both ends among its voxels.
  typealias Wire = (_ from: Vertex, _ to: Vertex) -> [Vertex]

  public var plane: Plane
  public var w: Int
  /// Voxel (u, v) of each vertex, in the order dropped.
  public private(set) var vertices: [Vertex]
  /// From each vertex to the next; that of the last, to the first, counts once the contour is closed.
  public private(set) var ways: [Way]
  /// Whether the next ways follow edges.
  public var isWired = false
  /// It was closed before, here or on another slice: its vertices are moved rather than added at its end.
  public private(set) var isClosed = false
  /// The vertex that goes with the cursor until it is dropped; until then it is where it was.
  public var picked: Int?
  /// The vertex gone to last.
  public var selected: Int?
  /// The number of the contour that this one stands for: what that one drew goes when this one is closed.
  var replaces: Int?
  /// The ways to the cursor, as it is when a frame is drawn: from the last vertex, or from and to the neighbours of the
  /// one picked up.
  public var live: [Way] = []

  public init(plane: Plane, w: Int, vertices: [Vertex] = [], isWired: Bool = false) {
    self.plane = plane
    self.w = w
    self.vertices = vertices
    self.isWired = isWired
    ways = vertices.map { _ in .straight }
  }

  /// All voxels that the outline is drawn through, in order; without the way that closes it while it is open.
  public var outline: [Vertex] {
    zip(vertices, ways).enumerated().flatMap { n, pair in
      [pair.0] + (isClosed || n < vertices.count - 1 ? pair.1.between : [])
    }
  }

  /// What stays as it is while the cursor moves: the vertices and voxels of each way.
  var fixedLines: [[Vertex]] {
    wayIndices.filter { n in picked.map { n != $0 && after(n) != $0 } ?? true }.map {
      [vertices[$0]] + ways[$0].between + [vertices[after($0)]]
    }
  }

  /// What goes with the cursor.
  func liveLines(to here: Vertex) -> [[Vertex]] {
    ends.enumerated().map { n, end in [end] + (n < live.count ? live[n].between : []) + [here] }
  }

  /// The first vertex, where an open contour would be closed from the cursor.
  var closingEnd: Vertex? { isClosed || picked != nil || vertices.count < 2 ? nil : vertices.first }

  private var wayIndices: Range<Int> { 0..<(isClosed ? vertices.count : max(vertices.count - 1, 0)) }
  private func after(_ n: Int) -> Int { (n + 1) % vertices.count }
  private func before(_ n: Int) -> Int { (n + vertices.count - 1) % vertices.count }

  /// The ways that meet at a vertex, by the vertex that each begins at.
  private func waysAt(_ n: Int) -> [Int] {
    (vertices.count > 1 ? [before(n), n] : []).filter { wayIndices.contains($0) }
  }

  /// The vertices that live ways begin at.
  private var ends: [Vertex] {
    if let picked { return waysAt(picked).map { $0 == picked ? vertices[after(picked)] : vertices[$0] } }
    return isClosed ? [] : vertices.suffix(1)
  }

  private func way(_ a: Vertex, _ b: Vertex, _ isWired: Bool, _ wire: Wire) -> Way {
    let between = isWired && a != b ? Array(wire(a, b).dropFirst().dropLast()) : []
    return Way(isWired: isWired, between: between)
  }

  // MARK: Changing it

  /// Brings ``live`` up to date.
  mutating func lead(to here: Vertex, _ wire: Wire) {
    let wired = picked.map { waysAt($0).map { ways[$0].isWired } } ?? [isWired]
    live = zip(ends, wired).map { way($0, here, $1, wire) }
  }

  /// Adds a vertex at the end of an open contour.
  mutating func append(_ vertex: Vertex, _ wire: Wire) {
    if let last = vertices.last { ways[vertices.count - 1] = way(last, vertex, isWired, wire) }
    vertices.append(vertex)
    ways.append(.straight)
    selected = nil
  }

  /// Takes vertices off the end of an open contour.
  mutating func removeLast(_ n: Int) {
    let n = min(max(n, 0), vertices.count)
    vertices.removeLast(n)
    ways.removeLast(n)
    if !ways.isEmpty { ways[ways.count - 1] = .straight }
    (picked, selected) = (nil, nil)
  }

  /// Joins the last vertex to the first.
  mutating func close(_ wire: Wire) {
    guard !isClosed, let last = vertices.last, let first = vertices.first else { return }
    ways[vertices.count - 1] = way(last, first, isWired, wire)
    isClosed = true
  }

  /// Puts a vertex elsewhere; the ways on both sides follow.
  mutating func move(_ n: Int, to vertex: Vertex, _ wire: Wire) {
    vertices[n] = vertex
    for m in waysAt(n) {
      // From the neighbours, as the way was shown: of two equally good ones the same.
      let end = m == n ? after(n) : m
      let made = way(vertices[end], vertex, ways[m].isWired, wire)
      ways[m].between = m == n ? made.between.reversed() : made.between
    }
  }

  private mutating func remake(_ n: Int, _ wire: Wire) {
    ways[n] = way(vertices[n], vertices[after(n)], ways[n].isWired, wire)
  }

  /// Adds a vertex on the way that leads past it nearest.
  /// - Parameter spacing: mm along u and v.
  mutating func insert(_ vertex: Vertex, spacing: (u: Double, v: Double), _ wire: Wire) {
    func squared(_ n: Int) -> Double {
      let line = [vertices[n]] + ways[n].between + [vertices[after(n)]]
      return zip(line, line.dropFirst()).map { Self.squared(vertex, $0, $1, spacing) }.reduce(.infinity, min)
    }
    guard let n = wayIndices.min(by: { squared($0) < squared($1) }) else { return append(vertex, wire) }
    vertices.insert(vertex, at: n + 1)
    ways.insert(ways[n], at: n + 1)
    for m in [n, n + 1] { remake(m, wire) }
    (picked, selected) = (nil, n + 1)
  }

  /// Squared distance of a voxel from a line between two, mm².
  private static func squared(_ x: Vertex, _ a: Vertex, _ b: Vertex, _ spacing: (u: Double, v: Double)) -> Double {
    let s = SIMD2(spacing.u, spacing.v)
    let way = SIMD2(Double(b.u - a.u), Double(b.v - a.v)) * s, to = SIMD2(Double(x.u - a.u), Double(x.v - a.v)) * s
    let length = (way * way).sum()
    let t = length > 0 ? min(max((way * to).sum() / length, 0), 1) : 0
    let d = to - way * t
    return (d * d).sum()
  }

  /// Takes a vertex away; one way leads past where it was, along edges when one of both did.
  mutating func remove(_ n: Int, _ wire: Wire) {
    guard isClosed || (n > 0 && n < vertices.count - 1) else {
      if n > 0 { return removeLast(1) }
      vertices.removeFirst()
      ways.removeFirst()
      (picked, selected) = (nil, nil)
      return
    }
    ways[before(n)].isWired = ways[before(n)].isWired || ways[n].isWired
    vertices.remove(at: n)
    ways.remove(at: n)
    (picked, selected) = (nil, nil)
    if !vertices.isEmpty { remake((n + vertices.count - 1) % vertices.count, wire) }
  }

  /// Brings a contour to another slice: vertices on wired ways go where `snap` says, and those ways are made anew.
  mutating func carry(to w: Int, snap: (Vertex) -> Vertex, _ wire: Wire) {
    self.w = w
    let isOnEdge = vertices.indices.map { n in waysAt(n).contains { ways[$0].isWired } }
    for n in vertices.indices where isOnEdge[n] { vertices[n] = snap(vertices[n]) }
    for n in wayIndices where ways[n].isWired { remake(n, wire) }
  }

  /// The vertex to be picked up at a voxel: any of a closed contour, of an open one only that which was gone to, for
  /// there a vertex may be dropped where one is already.
  func vertex(at here: Vertex) -> Int? {
    if let selected, vertices.indices.contains(selected), vertices[selected] == here { return selected }
    return isClosed ? vertices.firstIndex(of: here) : nil
  }
}
