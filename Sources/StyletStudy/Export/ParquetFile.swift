import StyletBase

/// A table as Apache Parquet: one group of rows, one page a column, PLAIN and not compressed, every column optional.
///
/// A null has the definition level 0 and no value; levels are runs of the RLE hybrid. Texts are UTF-8, whole numbers
/// INT64, numbers DOUBLE. Source: apache/parquet-format, Encodings.md and parquet.thrift.
enum ParquetFile {
  private static let magic = Array("PAR1".utf8)

  /// The physical types of the format.
  private enum Physical: Int { case boolean = 0, int64 = 2, double = 5, byteArray = 6 }

  /// - Parameter rows: of each column.
  /// - Returns: the file; the same columns give the same bytes. Cost: the values.
  /// - Throws: a ``Failure`` where a column is beyond the format's 2 GB.
  static func bytes(_ columns: [ExportColumn], rows: Int) throws -> [UInt8] {
    precondition(columns.allSatisfy { $0.values.count == rows }, "columns of different length")
    var out = magic, chunks: [ThriftValue] = [], total = 0
    for column in columns {
      let start = out.count, data = levels(column) + values(column)
      guard data.count < Int(Int32.max) else {
        throw Failure(.cannotCreate, words("study.export.large-column", ["column": column.name]))
      }
      let header = pageHeader(bytes: data.count, values: rows)
      out += header
      out += data
      let size = header.count + data.count
      total += size
      chunks.append(chunk(column, start: start, size: size, rows: rows))
    }
    let footer = metadata(columns, chunks: chunks, bytes: total, rows: rows).bytes
    out += footer
    out += littleEndian(UInt32(footer.count))
    return out + magic
  }

  // MARK: Pages

  /// Runs of definition levels, one bit wide, a length of four bytes before them.
  private static func levels(_ column: ExportColumn) -> [UInt8] {
    let present = isPresent(column)
    var runs: [UInt8] = [], start = 0
    while start < present.count {
      var end = start + 1
      while end < present.count, present[end] == present[start] { end += 1 }
      ThriftValue.append(UInt64(end - start) << 1, to: &runs)
      runs.append(present[start] ? 1 : 0)
      start = end
    }
    return littleEndian(UInt32(runs.count)) + runs
  }

  private static func isPresent(_ column: ExportColumn) -> [Bool] {
    switch column.values {
    case .text(let all): all.map { $0 != nil }
    case .whole(let all): all.map { $0 != nil }
    case .number(let all): all.map { $0 != nil }
    case .flag(let all): all.map { $0 != nil }
    }
  }

  private static func values(_ column: ExportColumn) -> [UInt8] {
    switch column.values {
    case .text(let all): all.compactMap { $0 }.flatMap { littleEndian(UInt32($0.utf8.count)) + Array($0.utf8) }
    case .whole(let all): all.compactMap { $0 }.flatMap { littleEndian(UInt64(bitPattern: Int64($0))) }
    case .number(let all): all.compactMap { $0 }.flatMap { littleEndian($0.bitPattern) }
    case .flag(let all):
      // Eight a byte, the first in the lowest bit.
      all.compactMap { $0 }.enumerated().reduce(into: [UInt8]()) { bytes, flag in
        if flag.offset % 8 == 0 { bytes.append(0) }
        if flag.element { bytes[bytes.count - 1] |= 1 << (flag.offset % 8) }
      }
    }
  }

  private static func littleEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  // MARK: Metadata: field numbers as in parquet.thrift

  private static let plain = ThriftValue.int32(0), hybrid = ThriftValue.int32(3)

  private static func pageHeader(bytes: Int, values: Int) -> [UInt8] {
    let data = ThriftValue.record([(1, .int32(values)), (2, plain), (3, hybrid), (4, hybrid)])
    return ThriftValue.record([(1, .int32(0)), (2, .int32(bytes)), (3, .int32(bytes)), (5, data)]).bytes
  }

  private static func physical(_ column: ExportColumn) -> Physical {
    switch column.values {
    case .text: .byteArray
    case .whole: .int64
    case .number: .double
    case .flag: .boolean
    }
  }

  private static func chunk(_ column: ExportColumn, start: Int, size: Int, rows: Int) -> ThriftValue {
    let data = ThriftValue.record([
      (1, .int32(physical(column).rawValue)), (2, .list([plain, hybrid])), (3, .list([.text(column.name)])),
      (4, .int32(0)), (5, .int64(rows)), (6, .int64(size)), (7, .int64(size)), (9, .int64(start)),
    ])
    return .record([(2, .int64(start)), (3, data)])
  }

  private static func metadata(
    _ columns: [ExportColumn], chunks: [ThriftValue], bytes: Int, rows: Int
  ) -> ThriftValue {
    let root = ThriftValue.record([(4, .text("cases")), (5, .int32(columns.count))])
    let schema = columns.map { column -> ThriftValue in
      let own: [(id: Int, value: ThriftValue)] = [
        (1, .int32(physical(column).rawValue)), (3, .int32(1)), (4, .text(column.name)),
      ]
      // A text: ConvertedType UTF8, and LogicalType STRING.
      guard case .text = column.values else { return .record(own) }
      return .record(own + [(6, .int32(0)), (10, .record([(1, .record([]))]))])
    }
    let group = ThriftValue.record([(1, .list(chunks)), (2, .int64(bytes)), (3, .int64(rows))])
    let notice = ThriftValue.record([(1, .text("notice")), (2, .text(ResearchUse.inData))])
    return .record([
      (1, .int32(1)), (2, .list([root] + schema)), (3, .int64(rows)), (4, .list([group])), (5, .list([notice])),
      (6, .text("stylet version \(Release.version)")),
    ])
  }
}
