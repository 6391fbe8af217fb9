import Foundation
import TestSupport
import Testing

/// Settings that no TOML reader may fall over: the program, and a workstation that runs, say what is wrong and go on.
@Suite struct SettingsTextTests {
  private static let texts: [(name: String, text: String)] = [
    ("a stray brace", "a = [}\n"), ("dotted keys", String(repeating: "a.", count: 60_000) + "a = 1\n"),
    ("a dotted table", "[" + String(repeating: "a.", count: 60_000) + "a]\n"),
    ("brackets", "a = " + String(repeating: "[", count: 200_000)), ("no end", "a = \"\"\"x"), ("a bracket", "[a\n"),
    ("a key twice", "[segmenter]\n[segmenter]\n"), ("no text", "\u{0}\u{1}"),
  ]

  private func run(_ files: CaseFolder, _ arguments: String...) throws -> Ran {
    try stylet(arguments, in: files.path, wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(files.path)/config"])
  }

  @Test(arguments: texts.map(\.name)) func itIsSaidAndEndsNothing(_ name: String) throws {
    let files = try CaseFolder(), folder = files.path + "/config/stylet"
    let text = try #require(Self.texts.first { $0.name == name }).text
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/settings.toml", atomically: true, encoding: .utf8)
    let ran = try run(files, "propose", CaseFolder.scanName, "out.nii.gz", "--with", "x")
    #expect(ran.status == 65 && ran.complaint?.contains("settings.toml") == true, "\(ran.err.prefix(300))")
    #expect(!files.has(files.path + "/out.nii.gz"))
    let screen = try run(
      files, "open", CaseFolder.scanName, "--script", ":propose x<CR>", "--lungs", "ask", "--size", "200x50",
      "--dump-screen", "-")
    #expect(screen.status == 65 && screen.out.contains("settings.toml"), "\(screen.err)\n\(screen.out)")
    // The work goes on, and is kept; the script's command that could not be done is told at the end.
    let work = try run(
      files, "open", CaseFolder.scanName, "--save", "--lungs", "ask",
      "--script", "<Space>:propose x<CR>9<Right><Space>")
    #expect(work.status == 65, "\(work.err)")
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
    // As a key map the same text names its place, too.
    try text.write(toFile: files.path + "/keys.toml", atomically: true, encoding: .utf8)
    let keys = try files.run("keys", "--keymap", "keys.toml")
    #expect((64...78).contains(keys.status) && keys.complaint?.contains("keys.toml") == true, "\(keys.err.prefix(300))")
  }
}
