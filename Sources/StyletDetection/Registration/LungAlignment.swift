import StyletImaging

/// The search for the motion that lays the lungs of two fields on one another.
struct LungAlignment {
  let before: LungField
  let after: LungField
  let sides: [Int]
  /// On the surfaces, evenly among all that there are.
  let places: (before: [LungField.Place], after: [LungField.Place])

  init(_ before: LungField, _ after: LungField, sides: [Int], places most: Int) {
    (self.before, self.after, self.sides) = (before, after, sides)
    func some(_ field: LungField) -> [LungField.Place] {
      let all = field.surface.filter { sides.contains($0.side) }
      // An odd step does not fall in with the rows.
      let step = max(all.count / max(most, 1), 1) | 1
      return Swift.stride(from: 0, to: all.count, by: step).map { all[$0] }
    }
    places = (some(before), some(after))
  }

  // MARK: Where it begins

  /// Middles, tops and bottoms laid on one another, each straight and turned by 20° about each axis either way.
  func starts() -> [RigidMotion] {
    func middle(_ field: LungField) -> PatientPoint {
      let own = sides.compactMap { field.middles[$0] }
      return own.reduce(.zero, +) / Double(max(own.count, 1))
    }
    func ends(_ places: [LungField.Place]) -> (low: Double, high: Double) {
      let heights = places.map(\.point.z).sorted()
      guard let last = heights.indices.last else { return (0, 0) }
      return (heights[last * 2 / 100], heights[last * 98 / 100])
    }
    let from = middle(before), to = middle(after), (a, b) = (ends(places.before), ends(places.after))
    let shifts = [to.z - from.z, b.high - a.high, b.low - a.low]
    let tangent = 0.17632698070846498  // of 10°: half of the turn
    var turns = [PatientPoint.zero]
    for axis in 0..<3 {
      for sign in [1.0, -1] {
        var half = PatientPoint.zero
        half[axis] = sign * tangent
        turns.append(half)
      }
    }
    return shifts.flatMap { shift in
      turns.map { RigidMotion(from: from, to: SIMD3(to.x, to.y, from.z + shift), half: $0) }
    }
  }

  // MARK: How it goes on

  /// What a place costs that the other scan does not reach: neither is it wanted there, nor kept away.
  private static let outside = 0.5

  /// The normal equations of a step, and the cost that they are of: 0 where all surfaces meet, 1 where none do.
  private struct Equations {
    var matrix = [Double](repeating: 0, count: 36)
    var right = [Double](repeating: 0, count: 6)
    var cost = 0.0

    /// - Parameters:
    ///   - turn, shift: how the distance changes with a small turn and with a shift.
    ///   - square: of the reach, mm²: farther places count less.
    mutating func add(_ mm: Double, turn: PatientPoint, shift: PatientPoint, square: Double) {
      let share = square / (square + mm * mm), weight = share * share / square
      cost += 1 - share
      let row = (turn.x, turn.y, turn.z, shift.x, shift.y, shift.z)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 6) { g in
        (g[0], g[1], g[2], g[3], g[4], g[5]) = row
        for r in 0..<6 {
          right[r] -= weight * g[r] * mm
          for c in 0...r { matrix[r * 6 + c] += weight * g[r] * g[c] }
        }
      }
    }
  }

  private func equations(_ motion: RigidMotion, reach: Double) -> Equations {
    var sums = Equations()
    let square = reach * reach
    for place in places.before {
      let p = motion(place.point)
      guard let d = after.distance(p, side: place.side) else {
        sums.cost += Self.outside
        continue
      }
      sums.add(d.mm, turn: cross(p - motion.goal, d.slope), shift: d.slope, square: square)
    }
    for place in places.after {
      guard let d = before.distance(motion.back(place.point), side: place.side) else {
        sums.cost += Self.outside
        continue
      }
      let slope = motion.turned(d.slope)
      sums.add(d.mm, turn: -cross(place.point - motion.goal, slope), shift: -slope, square: square)
    }
    sums.cost /= Double(max(places.before.count + places.after.count, 1))
    return sums
  }

  /// Goes on from a motion, with a reach in mm after the other: far places count at first, then less and less.
  /// - Returns: with the cost at the last reach; that of one that has turned too far is infinite.
  func refined(_ start: RigidMotion, reaches: [Double]) -> (motion: RigidMotion, cost: Double) {
    var motion = start, cost = Double.infinity
    for reach in reaches {
      var now = equations(motion, reach: reach), damping = 1e-3
      for _ in 0..<20 {
        guard let step = Self.solved(now, damping: damping) else { break }
        let (turn, shift) = (PatientPoint(step[0], step[1], step[2]), PatientPoint(step[3], step[4], step[5]))
        let next = motion.moved(turn: turn, shift: shift), there = equations(next, reach: reach)
        guard there.cost < now.cost else {
          damping *= 8
          if damping > 1e4 { break }
          continue
        }
        let gain = now.cost - there.cost
        (motion, now, damping) = (next, there, max(damping / 4, 1e-6))
        if gain < 1e-7 { break }
      }
      cost = now.cost
    }
    let least = 0.7071  // the cosine of LungRegistration.Limit.most
    return (motion, motion.cosine < least ? .infinity : cost)
  }

  /// The step of damped normal equations, by Cholesky; nil where they do not say one.
  private static func solved(_ e: Equations, damping: Double) -> [Double]? {
    var l = e.matrix
    for r in 0..<6 { l[r * 7] = l[r * 7] * (1 + damping) + 1e-12 }
    for r in 0..<6 {
      for c in 0...r {
        var sum = l[r * 6 + c]
        for n in 0..<c { sum -= l[r * 6 + n] * l[c * 6 + n] }
        if r == c {
          guard sum > 0 else { return nil }
          l[r * 7] = sum.squareRoot()
        } else {
          l[r * 6 + c] = sum / l[c * 7]
        }
      }
    }
    var x = e.right
    for r in 0..<6 {
      for c in 0..<r { x[r] -= l[r * 6 + c] * x[c] }
      x[r] /= l[r * 7]
    }
    for r in (0..<6).reversed() {
      for c in r + 1..<6 { x[r] -= l[c * 6 + r] * x[c] }
      x[r] /= l[r * 7]
    }
    return x.allSatisfy(\.isFinite) ? x : nil
  }
}
