import StyletBase
import StyletFiles
import StyletImaging

/// What the header says of a CT slice, a file of its own or a frame of one: all that placing it and reading its
/// pixels needs.
struct SliceHeader: Sendable {
  let location: DICOMLocation
  let transferSyntax: TransferSyntax
  let order: ByteOrder
  /// What slices are brought together by: the file's own, or its folder where it has none.
  let seriesUID: String
  /// SOPInstanceUID, SOPClassUID and so on; empty where the file does not say.
  let instanceUID: String
  let sopClassUID: String
  let statedSeriesUID: String
  let studyUID: String
  let frameOfReferenceUID: String
  /// Of an image within a file of several, base 1.
  private(set) var frameNumber: Int?
  /// Where the frames of its file lie; nil of a single image.
  let frames: FrameTable?
  /// Which volume of its file a frame belongs to; nil of a single image.
  private(set) var part: FramePart?
  let isCT: Bool
  let modality: String
  let seriesNumber: Int?
  /// SeriesDescription; nil where it is absent, or repeats the patient's name or number.
  let description: String?
  /// BodyPartExamined and ProtocolName: what the series is of.
  let region: String
  let format: PixelFormat
  /// PixelData: in the file, or in the inflated data set of a deflated one.
  let pixels: DICOMElement
  /// Bytes in the file, or in the inflated data set.
  let dataSize: Int
  /// Of the centre of the first pixel, LPS, mm.
  private(set) var position: PatientPoint = [0, 0, 0]
  /// Direction cosines along a row (to the next column) and along a column (to the next row).
  private(set) var alongRow: PatientPoint = [1, 0, 0]
  private(set) var alongColumn: PatientPoint = [0, 1, 0]
  /// Between the centres of neighbours along a row and along a column, mm.
  private(set) var spacing = (alongRow: 1.0, alongColumn: 1.0)
  private(set) var rescale = Rescale.identity
  /// Whether slope and intercept stand in the file; what is missing is that of the identity.
  var statesRescale: Bool { missingRescale.isEmpty }
  /// Which of slope and intercept do not.
  private(set) var missingRescale: [DICOMTag] = []
  /// RescaleType; nil where it is absent.
  let rescaleType: String?
  /// What tells the scans of one series apart.
  let acquisitionKeys: AcquisitionKeys
  /// What else may tell them apart, where positions agree.
  private(set) var interleaving: InterleavingMarks
  /// What it must have in common with the other slices of its series.
  let series: SeriesAttributes
  let inverted: Bool
  /// What ImageType says that makes the image no reconstruction of a slice: "MIP", "AVERAGE".
  let projections: [String]
  /// What ImageType says that makes its values something calculated from other images: "SUBTRACTION", "VNC".
  let calculations: [String]
  /// Whether the pixels were compressed with loss once.
  let isLossy: Bool
  /// The stored values that stand for "outside the picture" (PixelPaddingValue, PixelPaddingRangeLimit).
  let padding: ClosedRange<Int>?
  private(set) var thickness: Double?
  /// What is shown of the equipment, in order; no patient identifier.
  let facts: [(name: String, value: String)]
  let acquisition: AcquisitionFacts

  /// The direction of stacking.
  var normal: PatientPoint { cross(alongRow, alongColumn) }
  /// Where the slice lies along it, mm.
  var height: Double { dot(position, normal) }
  /// Names the file in errors, and sorts it.
  var path: String { location.path }
  /// The file's name, and the frame's number, for messages.
  var name: String { FrameName.said(location.name, frameNumber) }
}

/// How a frame of a file is called in messages.
enum FrameName {
  /// - Parameter number: base 1; nil for a file that has one image.
  static func said(_ file: String, _ number: Int?) -> String {
    number.map { words("scan.frame-of-file", ["file": file, "number": $0]) } ?? file
  }
}

extension SliceHeader {
  /// - Parameters:
  ///   - attributes: of the slice, or of the first frame of a part.
  ///   - frames: of a file of several.
  init(
    _ file: DICOMFile, pixels: DICOMElement, sopClass: String, at location: DICOMLocation,
    _ attributes: FrameAttributes, frames: FrameTable?
  ) throws {
    let dataSet = file.dataSet
    func required<T>(_ tag: DICOMTag, _ value: T?) throws -> T {
      if let value { return value }
      throw attributes.missing(tag)
    }
    func wrong(_ tag: DICOMTag, _ what: String) -> Failure { attributes.wrong(tag, what) }

    // What is read where it makes sense only: a contradiction is none.
    for tag in Self.decisive { _ = try dataSet.only(tag) }
    self.location = location
    self.pixels = pixels
    dataSize = dataSet.source.size
    transferSyntax = file.transferSyntax
    order = dataSet.order
    statedSeriesUID = try dataSet.string(.seriesInstanceUID) ?? ""
    seriesUID = try Self.seriesUID(dataSet, at: location)
    instanceUID = try dataSet.string(.sopInstanceUID) ?? ""
    sopClassUID = sopClass
    studyUID = try dataSet.string(.studyInstanceUID) ?? ""
    frameOfReferenceUID = try dataSet.string(.frameOfReferenceUID) ?? ""
    self.frames = frames
    modality = try dataSet.string(.modality) ?? "CT"
    isCT = sopClass == DICOMContent.ctImage || modality == "CT"
    seriesNumber = try? dataSet.integer(.seriesNumber, in: Int(Int32.min)...Int(Int32.max))
    description = Self.description(dataSet)
    region = [DICOMTag.bodyPartExamined, .protocolName].compactMap { try? dataSet.string($0) }.joined(separator: " ")

    let rows = try required(.rows, dataSet.integer(.rows, in: 1...65535))
    let columns = try required(.columns, dataSet.integer(.columns, in: 1...65535))
    let allocated = try required(.bitsAllocated, dataSet.integer(.bitsAllocated, in: 1...64))
    guard allocated == 8 || allocated == 16 else {
      throw wrong(.bitsAllocated, "pixels of \(allocated) bits are not read, only of 8 and 16")
    }
    let stored = try dataSet.integer(.bitsStored, in: 1...allocated) ?? allocated
    // No edition since 2004 knows another one, and readers do not agree on what it would mean.
    if let high = try dataSet.integer(.highBit, in: 0...255), high != stored - 1 {
      throw wrong(
        .highBit,
        "HighBit is \(high) with \(stored) BitsStored, where it must be \(stored - 1): the values are in doubt")
    }
    let signed = try dataSet.integer(.pixelRepresentation, in: 0...1) ?? 0
    guard
      let format = PixelFormat(
        rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: stored, highBit: stored - 1,
        signed: signed == 1)
    else {
      throw wrong(
        .bitsStored,
        "\(rows) rows, \(columns) columns, \(stored) bits stored in \(allocated) do not make an image")
    }
    self.format = format

    let photometric = try dataSet.string(.photometricInterpretation) ?? "MONOCHROME2"
    guard photometric == "MONOCHROME1" || photometric == "MONOCHROME2" else {
      throw wrong(.photometricInterpretation, "\"\(photometric.prefix(16))\" is not a grey-level image")
    }
    inverted = photometric == "MONOCHROME1"
    let kinds = [DICOMTag.imageType, .frameType].flatMap { (try? attributes.holder(of: $0).strings($0)) ?? [] }
    projections = Self.projectionTypes.filter(kinds.contains)
    calculations = Self.calculationTypes.filter(kinds.contains)
    isLossy = (try? dataSet.string(.lossyImageCompression)) == "01"

    padding = Self.padding(dataSet, signed: format.signed)
    facts = Self.equipment.compactMap { tag, name, unit in
      guard let text = try? attributes.holder(of: tag).string(tag) else { return nil }
      return (name, String(text.prefix(64)) + unit)
    }
    acquisition = AcquisitionFacts(attributes)
    rescaleType = try? attributes.holder(of: .rescaleType).string(.rescaleType)
    acquisitionKeys = AcquisitionKeys(dataSet)
    interleaving = InterleavingMarks(dataSet)
    series = SeriesAttributes(attributes)
    if try !attributes.holder(of: .modalityLUT).items(.modalityLUT, atMost: 64).isEmpty {
      throw Failure(
        .badData, "a table (Modality LUT) turns the stored values into others, which is not read: they are not HU",
        at: "\(DICOMTag.modalityLUT)", advice: "export the series with RescaleSlope and RescaleIntercept")
    }
    try place(attributes)
  }

  /// What slices are brought together by: files that name no series are taken by folder.
  static func seriesUID(_ dataSet: DICOMObject, at location: DICOMLocation) throws -> String {
    try dataSet.string(.seriesInstanceUID) ?? location.folder
  }

  /// Another frame of the same part.
  init(like frame: SliceHeader, _ attributes: FrameAttributes, number: Int, part: FramePart) throws {
    self = frame
    frameNumber = number
    self.part = part
    interleaving = interleaving.frame(attributes)
    try place(attributes)
  }

  /// A slice of the same kind at another place, whose file is not here yet.
  func moved(to position: PatientPoint) -> SliceHeader {
    var slice = self
    slice.position = position + 0
    return slice
  }

  /// Takes over what differs from frame to frame.
  private mutating func place(_ attributes: FrameAttributes) throws {
    func wrong(_ tag: DICOMTag, _ what: String) -> Failure { attributes.wrong(tag, what) }
    let p = try attributes.numbers(.imagePositionPatient)
    guard p.count == 3, p.allSatisfy({ abs($0) < 1e6 }) else {
      throw wrong(.imagePositionPatient, "a position has three coordinates in mm")
    }
    // 0 has no sign, whatever the text has.
    position = SIMD3(p[0], p[1], p[2]) + 0
    let o = try attributes.numbers(.imageOrientationPatient)
    guard o.count == 6, o.allSatisfy({ abs($0) < 2 }) else {
      throw wrong(.imageOrientationPatient, "an orientation has six direction cosines")
    }
    guard let directions = SliceDirections(row: [o[0], o[1], o[2]], column: [o[3], o[4], o[5]]) else {
      throw wrong(.imageOrientationPatient, "rows and columns are not perpendicular unit vectors")
    }
    alongRow = directions.row
    alongColumn = directions.column
    // Between rows comes first (PS3.3 10.7.1.3).
    let s = try attributes.numbers(.pixelSpacing)
    guard s.count == 2, s.allSatisfy({ $0 > 1e-6 && $0 < 1e4 }) else {
      throw wrong(.pixelSpacing, "a pixel's spacing is two positive lengths in mm")
    }
    spacing = (alongRow: s[1], alongColumn: s[0])

    (rescale, missingRescale) = try attributes.rescale(isCT: isCT)
    guard rescale.slope != 0, abs(rescale.slope) < 1e9, abs(rescale.intercept) < 1e12 else {
      throw wrong(.rescaleSlope, "slope \(rescale.slope), intercept \(rescale.intercept) give no values")
    }
    let thickness = try? attributes.holder(of: .sliceThickness).number(.sliceThickness)
    self.thickness = thickness.flatMap { $0 > 0 && $0 < 1e4 ? $0 : nil }
  }

  private static func padding(_ dataSet: DICOMObject, signed: Bool) -> ClosedRange<Int>? {
    // One that no pixel can have stands for nothing.
    let range = Int(Int16.min)...Int(UInt16.max)
    guard let value = try? dataSet.integer(.pixelPaddingValue, in: range, signed: signed) else { return nil }
    let limit = (try? dataSet.integer(.pixelPaddingRangeLimit, in: range, signed: signed)) ?? value
    return min(value, limit)...max(value, limit)
  }

  /// A description is free text; one that repeats a part of the patient's name or number is not shown.
  private static func description(_ dataSet: DICOMObject) -> String? {
    guard let text = try? dataSet.string(.seriesDescription) else { return nil }
    let lowered = text.lowercased()
    for tag in [DICOMTag.patientName, .patientID] {
      guard let names = try? dataSet.strings(tag) else { return nil }
      for name in names {
        let parts = name.lowercased().split { $0 == "^" || $0 == "=" || $0 == " " }
        if parts.contains(where: { $0.count > 2 && lowered.contains($0) }) { return nil }
      }
    }
    return String(text.prefix(64))
  }

  /// Whose image it is, and what its values are.
  private static let decisive =
    SeriesAttributes.all.filter { $0.bond < .said }.map(\.tag) + [
      .pixelPaddingValue, .pixelPaddingRangeLimit, .acquisitionNumber, .imageType,
    ]

  /// Values of ImageType and FrameType (PS3.3 C.8.16.1), and what vendors write there.
  private static let projectionTypes = [
    "MIP", "MAX_IP", "MAXIMUM", "MINIP", "MIN_IP", "MINIMUM", "AVERAGE", "MEAN", "AVERAGE_IP",
  ]

  /// Derived pixel contrast and multi-energy images (PS3.3 C.8.16.1.4, C.8.15.3.1), and what makers write for them.
  private static let calculationTypes = [
    "SUBTRACTION", "ADDITION", "DIVISION", "MULTIPLICATION", "MASKED", "STD_DEVIATION", "QUANTITY", "ENERGY_PROP_WT",
    "VMI", "MAT_SPECIFIC", "MAT_REMOVED", "MAT_FRACTIONAL", "MAT_MODIFIED", "MAT_VALUE_BASED", "EFF_ATOMIC_NUM",
    "ELECTRON_DENSITY", "VNC", "IODINE", "MONOENERGETIC",
  ]

  private static let equipment: [(DICOMTag, String, String)] = [
    (.modality, "modality", ""), (.manufacturer, "manufacturer", ""), (.manufacturerModelName, "model", ""),
    (.convolutionKernel, "kernel", ""), (.kvp, "tube voltage", " kV"), (.sliceThickness, "slice thickness", " mm"),
    (.rescaleType, "rescale type", ""),
  ]
}
