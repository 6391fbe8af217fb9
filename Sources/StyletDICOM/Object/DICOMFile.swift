import StyletBase
import StyletFiles

/// A DICOM file: Part 10 (PS3.10 §7: preamble and meta information) or a bare data set. What was read can be changed
/// and written.
struct DICOMFile {
  /// The 128 bytes before the mark; empty where there is none.
  var preamble: [UInt8]
  /// File meta information: group 0002, apart from the data set.
  var meta: DICOMObject
  let transferSyntax: TransferSyntax
  /// How the data set is written; in some files not as the transfer syntax says.
  let encoding: DICOMEncoding
  var dataSet: DICOMObject
  /// Whether it lists the files of a medium (PS3.10 §8): a DICOMDIR.
  let isDirectory: Bool

  /// Opens a file and parses its elements up to the pixel data, which is the last one listed; headers cost a
  /// read or two of 16 KB.
  ///
  /// - Parameter whole: what follows the pixel data, too, as it must be to write it; the pixels are stepped over.
  /// - Returns: nil when the content is not DICOM.
  /// - Throws: ``Failure`` naming the file when it is, and is broken.
  init?(_ location: DICOMLocation, whole: Bool = false) throws {
    do {
      try self.init(source: location.open(), whole: whole)
    } catch let failure as Failure {
      throw failure.about(location.path)
    }
  }

  init?(path: String, whole: Bool = false) throws { try self.init(DICOMLocation(path: path), whole: whole) }

  init?(source: DICOMSource, whole: Bool = false) throws {
    guard source.size >= 8 else { return nil }
    let head = try source.bytes(at: 0, count: min(source.size, 256))
    guard let start = Self.start(head, size: source.size) else { return nil }
    // Meta information is always explicit little endian.
    let parser = DICOMParser(source: source, encoding: .explicitLittleEndian)
    var entries: [DICOMObject.Entry] = []
    var offset = start
    var stated: String?
    var sopClass: String?
    while source.size - offset >= 8 {
      let element = try parser.header(at: offset, end: source.size)
      guard element.tag.group == 0x0002, let length = element.length else { break }
      guard length <= source.size - element.offset else {
        throw Failure(
          .badData, "cut short in the meta information", at: "\(element.tag), offset \(element.offset)",
          advice: "copy the file again")
      }
      if length <= 64, element.tag == .transferSyntaxUID || element.tag == .mediaStorageSOPClassUID {
        let value = try source.bytes(at: element.offset, count: length).trimmingPadding()
        let uid = String(decoding: value, as: UTF8.self)
        if element.tag == .transferSyntaxUID {
          guard stated ?? uid == uid else { throw element.standsTwice }
          stated = uid
        } else {
          sopClass = uid
        }
      }
      entries.append(DICOMObject.Entry(element: element, content: .stored))
      offset = element.offset + length
    }
    preamble = Array(head.prefix(start == 132 ? 128 : 0))
    meta = DICOMObject(
      source: source, encoding: parser.encoding, entries: entries, range: start..<offset, depth: 0,
      characterSet: .ascii, isDelimited: false)
    guard source.size - offset >= 8 else {
      throw Failure(.badData, "no data set after the meta information", at: "offset \(offset)")
    }
    var body = source
    if let stated, TransferSyntax(uid: stated).encoding == .deflated {
      body = DICOMSource(memory: try inflateDataSet(source, from: offset))
      offset = 0
    }
    // What the first element looks like counts for more than what the meta information says of it.
    let first = Array(try body.bytes(at: offset, count: min(8, body.size - offset)))
    guard first.count == 8 else { throw Failure(.badData, "the data set is empty", at: "offset \(offset)") }
    let explicit = DICOMValueRepresentation(first[4], first[5]).isPlausible
    let syntax =
      stated.map(TransferSyntax.init(uid:))
      ?? (first[0] == 0 ? .explicitBigEndian : explicit ? .explicitLittleEndian : .implicitLittleEndian)
    let order: ByteOrder = first[0] == 0 ? .big : first[1] == 0 ? .little : syntax.order
    transferSyntax = syntax
    encoding = DICOMEncoding(order: order, explicit: explicit)
    dataSet = try DICOMParser(source: body, encoding: encoding)
      .dataSet(from: offset, to: body.size) { !whole && Self.pixels.contains($0) }
    isDirectory = sopClass == "1.2.840.10008.1.3.10" || dataSet[.directoryRecordSequence] != nil
  }

  /// A new one, of what is set here.
  ///
  /// - Parameters:
  ///   - dataSet: without class and instance, which are set here. Its text is in UTF-8.
  ///   - transferSyntax: explicit, or implicit little endian: for objects with values that are too long for a length of
  ///     16 bits.
  init(
    sopClass: String, instanceUID: String, dataSet: DICOMObject,
    transferSyntax: TransferSyntax = .explicitLittleEndian
  ) {
    preamble = []
    meta = DICOMObject()
    self.transferSyntax = transferSyntax
    encoding = transferSyntax == .implicitLittleEndian ? .implicitLittleEndian : .explicitLittleEndian
    self.dataSet = dataSet
    isDirectory = false
    self.dataSet.set(.specificCharacterSet, "ISO_IR 192")
    self.dataSet.set(.sopClassUID, sopClass)
    self.dataSet.set(.sopInstanceUID, instanceUID)
  }

  private static let pixels: [DICOMTag] = [.pixelData, .floatPixelData, .doublePixelData]

  /// Whether content that begins so is DICOM.
  static func recognises(_ head: [UInt8], size: Int) -> Bool { start(head[...], size: size) != nil }

  /// The offset of the first element: after the mark "DICM", or 0 where a bare data set shows itself by a first
  /// element of group 0002 or 0008 whose length fits and which another one of a plausible group follows.
  private static func start(_ head: ArraySlice<UInt8>, size: Int) -> Int? {
    if head.count >= 132, Array(head[128..<132]) == Array("DICM".utf8) { return 132 }
    var reader = ByteReader(Array(head))
    guard reader.remaining >= 16 else { return nil }
    if reader.bytes[0] == 0 { reader.order = .big }
    func isPlausible(_ group: UInt16) -> Bool { group == 0x0002 || group == 0x0008 }
    guard let group: UInt16 = try? reader.next(), isPlausible(group),
      let element: UInt16 = try? reader.next(), element <= 0x2000,
      let vr = try? reader.next(count: 2), let short: UInt16 = try? reader.next()
    else { return nil }
    let length: Int
    if DICOMValueRepresentation(vr[4], vr[5]).isPlausible {
      length = Int(short)
    } else {
      guard reader.order == .little, let long: UInt32 = try? reader.at(4) else { return nil }
      length = Int(long)
    }
    guard length <= 128, length <= size - 8 else { return nil }
    guard 8 + length < size else { return 0 }
    guard let next: UInt16 = try? reader.at(8 + length) else { return nil }
    return isPlausible(next) || next == 0x0010 ? 0 : nil
  }
}
