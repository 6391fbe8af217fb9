import Testing

@testable import StyletBase

@Suite struct PlainNumberTests {
  @Test(arguments: [("2", 2.0), ("-2.5", -2.5), ("+5", 5), (".5", 0.5), ("1e-3", 0.001), ("007", 7)])
  func isRead(_ text: String, _ number: Double) { #expect(PlainNumber.decimal(text) == number) }

  @Test(arguments: [
    "", " 5", "5 ", "0x10", "0X1P3", "inf", "-inf", "infinity", "nan", "nan(0x1)", "1e400", "-1e400", "1,5", "１２", "٥", "१",
    "1_000", "--5", "e", "1e", "5\0", "5\n",
  ])
  func isNone(_ text: String) { #expect(PlainNumber.decimal(text) == nil, "\(text)") }

  @Test func longOnesAreNone() { #expect(PlainNumber.decimal(String(repeating: "1", count: 65)) == nil) }
}
