@testable import StyletDICOM

/// The sample values in a decoded frame; none when its size is wrong.
func values(_ frame: [UInt8], _ format: PixelFormat) -> [Int] {
  guard frame.count == format.bytesPerFrame else { return [] }
  var out = [Int16](repeating: 0, count: format.pixels)
  out.withUnsafeMutableBufferPointer { out in
    frame.withUnsafeBytes { format.unpack($0, order: .little, into: out) }
  }
  return out.map { Int($0) + format.bias }
}
