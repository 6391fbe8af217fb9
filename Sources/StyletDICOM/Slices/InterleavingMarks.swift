import StyletImaging

/// What a slice states beside ``AcquisitionKeys`` that two scans within one series may differ in: times, numbers, words
/// of a protocol.
///
/// All of it varies within good scans, too. So it parts slices only where their positions agree: the parts lie among
/// one another, no two slices at one place, and each part is evenly spaced by itself.
struct InterleavingMarks: Sendable {
  /// Of what a scan has one value of: digests, so that no text of the file gets into a message; nil where it is absent.
  private(set) var constants: [Int?]
  /// Of what counts on from slice to slice.
  private(set) var sequences: [Double?]

  struct Sequence {
    let tag: DICOMTag
    /// Numbers are given once to a scan, so that the same ones again are another's. Times may repeat.
    let isNumber: Bool
  }

  /// A contrast agent or a filter that only one of two scans states is a difference, too.
  static let constantTags: [DICOMTag] = [
    .seriesDescription, .contrastBolusAgent, .filterType, .reconstructionDiameter, .nominalPercentageOfCardiacPhase,
    .stackID, .acquisitionUID, .imageComments, .seriesTime, .triggerTime, .acquisitionTime, .acquisitionDateTime,
    .contentTime, .frameAcquisitionDateTime,
  ]
  static let sequenceTags = [
    Sequence(tag: .instanceNumber, isNumber: true), Sequence(tag: .inStackPositionNumber, isNumber: true),
    Sequence(tag: .acquisitionTime, isNumber: false), Sequence(tag: .acquisitionDateTime, isNumber: false),
    Sequence(tag: .contentTime, isNumber: false), Sequence(tag: .triggerTime, isNumber: false),
    Sequence(tag: .frameAcquisitionDateTime, isNumber: false),
  ]

  /// Of these a scan has one value whatever wrote its files: two of them are two scans however their slices lie. Comments
  /// and the times of images and exports are of a slice.
  static func isOwn(_ tag: DICOMTag) -> Bool { !notOwn.contains(tag) }
  private static let notOwn: Set<DICOMTag> = [.imageComments, .seriesTime, .triggerTime, .contentTime]

  /// Whether an attribute goes on from slice to slice besides.
  static func isOfTime(_ tag: DICOMTag) -> Bool { sequenceTags.contains { $0.tag == tag } }

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
