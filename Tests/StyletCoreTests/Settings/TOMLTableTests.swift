import Testing

@testable import StyletBase

/// `Tests/Conformance/conformance/toml.py` holds the reader to Python's on many more texts.
@Suite struct TOMLTableTests {
  private func value(_ text: String) throws -> TOMLValue? { try TOMLTable(reading: "a = " + text)["a"] }

  private func mistake(_ text: String) -> TOMLSyntaxError? {
    do throws(TOMLSyntaxError) {
      _ = try TOMLTable(reading: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func numbers() throws {
    let wholes: [(String, Int)] = [
      ("0", 0), ("+99", 99), ("-17", -17), ("1_000", 1000), ("0xDead_beef", 0xdead_beef), ("0o755", 0o755),
      ("0b1101", 13), ("9223372036854775807", .max), ("-9223372036854775808", .min),
    ]
    for (text, n) in wholes { #expect(try value(text) == .integer(n), "\(text)") }
    let reals: [(String, Double)] = [
      ("1.0", 1), ("-0.01", -0.01), ("5e+22", 5e22), ("1E06", 1e6), ("6.626e-34", 6.626e-34), ("9_1.2_5", 91.25),
      ("inf", .infinity), ("-inf", -.infinity), ("1e400", .infinity),
    ]
    for (text, x) in reals { #expect(try value(text) == .float(x), "\(text)") }
    for text in ["nan", "+nan", "-nan"] {
      if case .float(let x)? = try value(text) { #expect(x.isNaN) } else { Issue.record("\(text)") }
    }
    for text in [
      "01", "1_", "1__0", "0x", "+0x1", "0b2", "1.", ".1", "1e", "1._1", "0_1", "Inf", "9223372036854775808", "0xg",
    ] { #expect(mistake("a = " + text)?.line == 1, "\(text)") }
  }

  @Test func moments() throws {
    let good: [(String, TOMLMoment.Kind)] = [
      ("1979-05-27T07:32:00Z", .dateTime), ("1979-05-27 07:32:00.5-07:00", .dateTime),
      ("1979-05-27t07:32:00", .localDateTime), ("2000-02-29", .localDate), ("07:32:00.123456789", .localTime),
    ]
    for (text, kind) in good { #expect(try value(text) == .moment(TOMLMoment(kind: kind, text: text)), "\(text)") }
    for text in [
      "1979-02-29", "1900-02-29", "1979-13-01", "1979-05-27T24:00:00", "1979-05-27T07:32", "07:60:00", "07:32:00Z",
      "1979-05-27T07:32:00+24:00", "1979-05-27T07:32:00.",
    ] { #expect(mistake("a = " + text) != nil, "\(text)") }
  }

  @Test func strings() throws {
    let good: [(String, String)] = [
      (#""\u00e9\t\"""#, "é\t\""), (#"'C:\x'"#, #"C:\x"#), ("\"\"\"\nx\r\ny\"\"\"", "x\ny"), ("'''\nx'''", "x"),
      ("\"\"\"a\"\"\"\"\"", "a\"\""), ("''''a'''", "'a"), ("\"\"\"x \\\n \n  y\"\"\"", "x y"),
      ("\"\"\"\"\"\"", ""),
    ]
    for (text, s) in good { #expect(try value(text) == .string(s), "\(text)") }
    let bad = [
      #""\x41""#, #""\ud800""#, "\"x\ny\"", "'\u{1}'", "\"\"\"x", "\"\"\"x\\ y\"\"\"", "\"x\" \"y\"", "\"x\r\"",
    ]
    for text in bad { #expect(mistake("a = " + text) != nil, "\(text)") }
  }

  @Test func tablesAndWhoDefinesThem() throws {
    for text in [
      "[a]\n[a.b]\n[c.d]\n[c]\ne = 1", "[[a]]\n[[a]]\n[a.c]", "a.b = 1\na.c = 2", "[a]\nb.c = 1\n[a.b.d]",
      "[a.b.c]\n[a]\nb.d = 1", "a = {b.c = 1, b.d = 2}", "[[a.b]]\n[a]\nc = 1", "a = [1, # x\n 2,\n]",
    ] { #expect(mistake(text) == nil, "\(text)") }
    for text in [
      "a = 1\na = 2", "a = 1\n'a' = 2", "[a]\n[a]", "[a]\nb = 1\n[a.b]", "a = {}\n[a.b]", "a = {}\na.b = 1",
      "a = []\n[[a]]", "a.b = 1\n[a]", "[[a]]\n[a]", "[a]\n[[a]]", "[a.b.c]\nz = 9\n[a]\nb.c.t = 1",
      "a = {b = 1,}", "a = {b = 1\n}", "a = [}",
    ] { #expect(mistake(text) != nil, "\(text)") }
    let table = try TOMLTable(reading: "b = 1\n[z]\ny = 2\n[a]\n[z.x]\n")
    #expect(table.entries.map(\.key) == ["b", "z", "a"] && table.entries.map(\.line) == [1, 2, 4])
  }

  @Test func theMistakeHasItsPlace() {
    #expect(mistake("a = 1\r\nb = = 2")?.place == "line 2, column 5")
    #expect(mistake("\n\n  [a\n")?.place == "line 3, column 5")
    #expect(mistake("a = 1\n[b]\na = 2\n'a' = 3")?.what == "\"a\" is defined already, on line 3")
    #expect(mistake("a = [1,\n2 3]")?.place == "line 2, column 3")
  }

  /// No text ends the program or takes longer than its length asks for.
  @Test func depthAndLengthAreMet() {
    let n = 200_000
    for text in [
      "a = " + String(repeating: "[", count: n), "a = " + String(repeating: "{b = ", count: n),
      String(repeating: "a.", count: n) + "a = 1", "[" + String(repeating: "a.", count: n) + "a]",
      String(repeating: "[", count: n), "a = " + String(repeating: "9", count: n), "a = [}",
      "a = '''" + String(repeating: "'\n", count: n),
    ] { #expect(mistake(text) != nil) }
    let deep = TOMLParser.depth
    #expect(mistake("a = " + String(repeating: "[", count: deep - 1) + String(repeating: "]", count: deep - 1)) == nil)
    #expect(mistake("a = " + String(repeating: "[", count: deep) + String(repeating: "]", count: deep)) != nil)
    #expect(mistake((0..<n / 10).map { "[[a]]\nb\($0) = 1\n" }.joined()) == nil)
  }
}
