extension FuzzSeeds {
  /// An archive whose first member is stored and whose others are deflated.
  static func zip(_ members: [[UInt8]]) -> [UInt8] {
    func number(_ n: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: n >> (8 * $0)) } }
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (n, member) in members.enumerated() {
      let name = Array("s\(n).dcm".utf8)
      let data = n == 0 ? member : stored(member[...])
      var common = [20, 0, 0, 0] + number(n == 0 ? 0 : 8, 2) + number(0, 4)
      for (value, width) in [(Int(crc(member)), 4), (data.count, 4), (member.count, 4), (name.count, 2), (0, 2)] {
        common += number(value, width)
      }
      directory += Array("PK\u{1}\u{2}".utf8) + [20, 0] + common
      directory += number(0, 10) + number(out.count, 4) + name
      out += Array("PK\u{3}\u{4}".utf8) + common + name + data
    }
    var end = Array("PK\u{5}\u{6}".utf8) + number(0, 4)
    for (value, width) in [(members.count, 2), (members.count, 2), (directory.count, 4), (out.count, 4), (0, 2)] {
      end += number(value, width)
    }
    return out + directory + end
  }

  /// A deflate stream of one stored block (RFC 1951 3.2.4): at most 65535 bytes.
  static func stored(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let count = UInt16(bytes.count)
    let lengths: [UInt16] = [count.littleEndian, (~count).littleEndian]
    return [1] + lengths.withUnsafeBytes(Array.init) + Array(bytes)
  }
}
