import StyletBase
import StyletFiles
import StyletImaging

/// Scans that lie slice by slice among one another within what looks like one.
enum InterleavedScans {
  /// More scans than this do not share a series without another mark of it.
  private static let most = 8
  /// Fewer slices than this are no evidence of a scan; ``leastOfTimes`` of what varies from slice to slice in any,
  /// ``leastOfOwn`` of what a scan has one value of for certain.
  private static let least = 3, leastOfTimes = 4, leastOfOwn = 2

  /// The slices as scans that each could be one volume, and in what words they differ; all of them where nothing parts
  /// them.
  /// - Parameter slices: of one shape, and one by ``AcquisitionKeys``.
  static func scans(_ slices: [SliceHeader]) -> [(slices: [SliceHeader], words: String)] {
    guard slices.count >= 2 * leastOfOwn, let places = places(slices) else { return [(slices, "")] }
    guard let (parts, tag) = byConstants(places) ?? bySequences(places) ?? byOwnValues(places) else {
      return [(slices, "")]
    }
    return parts.enumerated().map { n, part in
      (part.flatMap { places[$0] }, words("scan.part-by", ["number": n + 1, "count": parts.count, "tag": tag.name]))
    }
  }

  /// What is to be said of the slices of one volume that differ in what a scan has one value of, and lie among one
  /// another: that no value makes an even stack by itself does not make one scan of them. Attributes, no values.
  /// - Parameter slices: lowest first, one for each place.
  static func doubts(_ slices: [SliceHeader]) -> [String] {
    guard slices.count >= 2 * leastOfOwn else { return [] }
    let places = slices.map { [$0] }
    var tags: (two: [DICOMTag], more: [DICOMTag]) = ([], [])
    // An image is made whenever the computer comes to it.
    for (n, tag) in InterleavingMarks.constantTags.enumerated() where tag != .contentTime {
      guard let parts = parts(places, by: n, least: least(tag)) else { continue }
      // Of times that go on from slice to slice some may be the same.
      if parts.count > 2, InterleavingMarks.isOfTime(tag) { continue }
      let ranges = ranges(places, parts)
      let areMixed = ranges.indices.contains { a in
        ranges[..<a].contains { AcquisitionKeys.areMixed(ranges[a], $0) }
      }
      if areMixed { if parts.count == 2 { tags.two.append(tag) } else { tags.more.append(tag) } }
    }
    return [(true, tags.two), (false, tags.more)].filter { !$0.1.isEmpty }.map { areTwo, tags in
      words("scan.may-be-several", ["two": areTwo, "tags": tags.map(\.name).joinedInWords])
    }
  }

  /// The slices by where they lie, lowest first; copies of one object together. nil where two objects lie at one place:
  /// whether they show the same is to be seen first.
  private static func places(_ slices: [SliceHeader]) -> [[SliceHeader]]? {
    let normal = slices[0].normal
    let sorted = slices.map { (height: dot($0.position, normal), slice: $0) }
      .sorted {
        ($0.height, $0.slice.path, $0.slice.frameNumber ?? 0) < ($1.height, $1.slice.path, $1.slice.frameNumber ?? 0)
      }
    var places: [[SliceHeader]] = []
    var last = -Double.infinity
    for (height, slice) in sorted {
      if height - last >= SliceStack.samePosition {
        places.append([slice])
        last = height
      } else if let own = places.last?[0], !own.instanceUID.isEmpty, own.instanceUID == slice.instanceUID,
        own.frameNumber == slice.frameNumber
      {
        places[places.count - 1].append(slice)
      } else {
        return nil
      }
    }
    return places
  }

  private static func heights(_ places: [[SliceHeader]], _ part: [Int]) -> [Double] {
    let normal = places[0][0].normal
    return part.map { dot(places[$0][0].position, normal) }
  }

  private static func ranges(_ places: [[SliceHeader]], _ parts: [[Int]]) -> [ClosedRange<Double>] {
    parts.map { heights(places, $0) }.map { $0[0]...$0[$0.count - 1] }
  }

  private static func areAllMixed(_ ranges: [ClosedRange<Double>]) -> Bool {
    ranges.indices.allSatisfy { a in ranges[..<a].allSatisfy { AcquisitionKeys.areMixed(ranges[a], $0) } }
  }

  /// An attribute that takes few values, each of which makes an even stack among the others.
  private static func byConstants(_ places: [[SliceHeader]]) -> (parts: [[Int]], tag: DICOMTag)? {
    for (n, tag) in InterleavingMarks.constantTags.enumerated() {
      let least = InterleavingMarks.isOfTime(tag) ? leastOfTimes : least
      if let parts = parts(places, by: n, least: least), areInterleaved(places, parts) { return (parts, tag) }
    }
    return nil
  }

  /// An attribute that a scan has one value of for certain, where slices of several lie among one another, however
  /// they are spaced: whatever is missing, they are scans of their own. Of times there are two: more may go on from
  /// slice to slice. A few slices among many are left where they are, and remarked on.
  private static func byOwnValues(_ places: [[SliceHeader]]) -> (parts: [[Int]], tag: DICOMTag)? {
    for (n, tag) in InterleavingMarks.constantTags.enumerated() where InterleavingMarks.isOwn(tag) {
      guard let parts = parts(places, by: n, least: leastOfOwn), parts.count == 2 || !InterleavingMarks.isOfTime(tag)
      else { continue }
      let largest = parts.map(\.count).max() ?? 0
      if !DICOMSeries.isPlain(largest, of: places.count), areAllMixed(ranges(places, parts)) { return (parts, tag) }
    }
    return nil
  }

  private static func least(_ tag: DICOMTag) -> Int {
    if InterleavingMarks.isOwn(tag) { return leastOfOwn }
    return InterleavingMarks.isOfTime(tag) ? leastOfTimes : least
  }

  /// The places by what they state of an attribute, where that is few values of enough places each.
  private static func parts(_ places: [[SliceHeader]], by constant: Int, least: Int) -> [[Int]]? {
    let groups = Dictionary(grouping: places.indices) { places[$0][0].interleaving.constants[constant] }
    guard (2...most).contains(groups.count) else { return nil }
    return groups.values.allSatisfy { $0.count >= least } ? groups.values.sorted { $0[0] < $1[0] } : nil
  }

  /// Every second slice, or every third or fourth, is a scan where what counts on from slice to slice says so: the same
  /// numbers again, or one part wholly before the other.
  private static func bySequences(_ places: [[SliceHeader]]) -> (parts: [[Int]], tag: DICOMTag)? {
    guard let rungs = rungs(places) else { return nil }
    for count in 2...4 where places.count >= leastOfTimes * count {
      let parts = (0..<count).map { first in places.indices.filter { rungs[$0] % count == first } }
      guard parts.allSatisfy({ $0.count >= leastOfTimes }) else { continue }
      for (n, sequence) in InterleavingMarks.sequenceTags.enumerated() {
        let values = parts.map { $0.compactMap { places[$0][0].interleaving.sequences[n] } }
        guard zip(values, parts).allSatisfy({ $0.count == $1.count && isMonotone($0, strictly: sequence.isNumber) }),
          isApart(values) || sequence.isNumber && isRepeated(values), areInterleaved(places, parts)
        else { continue }
        return (parts, sequence.tag)
      }
    }
    return nil
  }

  /// How many usual steps above the lowest each place lies, where a slice may be missing; nil where they are not evenly
  /// spaced.
  private static func rungs(_ places: [[SliceHeader]]) -> [Int]? {
    let heights = heights(places, Array(places.indices))
    let steps = zip(heights.dropFirst(), heights).map { $0 - $1 }
    guard let usual = steps.sorted().dropFirst(steps.count / 2).first, usual > 0 else { return nil }
    var rungs = [0]
    for step in steps {
      let count = (step / usual).rounded()
      guard count >= 1, count < 1000, abs(step - count * usual) <= StackPlane.tolerance(usual) else { return nil }
      rungs.append(rungs[rungs.count - 1] + Int(count))
    }
    return rungs
  }

  private static func areInterleaved(_ places: [[SliceHeader]], _ parts: [[Int]]) -> Bool {
    let least = heights(places, Array(places.indices))
    let step = zip(least.dropFirst(), least).map { $0 - $1 }.min() ?? 0
    return parts.allSatisfy { isEven(heights(places, $0), among: step) } && areAllMixed(ranges(places, parts))
  }

  /// Whether slices are evenly spaced, or but for a few that are missing: the steps of a scan that lies among others are
  /// wider than those of all together.
  /// - Parameter step: the narrowest of all together, mm.
  private static func isEven(_ heights: [Double], among step: Double) -> Bool {
    let mean = (heights[heights.count - 1] - heights[0]) / Double(heights.count - 1)
    let steps = zip(heights.dropFirst(), heights).map { $0 - $1 }
    if steps.allSatisfy({ abs($0 - mean) <= StackPlane.tolerance(mean) }) { return true }
    let usual = steps.sorted()[steps.count / 2], tolerance = StackPlane.tolerance(usual)
    guard usual > 1.5 * step, 4 * steps.count(where: { abs($0 - usual) > tolerance }) <= steps.count else { return false }
    return steps.allSatisfy { $0 > usual / 2 && abs($0 - ($0 / usual).rounded() * usual) <= tolerance }
  }

  private static func isMonotone(_ values: [Double], strictly: Bool) -> Bool {
    let steps = zip(values.dropFirst(), values)
    if strictly { return steps.allSatisfy { $0 > $1 } || steps.allSatisfy { $0 < $1 } }
    return steps.allSatisfy { $0 >= $1 } || steps.allSatisfy { $0 <= $1 }
  }

  /// Whether no two parts' values lie among one another.
  private static func isApart(_ values: [[Double]]) -> Bool {
    let ranges = values.map { ($0.min() ?? 0, $0.max() ?? 0) }.sorted { $0.0 < $1.0 }
    return zip(ranges.dropFirst(), ranges).allSatisfy { $0.0 > $1.1 }
  }

  /// Whether each two parts have at least half of their values in common.
  private static func isRepeated(_ values: [[Double]]) -> Bool {
    let sets = values.map { Set($0) }
    return sets.indices.allSatisfy { a in
      sets.indices.allSatisfy { 2 * sets[a].intersection(sets[$0]).count >= min(sets[a].count, sets[$0].count) }
    }
  }
}
