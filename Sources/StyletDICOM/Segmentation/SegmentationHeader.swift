import StyletBase
import StyletImaging

/// What a segmentation's header says, checked as far as possible before memory is taken for anything.
struct SegmentationHeader {
  /// What a pixel's value means.
  enum Kind: Equatable {
    /// A bit: in the frame's segment or not.
    case binary
    /// A part of `maximum`, as a probability or as occupancy.
    case fractional(maximum: Int, type: String)
    /// The segment's number; `background` belongs to none.
    case labelmap(background: Int)
  }

  /// Where a frame lies.
  struct Frame {
    /// 1...255; 0 for a label map, whose pixels say.
    let segment: Int
    /// Of the centre of the first pixel, LPS, mm.
    let position: PatientPoint
    let alongRow: PatientPoint
    let alongColumn: PatientPoint
    /// Between neighbours along a row and along a column, mm.
    let spacing: (alongRow: Double, alongColumn: Double)
  }

  static let storageClasses = ["1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7"]

  let rows: Int
  let columns: Int
  let kind: Kind
  /// Bits of a pixel: 1, 8 or 16.
  let bits: Int
  let segments: [Segment]
  let frames: [Frame]
  /// PixelData.
  let pixels: DICOMElement
  let transferSyntax: TransferSyntax

  var pixelsPerFrame: Int { rows * columns }

  init(_ file: DICOMFile) throws {
    let dataSet = file.dataSet
    transferSyntax = file.transferSyntax
    let sopClass = try dataSet.string(.sopClassUID) ?? ""
    guard Self.storageClasses.contains(sopClass) else {
      throw Failure(
        .badData, "not a segmentation, its class is \"\(sopClass.prefix(64))\"", at: "\(DICOMTag.sopClassUID)")
    }
    guard dataSet.order == .little else {
      throw Failure(.badData, "a segmentation in big endian is not read", at: "\(DICOMTag.transferSyntaxUID)")
    }
    rows = try Self.integer(dataSet, .rows, in: 1...65535)
    columns = try Self.integer(dataSet, .columns, in: 1...65535)
    let count = try Self.integer(dataSet, .numberOfFrames, in: 1...(1 << 24), missing: 1)
    guard try dataSet.integer(.samplesPerPixel, in: 0...65535) ?? 1 == 1 else {
      throw Failure(.badData, "a segmentation has one sample a pixel", at: "\(DICOMTag.samplesPerPixel)")
    }
    let type = try dataSet.string(DICOMTag.segmentationType) ?? "BINARY"
    bits = try Self.integer(dataSet, .bitsAllocated, in: 1...16)
    kind = try Self.kind(dataSet, type, bits: bits)
    guard let pixels = dataSet.elements.last, pixels.tag == .pixelData else {
      throw Failure(.badData, "there are no pixels", at: "\(DICOMTag.pixelData) is missing")
    }
    self.pixels = pixels
    try Self.checkLength(pixels, dataSet, bits: bits, rows: rows, columns: columns, frames: count, transferSyntax)
    segments = try Self.segments(dataSet, isLabelmap: type == "LABELMAP")
    frames = try Self.frames(dataSet, count: count, segments: type == "LABELMAP" ? nil : Set(segments.map(\.value)))
  }

  static func integer(
    _ dataSet: DICOMObject, _ tag: DICOMTag, in range: ClosedRange<Int>, missing: Int? = nil
  ) throws -> Int {
    guard let value = try dataSet.integer(tag, in: range) ?? missing else {
      throw Failure(.badData, "the segmentation's header is incomplete", at: "\(tag) is missing")
    }
    return value
  }

  private static func kind(_ dataSet: DICOMObject, _ type: String, bits: Int) throws -> Kind {
    let place = "\(DICOMTag.bitsAllocated)"
    switch type {
    case "BINARY":
      guard bits == 1 else {
        throw Failure(.badData, "a BINARY segmentation has 1 bit a pixel, not \(bits)", at: place)
      }
      return .binary
    case "FRACTIONAL":
      guard bits == 8 else {
        throw Failure(.badData, "a FRACTIONAL segmentation has 8 bits a pixel, not \(bits)", at: place)
      }
      let maximum = try integer(dataSet, DICOMTag.maximumFractionalValue, in: 1...255, missing: 255)
      let meaning = try dataSet.string(DICOMTag.segmentationFractionalType) ?? "PROBABILITY"
      return .fractional(maximum: maximum, type: String(meaning.prefix(16)))
    case "LABELMAP":
      guard bits == 8 || bits == 16 else {
        throw Failure(.badData, "a LABELMAP segmentation has 8 or 16 bits a pixel, not \(bits)", at: place)
      }
      return .labelmap(background: try dataSet.integer(.pixelPaddingValue, in: 0...65535, signed: false) ?? 0)
    default:
      throw Failure(
        .badData, "segmentations of type \"\(type.prefix(16))\" are not read, only BINARY, FRACTIONAL and LABELMAP",
        at: "\(DICOMTag.segmentationType)")
    }
  }

  /// Native pixels must all be there; compressed ones are checked when they are decompressed.
  private static func checkLength(
    _ pixels: DICOMElement, _ dataSet: DICOMObject, bits: Int, rows: Int, columns: Int, frames: Int,
    _ syntax: TransferSyntax
  ) throws {
    guard syntax.encoding == .native || syntax.encoding == .deflated else { return }
    // At most 2³² x 2²⁴ x 2⁴: fits.
    let wanted = (rows * columns * frames * bits + 7) / 8
    let stated = pixels.length ?? 0
    guard stated >= wanted else {
      throw Failure(
        .badData,
        "the pixels are \(pixels.length.map { "\($0) bytes" } ?? "of undefined length"), \(frames) frames of "
          + "\(columns)x\(rows) need \(wanted)",
        at: pixels.place)
    }
    guard wanted <= dataSet.source.size - pixels.offset else {
      throw Failure(
        .badData, "cut short: of \(wanted) bytes of pixels \(max(dataSet.source.size - pixels.offset, 0)) are there",
        at: pixels.place, advice: "copy the file again")
    }
  }
}
