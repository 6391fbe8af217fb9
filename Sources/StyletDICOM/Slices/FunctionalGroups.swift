import StyletBase
import StyletImaging

/// The attributes of one slice: of a single image they stand in the data set itself, of a frame in its functional
/// groups (PS3.3 C.7.6.16), its own or those that all frames share.
struct FrameAttributes {
  let dataSet: DICOMObject
  /// By the sequence that a group is: its item.
  private var shared: [DICOMTag: DICOMObject] = [:]
  private var own: [DICOMTag: DICOMObject] = [:]
  private var frameNumber: Int?

  /// Which groups hold an attribute.
  private static let groups: [DICOMTag: [DICOMTag]] = [
    .pixelSpacing: [.pixelMeasuresSequence], .sliceThickness: [.pixelMeasuresSequence],
    .imagePositionPatient: [.planePositionSequence], .imageOrientationPatient: [.planeOrientationSequence],
    .rescaleSlope: [.pixelValueTransformation], .rescaleIntercept: [.pixelValueTransformation],
    .rescaleType: [.pixelValueTransformation],
    .frameAcquisitionDateTime: [.frameContentSequence], .stackID: [.frameContentSequence],
    .temporalPositionIndex: [.frameContentSequence],
    .frameType: [.ctImageFrameType, .mrImageFrameType, .petFrameType],
    .convolutionKernel: [.ctReconstruction], .kvp: [.ctXRayDetails],
  ]
  private static let known = Set(groups.values.joined())
  /// Groups of which a frame has one (PS3.3 C.7.6.16.2): of two nobody could tell which is right.
  private static let single: Set<DICOMTag> = [
    .pixelMeasuresSequence, .planePositionSequence, .planeOrientationSequence, .pixelValueTransformation,
    .frameContentSequence,
  ]

  /// Of a single image.
  init(_ dataSet: DICOMObject) { self.dataSet = dataSet }

  /// Of frames, as far as they share them.
  /// - Parameter shared: the item of SharedFunctionalGroupsSequence; nil where there is none.
  init(_ dataSet: DICOMObject, shared: DICOMObject?) throws {
    self.dataSet = dataSet
    self.shared = try shared.map(Self.groups) ?? [:]
  }

  /// Of one frame.
  /// - Parameter item: its item of PerFrameFunctionalGroupsSequence.
  func frame(_ number: Int, _ item: DICOMObject) throws -> FrameAttributes {
    var frame = self
    frame.frameNumber = number
    frame.own = try Self.groups(of: item)
    return frame
  }

  private static func groups(of item: DICOMObject) throws -> [DICOMTag: DICOMObject] {
    var groups: [DICOMTag: DICOMObject] = [:]
    for element in item.elements where known.contains(element.tag) {
      groups[element.tag] = try item.items(element.tag, atMost: single.contains(element.tag) ? 1 : 64).first
    }
    return groups
  }

  /// The data set that an attribute is to be looked for in. What a group should hold and does not is looked for
  /// in the file's own data set, where some converters leave it.
  func holder(of tag: DICOMTag) -> DICOMObject {
    for group in Self.groups[tag] ?? [] {
      if let item = own[group], item[tag] != nil { return item }
      if let item = shared[group], item[tag] != nil { return item }
    }
    return dataSet
  }

  /// - Throws: ``Failure`` when the attribute is missing.
  func numbers(_ tag: DICOMTag) throws -> [Double] {
    let holder = holder(of: tag)
    guard holder[tag] != nil else { throw missing(tag) }
    return try holder.numbers(tag)
  }

  /// The identity where nothing is stated, save of CT frames: their values are HU only with it.
  /// - Returns: also what of it is not stated.
  func rescale(isCT: Bool) throws -> (rescale: Rescale, missing: [DICOMTag]) {
    let holder = holder(of: .rescaleSlope)
    if frameNumber != nil, isCT, holder[.rescaleSlope] == nil { throw missing(.rescaleSlope) }
    let slope = try one(.rescaleSlope), intercept = try one(.rescaleIntercept)
    var missing: [DICOMTag] = []
    if slope == nil { missing.append(.rescaleSlope) }
    if intercept == nil { missing.append(.rescaleIntercept) }
    return (Rescale(slope: slope ?? 1, intercept: intercept ?? 0), missing)
  }

  /// A number of which there is one.
  private func one(_ tag: DICOMTag) throws -> Double? {
    let values = try holder(of: tag).numbers(tag)
    if values.count > 1 { throw wrong(tag, "\(tag.name) has \(values.count) values: one is meant") }
    return values.first
  }

  func missing(_ tag: DICOMTag) -> Failure {
    let group = frameNumber == nil ? nil : Self.groups[tag]?.first
    return Failure(
      .badData, frameNumber == nil ? "the slice's header is incomplete" : "a frame's description is incomplete",
      at: "\(tag) is missing" + (group.map { " (or its group \($0))" } ?? "") + ofFrame)
  }

  func wrong(_ tag: DICOMTag, _ what: String) -> Failure {
    let holder = holder(of: tag)
    return Failure(.badData, what, at: (holder[tag]?.place ?? "\(tag)") + ofFrame)
  }

  private var ofFrame: String { frameNumber.map { " of frame \($0)" } ?? "" }
}

/// Which of the volumes in a file (or in the files of a concatenation) a frame belongs to.
struct FramePart: Hashable, Comparable, Sendable {
  /// The file, or what its files are brought together by; empty of a file with one frame.
  var object = ""
  /// StackID, TemporalPositionIndex, ConvolutionKernel and FrameType; empty or nil where nothing is stated.
  var stack = ""
  var time: Int?
  var kernel = ""
  var type = ""

  init(_ attributes: FrameAttributes, object: String) throws {
    func text(_ tag: DICOMTag) throws -> String { try attributes.holder(of: tag).strings(tag).joined(separator: "\\") }
    self.object = object
    stack = try text(.stackID)
    time = try attributes.holder(of: .temporalPositionIndex).integer(
      .temporalPositionIndex, in: 0...Int(UInt32.max))
    kernel = try text(.convolutionKernel)
    type = try text(.frameType)
  }

  static func < (l: FramePart, r: FramePart) -> Bool {
    let times = (l.time ?? 0, r.time ?? 0)
    return (l.object, l.stack, times.0, l.kernel, l.type) < (r.object, r.stack, times.1, r.kernel, r.type)
  }

  /// "stack 1, time 2, kernel B70f, ORIGINAL\PRIMARY\VOLUME\NONE"
  var inWords: String {
    var parts: [String] = []
    if !stack.isEmpty { parts.append(words("scan.frame-stack", ["stack": String(stack.prefix(16))])) }
    if let time { parts.append(words("scan.frame-time", ["time": time])) }
    if !kernel.isEmpty { parts.append(words("scan.frame-kernel", ["kernel": String(kernel.prefix(16))])) }
    if !type.isEmpty { parts.append("\(type.prefix(64))") }
    return parts.joined(separator: ", ")
  }
}
