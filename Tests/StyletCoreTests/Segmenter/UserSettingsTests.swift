import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

@Suite struct UserSettingsTests {
  private func failure(_ text: String) -> Failure? {
    #expect(throws: Failure.self) { try UserSettings.parse(text, name: "settings.toml") }
  }

  @Test func theLanguageIsRead() throws {
    #expect(try UserSettings.parse("language = \"fr\"", name: "settings.toml").language == .french)
    #expect(try UserSettings.parse("", name: "settings.toml").language == nil)
    #expect(failure("language = \"xx\"")?.what == "is one of en, fr")
  }

  @Test func aSegmenterIsRead() throws {
    let settings = try UserSettings.parse(
      """
      [segmenter.opacity]
      command = "mytool --in {scan} '--out={labels}' --name \\"two words\\""
      seconds = 30
      labels = { 1 = "GGO", 7 = "CON" }
      [segmenter.lobes]
      command = "lungs {scan} {labels}"
      kind = "lungs"
      """, name: "settings.toml")
    let lobes = Segmenter(
      name: "lobes", words: ["lungs", "{scan}", "{labels}"], seconds: 600, kind: .lungs, labels: [:])
    let opacity = try settings.segmenter("opacity", settings: "settings.toml")
    #expect(opacity.words == ["mytool", "--in", "{scan}", "--out={labels}", "--name", "two words"])
    #expect(opacity.seconds == 30 && opacity.kind == .lesions && opacity.labels == [1: "GGO", 7: "CON"])
    #expect(settings.segmenters == [lobes, opacity])
    // a name is a word whatever is in it, and is not looked through again
    #expect(
      opacity.words(scan: "/a b/{labels}.nii", labels: "/c $HOME;x")
        == ["mytool", "--in", "/a b/{labels}.nii", "--out=/c $HOME;x", "--name", "two words"])
    let odd = Segmenter(name: "", words: ["{x}{", "{scan"], seconds: 1, kind: .lungs, labels: [:])
    #expect(odd.words(scan: "s", labels: "l") == odd.words)
    let unknown = #expect(throws: Failure.self) { try settings.segmenter("opacities", settings: "settings.toml") }
    #expect(unknown?.advice == "use one of lobes, opacity")
  }

  @Test(arguments: [
    ("command = 1", "segmenter.a.command"), ("seconds = 3", "segmenter.a.command"),
    ("command = \"\"", "segmenter.a.command"), ("command = \"x '{scan} {labels}\"", "segmenter.a.command"),
    ("command = \"x {scan}\"\nkind = \"lungs\"", "segmenter.a.command"),
    ("command = \"x {scan} {labels}\"", "segmenter.a.labels"),
    ("command = \"x {scan} {labels}\"\nkind = \"heart\"", "segmenter.a.kind"),
    ("command = \"x {scan} {labels}\"\nlabels = { 0 = \"GGO\" }", "segmenter.a.labels.0"),
    ("command = \"x {scan} {labels}\"\nlabels = { 256 = \"GGO\" }", "segmenter.a.labels.256"),
    ("command = \"x {scan} {labels}\"\nlabels = { 1 = 2 }", "segmenter.a.labels.1"),
    ("command = \"x {scan} {labels}\"\nkind = \"lungs\"\nlabels = { 1 = \"GGO\" }", "segmenter.a.labels.1"),
    ("command = \"x {scan} {labels}\"\nlabels = { 1 = \"GGO\" }\nseconds = 0", "segmenter.a.seconds"),
    ("command = \"x {scan} {labels}\"\nlabels = { 1 = \"GGO\" }\nshell = true", "segmenter.a.shell"),
  ])
  func mistakesAreNamedWithTheirPlace(text: String, place: String) {
    let failure = failure("[segmenter.a]\n" + text)
    #expect(failure?.place == place && failure?.path == "settings.toml" && failure?.kind == .badData)
  }

  @Test func otherMistakes() {
    #expect(failure("segmenter = 3")?.place == "segmenter")
    #expect(failure("[segmenter]\na = 3")?.place == "segmenter.a")
    #expect(failure("[other]\na = 3")?.place == "other")
    #expect(failure("[segmenter.a\n")?.place == "line 1, column 13")
  }

  @Test func theFile() throws {
    #expect(UserSettings.path(["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == "/x/stylet/settings.toml")
    #expect(UserSettings.path(["XDG_CONFIG_HOME": "not/absolute", "HOME": "/h"]) == "/h/.config/stylet/settings.toml")
    #expect(UserSettings.path(["HOME": "/h"]) == "/h/.config/stylet/settings.toml")
    try withTemporaryFolder { folder in
      #expect(try UserSettings.read(folder + "/none.toml").segmenters.isEmpty)
      let path = folder + "/settings.toml"
      try write([0xff, 0xfe, 0x00], path)
      #expect(#expect(throws: Failure.self) { try UserSettings.read(path) }?.path == path)
    }
  }
}
