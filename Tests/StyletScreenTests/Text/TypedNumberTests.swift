import Testing

@testable import StyletScreen

@Suite struct TypedNumberTests {
  @Test(arguments: [
    ("5.5", 5.5), ("5,5", 5.5), ("-850", -850), ("−850", -850), ("−0,5", -0.5), ("+8", 8), (".5", 0.5), ("1e1", 10),
  ])
  func isRead(text: String, number: Double) { #expect(TypedNumber.number(text) == number) }

  @Test(arguments: [
    "", "-", "−", "--5", "0x10", "0x1p3", "nan", "inf", "infinity", "1 000", "1,000,5", "１２", "1e999",
  ])
  func isNoNumber(text: String) { #expect(TypedNumber.number(text) == nil) }

  /// Level and width as the screen shows them.
  @Test func twoAreReadAsTheyAreShown() throws {
    for text in ["−600 1500", "-600 1500", "-600, 1500"] {
      let (level, width) = try #require(TypedNumber.twoNumbers(text))
      #expect(level == -600 && width == 1500, "\(text)")
    }
  }

  /// The status line has the values that were typed, not those of the nearest HU.
  @Test func aGateIsShownAsItIs() {
    var tool = ToolState()
    (tool.gated, tool.gate) = (true, -700.5...100)
    #expect(PanelText.gate(tool).contains("−700.5…100"))
    tool.gate = -750...150
    #expect(PanelText.gate(tool).contains("−750…150"))
  }
}
