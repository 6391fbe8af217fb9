import StyletBase

/// A plane of an evenly spaced stack: a slice as it is, or what lies between two.
struct StackPlane: Hashable, Sendable {
  /// Indices of slices, in their order along the normal.
  let lower: Int
  let upper: Int
  /// How much of `upper` there is in it, 0..<1; 0 for `lower` as it is.
  let weight: Double

  var isFilledIn: Bool { weight > 0 }

  init(slice: Int) { self.init(lower: slice, upper: slice, weight: 0) }

  private init(lower: Int, upper: Int, weight: Double) {
    self.lower = lower
    self.upper = upper
    self.weight = weight
  }

  /// How far off an even grid a position may be, mm: positions that are written with one decimal are up to 0.1 mm off.
  static func tolerance(_ spacing: Double) -> Double { max(min(0.1, 0.2 * spacing), 0.01 * spacing) }

  /// An even grid for slices that are not evenly spaced: where whole slices are missing the others stay as they
  /// are; else planes lie the usual step apart, from the first slice on.
  ///
  /// - Parameter heights: where the slices lie along the normal, mm, rising; two at least.
  /// - Returns: the planes and the step between them, mm.
  /// - Throws: ``Failure`` when more planes would be made up than there are slices.
  static func evenGrid(_ heights: [Double]) throws -> (planes: [StackPlane], step: Double) {
    let gaps = zip(heights.dropFirst(), heights).map { $0 - $1 }
    let usual = gaps.sorted()[gaps.count / 2]
    let extent = heights[heights.count - 1] - heights[0]
    let most = 2 * heights.count + 1
    guard usual > 0, extent / usual < Double(most) else {
      throw Failure(
        .badData,
        "\(extent.short) mm with a usual step of \(usual.short) mm: more slices would be made up than there are",
        at: "\(DICOMTag.imagePositionPatient)", advice: "fetch the whole series again")
    }
    // Whole steps, and the one that fits all of them best.
    let counts = gaps.map { max(1, ($0 / usual).rounded()) }
    let total = counts.reduce(0, +)
    let fitted = extent / total
    var step = fitted
    var at = 0.0
    for (height, count) in zip(heights.dropFirst(), counts) {
      at += count
      if abs(heights[0] + at * fitted - height) > tolerance(fitted) { step = usual }
    }
    var planes: [StackPlane] = []
    var lower = 0
    for n in 0...Int((extent / step + 0.01).rounded(.down)) {
      let height = heights[0] + Double(n) * step
      while lower + 1 < heights.count - 1, heights[lower + 1] <= height { lower += 1 }
      let near = abs(heights[lower] - height) <= abs(heights[lower + 1] - height) ? lower : lower + 1
      let below = heights[lower]
      let weight = (height - below) / (heights[lower + 1] - below)
      if abs(heights[near] - height) <= tolerance(step) || weight <= 0 || weight >= 1 {
        planes.append(StackPlane(slice: near))
      } else {
        planes.append(StackPlane(lower: lower, upper: lower + 1, weight: weight))
      }
    }
    return (planes, step)
  }

  /// "3 of 12 slices are interpolated between their neighbours: 4-5 (-20.5 to -18 mm), 9 (-8 mm)"; nil when none is.
  /// - Parameters:
  ///   - isFlipped: whether the canonical order, by which slices are numbered from 1, runs against the normal.
  ///   - first: the height of the first plane along the normal, mm.
  static func filledIn(_ planes: [StackPlane], isFlipped: Bool, first: Double, step: Double) -> String? {
    var ranges: [ClosedRange<Int>] = []
    for (n, plane) in planes.enumerated() where plane.isFilledIn {
      if let last = ranges.last, last.upperBound == n - 1 {
        ranges[ranges.count - 1] = last.lowerBound...n
      } else {
        ranges.append(n...n)
      }
    }
    if ranges.isEmpty { return nil }
    let count = ranges.reduce(0) { $0 + $1.count }
    func number(_ n: Int) -> Int { isFlipped ? planes.count - n : n + 1 }
    func height(_ n: Int) -> String { (first + Double(n) * step).said }
    let which = (isFlipped ? ranges.reversed() : ranges).map { r in
      let (a, b) = isFlipped ? (r.upperBound, r.lowerBound) : (r.lowerBound, r.upperBound)
      if a == b { return "\(number(a)) (\(height(a)) mm)" }
      return words(
        "scan.filled-range", ["a": number(a), "b": number(b), "low": height(a), "high": height(b)])
    }
    return words("scan.filled", ["count": count, "all": planes.count, "which": which.listedInWords(60)])
  }
}
