import StyletBase
import StyletFiles
import StyletImaging

/// How a file's numbers become Int16 samples.
///
/// - 8-bit numbers and Int16 are taken as they are.
/// - Other integers, and floats that are all whole, are exact too where greatest − least ≤ 65535: as they are when
///   they are Int16, else less an integer that goes into the intercept.
/// - All others are spread evenly over the 65,536 samples between the least and the greatest, and rounded: the
///   step, in the image's unit, is told to the user.
/// - NaN and infinities become the least number.
///
/// sample = (number − offset) / step − bias; number = step · (sample + bias) + offset.
struct SampleMapping {
  enum Method: Equatable {
    /// sample = number − offset
    case exact(offset: Int64)
    /// sample = (number − low) / step − 32768, rounded
    case spread(step: Double)
  }

  let method: Method
  private let low: Double
  private let high: Double
  private let notFinite: Int

  static let direct = SampleMapping()

  private init() {
    method = .exact(offset: 0)
    (low, high, notFinite) = (-32768, 32767, 0)
  }

  init(_ range: StoredRange) {
    low = range.low ?? 0
    high = range.high ?? 0
    notFinite = range.notFinite
    if range.isWhole, range.wholeHigh - range.wholeLow <= 65535, let least = Int64(exactly: range.wholeLow) {
      // Above 2⁵³ an offset would not survive in the intercept, a Double.
      if range.wholeLow >= -32768, range.wholeHigh <= 32767 {
        method = .exact(offset: 0)
        return
      }
      if least.magnitude < 1 << 52 {
        method = .exact(offset: least + 32768)
        return
      }
    }
    let step = high / 65535 - low / 65535
    method = .spread(step: step > 0 ? step : 1)
  }

  /// Samples → the image's values, given the file's own slope and intercept.
  func rescale(_ file: Rescale) -> Rescale {
    switch method {
    case .exact(let offset):
      Rescale(slope: file.slope, intercept: file.slope * Double(offset) + file.intercept)
    case .spread(let step):
      Rescale(slope: file.slope * step, intercept: file.slope * (32768 * step + low) + file.intercept)
    }
  }

  /// What a user should know of the change, in words.
  func problems(_ file: Rescale, element: ElementType) -> [String] {
    var out: [String] = []
    if case .spread(let step) = method, high > low {
      out.append(
        words("scan.stored-rounded", ["type": "\(element)", "step": said(step * abs(file.slope))]))
    }
    if notFinite > 0 {
      let least = said(file.slope * low + file.intercept)
      out.append(words("scan.not-finite", ["count": notFinite, "value": least]))
    }
    return out
  }

  // MARK: Decoding

  /// Turns `count` stored numbers into samples. `bytes` is aligned for the element.
  func decode(
    _ bytes: UnsafeRawPointer, _ element: ElementType, order: ByteOrder, count: Int,
    into out: UnsafeMutablePointer<Int16>
  ) {
    switch element {
    case .int8: integers(bytes, Int8.self, order, count, out)
    case .uint8: integers(bytes, UInt8.self, order, count, out)
    case .int16: integers(bytes, Int16.self, order, count, out)
    case .uint16: integers(bytes, UInt16.self, order, count, out)
    case .int32: integers(bytes, Int32.self, order, count, out)
    case .uint32: integers(bytes, UInt32.self, order, count, out)
    case .int64: integers(bytes, Int64.self, order, count, out)
    case .uint64: integers(bytes, UInt64.self, order, count, out)
    case .float32:
      let p = bytes.assumingMemoryBound(to: UInt32.self)
      floats(count, out) { n in
        Double(Float(bitPattern: order.isLittle ? UInt32(littleEndian: p[n]) : UInt32(bigEndian: p[n])))
      }
    case .float64:
      let p = bytes.assumingMemoryBound(to: UInt64.self)
      floats(count, out) { n in
        Double(bitPattern: order.isLittle ? UInt64(littleEndian: p[n]) : UInt64(bigEndian: p[n]))
      }
    }
  }

  @inline(__always)
  private func integers<T: FixedWidthInteger>(
    _ bytes: UnsafeRawPointer, _: T.Type, _ order: ByteOrder, _ count: Int, _ out: UnsafeMutablePointer<Int16>
  ) {
    let p = bytes.assumingMemoryBound(to: T.self)
    switch method {
    case .exact(let offset):
      // Wrapping: in range by the pass that found the offset; a file changed since gives wrong voxels, no trap.
      let less = Int16(truncatingIfNeeded: offset)
      if order.isLittle {
        for n in 0..<count { out[n] = Int16(truncatingIfNeeded: T(littleEndian: p[n])) &- less }
      } else {
        for n in 0..<count { out[n] = Int16(truncatingIfNeeded: T(bigEndian: p[n])) &- less }
      }
    case .spread:
      floats(count, out) { n in Double(order.isLittle ? T(littleEndian: p[n]) : T(bigEndian: p[n])) }
    }
  }

  @inline(__always)
  private func floats(_ count: Int, _ out: UnsafeMutablePointer<Int16>, _ number: (Int) -> Double) {
    let low = low
    let high = high
    switch method {
    case .exact(let offset):
      let less = Double(offset)
      for n in 0..<count {
        let v = number(n)
        // Between low and high by the first pass, which makes the difference an Int16.
        out[n] = Int16(truncatingIfNeeded: Int32(v >= low && v <= high ? v - less : low - less))
      }
    case .spread(let step):
      let perStep = 1 / step
      for n in 0..<count {
        let v = number(n)
        let t = v * perStep - low * perStep
        // NaN fails every comparison and falls to the least.
        let inRange = v <= high && t > 0 ? (t < 65535 ? t : 65535) : 0
        out[n] = Int16(truncatingIfNeeded: Int32(inRange + 0.5) &- 32768)
      }
    }
  }
}
