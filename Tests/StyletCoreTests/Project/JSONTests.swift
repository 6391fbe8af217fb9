import Testing

@testable import StyletBase

@Suite struct JSONTests {
  func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

  @Test(arguments: [
    "null", "true", "[]", "{}", "0", "-0", "1e400", "0.10", "123456789012345678901234567890", "\"\"",
    #"{"b": 1, "a": [1, 2.50, {"z": null}], "é\u007f": "\"\\\n\t\u0001😀"}"#,
  ])
  func roundTripKeepsTheText(text: String) throws {
    #expect(String(decoding: try parse(text).bytes, as: UTF8.self) == text)
  }

  @Test func escapes() throws {
    #expect(try parse(#""\u00e9\ud83d\ude00\/\b\f""#).string == "é😀/\u{8}\u{c}")
    #expect(try parse("\u{feff} [1] ") == .array([.int(1)]))
  }

  @Test func numbers() throws {
    #expect(try parse("3.0").int == 3)
    #expect(try parse("1e2").int == 100)
    #expect(try parse("9223372036854775807").int == .max)
    for text in ["9223372036854775808", "1e30", "1e400", "0.5", "-1e999999999"] { #expect(try parse(text).int == nil) }
    #expect(try parse("1e400").double == nil)
    for value in [0.1, 1.0 / 3, Double.leastNonzeroMagnitude, -0.0, 1e300, 123456.789] {
      let back = try JSONParser.parse(JSONValue.double(value).bytes).double
      #expect(back?.bitPattern == value.bitPattern)
    }
    #expect(JSONValue.double(.nan) == .null)
    #expect(JSONValue.double(.infinity) == .null)
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "1.", ".5", "-", "+1", "1e", "NaN", "Infinity",
    "nul",
    "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"", "[1] 2",
    "{\"a\":1,\"a\":2}",
    "'a'", "[1 2]", "// x\n1", "tru", "\u{0}",
  ])
  func whatIsRefused(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test func invalidUTF8AndDepth() throws {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([34, 0xff, 34]) }
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([34, 0xed, 0xa0, 0x80, 34]) }
    func nested(_ n: Int) -> [UInt8] { Array(repeating: 91, count: n) + Array(repeating: 93, count: n) }
    #expect(try JSONParser.parse(nested(JSONParser.depth)).array?.count == 1)
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(JSONParser.depth + 1)) }
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(repeating: 91, count: 1_000_000)) }
  }

  @Test func thePlaceOfAnError() throws {
    do {
      _ = try JSONParser.parse(Array("{\n  \"a\": 1,\n  \"a\": 2}".utf8))
      Issue.record("read")
    } catch {
      #expect(error.place == "line 3, column 3")
    }
  }
}
