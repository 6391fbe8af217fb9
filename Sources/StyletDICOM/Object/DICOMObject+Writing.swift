import StyletBase
import StyletFiles

/// Objects as bytes: what was not changed as it was read, all else with the lengths that follow from it.
extension DICOMObject {
  /// Larger values go from their source to the sink in pieces.
  private static let piece = 1 << 20

  func encoded(as target: DICOMEncoding? = nil) throws -> [UInt8] {
    var out: [UInt8] = []
    try encode(into: &out, as: target ?? encoding)
    return out
  }

  func encode(into out: inout [UInt8], as target: DICOMEncoding) throws {
    if let unchanged, target == encoding { return try Self.append(source, unchanged, to: &out) }
    for entry in entries { try encode(entry, into: &out, as: target) }
  }

  /// Memory: a piece, and what is not larger than one.
  ///
  /// - Throws: a defect when the object was not read to its end.
  func write(to sink: any ByteSink, as target: DICOMEncoding? = nil) throws {
    let target = target ?? encoding
    guard isWhole else { throw Failure(.defect, "a DICOM object that was read as far as its pixels cannot be written") }
    if let unchanged, target == encoding { return try Self.copy(source, unchanged, to: sink) }
    var out: [UInt8] = []
    for entry in entries {
      let (source, own) = origin(of: entry)
      switch entry.content {
      case .made(let stream):
        let length = stream.length + stream.length % 2
        guard length < DICOMEncoding.undefined else {
          throw Failure(
            .cannotCreate, "\(stream.length) bytes of pixels are more than a DICOM file can hold",
            advice: "export fewer findings, or as NIfTI or NRRD")
        }
        try target.appendHeader(entry.element.tag, entry.element.vr, length: length, to: &out)
        try sink.write(out)
        out = []
        try stream.write(sink)
        if length != stream.length { out.append(0) }
      case .stored where own == target && (entry.element.length ?? .max) > Self.piece,
        .borrowed where own == target && (entry.element.length ?? .max) > Self.piece:
        try sink.write(out)
        out = []
        try Self.copy(source, entry.element.start..<end(of: entry), to: sink)
      default:
        try encode(entry, into: &out, as: target)
        if out.count > Self.piece {
          try sink.write(out)
          out = []
        }
      }
    }
    try sink.write(out)
  }

  private func encode(_ entry: Entry, into out: inout [UInt8], as target: DICOMEncoding) throws {
    let element = entry.element
    switch entry.content {
    case .items(let items): try encode(items, of: element, into: &out, as: target)
    case .bytes(let bytes):
      try target.appendHeader(element.tag, element.vr, length: bytes.count, to: &out)
      target.appendValue(bytes, element.vr, from: order, to: &out)
    case .made(let stream):
      let collected = MemorySink()
      try stream.write(collected)
      if collected.bytes.count % 2 == 1 { collected.bytes.append(0) }
      try target.appendHeader(element.tag, element.vr, length: collected.bytes.count, to: &out)
      target.appendValue(collected.bytes, element.vr, from: .little, to: &out)
    case .stored, .borrowed:
      let (source, own) = origin(of: entry)
      if own == target { return try Self.append(source, element.start..<end(of: entry), to: &out) }
      let isAsItIs = element.vr == .un || element.isEncapsulated
      if !isAsItIs, element.isSequence {
        var items: [DICOMObject] = []
        try eachItem(of: entry) { items.append($1) }
        return try encode(items, of: element, into: &out, as: target)
      }
      try target.appendHeader(element.tag, element.vr, length: element.length, to: &out)
      var value: [UInt8] = []
      try Self.append(source, element.offset..<end(of: entry), to: &value)
      if isAsItIs { out += value } else { target.appendValue(value, element.vr, from: own.order, to: &out) }
    }
  }

  private func encode(
    _ items: [DICOMObject], of element: DICOMElement, into out: inout [UInt8], as target: DICOMEncoding
  ) throws {
    let isDelimited = element.length == nil
    // A sequence whose VR was not known is written implicitly (CP-246), and stays so.
    let isUnknown = target.explicit && element.statedVR == .un
    let inner = isUnknown ? .implicitLittleEndian : target
    try target.appendHeader(element.tag, isUnknown ? .un : .sq, length: isDelimited ? nil : 0, to: &out)
    let start = out.count
    for item in items {
      try inner.appendHeader(.item, .un, length: item.isDelimited ? nil : 0, to: &out)
      let first = out.count
      try item.encode(into: &out, as: inner)
      if item.isDelimited {
        try inner.appendHeader(.itemEnd, .un, length: 0, to: &out)
      } else {
        try inner.setLength(from: first, in: &out)
      }
    }
    if isDelimited {
      try inner.appendHeader(.sequenceEnd, .un, length: 0, to: &out)
    } else {
      try target.setLength(from: start, in: &out)
    }
  }

  /// Where an element that was read ends in its source.
  private func end(of entry: Entry) throws -> Int {
    let (source, encoding) = origin(of: entry)
    return try DICOMParser(source: source, encoding: encoding)
      .end(of: entry.element, container: source.size, depth: depth)
  }

  private static func append(_ source: DICOMSource, _ range: Range<Int>, to out: inout [UInt8]) throws {
    // Small values are mostly in the source's block.
    if range.count <= 16_384 {
      out += try source.bytes(at: range.lowerBound, count: range.count)
    } else {
      out += try large(source, range)
    }
  }

  private static func copy(_ source: DICOMSource, _ range: Range<Int>, to sink: any ByteSink) throws {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: piece) {
      try sink.write(large(source, start..<min(start + piece, range.upperBound)))
    }
  }

  private static func large(_ source: DICOMSource, _ range: Range<Int>) throws -> [UInt8] {
    // Before memory is taken.
    guard range.lowerBound >= 0, range.upperBound <= source.size else {
      throw Failure(.badData, "cut short: the file ends at \(source.size)", at: "offset \(range.lowerBound)")
    }
    return try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      try source.copy(
        at: range.lowerBound,
        into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<range.count])))
      filled = range.count
    }
  }
}
