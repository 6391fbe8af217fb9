import Foundation
import StyletBase
import StyletCore
import TestSupport
import Testing

/// Names in a project that would work in a terminal (sequences of ESC and of C1, a change of direction) reach none, by
/// whatever command, in whatever form, on either stream.
@Suite struct HostileNamesTests {
  private static let project = CaseFolder.projectName, scan = CaseFolder.scanName
  /// As JSON writes it, and a part of it that may stand anywhere.
  private static let hostile = #"Glass\u001b[31m\u001b]0;x\u0007\u009b2J\u0085\u202ey\u2066\u200f"#, known = "Glass"

  /// Findings, code, reader, a landmark and a ruler of that name.
  private func named() throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>mr5<Right><Space>:landmark apex<CR>", lungs: "ask")
    var text = try String(contentsOfFile: files.project, encoding: .utf8)
    for (old, new) in [
      ("\"Ground-glass opacity\"", "\"\(Self.hostile)\""), ("\"code\": \"GGO\"", "\"code\": \"\(Self.hostile)\""),
      ("\"name\": \"apex\"", "\"name\": \"\(Self.hostile)\""),
      ("\"type\": \"ruler\"", "\"type\": \"ruler\", \"name\": \"\(Self.hostile)\""),
    ] {
      let changed = text.replacingOccurrences(of: old, with: new)
      try #require(changed != text, "\(old)")
      text = changed
    }
    let owned = text.replacing(/"reader": "[^"]*"/, with: "\"reader\": \"\(Self.hostile)\"")
    try owned.write(toFile: files.project, atomically: true, encoding: .utf8)
    return files
  }

  private func unsafe(_ text: String) -> Unicode.Scalar? {
    // A line's end in a table is CR LF.
    text.unicodeScalars.first { $0.isUnsafeToShow && $0 != "\n" && $0 != "\r" }
  }

  @Test func noneReachesATerminal() throws {
    let files = try named()
    let commands: [[String]] =
      [
        ["extent", Self.project], ["extent", Self.project, "--json"], ["extent", Self.project, "--csv"],
        ["extent", Self.project, "--lesions"], ["extent", Self.project, "--lesions", "--json"],
        ["extent", Self.project, "--lesions", "--csv"], ["report", Self.project, "--text", "-"],
        ["report", Self.project, "--html", "-", "--no-images"], ["report", Self.project, "--json", "-"],
        ["agree", Self.project, CaseFolder.truthName], ["agree", Self.project, CaseFolder.truthName, "--json"],
        ["consensus", Self.project, CaseFolder.truthName, "--json"], ["consensus", Self.project, CaseFolder.truthName],
        ["agree", Self.project, CaseFolder.truthName, "--csv"],
        ["agree", Self.project, CaseFolder.truthName, "--html", "-"],
        ["report", Self.project, "--csv", "-"], ["show", Self.project], ["validate", Self.project],
        ["import", Self.project, "none.nii"], ["recover", Self.project],
        ["open", Self.scan, "--script", "s1", "--lungs", "ask", "--size", "200x50", "--dump-screen", "-"],
      ] + ["csv", "json", "itksnap", "dcmqi", "coco"].map { ["export", Self.project, "-", "--to", $0] }
    var naming = 0
    for command in commands {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0 || command[0] == "import", "\(command): \(ran.err)")
      for text in [ran.out, ran.err] {
        #expect(unsafe(text) == nil, "\(command): \(String(describing: unsafe(text)?.value))")
      }
      if ran.out.contains(Self.known) { naming += 1 }
    }
    // Most of them say the name, so there was something to escape.
    #expect(naming >= 18, "\(naming) of \(commands.count)")
  }

  /// A path that is wrong is named in the error, whatever is in it.
  @Test(arguments: ["a\u{1b}]0;x\u{7}.nii", "a\u{9b}31m.nii", "a\u{202e}b.nii"])
  func noPathReachesATerminal(_ name: String) throws {
    let files = try CaseFolder()
    for command in [
      ["info", name], ["open", name, "--script", "j"], ["extent", name], ["validate", name], ["keys", "--keymap", name],
      ["convert", Self.scan, "no/" + name], ["report", name], ["show", name, "--slice", name],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status != 0 && ran.complaint != nil, "\(command): \(ran.err.debugDescription)")
      #expect(unsafe(ran.err) == nil && unsafe(ran.out) == nil, "\(command): \(ran.err.debugDescription)")
    }
  }
}
