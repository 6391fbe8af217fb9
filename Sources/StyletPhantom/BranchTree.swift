/// A round piece of a tube: vessel, bronchus or long bone. Millimetres of ``ThoraxShape``.
struct Tube: Sendable {
  var from: SIMD3<Float>
  var to: SIMD3<Float>
  var radius: Float
  /// At `to`; the radius goes evenly from one to the other.
  var endRadius: Float

  init(_ from: SIMD3<Float>, _ to: SIMD3<Float>, _ radius: Float, end: Float? = nil) {
    self.from = from
    self.to = to
    self.radius = radius
    endRadius = end ?? radius
  }

  /// Distance from the surface, negative inside.
  @inline(__always)
  func distance(_ p: SIMD3<Float>) -> Float {
    let way = to - from, q = p - from
    let square = (way * way).sum()
    let t = square > 0 ? min(max((q * way).sum() / square, 0), 1) : 0
    let d = q - way * t
    return (d * d).sum().squareRoot() - (radius + (endRadius - radius) * t)
  }
}

/// Branching tubes that fill a lung from its hilum.
///
/// Random points of the lung are joined one after another to the tree, each where it adds least length and least
/// detour from the root (a balanced spanning tree: Cuntz and others 2010); radii follow Murray's law: r³ of a
/// branch is the sum of r³ of those it divides into.
enum BranchTree {
  static func grow(
    from root: SIMD3<Float>, to targets: [SIMD3<Float>], leaf: Float, balance: Float = 0.22
  ) -> [Tube] {
    func distance(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float { ((a - b) * (a - b)).sum().squareRoot() }
    var nodes = [root], parents = [-1], paths: [Float] = [0]
    for target in targets.sorted(by: { distance($0, root) < distance($1, root) }) {
      var best = 0
      var least = Float.infinity
      for n in nodes.indices {
        let cost = distance(nodes[n], target) + balance * paths[n] + (parents[n] < 0 ? 14 : 0)
        if cost < least { (best, least) = (n, cost) }
      }
      parents.append(best)
      paths.append(paths[best] + distance(nodes[best], target))
      nodes.append(target)
    }
    var cubes = [Float](repeating: 0, count: nodes.count)
    for n in nodes.indices.reversed() {
      if cubes[n] == 0 { cubes[n] = leaf * leaf * leaf }
      if parents[n] >= 0 { cubes[parents[n]] += cubes[n] }
    }
    return nodes.indices.dropFirst().map { n in
      let radius = cubeRoot(cubes[n])
      return Tube(nodes[parents[n]], nodes[n], min(radius * 1.15, cubeRoot(cubes[parents[n]])), end: radius * 0.9)
    }
  }

  /// By Newton's steps: no libm, so the same bytes on every machine.
  private static func cubeRoot(_ x: Float) -> Float {
    var r = max(x, 1)
    for _ in 0..<40 { r -= (r * r * r - x) / (3 * r * r) }
    return r
  }
}
