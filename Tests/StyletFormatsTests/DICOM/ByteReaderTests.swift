import StyletBase
import Testing

@testable import StyletFiles

@Suite struct ByteReaderTests {
  @Test func numbersInBothOrders() throws {
    var little = ByteReader([1, 2, 3, 4, 0xfe, 0xff, 0, 0, 0x80, 0x3f])
    #expect(try little.next(UInt16.self) == 0x0201)
    #expect(try little.at(0, UInt32.self) == 0x0403_0201)
    #expect(try little.next(count: 2) == [3, 4])
    #expect(try little.next(Int16.self) == -2)
    #expect(try little.next(Float.self) == 1)
    #expect(little.isAtEnd)
    var big = ByteReader([1, 2, 0xff, 0xfe, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0], order: .big)
    #expect(try big.next(UInt16.self) == 0x0102)
    #expect(try big.next(Int16.self) == -2)
    #expect(try big.next(Double.self) == 1)
  }

  @Test func everyReadPastTheEndNamesItsOffset() throws {
    var reader = ByteReader([1, 2, 3], fileOffset: 100)
    try reader.skip(2)
    let failure = #expect(throws: Failure.self) { try reader.next(UInt16.self) }
    #expect(failure?.kind == .badData)
    #expect(failure?.place == "offset 102")
    #expect(reader.position == 2)
    #expect(throws: Failure.self) { try reader.at(-1, UInt8.self) }
    #expect(throws: Failure.self) { try reader.at(.max, UInt64.self) }
    #expect(throws: Failure.self) { try reader.next(count: -1) }
    #expect(throws: Failure.self) { try reader.next(count: .max) }
    #expect(throws: Failure.self) { try reader.seek(to: 4) }
    try reader.seek(to: 3)
    #expect(reader.remaining == 0)
  }
}
