import Testing

@testable import StyletBase

/// What is wrong with a member: what was expected, its range, and what stands there.
@Suite struct FieldReaderTests {
  private func problem(_ text: String, _ read: (inout FieldReader) -> Void) throws -> String? {
    let log = ProblemLog()
    var fields = FieldReader(try #require(try JSONParser.parse(Array(text.utf8)).object), at: "slices[0]", log: log)
    read(&fields)
    return log.problems.first.map { "\($0.place): \($0.what)" }
  }

  @Test(arguments: [
    ("99", "99"), ("-1", "-1"), ("1.5", "1.5"), ("1e99", "1e99"), (#""Kelvoni""#, "text"), ("true", "true or false"),
    ("123456789012345678901234567890", "12345678901234567890…"),
  ])
  func aNumberThatIsNoneOfTheRangeIsNamed(_ value: String, _ shown: String) throws {
    let said = try problem("{\"k\": \(value)}") { _ = $0.int("k", in: 0...35) }
    #expect(said == "slices[0].k: a whole number from 0 to 35 was expected, here is \(shown)")
  }

  @Test func boundsHaveNoIdleDecimals() throws {
    let said = try problem(#"{"mm": -2}"#) { _ = $0.number("mm", in: 0...10) }
    #expect(said == "slices[0].mm: a number from 0 to 10 was expected, here is -2")
    let finer = try problem(#"{"mm": 0.001}"#) { _ = $0.number("mm", in: 0.005...2.5) }
    #expect(finer == "slices[0].mm: a number from 0.005 to 2.5 was expected, here is 0.001")
    #expect(try problem(#"{"mm": 0.005}"#) { _ = $0.number("mm", in: 0.005...2.5) } == nil)
  }
}
