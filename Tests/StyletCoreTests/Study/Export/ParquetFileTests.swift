import StyletBase
import Testing

@testable import StyletStudy

/// Parquet read back by a naive reader of the format, byte by byte; pyarrow reads it in `make conformance`.
@Suite struct ParquetFileTests {
  private static func columns(_ rows: Int) -> [ExportColumn] {
    func row<T>(_ value: (Int) -> T?) -> [T?] { (0..<rows).map { $0 % 3 == 1 ? nil : value($0) } }
    let some: [ExportColumn] = [
      ExportColumn("text", "", .text(row { $0 == 0 ? "" : "é\($0)" })),
      ExportColumn("whole", "", .whole(row { ($0 - 2) << 40 })),
      ExportColumn("number", "", .number(row { Double($0) / 3 - 1 })),
      ExportColumn("flag", "", .flag(row { $0 % 2 == 0 })),
      ExportColumn("none", "", .number((0..<rows).map { _ in nil })),
      ExportColumn("all", "", .whole(Array(0..<rows))),
    ]
    // More than 14: a list's long form.
    return some + (0..<20).map { n in ExportColumn("more.\(n)", "", .flag((0..<rows).map { $0 == n })) }
  }

  @Test(arguments: [0, 1, 2, 9, 300]) func whatIsWrittenIsReadBack(rows: Int) throws {
    let columns = Self.columns(rows), bytes = try ParquetFile.bytes(columns, rows: rows)
    let read = try NaiveParquet(bytes)
    #expect(read.rows == rows && read.names == columns.map(\.name))
    for (column, own) in zip(columns, read.columns) {
      #expect(own == (0..<rows).map { column[$0] }, "\(column.name)")
    }
    #expect(try ParquetFile.bytes(Self.columns(rows), rows: rows) == bytes)
  }

  /// Thrift's own examples of variable-length and zigzag numbers.
  @Test func numbersOfTheCompactProtocol() {
    #expect([0, -1, 1, -2].map { ThriftValue.int32($0).bytes } == [[0], [1], [2], [3]])
    #expect(ThriftValue.int64(150).bytes == [0xac, 0x02])
    #expect(ThriftValue.int64(.min).bytes == [255, 255, 255, 255, 255, 255, 255, 255, 255, 1])
    #expect(ThriftValue.record([(1, .int32(5)), (4, .text("é"))]).bytes == [0x15, 10, 0x38, 2, 0xc3, 0xa9, 0])
    #expect(ThriftValue.list([]).bytes == [0x0c])
  }
}

/// As the specification of the format says, for files of one group of rows and one page a column.
private struct NaiveParquet {
  struct Wrong: Error { let what: String }
  /// A struct of Thrift's, by field id.
  typealias Fields = [Int: Any]

  let rows: Int
  let names: [String]
  let columns: [[JSONValue]]

  init(_ bytes: [UInt8]) throws {
    guard bytes.prefix(4) == Array("PAR1".utf8)[...], bytes.suffix(4) == Array("PAR1".utf8)[...] else {
      throw Wrong(what: "magic")
    }
    let length = Self.int(bytes, bytes.count - 8, 4)
    var at = bytes.count - 8 - length
    let footer = try Self.record(bytes, &at)
    guard at == bytes.count - 8 else { throw Wrong(what: "footer's end") }
    let schema = footer[2] as! [Fields], groups = footer[4] as! [Fields]
    guard groups.count == 1, schema[0][5] as? Int == schema.count - 1 else { throw Wrong(what: "schema") }
    rows = footer[3] as! Int
    names = schema.dropFirst().map { $0[4] as! String }
    let chunks = groups[0][1] as! [Fields]
    var next = 4
    columns = try zip(chunks, schema.dropFirst()).map { chunk, own in
      let data = chunk[3] as! Fields
      guard data[9] as? Int == next, own[3] as? Int == 1, data[4] as? Int == 0, own[1] as? Int == data[1] as? Int else {
        throw Wrong(what: "chunk")
      }
      var at = next
      let header = try Self.record(bytes, &at), page = header[5] as! Fields
      guard header[1] as? Int == 0, page[2] as? Int == 0, page[3] as? Int == 3, header[2] as? Int == header[3] as? Int
      else { throw Wrong(what: "page") }
      let end = at + (header[3] as! Int)
      guard end - next == data[7] as? Int else { throw Wrong(what: "size") }
      next = end
      return try Self.page(Array(bytes[at..<end]), type: data[1] as! Int, count: page[1] as! Int)
    }
    guard next == bytes.count - 8 - length else { throw Wrong(what: "bytes left") }
  }

  private static func page(_ bytes: [UInt8], type: Int, count: Int) throws -> [JSONValue] {
    let end = 4 + int(bytes, 0, 4)
    var at = 4, levels: [Bool] = []
    while at < end {
      let run = varint(bytes, &at)
      guard run & 1 == 0 else { throw Wrong(what: "bit-packed") }
      levels += [Bool](repeating: bytes[at] == 1, count: Int(run >> 1))
      at += 1
    }
    guard levels.count == count else { throw Wrong(what: "levels") }
    var bit = 0
    let values = levels.map { isThere -> JSONValue in
      guard isThere else { return .null }
      switch type {
      case 0:
        defer { bit += 1 }
        return .bool(bytes[end + bit / 8] >> (bit % 8) & 1 == 1)
      case 2:
        defer { at += 8 }
        return .int(int(bytes, at, 8))
      case 5:
        defer { at += 8 }
        return .double(Double(bitPattern: UInt64(bitPattern: Int64(int(bytes, at, 8)))))
      default:
        let n = int(bytes, at, 4)
        defer { at += 4 + n }
        return .string(String(decoding: bytes[(at + 4)..<(at + 4 + n)], as: UTF8.self))
      }
    }
    guard type == 0 ? end + (bit + 7) / 8 == bytes.count : at == bytes.count else { throw Wrong(what: "values") }
    return values
  }

  private static func int(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    let value = (0..<count).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << (8 * UInt64($1)) }
    return Int(truncatingIfNeeded: value)
  }

  private static func varint(_ bytes: [UInt8], _ at: inout Int) -> UInt64 {
    var value: UInt64 = 0, shift: UInt64 = 0
    repeat {
      value |= UInt64(bytes[at] & 127) << shift
      shift += 7
      at += 1
    } while bytes[at - 1] > 127
    return value
  }

  private static func record(_ bytes: [UInt8], _ at: inout Int) throws -> Fields {
    var fields: Fields = [:], id = 0
    while bytes[at] != 0 {
      id += Int(bytes[at] >> 4)
      let type = bytes[at] & 15
      at += 1
      fields[id] = try value(type, bytes, &at)
    }
    at += 1
    return fields
  }

  private static func value(_ type: UInt8, _ bytes: [UInt8], _ at: inout Int) throws -> Any {
    switch type {
    case 5, 6:
      let n = varint(bytes, &at)
      return Int(bitPattern: UInt(n >> 1)) ^ -Int(n & 1)
    case 8:
      let n = Int(varint(bytes, &at))
      defer { at += n }
      return String(decoding: bytes[at..<(at + n)], as: UTF8.self)
    case 9:
      let head = bytes[at]
      at += 1
      let n = head >> 4 == 15 ? Int(varint(bytes, &at)) : Int(head >> 4)
      let all = try (0..<n).map { _ in try value(head & 15, bytes, &at) }
      return head & 15 == 12 ? all.map { $0 as! Fields } as Any : all
    case 12: return try record(bytes, &at)
    default: throw Wrong(what: "type \(type)")
    }
  }
}
