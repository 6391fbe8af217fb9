import StyletBase
import StyletFiles

/// JPEG Lossless, process 14, every predictor (ITU-T T.81 annex H): one component, Huffman coding, up to 16 bits.
struct JPEGLosslessDecoder: PixelDecoder {
  func decode(_ fragments: [ArraySlice<UInt8>], format: PixelFormat) throws -> [UInt8] {
    let image = Array(fragments.joined())
    let header = try JPEGLosslessHeader(image, format: format)
    // A pixel takes a bit at least: a header that promises more is refused before memory is taken for it.
    guard format.pixels / 8 <= image.count else {
      throw Failure(
        .badData, "\(image.count) bytes of JPEG cannot hold \(format.columns)x\(format.rows) pixels",
        at: "\(DICOMTag.pixelData)", advice: "copy the file again")
    }
    return try header.coded.frame(format) { words in
      let whole = image.withUnsafeBufferPointer { Self.decodeScan($0, header, format, into: words) }
      guard whole else {
        throw Failure(
          .badData, "the JPEG image is damaged or cut short", at: "\(DICOMTag.pixelData)",
          advice: "copy the file again")
      }
    }
  }

  private static let endOfImage: UInt8 = 0xd9

  /// - Returns: false when the bits run out, make no code or are too many, when a sample is larger than the precision
  ///   allows, or when a restart marker or the end's is missing or another one than is due. What follows the end is not
  ///   looked at: padding.
  private static func decodeScan(
    _ image: UnsafeBufferPointer<UInt8>, _ header: JPEGLosslessHeader, _ format: PixelFormat,
    into out: UnsafeMutableBufferPointer<UInt16>
  ) -> Bool {
    let columns = format.columns
    let start: Int32 = 1 << Int32(header.precision - header.pointTransform - 1)
    let shift = Int32(header.pointTransform)
    // The row above, and this one; samples modulo 2¹⁶ (H.1.2.1).
    var above = [Int32](repeating: 0, count: columns)
    var row = above
    var bits = JPEGBits(image, from: header.scanStart)
    var untilRestart = header.restartInterval
    /// The marker that is due after this interval, RST0...RST7.
    var restart: UInt8 = 0xd0
    /// Every bit that a sample has.
    var used: Int32 = 0
    var isFirstRow = true
    return header.table.quick.withUnsafeBufferPointer { quick in
      for y in 0..<format.rows {
        var left: Int32 = 0
        for x in 0..<columns {
          if header.restartInterval > 0 {
            if untilRestart == 0 {
              // Intervals are whole rows (H.1.1), so prediction begins anew with a row.
              guard x == 0, bits.marker() == restart else { return false }
              restart = 0xd0 | (restart &+ 1) & 7
              untilRestart = header.restartInterval
              isFirstRow = true
            }
            untilRestart -= 1
          }
          bits.fill()
          var category = Int(quick[bits.peek(JPEGHuffmanTable.quickBits)])
          if category != 0 {
            bits.drop(category >> 8)
            category &= 0xff
          } else {
            guard let long = longCode(&bits, header.table) else { return false }
            category = long
          }
          var difference: Int32 = 0
          if category == 16 {
            difference = 32768
          } else if category > 0 {
            let value = Int32(truncatingIfNeeded: bits.peek(category))
            bits.drop(category)
            let half: Int32 = 1 &<< Int32(truncatingIfNeeded: category &- 1)
            difference = value < half ? value &- (half &<< 1) &+ 1 : value
          }
          let prediction: Int32
          if isFirstRow {
            prediction = x == 0 ? start : left
          } else if x == 0 {
            prediction = above[0]
          } else {
            let up = above[x]
            let corner = above[x &- 1]
            switch header.predictor {
            case 1: prediction = left
            case 2: prediction = up
            case 3: prediction = corner
            case 4: prediction = left &+ up &- corner
            case 5: prediction = left &+ ((up &- corner) >> 1)
            case 6: prediction = up &+ ((left &- corner) >> 1)
            default: prediction = (left &+ up) >> 1
            }
          }
          left = (prediction &+ difference) & 0xffff
          row[x] = left
          used |= left
          out[y &* columns &+ x] = UInt16(truncatingIfNeeded: left &<< shift)
        }
        guard !bits.isPastEnd, used >> Int32(header.precision - header.pointTransform) == 0 else { return false }
        swap(&above, &row)
        isFirstRow = false
      }
      // Bits that are left tell that others before them were not what was coded.
      var last = bits.marker()
      if header.restartInterval > 0, untilRestart == 0, last == restart { last = bits.marker() }
      return last == endOfImage
    }
  }

  private static func longCode(_ bits: inout JPEGBits, _ table: JPEGHuffmanTable) -> Int? {
    for length in JPEGHuffmanTable.quickBits + 1...16 {
      let code = Int32(bits.peek(length))
      if code <= table.largest[length] {
        bits.drop(length)
        let index = Int(code + table.first[length])
        return table.categories.indices.contains(index) ? Int(table.categories[index]) : nil
      }
    }
    return nil
  }
}

/// What stands before the scan of a lossless JPEG image.
struct JPEGLosslessHeader {
  var precision: Int { coded.precision }
  let coded: CodedImage
  /// 1...7
  let predictor: Int
  let pointTransform: Int
  /// Samples between restart markers; 0 without.
  let restartInterval: Int
  let table: JPEGHuffmanTable
  /// The offset of the first coded byte.
  let scanStart: Int

  /// - Throws: ``Failure`` when this is another process than 14, or another image than `format` says.
  init(_ image: [UInt8], format: PixelFormat) throws {
    func wrong(_ what: String, _ offset: Int) -> Failure {
      Failure(.badData, "the JPEG image " + what, at: "\(DICOMTag.pixelData), offset \(offset) of the frame")
    }
    var reader = ByteReader(image, order: .big)
    guard try reader.next(UInt16.self) == 0xffd8 else { throw wrong("does not begin as one", 0) }
    var tables: [UInt8: JPEGHuffmanTable] = [:]
    var frame: CodedImage?
    var interval = 0
    while true {
      let offset = reader.position
      let marker: UInt16 = try reader.next()
      if marker == 0xffff {
        // A fill byte before a marker.
        try reader.seek(to: offset + 1)
        continue
      }
      guard marker >= 0xff01 else { throw wrong("has no marker where one is due", offset) }
      let length = Int(try reader.next(UInt16.self))
      guard length >= 2 else { throw wrong("has a segment without a length", offset) }
      var segment = ByteReader(Array(try reader.next(count: length - 2)), order: .big)
      switch marker {
      case 0xffc3:
        let precision = Int(try segment.next(UInt8.self))
        let rows = Int(try segment.next(UInt16.self))
        let columns = Int(try segment.next(UInt16.self))
        let components = try segment.next(UInt8.self)
        let image = CodedImage(columns: columns, rows: rows, components: Int(components), precision: precision)
        try image.check(format)
        frame = image
      case 0xffc0...0xffc2, 0xffc5...0xffc7, 0xffc9...0xffcb, 0xffcd...0xffcf:
        throw wrong("is of another process than lossless, SOF\(marker & 15)", offset)
      case 0xffc4:
        while !segment.isAtEnd {
          let id: UInt8 = try segment.next()
          let counts = Array(try segment.next(count: 16))
          let categories = Array(try segment.next(count: counts.reduce(0) { $0 + Int($1) }))
          tables[id] = try JPEGHuffmanTable(counts: counts, categories: categories)
        }
      case 0xffdd: interval = Int(try segment.next(UInt16.self))
      case 0xffda:
        guard try segment.next(UInt8.self) == 1 else { throw wrong("has a scan of several parts", offset) }
        try segment.skip(1)
        let id: UInt8 = try segment.next() >> 4
        let selection = Int(try segment.next(UInt8.self))
        try segment.skip(1)
        let shift = Int(try segment.next(UInt8.self) & 15)
        guard let coded = frame, let table = tables[id] else { throw wrong("has a scan before its header", offset) }
        guard coded.precision >= 2, (1...7).contains(selection), shift < coded.precision else {
          throw wrong("has \(coded.precision) bits, predictor \(selection), point transform \(shift)", offset)
        }
        self.coded = coded
        predictor = selection
        pointTransform = shift
        restartInterval = interval
        self.table = table
        scanStart = reader.position
        return
      default: break
      }
    }
  }
}
