import Testing

@testable import StyletBase

@Suite struct TOMLTextTests {
  @Test func membersKeepTheirKinds() throws {
    let text = """
      id = "covid-chest"
      version = 1
      bound = -2.5
      required = true
      band = [-750, -300.5]
      day = 2026-03-01
      [[fields]]
      id = "b"
      [[fields]]
      id = "a"
      """
    let object = try TOMLText.parse(text, name: "test.toml")
    #expect(object["id"]?.string == "covid-chest" && object["version"]?.int == 1)
    #expect(object["bound"]?.double == -2.5 && object["required"] == .bool(true))
    #expect(object["band"]?.array?.map(\.double) == [-750, -300.5])
    #expect(object["day"]?.string?.contains("2026-03-01") == true)
    #expect(object["fields"]?.array?.map { $0.object?["id"]?.string } == ["b", "a"])
  }

  @Test func aMistakeIsSaidWithItsLine() throws {
    let error = #expect(throws: Failure.self) { try TOMLText.parse("a = 1\nb = = 2\n", name: "my.toml") }
    #expect(error?.path == "my.toml" && error?.place == "line 2, column 5" && error?.kind == .badData)
  }

  @Test(arguments: ["a = inf", "a = [1, nan]", "a = 1e999", "é = 1", "'é' = 1\n'e" + "\u{301}' = 2"])
  func whatCannotBeUsedIsRefused(_ text: String) {
    #expect(throws: Failure.self) { try TOMLText.parse(text, name: "my.toml") }
  }
}
