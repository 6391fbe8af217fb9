import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// What a reader of a study meets says nothing of whose scan it is, nor that two of his readings are of the same one:
/// every screen, and every byte in his folder.
@Suite struct StudyBlindingTests {
  /// Screens that tell something of a scan, its files or the project.
  private static let screens = [
    "", "?", "<CR>", "<CR>:messages<CR>", "<CR><Space>:w<CR>:messages<CR>", "<CR>R", "<CR>?<End>",
    "<CR><Space>:lesions<CR>", "<CR><Space>:history<CR>", "<CR>mr3<Right><Space>:measurements<CR>", "<CR>:lungs<CR>",
    "<CR>:landmark apex<CR>:measurements<CR>", "<CR><Space>RaS", "<CR>Pp", "<CR><Space>:export x<CR>", "<CR>:q<CR>",
    "<CR><Space>" + StudyCases.answers + "y", "g<CR>:messages<CR>", "g<CR>:reopen again<CR>R",
  ]

  @Test func noScreenSaysWhoseScanItIs() throws {
    let study = try StudyCases()
    // Places in the scanner, too.
    let secrets = Self.secrets(of: study) + ["161.4", "123.4", "161,4", "123,4"]
    var seen = 0
    for keys in Self.screens {
      for lang in ["en", "fr"] {
        let ran = try study.play(keys, "--lang", lang, size: "160x50")
        seen += ran.out.isEmpty ? 0 : 1
        for secret in secrets { #expect(!(ran.out + ran.err).contains(secret), "\(keys): \(secret)\n\(ran)") }
      }
    }
    #expect(seen == 2 * Self.screens.count)
    // The same scan outside the study says its name: the test can fail.
    let open = try stylet(
      ["open", "scans/Kelvoni-4711", "--script", "j", "--dump-screen", "-", "--lungs", "ask"], in: study.path)
    #expect(open.out.contains("Kelvoni"))
  }

  /// Case 1 is read twice, and case 2 and 3 once: all that the first two readings' files have in common, and no other
  /// reading has, would link them.
  @Test func noFileLinksTwoReadings() throws {
    let study = try StudyCases()
    // Drawn elsewhere, as a reader does; marks carry places in the patient.
    for (n, place) in ["", "2<Right>", "3<Down>", "4<Left>"].enumerated() {
      let draw = "\(n + 1)g<CR>\(place)<Space>:landmark apex<CR>:w<CR>" + StudyCases.answers + "y"
      let ran = try study.play(draw)
      try #require(ran.out.contains("\(n + 1) of 4 sealed"), "\(ran)")
    }
    // By their lengths, as `ls` tells them, the two of one case are no nearer than others; steps of before would tell, too.
    let sealed = study.files()
    #expect(!sealed.keys.contains { $0.hasSuffix(".history") || $0.hasSuffix(".bak") }, "\(sealed.keys)")
    let lengths = try (0..<4).map { n in
      try #require(sealed.first { $0.key.hasSuffix("\(study.aliases[n].text).stylet.json") }).value.count
    }
    #expect(Set(lengths).count == 4 && abs(lengths[0] - lengths[2]) > 40, "\(lengths)")
    // A journal, a history and a place, too: what is not saved, and what was left.
    _ = try study.play("g<CR>:reopen once more<CR>5<Right><Space>:w<CR>2<Left><Space>")
    _ = try study.play("3g<CR>:reopen once more<CR>6<Right><Space>:w<CR>3<Left><Space>")
    _ = try study.play("4g<CR>:reopen once more<CR>6<Up><Space>")
    let files = study.files()
    for ending in [".journal", ".history"] { #expect(files.keys.contains { $0.hasSuffix(ending) }, "\(files.keys)") }
    for (name, data) in files {
      let text = String(decoding: data, as: UTF8.self)
      for secret in Self.secrets(of: study) {
        #expect(!text.contains(secret) && !name.contains(secret), "\(name): \(secret)")
      }
    }
    func words(_ n: Int) -> Set<String> {
      let alias = study.aliases[n].text
      // Two readings may take as long as each other.
      let own = files.filter { $0.key.contains(alias) }.map {
        String(decoding: $0.value, as: UTF8.self).replacing(/"timing": \{[^}]*\}/, with: "")
      }
      // The second was not opened again.
      #expect(own.count >= (n == 1 ? 1 : 2))
      // Words, numbers, digests: all that can be compared.
      let all = own.flatMap { $0.matches(of: #/[\w.\-+:]{3,}/#).map { String($0.output) } }
      return Set(all.filter { !$0.contains(alias) })
    }
    let first = words(0), again = words(2), others = words(1).union(words(3))
    let common = first.intersection(again).subtracting(others)
    // Two readings may happen in one second.
    let linking = common.filter { $0.wholeMatch(of: #/\d{4}-\d\d-\d\dT[\d:]+Z/#) == nil }
    #expect(linking.isEmpty, "\(linking)")
    #expect(first.count > 100 && !first.intersection(again).isEmpty, "what all have in common is there")
    for n in [0, 2] {
      let scan = try #require(try study.savedProject(n)["scan"] as? [String: Any])
      let grid = try #require(scan["grid"] as? [String: Any])
      #expect(scan["path"] as? String == study.aliases[n].text && grid["origin"] as? [Double] == [0, 0, 0])
      #expect(scan["series"] == nil)
    }
  }

  /// Nor does the report of a reading, or what is said where it is opened by itself.
  @Test func nothingMadeOfAReadingSaysIt() throws {
    let study = try StudyCases()
    _ = try study.play("<CR><Space>" + StudyCases.answers + "y")
    let project = study.project(0)
    let commands = [["report", project], ["validate", project], ["extent", project], ["open", project, "--script", "j"]]
    for command in commands {
      let ran = try stylet(command, in: study.path)
      for secret in Self.secrets(of: study) { #expect(!(ran.out + ran.err).contains(secret), "\(command): \(ran)") }
    }
    // Identifiers of DICOM objects are made of the scan: without it there are none that could link two readings.
    for form in ["seg.dcm", "rtss.dcm"] {
      let ran = try stylet(["export", project, study.path + "/out." + form], in: study.path)
      #expect(ran.status == 66 && !Paths.exists(study.path + "/out." + form), "\(ran)")
    }
  }

  /// Names, paths, digests, UIDs and what the headers say of the patient. None can come about in a digest by chance.
  private static func secrets(of study: StudyCases) -> [String] {
    ["Zq7Wx", "Kelvoni", "-4711", "scans/", "s000.dcm", ".dcm", "1.2.826", "1.2.840"]
      + study.cases.flatMap { [$0.sha256, $0.fingerprint, "\"\($0.id.text)\""] }
  }
}
