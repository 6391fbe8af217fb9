import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// `stylet study work`: a reader's day, from the list to the seal.
@Suite struct StudyWorkTests {
  @Test func aCaseIsOpenedSealedAndTheNextOneChosen() throws {
    let study = try StudyCases()
    let a = study.aliases.map(\.text)
    let list = try study.play("j")
    #expect(list.status == 0 && list.out.contains("Outlines of opacities"), "\(list)")
    #expect(list.out.contains("0 of 4 sealed"))
    #expect(list.out.contains("1 overdue") && a.allSatisfy(list.out.contains))
    #expect(study.files().keys.sorted() == ["list.jsonl", "scans.jsonl"], "looking leaves nothing")

    let ran = try study.play("<CR><Space>" + StudyCases.answers + "y")
    try #require(ran.status == 0, "\(ran)")
    #expect(ran.out.contains("1 of 4 sealed") && ran.out.contains("\(a[0]) is sealed"), "\(ran.out)")
    #expect(!ran.out.contains("Axial"))
    let events = try study.events()
    #expect(events.map(\.kind) == [.open, .seal] && events.allSatisfy { $0.alias == study.aliases[0] })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: study.project(0)))
    #expect(events[1].project == sha256(Array(bytes)))
    let mode = try FileManager.default.attributesOfItem(atPath: study.project(0))[.posixPermissions] as? Int
    #expect(mode == 0o640, "the coordinator may read it")
    #expect(try study.savedProject(0)["reading"].map { "\($0)" }?.contains("signature") == true)
    // The next one opens, and is left as it is.
    let next = try study.play("<CR>:q<CR>")
    #expect(next.status == 0 && next.out.contains("1 begun"), "\(next)")
    #expect(try study.events().map(\.kind) == [.open, .seal, .open, .pause])
    #expect(try study.events().last?.alias == study.aliases[1])
    #expect(!FileManager.default.fileExists(atPath: study.folder.claim(StudyCases.reader)))
  }

  @Test func nothingFoundMustBeSaid() throws {
    let study = try StudyCases()
    let asked = try study.play("<CR>" + StudyCases.answers + "y")
    #expect(asked.out.contains("Nothing is drawn"), "\(asked.out)")
    #expect(asked.out.contains("nothing found: there is no lesion"))
    #expect(try study.events().map(\.kind) == [.open, .pause])
    let said = try study.play("<CR>" + StudyCases.answers + "ny")
    #expect(said.out.contains("1 of 4 sealed"), "\(said.out)")
    #expect(try study.events().last?.kind == .seal)
  }

  /// What the protocol requires is missing: there is no seal.
  @Test func anIncompleteReadingIsNotSealed() throws {
    let study = try StudyCases()
    let ran = try study.play("<CR><Space>RSy:w<CR>")
    #expect(ran.status == 64 && ran.out.contains("Quality"), "\(ran)")
    #expect(try !study.events().contains { $0.kind == .seal })
  }

  @Test func skipAndFlagNeedAReason() throws {
    let study = try StudyCases()
    let ran = try study.play("s<CR>moved too much<CR>fask Bob<CR>")
    #expect(ran.status == 0, "\(ran)")
    let events = try study.events()
    #expect(events.map(\.kind) == [.skip, .flag])
    #expect(events.map(\.reason) == ["moved too much", "ask Bob"])
    // The next one was chosen after the skip.
    #expect(events.map(\.alias) == Array(study.aliases.prefix(2)))
    #expect(ran.out.contains("skipped") && ran.out.contains("1 flag"), "\(ran.out)")
    #expect(ran.out.contains("moved too much") && ran.out.contains("ask Bob"))
  }

  @Test func aSealedReadingIsOpenedAgainWithAReason() throws {
    let study = try StudyCases()
    _ = try study.play("<CR><Space>" + StudyCases.answers + "y")
    let sealed = try Data(contentsOf: URL(fileURLWithPath: study.project(0)))
    let ran = try study.play("g<CR>:reopen one vessel too many<CR>4<Right><Space>RSy")
    #expect(ran.status == 0 && ran.out.contains("1 of 4 sealed"), "\(ran)")
    let events = try study.events()
    #expect(events.map(\.kind) == [.open, .seal, .open, .reopen, .seal], "\(events.map(\.kind))")
    #expect(events[3].reason == "one vessel too many" && events[4].project != events[1].project)
    #expect(study.files().values.contains(sealed), "what was sealed first is kept")
  }

  /// The line drops between signature and log: the next opening notes the seal.
  @Test func aSealThatTheLogDoesNotHaveIsNoted() throws {
    let study = try StudyCases()
    _ = try study.play("<CR><Space>" + StudyCases.answers + "y")
    let log = try #require(study.folder.logs(StudyCases.reader).first?.path)
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    try (lines[0] + "\n").write(toFile: log, atomically: false, encoding: .utf8)
    let ran = try study.play("g<CR>")
    #expect(ran.out.contains("1 of 4 sealed"), "\(ran.out)")
    #expect(try study.events().map(\.kind) == [.open, .open, .seal])
  }

  @Test func whatCannotBeOpenedIsSaidInTheList() throws {
    let study = try StudyCases()
    let scans = study.path + "/scans"
    try FileManager.default.moveItem(atPath: scans, toPath: scans + "-away")
    let gone = try study.play("<CR>")
    #expect(gone.status == 66 && gone.out.contains("the scan cannot be reached"), "\(gone)")
    #expect(gone.out.contains("0 of 4 sealed"))
    try FileManager.default.moveItem(atPath: scans + "-away", toPath: scans)
    // Another series in its place.
    let first = scans + "/Kelvoni-4711"
    try FileManager.default.removeItem(atPath: first)
    try SmallSeries(uid: "1.2.3", shift: 50).write(to: first)
    let other = try study.play("<CR>")
    #expect(other.status == 65 && other.out.contains("not the one that came into the study"), "\(other)")
    for text in [gone.out, gone.err, other.out, other.err] { #expect(!text.contains("Kelvoni"), "\(text)") }
    #expect(try study.events().isEmpty)
    // A slice is missing.
    try FileManager.default.removeItem(atPath: scans + "/Kelvoni-4712/s004.dcm")
    let cut = try study.play("j<CR>")
    #expect(cut.status == 65 && !(cut.out + cut.err).contains("Kelvoni"), "\(cut)")
  }

  @Test func wrongCallsAreRefused() throws {
    let study = try StudyCases()
    func run(_ folder: String, _ reader: String) throws -> Ran {
      try stylet(["study", "work", folder, "--reader", reader, "--script", "j"], in: study.path)
    }
    #expect(try run("trial", "bob").complaint?.contains("no list") == true)
    #expect(try run("trial", "../ann").status == 64)
    #expect(try run("scans", "ann").status == 66)
    let saved = try stylet(["study", "work", "trial", "--reader", "ann", "--script", "j", "--save"], in: study.path)
    #expect(saved.status == 64)
    try "id = \"other\"".write(toFile: study.folder.readingProtocol, atomically: false, encoding: .utf8)
    let other = try run("trial", "ann")
    #expect(other.status == 65 && other.complaint?.contains("not the study's protocol, outlines 1") == true, "\(other)")
    let none = try StudyCases(rules: nil)
    #expect(try none.play("j").complaint?.contains("no protocol") == true)
    // Somebody works elsewhere.
    let third = try StudyCases()
    let claim = #"{"host":"elsewhere","pid":7,"since":"2026-03-01T09:30:00Z"}"#
    try claim.write(toFile: third.folder.claim(StudyCases.reader), atomically: false, encoding: .utf8)
    let taken = try third.play("j")
    let said = "at work elsewhere: process 7 on elsewhere"
    #expect(taken.status == 75 && taken.complaint?.contains(said) == true, "\(taken)")
  }

  @Test(arguments: [StudyRules.Proposals.off, .after, .first])
  func proposalsComeWhenTheStudySays(_ rule: StudyRules.Proposals) throws {
    let study = try StudyCases(proposals: rule)
    let before = try study.play("<CR>Pp")
    #expect(before.out.contains("Nothing is proposed") == (rule != .first), "\(before.out)")
    if rule == .after {
      _ = try study.play("<CR><Space>" + StudyCases.answers + "y")
      let after = try study.play("g<CR>:reopen with proposals<CR>Pp")
      #expect(!after.out.contains("Nothing is proposed"), "\(after.out)")
    }
  }

  /// Masks neither leave the study nor come into it, and it says who reads by what.
  @Test func theStudySaysWhoReadsByWhat() throws {
    let study = try StudyCases()
    for command in ["export out.nii", "import out.nii", "reader bob", "protocol ild"] {
      let ran = try study.play("<CR><Space>:\(command)<CR>")
      #expect(ran.out.contains("The study says"), "\(command): \(ran.out)")
    }
    #expect(!FileManager.default.fileExists(atPath: study.path + "/out.nii"))
  }

  @Test func styletAloneInAReadersFolder() throws {
    let study = try StudyCases()
    let ran = try stylet([], in: study.reader)
    #expect(ran.status == 64 && ran.err.contains("terminal"), "it would begin the day: \(ran)")
    #expect(try stylet([], in: study.path).status == 0)
  }

  /// In a study that the coordinator's commands have made: what the reader does is what they see, and all is as it has to
  /// be.
  @Test func theCoordinatorSeesIt() throws {
    try withTemporaryFolder { path in
      func run(_ arguments: String...) throws -> Ran {
        let ran = try stylet(arguments, in: path)
        try #require(ran.status == 0, "\(arguments): \(ran)")
        return ran
      }
      try StudyCases.rules.write(toFile: path + "/rules.toml", atomically: false, encoding: .utf8)
      for seed in 1...3 { _ = try run("phantom", "scans\(seed).nii.gz", "--size", "32x32x16", "--seed", "\(seed)") }
      try SmallSeries().write(to: path + "/series")
      _ = try run(
        "study", "init", "trial", "--reader", "ann", "--reader", "bob", "--protocol", "rules.toml", "--doubles", "0",
        "--repeats", "0", "--gold", "0")
      _ = try run("study", "add", "trial", "scans1.nii.gz", "scans2.nii.gz", "scans3.nii.gz", "series")
      _ = try run("study", "assign", "trial", "--due", "2099-01-31")
      for (n, keys) in ["<CR>Ra<Tab>Sny", "<CR>Ra<Tab>Sny"].enumerated() {
        let ran = try run("study", "work", "trial", "--reader", "bob", "--script", keys, "--dump-screen", "-")
        #expect(ran.out.contains("\(n + 1) of 2 sealed"), "\(ran)")
      }
      _ = try run("study", "work", "trial", "--reader", "ann", "--script", "fask Bob<CR>s<C-u>too noisy<CR><CR>:q<CR>")
      _ = try run("study", "work", "trial", "--reader", "bob", "--script", "g<CR>:reopen again<CR>RSny")
      let check = try run("study", "check", "trial")
      #expect(!check.out.contains("to be looked at"), "\(check.out)")
      let status = try run("study", "status", "trial", "--json").json["readings"] as? [String: Any]
      let counts = ["sealed", "skipped", "flagged"].map { status?[$0] as? Int }
      #expect(counts == [2, 1, 1], "\(status ?? [:])")
      #expect(try run("study", "list", "trial", "--reader", "ann").out.contains("begun"))
    }
  }

  @Test func inFrench() throws {
    let study = try StudyCases()
    let ran = try study.play("j", "--lang", "fr")
    for text in ["sur 4", "à lire", "échéance"] { #expect(ran.out.contains(text), "\(ran.out)") }
  }
}
