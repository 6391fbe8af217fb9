import StyletFiles

/// What numbers a file holds, gathered slab by slab: it decides how they become Int16 samples.
struct StoredRange {
  /// The least and greatest finite number; nil before there is one.
  private(set) var low: Double?
  private(set) var high: Double?
  /// The same, exactly, as long as all are whole numbers.
  private(set) var wholeLow: Int128 = 0
  private(set) var wholeHigh: Int128 = 0
  private(set) var isWhole = true
  /// How many are NaN or infinite.
  private(set) var notFinite = 0

  /// Whether each number is an Int16 as it stands.
  var fitsSamples: Bool { isWhole && notFinite == 0 && wholeLow >= -32768 && wholeHigh <= 32767 }

  /// Takes in `count` numbers in the machine's byte order.
  mutating func add(_ bytes: UnsafeRawPointer, _ element: ElementType, count: Int, order: ByteOrder) {
    switch element {
    case .int8: add(bytes, Int8.self, count, order)
    case .uint8: add(bytes, UInt8.self, count, order)
    case .int16: add(bytes, Int16.self, count, order)
    case .uint16: add(bytes, UInt16.self, count, order)
    case .int32: add(bytes, Int32.self, count, order)
    case .uint32: add(bytes, UInt32.self, count, order)
    case .int64: add(bytes, Int64.self, count, order)
    case .uint64: add(bytes, UInt64.self, count, order)
    case .float32: add32(bytes, count, order)
    case .float64: add64(bytes, count, order)
    }
  }

  @inline(__always)
  private mutating func add<T: FixedWidthInteger>(
    _ bytes: UnsafeRawPointer, _: T.Type, _ count: Int, _ order: ByteOrder
  ) {
    guard count > 0 else { return }
    let p = bytes.assumingMemoryBound(to: T.self)
    var low = T.max
    var high = T.min
    if order.isLittle {
      for n in 0..<count {
        let v = T(littleEndian: p[n])
        low = min(low, v)
        high = max(high, v)
      }
    } else {
      for n in 0..<count {
        let v = T(bigEndian: p[n])
        low = min(low, v)
        high = max(high, v)
      }
    }
    merge(Double(low), Double(high), whole: (Int128(low), Int128(high)))
  }

  // Float and Double are written out: their conversions are not in one protocol that is as fast.

  private mutating func add32(_ bytes: UnsafeRawPointer, _ count: Int, _ order: ByteOrder) {
    let p = bytes.assumingMemoryBound(to: UInt32.self)
    var low = Float.infinity
    var high = -Float.infinity
    var whole = true
    var bad = 0
    for n in 0..<count {
      let v = Float(bitPattern: order.isLittle ? UInt32(littleEndian: p[n]) : UInt32(bigEndian: p[n]))
      if v.isFinite {
        low = min(low, v)
        high = max(high, v)
        if v.magnitude < 0x1p30 {
          whole = whole && Float(Int32(v)) == v
        } else {
          whole = whole && v.magnitude <= 0x1p53
        }
      } else {
        bad += 1
      }
    }
    finish(Double(low), Double(high), whole, bad, finite: bad < count)
  }

  private mutating func add64(_ bytes: UnsafeRawPointer, _ count: Int, _ order: ByteOrder) {
    let p = bytes.assumingMemoryBound(to: UInt64.self)
    var low = Double.infinity
    var high = -Double.infinity
    var whole = true
    var bad = 0
    for n in 0..<count {
      let v = Double(bitPattern: order.isLittle ? UInt64(littleEndian: p[n]) : UInt64(bigEndian: p[n]))
      if v.isFinite {
        low = min(low, v)
        high = max(high, v)
        whole = whole && v.magnitude <= 0x1p53 && Double(Int64(v.magnitude <= 0x1p53 ? v : 0)) == v
      } else {
        bad += 1
      }
    }
    finish(low, high, whole, bad, finite: bad < count)
  }

  private mutating func finish(_ low: Double, _ high: Double, _ whole: Bool, _ bad: Int, finite: Bool) {
    notFinite += bad
    isWhole = isWhole && whole
    if finite { merge(low, high, whole: isWhole ? (Int128(low), Int128(high)) : nil) }
  }

  private mutating func merge(_ a: Double, _ b: Double, whole: (Int128, Int128)?) {
    if let whole {
      wholeLow = low == nil ? whole.0 : min(wholeLow, whole.0)
      wholeHigh = high == nil ? whole.1 : max(wholeHigh, whole.1)
    }
    low = min(low ?? a, a)
    high = max(high ?? b, b)
  }
}
