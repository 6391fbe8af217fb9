import StyletBase

/// A value in Apache Thrift's compact protocol, as far as Parquet's metadata need it.
indirect enum ThriftValue {
  case int32(Int)
  case int64(Int)
  case text(String)
  case list([ThriftValue])
  /// Fields by id, ascending.
  case record([(id: Int, value: ThriftValue)])

  private var type: UInt8 {
    switch self {
    case .int32: 5
    case .int64: 6
    case .text: 8
    case .list: 9
    case .record: 12
    }
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    append(to: &out)
    return out
  }

  private func append(to out: inout [UInt8]) {
    switch self {
    case .int32(let n), .int64(let n): Self.append(UInt64(bitPattern: Int64(n << 1 ^ n >> 63)), to: &out)
    case .text(let text):
      Self.append(UInt64(text.utf8.count), to: &out)
      out += text.utf8
    case .list(let all):
      let type = all.first?.type ?? 12
      if all.count < 15 {
        out.append(UInt8(all.count) << 4 | type)
      } else {
        out.append(0xf0 | type)
        Self.append(UInt64(all.count), to: &out)
      }
      for one in all { one.append(to: &out) }
    case .record(let fields):
      var last = 0
      for (id, value) in fields {
        precondition((1...15).contains(id - last), "fields of a record that do not ascend")
        out.append(UInt8(id - last) << 4 | value.type)
        value.append(to: &out)
        last = id
      }
      out.append(0)
    }
  }

  /// Seven bits a byte, the lowest first.
  static func append(_ number: UInt64, to out: inout [UInt8]) {
    var rest = number
    while rest > 127 {
      out.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    out.append(UInt8(rest))
  }
}
