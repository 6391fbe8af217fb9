import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM

/// Two files of one object, as an archive may write it anew.
@Suite struct ArchivedObjectTests {
  private func bytes(_ n: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: n >> (8 * $0)) } }

  private func element(_ group: Int, _ number: Int, _ vr: String, _ value: [UInt8]) -> [UInt8] {
    bytes(group, 2) + bytes(number, 2) + Array(vr.utf8) + bytes(value.count, 2) + value
  }

  private func file(
    delimited: Bool = false, groupLength: Bool = false, word: String = "ab", pixels: [UInt8] = [1, 2]
  ) -> [UInt8] {
    var file = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
    file += element(2, 0x10, "UI", Array("1.2.840.10008.1.2.1\0".utf8))
    if groupLength { file += element(8, 0, "UL", bytes(20, 4)) }
    file += element(8, 0x16, "UI", Array("1.2.84\0\0".utf8)) + element(8, 0x18, "UI", Array("1.2.5\0".utf8))
    let item = element(8, 0x104, "LO", Array(word.utf8)), undefined = [UInt8](repeating: 255, count: 4)
    file += bytes(8, 2) + bytes(0x1140, 2) + Array("SQ\0\0".utf8)
    if delimited {
      file += undefined + [0xfe, 0xff, 0, 0xe0] + undefined + item
      file += [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]
    } else {
      file += bytes(item.count + 8, 4) + [0xfe, 0xff, 0, 0xe0] + bytes(item.count, 4) + item
    }
    return file + bytes(0x7fe0, 2) + bytes(0x10, 2) + Array("OW\0\0".utf8) + bytes(pixels.count, 4) + pixels
  }

  @Test func valuesCountAndNotHowTheyAreWritten() throws {
    try withTemporaryFolder { folder in
      var n = 0
      func digests(_ bytes: [UInt8]) throws -> (values: [UInt8]?, bytes: String) {
        n += 1
        let path = folder + "/\(n).dcm"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return (try ArchivedObject.valueDigest(path), try ArchivedObject(path).digest)
      }
      let plain = try digests(file())
      for same in [file(delimited: true), file(groupLength: true)] {
        let other = try digests(same)
        #expect(other.values == plain.values && other.values != nil && other.bytes != plain.bytes)
      }
      for different in [file(word: "ac"), file(pixels: [1, 3]), file(pixels: [1, 2, 0, 0]), file(word: "ab  ")] {
        let other = try digests(different)
        #expect(other.values != plain.values && other.bytes != plain.bytes)
      }
    }
  }

  @Test func cutShortIsNoObject() throws {
    try withTemporaryFolder { folder in
      let whole = file(delimited: true), path = folder + "/x.dcm"
      for count in [0, 10, 140, whole.count - 20, whole.count - 1] {
        try Data(whole.prefix(count)).write(to: URL(fileURLWithPath: path))
        let failure = try #require(throws: Failure.self, "\(count)") { _ = try ArchivedObject(path) }
        #expect(failure.path == path && failure.kind == .badData)
      }
    }
  }
}
