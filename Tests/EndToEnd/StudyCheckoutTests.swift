import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// `stylet study checkout` and `checkin`: a study, a stick, and back.
@Suite struct StudyCheckoutTests {
  private static let sealing = "<CR><Space>" + StudyCases.answers + "y"

  /// Carried to `stick` beside the study.
  @discardableResult
  private func checkout(
    _ study: StudyCases, _ cases: Int = 2, to out: String = "stick", _ more: String...
  ) throws -> Ran {
    try stylet(
      ["study", "checkout", study.folder.path, study.path + "/" + out, "--reader", "ann", "--cases", "\(cases)"] + more,
      in: study.path)
  }

  private func checkin(_ study: StudyCases, _ out: String = "stick", _ more: String...) throws -> Ran {
    try stylet(["study", "checkin", study.folder.path, study.path + "/" + out] + more, in: study.path)
  }

  /// Plays keys where the cases were carried to.
  private func read(_ study: StudyCases, _ keys: String, in out: String = "stick", _ more: String...) throws -> Ran {
    try stylet(
      [
        "study", "work", study.path + "/" + out, "--reader", "ann", "--script", keys, "--dump-screen", "-", "--size",
        "100x30",
      ] + more, in: study.path)
  }

  private func names(_ path: String) -> [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }

  /// All bytes below a folder, but for what says when something came back.
  private func bytes(_ path: String) -> [String: Data] {
    names(path).reduce(into: [:]) { all, name in
      guard !name.hasPrefix("returned."), !name.contains("/returned."), !name.hasSuffix("checkout.json") else { return }
      all[name] = FileManager.default.contents(atPath: path + "/" + name)
    }
  }

  private func progress(_ study: StudyCases) throws -> ReadingProgress { ReadingProgress(try study.events()) }

  private func away(_ study: StudyCases) throws -> [Checkout] { try study.folder.checkouts(StudyCases.reader) }

  @Test func toAStickAndBack() throws {
    let study = try StudyCases(), a = study.aliases
    let out = try checkout(study)
    try #require(out.status == 0 && out.out.hasPrefix(a[0].text + "\n" + a[1].text + "\n"), "\(out)")
    #expect(!FileManager.default.fileExists(atPath: study.path + "/stick.part"))
    let id = try #require(try away(study).first?.id)
    #expect(try away(study).map(\.aliases) == [[a[0], a[1]]])
    // The study says what is away, and does not begin it without a word.
    let list = try study.play("g<CR>")
    #expect(list.out.contains("2 away") && list.out.contains("\(id) since 20"), "\(list.out)")
    #expect(list.out.contains("Away; begin \(a[0]) here because"), "\(list.out)")
    #expect(try study.play("gs").out.contains("is away: bring it back first"))
    #expect(try study.play("/away<CR>").out.contains("2 of 4 shown"))
    let told = try stylet(["study", "list", study.folder.path, "--reader", "ann", "--json"], in: study.path).json
    #expect((told["rows"] as? [[String: Any]])?.map { $0["away"] as? Bool } == [true, true, false, false])
    #expect(try study.events().isEmpty)

    // The study is out of reach.
    try FileManager.default.moveItem(atPath: study.path + "/trial", toPath: study.path + "/gone")
    try FileManager.default.moveItem(atPath: study.path + "/scans", toPath: study.path + "/scans-gone")
    let first = try read(study, Self.sealing)
    #expect(first.status == 0 && first.out.contains("1 of 2 sealed"), "\(first)")
    let begun = try read(study, "<CR><Space>")
    #expect(begun.status == 0 && begun.out.contains("1 unsaved"), "\(begun)")
    try FileManager.default.moveItem(atPath: study.path + "/gone", toPath: study.path + "/trial")
    try FileManager.default.moveItem(atPath: study.path + "/scans-gone", toPath: study.path + "/scans")

    let back = try checkin(study)
    try #require(back.status == 0 && back.out.contains("2 readings of checkout \(id) brought back"), "\(back)")
    #expect(back.out.contains("\(a[0])  sealed\n\(a[1])  begun\n"), "\(back.out)")
    #expect(try away(study).isEmpty)
    let events = try study.events()
    #expect(events.map(\.kind) == [.open, .seal, .open, .pause] && events[1].project == study.digest(0))
    let mode = try FileManager.default.attributesOfItem(atPath: study.project(0))[.posixPermissions] as? Int
    #expect(mode == 0o640)
    // What was not saved there is here.
    let here = try study.play("gj<CR>")
    #expect(here.out.contains("1 unsaved") && here.out.contains(a[1].text), "\(here.out)")
    #expect(try study.play("j").out.contains("1 of 4 sealed   1 overdue   1 begun"))
    // The folder takes no more, and to bring it back again changes nothing.
    let over = try read(study, "j")
    #expect(over.status == 64 && over.complaint?.contains("brought back") == true, "\(over)")
    let before = bytes(study.reader)
    let again = try checkin(study)
    #expect(again.status == 0 && again.out.contains("\(a[0])  sealed, as the study has it"), "\(again)")
    #expect(bytes(study.reader) == before)
    // The next ones.
    #expect(try checkout(study, 5, to: "second").out.contains("2 cases in"))
  }

  /// Names, places and records of what is carried.
  @Test func nothingThatIsCarriedSaysWhoseScanItIs() throws {
    let study = try StudyCases(), a = study.aliases
    try #require(try checkout(study, 4).status == 0)
    let stick = study.path + "/stick", all = names(stick)
    for one in study.aliases {
      let slices = all.filter { $0.hasPrefix("scans/\(one)/") }
      #expect(slices == (1...8).map { "scans/\(one)/000\($0).dcm" })
      let copies = slices.map { stick + "/" + $0 }
      let place = try SealedPlaces.place(of: one, in: StudyFolder(stick).places(StudyCases.reader))
      #expect(try place.path == "scans/\(one)" && ScanIdentity.sha256(ofFiles: copies) == place.sha256)
    }
    let own = all.filter { !$0.hasPrefix("scans") && !$0.hasSuffix("/ann") && $0 != "readers" }
    let lists = ["readers/ann/list.jsonl", "readers/ann/scans.jsonl"]
    #expect(own == ["checkout.json", "protocol.toml"] + lists + ["study.json"])
    for name in all { #expect(!name.contains("Kelvoni") && !name.contains("4711")) }
    for name in own {
      let text = try String(contentsOfFile: stick + "/" + name, encoding: .utf8)
      // In quotes: two letters come about in what is enciphered.
      for word in ["Kelvoni", "1.2.826", study.cases[0].sha256, "\"C1\""] { #expect(!text.contains(word), "\(name)") }
    }
    // Files are as old as their copies, not as their scans.
    let times = try a.map {
      try FileManager.default.attributesOfItem(atPath: stick + "/scans/\($0)/0001.dcm")[.modificationDate] as? Date
    }
    #expect(times.allSatisfy { ($0?.timeIntervalSinceNow ?? -1e9) > -600 })
  }

  @Test func whatTheStudyDidMeanwhileStays() throws {
    let study = try StudyCases(), a = study.aliases
    try #require(try checkout(study, 3).status == 0)
    // All three are read there; here one is sealed, one begun and one skipped.
    for _ in 0..<3 { try #require(try read(study, Self.sealing).status == 0) }
    let sealing = "g<CR>the stick is late<CR>3<Right><Space>" + StudyCases.answers + "y"
    #expect(try study.play(sealing).out.contains("1 of 4 sealed"))
    #expect(try study.play("gj<CR>late<CR>:q<CR>").status == 0)
    #expect(try study.play("gjj<CR>late<CR>:q<CR>").status == 0)
    #expect(try study.play("gjjs<C-u>moved<CR>").status == 0)
    let reasons = try study.events().filter { $0.kind == .open }.compactMap(\.reason)
    #expect(reasons == ["the stick is late", "late", "late"])
    let before = study.files(), state = try progress(study)
    let back = try checkin(study)
    #expect(back.status == 65 && back.complaint?.contains("3 readings were not taken") == true, "\(back)")
    for (alias, why) in zip(a, ["is sealed", "was begun", "was skipped"]) {
      #expect(back.out.contains("\(alias)  kept beside: it \(why) in the study"), "\(back.out)")
      #expect(back.err.contains(alias.text))
    }
    let after = study.files(), id = try #require(try study.folder.returnedCheckouts(StudyCases.reader).first?.id)
    for (name, bytes) in before where !name.hasPrefix("events.") && !name.hasPrefix("away.") {
      #expect(after[name] == bytes, "\(name) is as it was")
    }
    // What came back lies beside, as it was there.
    for alias in a.prefix(3) {
      let project = StudyFolder(study.path + "/stick").project(StudyCases.reader, alias)
      let there = FileManager.default.contents(atPath: project)
      #expect(there != nil && after["kept.\(id)/\(alias).stylet.json"] == there)
    }
    let now = try progress(study)
    for alias in a { #expect(now.state(of: alias) == state.state(of: alias)) }
    #expect(now.seals[a[0]] == state.seals[a[0]] && now.seals[a[0]] == study.digest(0))
    // Again: told as what it was, and nothing more happens.
    let again = try checkin(study)
    #expect(again.status == 0 && study.files().keys == after.keys, "\(again)")
    #expect(try progress(study).seals == now.seals)
  }

  @Test func whatLeftTheListIsKept() throws {
    let study = try StudyCases(), a = study.aliases
    try #require(try checkout(study).status == 0)
    try #require(try read(study, Self.sealing).status == 0)
    let rows = try ListedReading.read(study.folder, StudyCases.reader).filter { $0.alias != a[0] }
    try StudyFile.write(ListedReading.bytes(rows), to: study.folder.list(StudyCases.reader))
    // It was given to another reader: it has no place here either.
    let places = study.folder.places(StudyCases.reader), others = zip(a, [0, 1, 0, 2]).dropFirst()
    try StudyFile.write(SealedPlaces.bytes(others.map { ($0, study.cases[$1].scanPlace) }), to: places)
    let back = try checkin(study, "stick", "--json")
    let readings = back.json["readings"] as? [[String: Any]]
    #expect(back.status == 65 && readings?.map { $0["kept"] as? String } == ["unlisted", nil], "\(back)")
    #expect(!FileManager.default.fileExists(atPath: study.project(0)))
    // A case that was withdrawn keeps its place: its reading is taken, and whoever brings it learns that it counts nowhere.
    let second = try StudyCases()
    try #require(try checkout(second).status == 0)
    try #require(try read(second, Self.sealing).status == 0)
    let rest = try ListedReading.read(second.folder, StudyCases.reader).dropFirst()
    try StudyFile.write(ListedReading.bytes(Array(rest)), to: second.folder.list(StudyCases.reader))
    let taken = try checkin(second)
    #expect(taken.status == 0 && taken.err.contains("withdrawn") && taken.err.contains(second.aliases[0].text), "\(taken)")
    #expect(FileManager.default.fileExists(atPath: second.project(0)))
  }

  /// A stick that will not come back, and comes back.
  @Test func aLostStickIsGivenUp() throws {
    let study = try StudyCases()
    try #require(try checkout(study).status == 0)
    try #require(try read(study, Self.sealing).status == 0)
    let id = try #require(try away(study).first?.id)
    func lost(_ id: String) throws -> Ran {
      try stylet(["study", "checkin", study.folder.path, "--lost", id], in: study.path)
    }
    #expect(try lost("cccccc").status == 64)
    #expect(try lost(id.text).out.contains("2 cases of ann are away no more"))
    #expect(try away(study).isEmpty && lost(id.text).status == 64)
    #expect(try study.play("j").out.contains("away") == false)
    let found = try checkin(study)
    #expect(found.status == 0 && found.out.contains("sealed"), "\(found)")
    #expect(study.files().keys.contains { $0.hasPrefix("lost.") } == false)
  }

  @Test func wrongCallsAreRefused() throws {
    let study = try StudyCases()
    #expect(try checkin(study, "scans").status == 66)
    #expect(try checkout(study, 0).status == 64)
    #expect(try checkout(study, 2, to: "scans").complaint?.contains("scans") == true)
    let unknown = try stylet(["study", "checkout", study.folder.path, "x", "--reader", "bob"], in: study.path)
    #expect(unknown.status == 66, "\(unknown)")
    try #require(try checkout(study, 4).status == 0)
    #expect(try checkout(study, 2, to: "other").complaint?.contains("nothing is open on the list of ann") == true)
    let nested = try stylet(["study", "checkout", "stick", "x", "--reader", "ann"], in: study.path)
    #expect(nested.complaint?.contains("carries cases of a study") == true, "\(nested)")
    let twisted = try stylet(["study", "checkin", "stick", "stick"], in: study.path)
    #expect(twisted.complaint?.contains("not the study itself") == true, "\(twisted)")
    // A line of a log that was taken out.
    try #require(try read(study, Self.sealing).status == 0)
    let log = try #require(StudyFolder(study.path + "/stick").logs(StudyCases.reader).first?.path)
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    try (lines[1] + "\n").write(toFile: log, atomically: false, encoding: .utf8)
    let before = study.files()
    let cut = try checkin(study)
    #expect(cut.status == 65 && cut.complaint?.contains("line 1, previous") == true, "\(cut)")
    #expect(study.files() == before, "nothing is brought back of it")
  }

  /// A scan that cannot be read stays; the next one comes.
  @Test func aScanThatIsGoneStays() throws {
    let study = try StudyCases(), a = study.aliases
    try FileManager.default.removeItem(atPath: study.path + "/scans/Kelvoni-4712")
    let out = try checkout(study)
    #expect(out.status == 0 && out.out.hasPrefix("\(a[0])\n\(a[2])\n"), "\(out)")
    #expect(out.err.contains("\(a[1]): the scan cannot be reached: it stays") && !out.err.contains("Kelvoni"), "\(out)")
  }

  /// A slice cannot be read in the middle: there is no checkout, and the same again goes on.
  @Test(.enabled(if: BrokenDisk.isAvailable)) func aDiskThatFailsLeavesNoHalfCheckout() throws {
    let study = try StudyCases()
    let command = ["study", "checkout", study.folder.path, "stick", "--reader", "ann", "--cases", "2"]
    let ran = try stylet(command, in: study.path, wrapper: BrokenDisk.wrapper("scans/\(study.aliases[1])/0003.dcm"))
    #expect(ran.status == 74 && ran.complaint != nil && !(ran.out + ran.err).contains("Kelvoni"), "\(ran)")
    #expect(!FileManager.default.fileExists(atPath: study.path + "/stick"))
    let half = try stylet(["study", "work", "stick.part", "--reader", "ann", "--script", "j"], in: study.path)
    #expect(half.status == 66, "\(half)")
    #expect(try away(study).count == 1)
    try #require(try checkout(study).status == 0)
    #expect(try away(study).count == 1, "it is the same one")
    #expect(try read(study, Self.sealing).out.contains("1 of 2 sealed"))
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "no small file system can be mounted here: this takes root"))
  func aDiskWithoutRoomIsSaidBefore() throws {
    let study = try StudyCases(), disk = try SmallDisk(kilobytes: 2048)
    func ran(_ out: String) throws -> Ran {
      try stylet(["study", "checkout", study.folder.path, out, "--reader", "ann", "--cases", "2"], in: study.path)
    }
    let full = try ran(disk.path + "/stick")
    #expect(full.status == 74 && full.complaint?.contains("MB are free") == true, "\(full)")
    #expect(names(disk.path).isEmpty)
    let own = try ran(disk.path)
    #expect(own.complaint?.contains("a disk's own folder") == true, "\(own)")
    #expect(try away(study).isEmpty && study.files().keys.sorted() == ["list.jsonl", "scans.jsonl"])
  }

  /// As FAT and exFAT are, which most sticks have: there and back.
  @Test(.enabled(if: Preloaded.isAvailable)) func aStickWithoutModesAndLinks() throws {
    let study = try StudyCases(), out = study.path + "/stick"
    let plain = try Preloaded(
      "plain",
      """
      static int is_on_stick(const char *path) { return path && strstr(path, "/stick"); }
      int fchmod(int file, mode_t mode) {
        NEXT(fchmod);
        if (is_on_stick(path_of(file))) { errno = EPERM; return -1; }
        return next(file, mode);
      }
      int link(const char *old, const char *new) {
        NEXT(link);
        if (is_on_stick(new) && !access(old, F_OK)) { errno = EPERM; return -1; }
        return next(old, new);
      }
      """
    ).wrapper([:])
    for command in [
      ["checkout", study.folder.path, out, "--reader", "ann", "--cases", "2"],
      ["work", out, "--reader", "ann", "--script", Self.sealing],
      ["work", out, "--reader", "ann", "--script", "<CR><Space>:w<CR>5<Right><Space>"],
      ["checkin", study.folder.path, out],
    ] {
      let ran = try stylet(["study"] + command, in: study.path, wrapper: plain)
      #expect(ran.status == 0, "\(command): \(ran)")
    }
    let states = try study.aliases.prefix(2).map { try progress(study).state(of: $0) }
    #expect(states == [.sealed, .open])
    #expect(try study.play("gj<CR>").out.contains("1 unsaved"))
  }

  /// A study that the coordinator's commands have made: a reader who leaves keeps what is away, and all is as it has to
  /// be.
  @Test func theCoordinatorSeesIt() throws {
    try withTemporaryFolder { path in
      func run(_ arguments: String...) throws -> Ran {
        let ran = try stylet(arguments, in: path)
        try #require(ran.status == 0, "\(arguments): \(ran)")
        return ran
      }
      try StudyCases.rules.write(toFile: path + "/rules.toml", atomically: false, encoding: .utf8)
      for seed in 1...4 { _ = try run("phantom", "scan\(seed).nii.gz", "--size", "32x32x16", "--seed", "\(seed)") }
      _ = try run(
        "study", "init", "trial", "--reader", "ann", "--reader", "bob", "--protocol", "rules.toml", "--doubles", "0",
        "--repeats", "0", "--gold", "0")
      _ = try run("study", "add", "trial", "scan1.nii.gz", "scan2.nii.gz", "scan3.nii.gz", "scan4.nii.gz")
      _ = try run("study", "assign", "trial")
      // All versions of the protocol are carried.
      try StudyCases.rules.replacingOccurrences(of: "version = 1", with: "version = 2")
        .write(toFile: path + "/later.toml", atomically: false, encoding: .utf8)
      _ = try run("study", "protocol", "trial", "later.toml", "--reason", "a slip")
      _ = try run("study", "checkout", "trial", "stick", "--reader", "bob", "--cases", "1")
      #expect(names(path + "/stick/scans").allSatisfy { $0.hasSuffix(".nii.gz") && $0.utf8.count == 15 })
      _ = try run("study", "assign", "trial", "--leave", "bob")
      _ = try run("study", "work", "stick", "--reader", "bob", "--script", "<CR>Ra<Tab>Sny")
      let back = try run("study", "checkin", "trial", "stick")
      #expect(back.out.contains("sealed") && back.err.contains("bob has left the study"), "\(back)")
      let check = try run("study", "check", "trial")
      #expect(!check.out.contains("to be looked at"), "\(check.out)")
      let readings = try run("study", "status", "trial", "--json").json["readings"] as? [String: Any]
      #expect(readings?["sealed"] as? Int == 1)
      #expect(try run("study", "doctor", "trial").status == 0)
    }
  }

  /// A header that names the file of its voxels names the alias's where it is carried, and the reading that comes back
  /// is of the scan that stayed.
  @Test func aHeaderGoesWithItsVoxels() throws {
    try withTemporaryFolder { path in
      func run(_ arguments: String...) throws -> Ran {
        let ran = try stylet(arguments, in: path)
        try #require(ran.status == 0, "\(arguments): \(ran)")
        return ran
      }
      try Self.writeHeaders(to: path)
      try StudyCases.rules.write(toFile: path + "/rules.toml", atomically: false, encoding: .utf8)
      _ = try run(
        "study", "init", "trial", "--reader", "ann", "--protocol", "rules.toml", "--doubles", "0", "--repeats", "0",
        "--gold", "0")
      _ = try run("study", "add", "trial", "kelvoni-a.nhdr", "kelvoni-b.mhd", "kelvoni-c.hdr")
      _ = try run("study", "assign", "trial")
      _ = try run("study", "checkout", "trial", "stick", "--reader", "ann", "--cases", "3")
      let carried = names(path + "/stick/scans")
      #expect(carried.count == 6 && carried.allSatisfy { $0.prefix { $0 != "." }.count == 8 }, "\(carried)")
      for (name, data) in bytes(path + "/stick") {
        #expect(data.range(of: Data("kelvoni".utf8)) == nil && !name.contains("kelvoni"), "\(name)")
      }
      try FileManager.default.moveItem(atPath: path + "/trial", toPath: path + "/gone")
      let day = try run(
        "study", "work", "stick", "--reader", "ann", "--script", String(repeating: "<CR>Ra<Tab>Sny", count: 3),
        "--dump-screen", "-")
      #expect(day.out.contains("3 of 3 sealed"), "\(day)")
      try FileManager.default.moveItem(atPath: path + "/gone", toPath: path + "/trial")
      _ = try run("study", "checkin", "trial", "stick")
      _ = try run("study", "check", "trial", "--scans")
      for row in 1...3 {
        let again = try run(
          "study", "work", "trial", "--reader", "ann", "--script", "\(row)g<CR>", "--dump-screen", "-", "--size",
          "100x30")
        #expect(again.out.contains("SIGNED") || again.out.contains("signed"), "\(again.out)")
      }
      let data = try run("study", "export", "trial", "--to", "csv", "--images", "none", "--out", "data")
      #expect(data.out.contains("3 cases"), "\(data.out)")
    }
  }

  /// The same phantom as NRRD and MetaImage with voxels in a file of their own, and as a pair of NIfTI.
  private static func writeHeaders(to path: String) throws {
    _ = try stylet(["phantom", "kelvoni.nii", "--size", "32x32x16", "--seed", "3"], in: path)
    let image = try Data(contentsOf: URL(fileURLWithPath: path + "/kelvoni.nii"))
    var head = [UInt8](image.prefix(348))
    let voxels = image.suffix(32 * 32 * 16 * 2)
    head.replaceSubrange(108..<112, with: [0, 0, 0, 0])
    head.replaceSubrange(344..<348, with: Array("ni1\0".utf8))
    let nrrd = """
      NRRD0004
      type: short
      dimension: 3
      space: left-posterior-superior
      sizes: 32 32 16
      space directions: (11,0,0) (0,9,0) (0,0,20)
      space origin: (-176,-144,-160)
      endian: little
      encoding: raw
      data file: kelvoni-a.raw


      """
    let meta = """
      ObjectType = Image
      NDims = 3
      DimSize = 32 32 16
      ElementType = MET_SHORT
      ElementSpacing = 11 9 20
      ElementByteOrderMSB = False
      ElementDataFile = kelvoni-b.raw

      """
    for (name, data) in [
      ("a.nhdr", Data(nrrd.utf8)), ("a.raw", voxels), ("b.mhd", Data(meta.utf8)), ("b.raw", voxels),
      ("c.hdr", Data(head)), ("c.img", voxels),
    ] { try data.write(to: URL(fileURLWithPath: "\(path)/kelvoni-\(name)")) }
  }

  @Test func inFrench() throws {
    let study = try StudyCases()
    #expect(try checkout(study, 2, to: "stick", "--lang", "fr").out.contains("2 cas dans"))
    #expect(try study.play("g<CR>", "--lang", "fr").out.contains("Emporté ; commencer"))
    #expect(try read(study, "", in: "stick", "--lang", "fr").out.contains("Ces cas sont emportés"))
  }
}

extension StudyCases {
  /// SHA-256 of a project.
  fileprivate func digest(_ n: Int) -> String? {
    FileManager.default.contents(atPath: project(n)).map { sha256(Array($0)) }
  }
}
