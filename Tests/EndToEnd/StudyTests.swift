import Foundation
import TestSupport
import Testing

/// `stylet study`, from init to check: six phantoms, three readers.
@Suite struct StudyTests {
  /// A folder with `scans`: six phantoms; and a study of them.
  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-study-\(UUID().uuidString.prefix(8))"
    var study: String { path + "/trial" }

    init(cases: Int = 6) throws {
      try FileManager.default.createDirectory(atPath: path + "/scans", withIntermediateDirectories: true)
      for seed in 1...cases {
        let made = try stylet(
          ["phantom", "scan\(seed).nii.gz", "--size", "32x32x16", "--seed", "\(seed)"], in: path + "/scans")
        try #require(made.status == 0, "\(made.err)")
        for other in ["truth", "lungs"] {
          try FileManager.default.removeItem(atPath: path + "/scans/scan\(seed)-\(other).nii.gz")
        }
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func run(_ arguments: String...) throws -> Ran { try stylet(["study"] + arguments, in: path) }

    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(["study"] + arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }

    /// With three readers, and all scans dealt out.
    func begin() throws {
      _ = try good(
        "init", "trial", "--reader", "ann", "--reader", "bob:ild=2", "--reader", "cleo", "--seed", "7", "--doubles",
        "500", "--repeats", "0", "--gold", "0", "--protocol", "covid-chest", "--ai", "after")
      _ = try good("add", "trial", "scans", "--each", "--site", "north")
      _ = try good("assign", "trial", "--due", "2099-01-31")
    }

    func text(_ name: String) throws -> String { try String(contentsOfFile: study + "/" + name, encoding: .utf8) }

    func change(_ name: String, _ old: String, _ new: String) throws {
      let before = try text(name), after = before.replacingOccurrences(of: old, with: new)
      try #require(before != after)
      try after.write(toFile: study + "/" + name, atomically: true, encoding: .utf8)
    }
  }

  @Test func fromInitToCheck() throws {
    let desk = try Desk()
    try desk.begin()
    let cases = try desk.good("list", "trial", "--json").json["rows"] as? [[String: Any]] ?? []
    #expect(cases.map { $0["case"] as? String } == (1...6).map { "C0000\($0)" })
    #expect(cases.allSatisfy { $0["size"] as? [Int] == [32, 32, 16] && $0["site"] as? String == "north" })
    #expect(Set(cases.compactMap { $0["patient"] as? String }).count == 6)
    var aliases: Set<String> = [], count = 0
    for reader in ["ann", "bob", "cleo"] {
      let rows = try desk.good("list", "trial", "--reader", reader, "--json").json["rows"] as? [[String: Any]] ?? []
      #expect(rows.allSatisfy { $0["state"] as? String == "waiting" && $0["due"] as? String == "2099-01-31" })
      aliases.formUnion(rows.compactMap { $0["alias"] as? String })
      count += rows.count
    }
    // Six first readings and three doubles, each with an alias of its own.
    #expect(count == 9 && aliases.count == 9)
    let status = try desk.good("status", "trial", "--json").json, all = status["readings"] as? [String: Any]
    #expect(status["cases"] as? Int == 6 && status["dealt"] as? Int == 6 && all?["assigned"] as? Int == 9)
    #expect((all?["doubles"] as? [String: Any])?["assigned"] as? Int == 3)
    #expect((status["readers"] as? [[String: Any]])?.map { $0["reader"] as? String } == ["ann", "bob", "cleo"])
    let check = try desk.good("check", "trial", "--scans", "--anchor", "--json").json
    #expect(check["readings"] as? Int == 9 && (check["faults"] as? [Any])?.isEmpty == true)
    #expect((check["seal"] as? String)?.count == 64)
    let doctor = try desk.good("doctor", "trial")
    #expect(doctor.out.contains("Nothing is open") && doctor.out.contains("ann, bob"), "\(doctor.out)")
    for arguments in [["status", "trial"], ["list", "trial"], ["check", "trial"], ["plan", "--cases", "500"]] {
      let plain = try stylet(["study"] + arguments, in: desk.path)
      let french = try stylet(["study"] + arguments + ["--lang", "fr"], in: desk.path)
      #expect(plain.status == 0 && french.status == 0 && plain.out != french.out && plain.err.isEmpty, "\(arguments)")
      #expect(!plain.out.contains("scans/"), "no path is told: \(plain.out)")
    }
    let json = try desk.good("status", "trial", "--json")
    let spoken = try desk.good("status", "trial", "--json", "--lang", "fr")
    #expect(json.out == spoken.out, "data know no language")
  }

  /// New cases stand behind the old ones, and a reader who leaves or joins moves nothing that was begun.
  @Test func whatComesLaterAppends() throws {
    let desk = try Desk(cases: 8)
    for seed in 7...8 {
      try FileManager.default.moveItem(
        atPath: desk.path + "/scans/scan\(seed).nii.gz", toPath: desk.path + "/later\(seed).nii.gz")
    }
    try desk.begin()
    let before = try ["ann", "bob", "cleo"].map { try desk.text("readers/\($0)/list.jsonl") }
    _ = try desk.good("add", "trial", "later7.nii.gz", "later8.nii.gz", "--site", "south")
    _ = try desk.good("assign", "trial", "--due", "2099-02-28")
    for (reader, old) in zip(["ann", "bob", "cleo"], before) {
      #expect(try desk.text("readers/\(reader)/list.jsonl").hasPrefix(old))
    }
    let again = try desk.good("assign", "trial")
    #expect(again.out.contains("0 new cases; 0 files written"), "\(again.out)")
    _ = try desk.good("assign", "trial", "--leave", "cleo", "--join", "dora")
    #expect(try desk.text("readers/cleo/list.jsonl").isEmpty)
    let status = try desk.good("status", "trial", "--json").json
    let readers = status["readers"] as? [[String: Any]] ?? []
    #expect(readers.map { $0["reader"] as? String } == ["ann", "bob", "cleo", "dora"])
    #expect(readers[2]["left"] as? Bool == true && readers[2]["assigned"] as? Int == 0)
    #expect((status["readings"] as? [String: Any])?["assigned"] as? Int == 12, "8 first readings and 4 doubles")
    _ = try desk.good("check", "trial")
  }

  @Test func halfAScanIsRefusedAndTheSameOneSaid() throws {
    let desk = try Desk(cases: 2)
    let whole = try Data(contentsOf: URL(fileURLWithPath: desk.path + "/scans/scan1.nii.gz"))
    try whole.prefix(whole.count * 2 / 3).write(to: URL(fileURLWithPath: desk.path + "/half.nii.gz"))
    try whole.write(to: URL(fileURLWithPath: desk.path + "/copy.nii.gz"))
    _ = try desk.good("init", "trial", "--reader", "ann")
    let ran = try desk.run("add", "trial", "half.nii.gz", "scans/scan1.nii.gz", "copy.nii.gz", "nowhere.nii")
    #expect(ran.status == 66 && ran.err.contains("nowhere.nii"), "what is not there is said first: \(ran.err)")
    let half = try desk.run("add", "trial", "half.nii.gz", "scans/scan1.nii.gz", "copy.nii.gz")
    #expect(half.status == 65 && half.err.contains("stylet: half.nii.gz: "), "\(half.err)")
    let cases = try desk.good("list", "trial", "--json").json["rows"] as? [[String: Any]]
    #expect(cases?.count == 1, "the others are added: \(half.out)")
    let twice = try desk.good("add", "trial", "copy.nii.gz")
    #expect(twice.err.contains("copy.nii.gz: is case C00001 already"), "\(twice.err)")
    let gone = try desk.good("check", "trial")
    #expect(gone.out.contains("1 case"))
    try FileManager.default.removeItem(atPath: desk.path + "/scans/scan1.nii.gz")
    let missing = try desk.run("check", "trial")
    #expect(missing.status == 65 && missing.out.contains("C00001") && missing.out.contains("the scan is gone"))
  }

  @Test func whatWasChangedIsNamed() throws {
    let desk = try Desk()
    try desk.begin()
    let alias = try desk.text("readers/ann/list.jsonl").prefix(200).split(separator: "\"")[3]
    try desk.change("readers/ann/list.jsonl", String(alias), "234679cd")
    let check = try desk.run("check", "trial", "--anchor")
    #expect(check.status == 65 && check.out.contains("readers/ann/list.jsonl: "), "\(check.out)\(check.err)")
    #expect(check.complaint?.contains("trial") == true && check.out.contains("234679cd"))
    // The lists are made again of what they are made of.
    _ = try desk.good("assign", "trial")
    _ = try desk.good("check", "trial")
    try desk.change("study.json", "\"seed\": 7", "\"seed\": 8")
    let refused = try desk.run("assign", "trial")
    #expect(refused.status == 65 && refused.complaint?.contains("stylet study check") == true, "\(refused.err)")
    #expect(!FileManager.default.fileExists(atPath: desk.study + "/coordinator.claim"))
  }

  @Test func whatIsOpenIsNamed() throws {
    let desk = try Desk(cases: 1)
    try desk.begin()
    chmod(desk.study + "/keys", 0o755)
    let doctor = try desk.run("doctor", "trial")
    #expect(doctor.status == 65 && doctor.out.contains("keys: anybody"), "\(doctor.out)")
    #expect(doctor.out.contains("chmod 700 trial/keys"))
    let json = try desk.run("doctor", "trial", "--json").json["open"] as? [[String: Any]]
    #expect(json?.first?["kind"] as? String == "read_by_all")
  }

  @Test func whatCannotBeAskedIsRefused() throws {
    let desk = try Desk(cases: 1)
    _ = try desk.good("init", "trial", "--reader", "ann")
    for (arguments, said) in [
      (["init", "trial", "--reader", "ann"], "something in it"), (["init", "new"], "--reader"),
      (["init", "new", "--reader", "Ann"], "small letters"), (["init", "new", "--reader", "../ann"], "small letters"),
      (["init", "new", "--reader", "ann", "--reader", "ann"], "twice"),
      (["init", "new", "--reader", "ann:ild=12"], "0 to 9"),
      (["init", "new", "--reader", "ann", "--seed=-1"], "--seed"),
      (["init", "new", "--reader", "ann", "--reads", "2", "--doubles", "5"], "--doubles"),
      (["add", "trial"], "scans"), (["add", "trial", "scans/scan1.nii.gz", "--priority", "9"], "--priority"),
      (["add", "scans", "scans/scan1.nii.gz"], "study.json"), (["assign", "trial", "--due", "soon"], "2026-03-31"),
      (["assign", "trial", "--leave", "ann"], "last reader"), (["assign", "trial", "--join", "ann"], "already"),
      (["list", "trial", "--reader", "zoe"], "ann"), (["plan", "--kappa", "1.5"], "--kappa"),
      (["plan", "--half-width", "nan"], "--half-width"), (["status", "."], "study.json"),
    ] {
      let ran = try stylet(["study"] + arguments, in: desk.path)
      #expect((64...73).contains(ran.status) && ran.complaint?.contains(said) == true, "\(arguments): \(ran.err)")
    }
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/new"), "nothing is made")
  }

  /// A disk that is full when a study is made: nothing is left that the next try would meet.
  @Test(arguments: [0, 1]) func aStudyThatCannotBeMadeLeavesNothing(_ blocks: Int) throws {
    let files = try CaseFolder()
    try FileManager.default.createDirectory(atPath: files.path + "/empty", withIntermediateDirectories: false)
    let before = files.contents()
    let small = ["/bin/sh", "-c", "ulimit -f \(blocks); exec \"$@\"", "sh"]
    for folder in ["trial", "empty"] {
      let ran = try stylet(
        ["study", "init", folder, "--reader", "ann", "--protocol", "covid-chest"], in: files.path, wrapper: small)
      #expect(ran.status == 74, "\(ran.status) \(ran.err)")
      #expect(files.has(files.path + "/" + folder) == (folder == "empty") && files.contents() == before)
      #expect(try files.run("study", "init", folder, "--reader", "ann").status == 0)
      try FileManager.default.removeItem(atPath: files.path + "/" + folder)
      try FileManager.default.createDirectory(atPath: files.path + "/empty", withIntermediateDirectories: true)
    }
  }

  /// The table of `plan` is that of its formulas.
  @Test func whatADesignBuys() throws {
    let desk = try Desk(cases: 1)
    let plan = try desk.good("plan", "--kappa", "0.7", "--prevalence", "0.6", "--json").json
    #expect(plan["read_twice"] as? Int == 950 && plan["per_pair"] as? Double == 5 && plan["readings"] as? Int == 12_050)
    let kappa = (plan["measures"] as? [[String: Any]])?.first
    #expect(abs((kappa?["half_width"] as? Double ?? 0) - 0.046) < 5e-4 && kappa?["cases_needed"] as? Int == 819)
  }
}
