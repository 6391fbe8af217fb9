import StyletCore

/// What a CT slice's header says: all that placing it and reading its pixels needs.
struct SliceHeader: Sendable {
  let path: String
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
  let frameNumber: Int?
  let isCT: Bool
  let modality: String
  let seriesNumber: Int?
  let format: PixelFormat
  /// PixelData: in the file, or in the inflated data set of a deflated one.
  let pixels: DICOMElement
  /// Bytes in the file, or in the inflated data set.
  let dataSize: Int
  /// Of the centre of the first pixel, LPS, mm.
  let position: PatientPoint
  /// Direction cosines along a row (to the next column) and along a column (to the next row).
  let alongRow: PatientPoint
  let alongColumn: PatientPoint
  /// Between the centres of neighbours along a row and along a column, mm.
  let spacing: (alongRow: Double, alongColumn: Double)
  let rescale: Rescale
  let inverted: Bool
  let paddingValue: Int?
  let thickness: Double?
  /// What is shown of the equipment, in order; no patient identifier.
  let facts: [(name: String, value: String)]

  /// The direction of stacking.
  var normal: PatientPoint { cross(alongRow, alongColumn) }
  /// Where the slice lies along it, mm.
  var height: Double { dot(position, normal) }
  /// The file's name, for messages.
  var name: String { String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]) }
}

/// What a file of a DICOM folder is to a reader of scans.
enum DICOMContent: Sendable {
  case slice(SliceHeader)
  /// Not a slice of a scan; what it is, in words: "scout".
  case setAside(String)
}

extension DICOMContent {
  /// Classifies an opened file.
  ///
  /// - Throws: ``Failure`` when it is a slice whose header is incomplete, contradicts itself or cannot be read.
  init(_ file: DICOMFile, path: String) throws {
    do {
      let dataSet = file.dataSet
      let sopClass = try dataSet.string(.sopClassUID) ?? ""
      if let other = Self.otherObject(sopClass: sopClass, modality: try dataSet.string(.modality) ?? "") {
        self = .setAside(other)
        return
      }
      if dataSet[.floatPixelData] != nil || dataSet[.doublePixelData] != nil {
        self = .setAside("floating-point image")
        return
      }
      guard let pixels = dataSet[.pixelData] else {
        self = .setAside("object without an image")
        return
      }
      if try dataSet.integer(.numberOfFrames) ?? 1 > 1 {
        self = .setAside("multi-frame image")
        return
      }
      if try dataSet.strings(.imageType).contains("LOCALIZER") {
        self = .setAside("scout")
        return
      }
      if try dataSet.integer(.samplesPerPixel) ?? 1 != 1 {
        self = .setAside("colour image")
        return
      }
      if dataSet[.imagePositionPatient] == nil || dataSet[.imageOrientationPatient] == nil {
        self = .setAside("image without a position")
        return
      }
      self = .slice(try SliceHeader(file, pixels: pixels, sopClass: sopClass, path: path))
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  private static func otherObject(sopClass: String, modality: String) -> String? {
    let storage = "1.2.840.10008.5.1.4.1.1."
    if sopClass == "1.2.840.10008.1.3.10" { return "DICOMDIR" }
    if sopClass.hasPrefix(storage) {
      let kind = sopClass.dropFirst(storage.count)
      switch kind {
      case "2.1": return "multi-frame Enhanced CT image"
      case "2.2": return "multi-frame Legacy Converted Enhanced CT image"
      case "7", "7.1", "7.2", "7.3", "7.4": return "secondary capture"
      case "66.4", "66.7": return "segmentation"
      case "88.67", "88.73", "88.75", "88.76": return "radiation dose report"
      case "88.59": return "key object selection"
      case "104.1", "104.2", "104.3": return "encapsulated document"
      case "481.2": return "RT dose"
      case "481.3": return "RT structure set"
      case "481.5": return "RT plan"
      default:
        if kind.hasPrefix("88.") { return "structured report" }
        if kind.hasPrefix("11.") { return "presentation state" }
        if kind.hasPrefix("9.") { return "waveform" }
      }
    }
    switch modality {
    case "SR": return "structured report"
    case "PR": return "presentation state"
    case "KO": return "key object selection"
    case "DOC": return "encapsulated document"
    default: return nil
    }
  }
}

extension SliceHeader {
  fileprivate init(_ file: DICOMFile, pixels: DICOMElement, sopClass: String, path: String) throws {
    let dataSet = file.dataSet
    func required<T>(_ tag: DICOMTag, _ value: T?) throws -> T {
      if let value { return value }
      throw Failure(.badData, "the slice's header is incomplete", at: "\(tag) is missing")
    }
    func wrong(_ tag: DICOMTag, _ what: String) -> Failure {
      Failure(.badData, what, at: dataSet[tag].map(dataSet.place) ?? "\(tag)")
    }

    self.path = path
    self.pixels = pixels
    dataSize = dataSet.source.size
    transferSyntax = file.transferSyntax
    order = dataSet.order
    // Files that name no series are taken by folder.
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    statedSeriesUID = try dataSet.string(.seriesInstanceUID) ?? ""
    seriesUID = statedSeriesUID.isEmpty ? folder : statedSeriesUID
    instanceUID = try dataSet.string(.sopInstanceUID) ?? ""
    sopClassUID = sopClass
    studyUID = try dataSet.string(.studyInstanceUID) ?? ""
    frameOfReferenceUID = try dataSet.string(.frameOfReferenceUID) ?? ""
    frameNumber = nil
    modality = try dataSet.string(.modality) ?? "CT"
    isCT = sopClass == "1.2.840.10008.5.1.4.1.1.2" || modality == "CT"
    seriesNumber = try? dataSet.integer(.seriesNumber)

    let rows = try required(.rows, dataSet.integer(.rows))
    let columns = try required(.columns, dataSet.integer(.columns))
    let allocated = try required(.bitsAllocated, dataSet.integer(.bitsAllocated))
    guard allocated == 8 || allocated == 16 else {
      throw wrong(.bitsAllocated, "pixels of \(allocated) bits are not read, only of 8 and 16")
    }
    let stored = try dataSet.integer(.bitsStored) ?? allocated
    let signed = try dataSet.integer(.pixelRepresentation) ?? 0
    guard signed == 0 || signed == 1 else { throw wrong(.pixelRepresentation, "\(signed) is neither 0 nor 1") }
    guard
      let format = PixelFormat(
        rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: stored,
        highBit: try dataSet.integer(.highBit) ?? stored - 1, signed: signed == 1)
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

    let p = try dataSet.numbers(.imagePositionPatient)
    guard p.count == 3, p.allSatisfy({ abs($0) < 1e6 }) else {
      throw wrong(.imagePositionPatient, "a position has three coordinates in mm")
    }
    position = [p[0], p[1], p[2]]
    let o = try dataSet.numbers(.imageOrientationPatient)
    guard o.count == 6, o.allSatisfy({ abs($0) < 2 }) else {
      throw wrong(.imageOrientationPatient, "an orientation has six direction cosines")
    }
    alongRow = [o[0], o[1], o[2]]
    alongColumn = [o[3], o[4], o[5]]
    guard abs(length(alongRow) - 1) < 0.02, abs(length(alongColumn) - 1) < 0.02,
      abs(dot(alongRow, alongColumn)) < 0.02
    else { throw wrong(.imageOrientationPatient, "rows and columns are not perpendicular unit vectors") }
    // Between rows comes first (PS3.3 10.7.1.3).
    let s = try required(.pixelSpacing, dataSet[.pixelSpacing].map { _ in try dataSet.numbers(.pixelSpacing) })
    guard s.count == 2, s.allSatisfy({ $0 > 1e-6 && $0 < 1e4 }) else {
      throw wrong(.pixelSpacing, "a pixel's spacing is two positive lengths in mm")
    }
    spacing = (alongRow: s[1], alongColumn: s[0])

    rescale = Rescale(
      slope: try dataSet.number(.rescaleSlope) ?? 1, intercept: try dataSet.number(.rescaleIntercept) ?? 0)
    guard rescale.slope != 0, abs(rescale.slope) < 1e9, abs(rescale.intercept) < 1e12 else {
      throw wrong(.rescaleSlope, "slope \(rescale.slope), intercept \(rescale.intercept) give no values")
    }
    paddingValue = try? dataSet.integer(.pixelPaddingValue, signed: format.signed)
    thickness = (try? dataSet.number(.sliceThickness)).flatMap { $0 > 0 && $0 < 1e4 ? $0 : nil }
    facts = Self.equipment.compactMap { tag, name, unit in
      guard let text = try? dataSet.string(tag) else { return nil }
      return (name, String(text.prefix(64)) + unit)
    }
  }

  private static let equipment: [(DICOMTag, String, String)] = [
    (.modality, "modality", ""), (.manufacturer, "manufacturer", ""), (.manufacturerModelName, "model", ""),
    (.convolutionKernel, "kernel", ""), (.kvp, "tube voltage", " kV"), (.sliceThickness, "slice thickness", " mm"),
    (.rescaleType, "rescale type", ""),
  ]
}
