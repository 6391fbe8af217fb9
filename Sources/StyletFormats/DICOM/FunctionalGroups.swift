import StyletCore

/// The attributes of one slice: of a single image they stand in the data set itself, of a frame in its functional
/// groups (PS3.3 C.7.6.16), its own or those that all frames share.
struct FrameAttributes {
  let dataSet: DICOMDataSet
  /// By the sequence that a group is: its item.
  private var shared: [DICOMTag: DICOMDataSet] = [:]
  private var own: [DICOMTag: DICOMDataSet] = [:]
  private var frameNumber: Int?

  /// Which groups hold an attribute.
  private static let groups: [DICOMTag: [DICOMTag]] = [
    .pixelSpacing: [.pixelMeasures], .sliceThickness: [.pixelMeasures],
    .imagePositionPatient: [.planePosition], .imageOrientationPatient: [.planeOrientation],
    .rescaleSlope: [.pixelValueTransformation], .rescaleIntercept: [.pixelValueTransformation],
    .rescaleType: [.pixelValueTransformation],
    .stackID: [.frameContent], .temporalPositionIndex: [.frameContent],
    .frameType: [.ctImageFrameType, .mrImageFrameType, .petFrameType],
    .convolutionKernel: [.ctReconstruction], .kvp: [.ctXRayDetails],
  ]
  private static let known = Set(groups.values.joined())

  /// Of a single image.
  init(_ dataSet: DICOMDataSet) { self.dataSet = dataSet }

  /// Of frames, as far as they share them.
  /// - Parameter shared: the item of SharedFunctionalGroupsSequence; nil where there is none.
  init(_ dataSet: DICOMDataSet, shared: DICOMDataSet?) throws {
    self.dataSet = dataSet
    self.shared = try shared.map(Self.groups) ?? [:]
  }

  /// Of one frame.
  /// - Parameter item: its item of PerFrameFunctionalGroupsSequence.
  func frame(_ number: Int, _ item: DICOMDataSet) throws -> FrameAttributes {
    var frame = self
    frame.frameNumber = number
    frame.own = try Self.groups(of: item)
    return frame
  }

  private static func groups(of item: DICOMDataSet) throws -> [DICOMTag: DICOMDataSet] {
    var groups: [DICOMTag: DICOMDataSet] = [:]
    for element in item.elements where known.contains(element.tag) {
      groups[element.tag] = try item.items(element.tag, atMost: 64).first
    }
    return groups
  }

  /// The data set that an attribute is to be looked for in. What a group should hold and does not is looked for
  /// in the file's own data set, where some converters leave it.
  func holder(of tag: DICOMTag) -> DICOMDataSet {
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
  func rescale(isCT: Bool) throws -> (rescale: Rescale, isStated: Bool) {
    let holder = holder(of: .rescaleSlope)
    if frameNumber != nil, isCT, holder[.rescaleSlope] == nil { throw missing(.rescaleSlope) }
    let slope = try holder.number(.rescaleSlope)
    let intercept = try self.holder(of: .rescaleIntercept).number(.rescaleIntercept)
    return (Rescale(slope: slope ?? 1, intercept: intercept ?? 0), slope != nil && intercept != nil)
  }

  func missing(_ tag: DICOMTag) -> Failure {
    let group = frameNumber == nil ? nil : Self.groups[tag]?.first
    return Failure(
      .badData, frameNumber == nil ? "the slice's header is incomplete" : "a frame's description is incomplete",
      at: "\(tag) is missing" + (group.map { " (or its group \($0))" } ?? "") + ofFrame)
  }

  func wrong(_ tag: DICOMTag, _ what: String) -> Failure {
    let holder = holder(of: tag)
    return Failure(.badData, what, at: (holder[tag].map(holder.place) ?? "\(tag)") + ofFrame)
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
    var words: [String] = []
    if !stack.isEmpty { words.append("stack \(stack.prefix(16))") }
    if let time { words.append("time \(time)") }
    if !kernel.isEmpty { words.append("kernel \(kernel.prefix(16))") }
    if !type.isEmpty { words.append("\(type.prefix(64))") }
    return words.joined(separator: ", ")
  }
}
