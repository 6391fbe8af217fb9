import StyletBase

/// What a file of a DICOM folder is to a reader of scans.
enum DICOMContent: Sendable {
  case slice(SliceHeader)
  /// The frames of one file, in its order.
  case frames([SliceHeader], scouts: [UnplacedImage])
  /// An image that does not say where it lies, or a scout.
  case unplaced(UnplacedImage)
  /// Not a slice of a scan.
  case setAside(OtherObject)
}

extension DICOMContent {
  /// Classifies an opened file.
  ///
  /// - Throws: ``Failure`` when it is a slice whose header is incomplete, contradicts itself or cannot be read.
  init(_ file: DICOMFile, at location: DICOMLocation) throws {
    do {
      let dataSet = file.dataSet
      if file.isDirectory {
        self = .setAside(.directory)
        return
      }
      let sopClass = try dataSet.string(.sopClassUID) ?? ""
      if let other = Self.otherObject(sopClass: sopClass, modality: try dataSet.string(.modality) ?? "") {
        self = .setAside(other)
        return
      }
      if dataSet[.floatPixelData] != nil || dataSet[.doublePixelData] != nil {
        self = .setAside(.floatingPoint)
        return
      }
      guard let pixels = dataSet[.pixelData] else {
        self = .setAside(.withoutImage)
        return
      }
      let hasFrames = Self.enhanced.contains(sopClass) || dataSet[.perFrameFunctionalGroupsSequence] != nil
      if !hasFrames, try dataSet.integer(.numberOfFrames, in: 0...Int(Int32.max)) ?? 1 > 1 {
        // A CT image has one frame: it would be a slice lost without a word.
        if sopClass == Self.ctImage { throw Self.undescribedFrames }
        self = .setAside(.multiFrame)
        return
      }
      if try dataSet.strings(.imageType).contains(where: { $0 == "LOCALIZER" || $0 == "SCOUT" }) {
        self = .unplaced(try UnplacedImage(scout: FrameAttributes(dataSet), at: location))
        return
      }
      if try dataSet.integer(.samplesPerPixel, in: 0...65535) ?? 1 != 1 {
        self = .setAside(.colour)
        return
      }
      if hasFrames {
        let frames = try FrameList(file, pixels: pixels, sopClass: sopClass, at: location)
        self = frames.slices.isEmpty ? .setAside(.scout) : .frames(frames.slices, scouts: frames.scouts)
        return
      }
      let missing = [DICOMTag.imagePositionPatient, .imageOrientationPatient].filter { dataSet[$0] == nil }
      if !missing.isEmpty {
        self = .unplaced(try UnplacedImage(dataSet, missing: missing, at: location))
        return
      }
      self = .slice(
        try SliceHeader(file, pixels: pixels, sopClass: sopClass, at: location, FrameAttributes(dataSet), frames: nil))
    } catch let failure as Failure {
      throw failure.about(location.path)
    }
  }

  static var undescribedFrames: Failure {
    Failure(
      .badData, "a multi-frame image whose frames are not described: nothing says where they lie",
      at: "\(DICOMTag.perFrameFunctionalGroupsSequence) is missing", advice: "export the series with an image a file")
  }

  /// CT Image Storage: one frame a file.
  static let ctImage = "1.2.840.10008.5.1.4.1.1.2"

  /// Enhanced CT and Legacy Converted Enhanced CT: always frames with functional groups.
  private static let enhanced: Set<String> = ["1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2"]

  /// Whether the meta information of a file that cannot be read says that it is no image: a cut DICOMDIR, a report.
  static func isOther(_ location: DICOMLocation) -> Bool {
    guard let source = try? location.open(), let head = try? source.bytes(at: 0, count: min(source.size, 512)) else {
      return false
    }
    // (0002,0002), a UI, and two bytes of length.
    guard let element = head.firstRange(of: [2, 0, 2, 0, 0x55, 0x49]) else { return false }
    let bytes = head[element.upperBound...]
    guard let length = bytes.first, length <= 64 else { return false }
    let uid = String(decoding: bytes.dropFirst(2).prefix(Int(length)).filter { $0 > 0x20 }, as: UTF8.self)
    return uid == "1.2.840.10008.1.3.10" || otherObject(sopClass: uid, modality: "") != nil
  }

  private static func otherObject(sopClass: String, modality: String) -> OtherObject? {
    let storage = "1.2.840.10008.5.1.4.1.1."
    if sopClass.hasPrefix(storage) {
      let kind = sopClass.dropFirst(storage.count)
      switch kind {
      case "7", "7.1", "7.2", "7.3", "7.4": return .secondaryCapture
      case "30": return .parametricMap
      case "66.4", "66.7": return .segmentation
      case "88.67", "88.73", "88.75", "88.76": return .doseReport
      case "88.59": return .keyObjects
      case "104.1", "104.2", "104.3": return .document
      case "481.2": return .rtDose
      case "481.3": return .rtStructureSet
      case "481.5": return .rtPlan
      default:
        if kind.hasPrefix("88.") { return .structuredReport }
        if kind.hasPrefix("11.") { return .presentationState }
        if kind.hasPrefix("9.") { return .waveform }
        if kind == "77.1.6" { return .microscopy }
      }
    }
    switch modality {
    case "SR": return .structuredReport
    case "PR": return .presentationState
    case "KO": return .keyObjects
    case "DOC": return .document
    default: return nil
    }
  }
}
