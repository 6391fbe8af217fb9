import StyletBase

/// The fragments that compressed pixels are stored in (PS3.5 A.4).
struct EncapsulatedPixels {
  /// Where each fragment lies in the source, the basic offset table left out.
  let fragments: [Range<Int>]
  /// Where the basic offset table lies; empty where the frames' offsets are not stated.
  let offsetTable: Range<Int>

  /// - Parameter element: PixelData of undefined length.
  init(_ source: DICOMSource, _ element: DICOMElement) throws {
    guard element.length == nil else {
      throw Failure(
        .badData, "compressed pixels must be in fragments, and have a length of their own",
        at: "\(element.tag), offset \(element.offset)")
    }
    let parser = DICOMParser(source: source, encoding: .explicitLittleEndian)
    var fragments: [Range<Int>] = []
    var offset = element.offset
    // Without the closing delimiter the fragments that are there are taken.
    while source.size - offset >= 8 {
      let item = try parser.header(at: offset, end: source.size)
      if item.tag == .sequenceEnd { break }
      guard item.tag == .item, let length = item.length, length <= source.size - item.offset else {
        throw Failure(
          .badData, "a fragment of the pixels is damaged or cut short", at: "offset \(offset)",
          advice: "copy the file again")
      }
      fragments.append(item.offset..<item.offset + length)
      offset = item.offset + length
    }
    guard let table = fragments.first, fragments.count >= 2 else {
      throw Failure(.badData, "the compressed pixels have no fragments", at: "offset \(element.offset)")
    }
    offsetTable = table
    self.fragments = Array(fragments.dropFirst())
  }
}
