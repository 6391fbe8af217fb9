import StyletImaging

/// What a slice states beside ``AcquisitionKeys`` that two scans within one series may differ in: times, numbers, words
/// of a protocol.
///
/// All of it varies within good scans, too. So it parts slices only where their positions agree: the parts lie among
/// one another, no two slices at one place, and each part is evenly spaced by itself.
struct InterleavingMarks: Sendable {
  /// Of what a scan has one value of: digests, so that no text of the file gets into a message; nil where it is absent.
  fileprivate private(set) var constants: [Int?]
  /// Of what counts on from slice to slice.
  fileprivate private(set) var sequences: [Double?]

  fileprivate struct Sequence {
    let tag: DICOMTag
    /// Numbers are given once to a scan, so that the same ones again are another's. Times may repeat.
    let isNumber: Bool
  }

  /// A contrast agent or a filter that only one of two scans states is a difference, too.
  fileprivate static let constantTags: [DICOMTag] = [
    .seriesDescription, .contrastBolusAgent, .filterType, .reconstructionDiameter, .nominalPercentageOfCardiacPhase,
    .stackID, .acquisitionUID, .imageComments, .seriesTime, .triggerTime, .acquisitionTime, .acquisitionDateTime,
    .contentTime, .frameAcquisitionDateTime,
  ]
  fileprivate static let sequenceTags = [
    Sequence(tag: .instanceNumber, isNumber: true), Sequence(tag: .inStackPositionNumber, isNumber: true),
    Sequence(tag: .acquisitionTime, isNumber: false), Sequence(tag: .acquisitionDateTime, isNumber: false),
    Sequence(tag: .contentTime, isNumber: false), Sequence(tag: .triggerTime, isNumber: false),
    Sequence(tag: .frameAcquisitionDateTime, isNumber: false),
  ]

  init(_ dataSet: DICOMObject) {
    func text(_ tag: DICOMTag) -> String? {
      guard let values = try? dataSet.strings(tag), !values.allSatisfy(\.isEmpty) else { return nil }
      return values.joined(separator: "\\")
    }
    constants = Self.constantTags.map { text($0)?.hashValue }
    sequences = Self.sequenceTags.map { sequence in
      sequence.isNumber ? try? dataSet.number(sequence.tag) : text(sequence.tag).flatMap(Self.time)
    }
  }

  /// Of a frame: all else is its file's.
  func frame(_ attributes: FrameAttributes) -> InterleavingMarks {
    let tag = DICOMTag.frameAcquisitionDateTime
    guard let text = try? attributes.holder(of: tag).string(tag) else { return self }
    var marks = self
    for (n, other) in Self.constantTags.enumerated() where other == tag { marks.constants[n] = text.hashValue }
    for (n, other) in Self.sequenceTags.enumerated() where other.tag == tag { marks.sequences[n] = Self.time(text) }
    return marks
  }

  /// "101530.25", "10:15:30" of old files, "20200401101530+0100": what comes later is the greater number.
  private static func time(_ text: String) -> Double? {
    Double(text.prefix { $0 != "+" && $0 != "&" }.filter { $0 != ":" }).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The attributes of which a scan has one value, and two slices state different ones.
  func differing(from other: InterleavingMarks) -> [DICOMTag] {
    constants.indices.filter { constants[$0] != other.constants[$0] }.map { Self.constantTags[$0] }
  }
}

/// Scans that lie slice by slice among one another within what looks like one.
enum InterleavedScans {
  /// More scans than this do not share a series without another mark of it.
  private static let most = 8
  /// Fewer slices than this are no evidence of a scan; ``leastOfTimes`` of what varies from slice to slice in any.
  private static let least = 3, leastOfTimes = 4

  /// The slices as scans that each could be one volume, and in what words they differ; all of them where nothing parts
  /// them.
  /// - Parameter slices: of one shape, and one by ``AcquisitionKeys``.
  static func scans(_ slices: [SliceHeader]) -> [(slices: [SliceHeader], words: String)] {
    guard slices.count >= 2 * least, let places = places(slices) else { return [(slices, "")] }
    guard let (parts, tag) = byConstants(places) ?? bySequences(places) else { return [(slices, "")] }
    return parts.enumerated().map { n, part in
      (part.flatMap { places[$0] }, "\(n + 1) of \(parts.count) by \(tag.name)")
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

  /// An attribute that takes few values, each of which makes an even stack among the others.
  private static func byConstants(_ places: [[SliceHeader]]) -> (parts: [[Int]], tag: DICOMTag)? {
    for (n, tag) in InterleavingMarks.constantTags.enumerated() {
      let groups = Dictionary(grouping: places.indices) { places[$0][0].interleaving.constants[n] }
      guard (2...most).contains(groups.count) else { continue }
      let isOfTime = InterleavingMarks.sequenceTags.contains { $0.tag == tag }
      let parts = groups.values.sorted { $0[0] < $1[0] }
      guard parts.allSatisfy({ $0.count >= (isOfTime ? leastOfTimes : least) }) else { continue }
      if areInterleaved(places, parts) { return (parts, tag) }
    }
    return nil
  }

  /// Every second slice, or every third or fourth, is a scan where what counts on from slice to slice says so: the same
  /// numbers again, or one part wholly before the other.
  private static func bySequences(_ places: [[SliceHeader]]) -> (parts: [[Int]], tag: DICOMTag)? {
    for count in 2...4 where places.count >= leastOfTimes * count {
      let parts = (0..<count).map { Array(stride(from: $0, to: places.count, by: count)) }
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

  private static func areInterleaved(_ places: [[SliceHeader]], _ parts: [[Int]]) -> Bool {
    let heights = parts.map { Self.heights(places, $0) }
    guard heights.allSatisfy(isEven) else { return false }
    return heights.indices.allSatisfy { a in
      heights.indices.allSatisfy { b in
        a == b || AcquisitionKeys.areMixed(heights[a][0]...heights[a].last!, heights[b][0]...heights[b].last!)
      }
    }
  }

  private static func isEven(_ heights: [Double]) -> Bool {
    let usual = (heights[heights.count - 1] - heights[0]) / Double(heights.count - 1)
    return zip(heights.dropFirst(), heights).allSatisfy { abs($0 - $1 - usual) <= StackPlane.tolerance(usual) }
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
