import Foundation
import TestSupport
import Testing

/// Every command, as a table: with what it cannot use as its scan, project, mask or text, and with an error stream that
/// takes nothing. None ends by a signal, each refusal is one line that names the path and says what to do, and no file
/// changes.
@Suite struct EveryCommandTests {
  private static let scan = CaseFolder.scanName, project = CaseFolder.projectName, mask = CaseFolder.truthName

  /// What a command reads.
  private enum Role: CaseIterable { case scan, project, mask, text }

  /// Commands with the path they are given in a role.
  private static func commands(_ role: Role, _ path: String) -> [[String]] {
    switch role {
    case .scan:
      [
        ["open", path, "--script", "j", "--save"], ["info", path], ["info", path, "--load"], ["info", path, "--json"],
        ["show", path], ["convert", path, "out.nrrd"], ["extent", path, "--labels", mask],
        ["extent", path, "--qct", "--lungs", "auto"], ["import", path, mask], ["lungs", path, "out.nii.gz"],
        ["propose", path, "out.nii.gz"], ["propose", path, "out.nii.gz", "--json"], ["report", path],
        ["agree", mask, project, "--scan", path], ["compare", mask, path, "--scan", path, "--script", "n"],
        ["consensus", mask, project, "--scan", path], ["compare-scans", path, mask, "--text"],
        ["compare-scans", scan, path, "--json"], ["compare-scans", scan, path, "--script", "j"],
        ["study", "status", path], ["study", "board", path, "--json"], ["study", "gold", path, "C1", project],
        ["study", "check", path], ["study", "add", path, scan],
        ["study", "export", path, "--to", "csv", "--out", "data"], ["study", "adjudicate", path],
        ["study", "adjudicate", path, "--next", "--adjudicator", "chief", "--script", "n"],
        ["study", "withdraw", path, "C00001", "--reason", "x"],
        ["study", "protocol", path, "covid-chest", "--reason", "x"],
        ["study", "amend", path, "--ai", "after", "--reason", "x"],
        ["batch", "plan", path, "--steps", "lungs", "plan.jsonl"], ["intake", scan, "--study", path],
        ["intake", "release", "1", "--study", path, "--reason", "x"],
        ["triage", "--study", path, "--once"], ["triage", "list", path], ["triage", "list", path, "--script", "j"],
        ["triage", "override", path, "C00001", "p1", "--reason", "x"],
      ]
    case .project:
      [
        ["open", path, "--script", "j", "--save"], ["open", scan, "--project", path, "--script", "j", "--save"],
        ["show", path], ["show", scan, "--labels", path], ["extent", path], ["extent", path, "--json"],
        ["extent", path, "--csv", "--lesions"], ["extent", scan, "--labels", path], ["export", path, "out.nii.gz"],
        ["export", path, "out.csv"], ["export", path, "out.seg.dcm", "--sr", "out.sr.dcm"],
        ["export", path, "out.nrrd", "--layer", "lungs"], ["import", path, mask], ["import", scan, mask, "--project", path],
        ["report", path], ["report", path, "--json", "-"], ["report", path, "--csv", "t.csv", "--append"],
        ["validate", path], ["recover", path], ["agree", path, mask], ["agree", path, mask, "--scan", scan],
        ["compare", path, mask, "--script", "n"], ["compare", mask, path, "--scan", scan, "--script", "n"],
        ["consensus", path, mask], ["consensus", path, mask, "--scan", scan, "--out", "out.nii.gz"],
        ["compare-scans", path, mask, "--text"], ["compare-scans", mask, path, "--script", "j"],
        ["archive", "send", "hospital", path, "--yes"],
      ]
    case .mask:
      [
        ["import", scan, path], ["import", scan, path, "--layer", "lungs"], ["extent", scan, "--labels", path],
        ["show", scan, "--labels", path], ["extent", scan, "--labels", mask, "--lungs", path],
        ["propose", scan, "out.nii.gz", "--lungs", path], ["agree", path, mask, "--scan", scan],
        ["compare", path, mask, "--scan", scan, "--script", "n"],
        ["consensus", path, mask, "--scan", scan, "--out", "out.stylet.json"],
      ]
    case .text:
      [
        ["keys", "--keymap", path], ["open", scan, "--script", "@" + path],
        ["open", scan, "--protocol", path, "--script", "j"],
        ["propose", scan, "out.nii.gz", "--model", path], ["import", scan, mask, "--table", path],
        ["study", "init", "trial", "--reader", "ann", "--protocol", path],
        ["study", "work", path, "--reader", "ann", "--script", "j"],
        ["study", "protocol", "trial", path, "--reason", "x"],
        ["batch", "run", path, "--out", "run"], ["batch", "status", path, "--out", "run"],
        ["batch", "merge", path, "--out", "run", "table.csv"],
        ["batch", "submit", path, "--out", "run", "--slurm", "--print"],
        ["deidentify", scan, "gone", "--key", mask, "--policy", path],
        ["intake", scan, "--study", "trial", "--key", mask, "--policy", path],
        ["triage", "simulate", "--rule", path],
        ["archive", "send", "hospital", path, "--yes"],
        ["archive", "reject", "hospital", path, "--reason", "quality", "--yes"],
      ]
    }
  }

  /// A new subcommand must come into the table, too.
  @Test func theTableHasEveryCommand() throws {
    let refused = Subcommands.called(by: Role.allCases.flatMap { Self.commands($0, "x") })
    #expect(try Subcommands.all() == Subcommands.called(by: Self.good), "commands that go well")
    #expect(try refused.isSuperset(of: Subcommands.offering("--incomplete")), "what cannot be used is refused")
  }

  /// As "`stylet keys`" or "`stylet [open] SCAN`".
  @Test func theManualHasEveryCommand() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let manual = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let table = manual.split(separator: "\n").filter { $0.hasPrefix("| `") }.joined(separator: "\n")
    let named = Set(table.matches(of: /stylet \[?([a-z-]+)/).map { String($0.1) })
    #expect(try Subcommands.all().subtracting(named) == [])
  }

  /// In the table of what becomes of each, in `Tests/Faults.md`.
  @Test func theFaultsHaveEveryCommand() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let faults = try String(contentsOf: tests.appendingPathComponent("Faults.md"), encoding: .utf8)
    let rows = faults.matches(of: /(?m)^\| `([a-z-]+)` \|/).map { String($0.1) }
    #expect(try Set(rows) == Subcommands.all() && rows.count == Set(rows).count)
  }

  private static let kinds = [
    "nothing there", "empty", "a letter", "a folder", "a pipe", "endless", "deep", "huge", "not mine to read",
  ]

  /// Puts it there.
  /// - Returns: its path as the command is given it.
  private func make(_ kind: String, _ name: String, in files: CaseFolder) throws -> String {
    let path = files.path + "/" + name
    switch kind {
    case "nothing there": break
    case "empty": try Data().write(to: URL(fileURLWithPath: path))
    case "a folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case "a pipe": #expect(mkfifo(path, 0o600) == 0)
    case "endless": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    case "deep": try Data(repeating: UInt8(ascii: "["), count: 4 << 20).write(to: URL(fileURLWithPath: path))
    case "huge":
      // More than is read of any text or project, and takes no room.
      try Data("{\"format\": \"stylet-project\", ".utf8).write(to: URL(fileURLWithPath: path))
      #expect(truncate(path, 3 << 30) == 0)
    case "not mine to read":
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
      chmod(path, 0)
    default: try Data("Dear colleague,\nthank you.\n".utf8).write(to: URL(fileURLWithPath: path))
    }
    return name
  }

  @Test(arguments: kinds)
  func whatCannotBeUsedIsRefused(_ kind: String) throws {
    if kind == "not mine to read", !Privileges.canBeRefused { return }
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    for role in Role.allCases {
      let name: String =
        switch role {
        case .scan: "bad.nii.gz"
        case .project: "bad.stylet.json"
        case .mask: "bad.nrrd"
        case .text: "bad.toml"
        }
      let path = try make(kind, name, in: files)
      let before = Self.states(files)
      for command in Self.commands(role, path) {
        // A project of that name is begun; an empty script has no keys.
        let mayGoOn =
          kind == "nothing there" && command.contains("--project") || kind == "empty" && command.contains("@" + path)
          || kind == "empty" && command[0] == "keys"
        if mayGoOn { continue }
        let ran = try stylet(command, in: files.path, wrapper: kind == "not mine to read" ? Privileges.wrapper : [])
        let said = "\(kind), \(command.joined(separator: " ")) → \(ran.status): \(ran.err.prefix(500))"
        #expect((64...78).contains(ran.status), "\(said)")
        let line = ran.complaint ?? ""
        // Of keys that mean nothing the key is named.
        let isPlayed = kind == "a letter" && command.contains("@" + path)
        // A link is followed to what it leads to.
        let names = kind == "endless" ? [name, "/dev/zero"] : [name]
        #expect((names.contains { line.contains($0) } || isPlayed) && line.contains("; "), "\(said)")
        #expect(Self.states(files) == before, "\(said)")
      }
      try? FileManager.default.removeItem(atPath: files.path + "/" + name)
    }
  }

  /// The same given to a workstation that runs: it says so and goes on.
  @Test(arguments: ["a letter", "deep", "huge", "endless", "a folder"])
  func whatCannotBeUsedEndsNoWork(_ kind: String) throws {
    let files = try CaseFolder()
    for (name, keys) in [
      ("bad.toml", ":protocol bad.toml<CR>"), ("bad.nrrd", ":import bad.nrrd<CR>"),
      ("bad.nrrd", ":lungs-import bad.nrrd<CR>"),
    ] {
      _ = try make(kind, name, in: files)
      let ran = try files.run(
        "open", CaseFolder.scanName, "--lungs", "ask", "--script", keys, "--dump-screen", "-", "--size", "160x50")
      let said = "\(kind), \(keys) → \(ran.status): \(ran.err)\n\(ran.out)"
      // It goes on to its last frame, and a script's refused command is told at the end.
      #expect(ran.out.contains("bad.") && (64...78).contains(ran.status), "\(said)")
      #expect(ran.complaint?.contains("bad.") == true, "\(said)")
      try FileManager.default.removeItem(atPath: files.path + "/" + name)
    }
  }

  /// Names, sizes, times of change and kinds: what is huge is not read for it.
  private static func states(_ files: CaseFolder) -> [String: [Int]] {
    let names = FileManager.default.enumerator(atPath: files.path)?.allObjects as? [String] ?? []
    return names.reduce(into: [:]) { all, name in
      var s = stat()
      lstat(files.path + "/" + name, &s)
      #if os(Linux)
        let time = s.st_mtim
      #else
        let time = s.st_mtimespec
      #endif
      all[name] = [Int(s.st_size), Int(s.st_mode), Int(s.st_ino), Int(time.tv_sec), Int(time.tv_nsec)]
    }
  }

  /// A project of another program, of a later version, of another scan: nothing of it is used, nothing changed.
  @Test(arguments: ["another program's", "a later version", "another scan's"])
  func aForeignProject(_ kind: String) throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let path = "bad.stylet.json"
    var text = try String(contentsOfFile: files.project, encoding: .utf8)
    switch kind {
    case "another program's": text = "{\"format\": \"other-project\", \"version\": 1, \"labels\": []}"
    case "a later version": text.replace("\"version\": 1,", with: "\"version\": 99,", maxReplacements: 1)
    default:
      let other = try CaseFolder()
      #expect(
        try other.run("phantom", Self.scan, "--size", Phantoms.size, "--seed", "9").status == 0)
      try other.draw("<Space>", lungs: "ask")
      text = try String(contentsOfFile: other.project, encoding: .utf8)
    }
    try text.write(toFile: files.path + "/" + path, atomically: false, encoding: .utf8)
    let before = Self.states(files)
    for command in Self.commands(.project, path) {
      let ran = try stylet(command, in: files.path)
      let said = "\(command.joined(separator: " ")) → \(ran.status): \(ran.err)"
      // There is nothing to recover, and of another scan nothing that is wrong in itself.
      if kind == "another scan's", command[0] == "recover" {
        #expect(ran.status == 0, "\(said)")
        continue
      }
      #expect(ran.status == 65, "\(said)")
      #expect(ran.complaint?.contains(path) == true && ran.complaint?.contains("; ") == true, "\(said)")
      #expect(Self.states(files) == before, "\(said)")
    }
  }

  /// Commands that go well, each with a folder of its own.
  private static let good: [[String]] = [
    ["open", scan, "--script", "j", "--save", "--lungs", "ask"], ["info", scan, "--load"], ["show", scan],
    ["convert", scan, "out.nrrd"], ["extent", project], ["export", project, "out.nii.gz"], ["import", project, mask],
    ["lungs", "small.nii.gz", "out.nii.gz"], ["propose", "small.nii.gz", "out.nii.gz"],
    ["report", "small.stylet.json"], ["validate", project], ["recover", project], ["agree", project, mask],
    ["compare", project, mask, "--script", "n", "--lungs", "ask"],
    ["compare-scans", project, mask, "--text", "--lungs", "ask"], ["keys"], ["doctor"], ["study", "plan"],
    ["consensus", project, mask, "--out", "both.stylet.json"],
    ["phantom", "made.nii.gz", "--size", "32x32x16"], ["deidentify", scan, "gone", "--key", "site.key", "--new-key"],
    ["demo", "--size", "80x24"], ["batch", "plan", scan, "--steps", "lungs", "-"], ["intake", "ct", "--study", "trial"],
    ["triage", "simulate", "--cases", "1000"],
    ["archive", "list"],
  ]

  /// What good commands are given: a drawn scan, another one in which lungs are found soon, a delivery and the study that
  /// it goes into.
  private func goodCase() throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    #expect(try files.run("phantom", "small.nii.gz", "--size", "48x48x24").status == 0)
    #expect(try files.run("open", "small.nii.gz", "--script", "<Space>", "--save", "--lungs", "ask").status == 0)
    try SmallSeries().write(to: files.path + "/ct")
    #expect(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    return files
  }

  /// Standard error closed, or on a full disk: what goes well goes on, and what is refused keeps its status.
  @Test(arguments: ["2>&-", "2>/dev/full"])
  func whateverBecomesOfStandardError(_ end: String) throws {
    let files = try goodCase()
    // The demo's case takes longer than all others: it is played where the first file it opens has the stream's number.
    for command in Self.good where command[0] != "demo" || end == "2>&-" {
      let ran = try shell(command, end, files)
      #expect(ran.status == 0 && ran.err.isEmpty, "\(command) \(end): \(ran.status)")
    }
    for role in Role.allCases {
      for command in Self.commands(role, "none.nii") where !command.contains("--project") {
        let ran = try shell(command, end, files), usual = try stylet(command, in: files.path).status
        #expect(usual >= 64 && ran.status == usual, "\(command) \(end): \(ran.status), not \(usual)")
      }
    }
  }

  /// What the answer cannot be written to is said by the status: on a full disk and where it is closed.
  @Test(arguments: [">/dev/full", ">&-", ">&- 2>&-"])
  func whateverBecomesOfStandardOutput(_ end: String) throws {
    let files = try goodCase()
    let told = [["--help"], ["--version"], ["help"], ["lungs", "--help"], ["--generate-completion-script", "bash"]]
    for command in told + Self.good where !["open", "compare", "convert", "export", "demo"].contains(command[0]) {
      let ran = try shell(command, end, files)
      #expect(ran.status == 74, "\(command) \(end): \(ran.status)")
      try? FileManager.default.removeItem(atPath: files.path + "/out.nii.gz")
    }
  }

  private func shell(_ command: [String], _ end: String, _ files: CaseFolder) throws -> Ran {
    // The program comes after the words of the shell's: "$@" is it and its arguments.
    try stylet(command, in: files.path, wrapper: ["/bin/sh", "-c", "\"$@\" \(end)", "sh"])
  }

  /// The voxels of a header are an input as much as the header is.
  @Test func theFilesOfAnImageAreSafe() throws {
    let files = try CaseFolder()
    #expect(try files.run("convert", Self.scan, "a.mhd").status == 0)
    let data = try #require(files.contents().keys.first { $0.hasPrefix("a.") && $0 != "a.mhd" })
    let before = files.contents()
    for command in [
      ["convert", "a.mhd", "a.mhd"], ["lungs", "a.mhd", data, "--to", "nifti"],
      ["lungs", "a.mhd", "a.mhd", "--to", "nifti"],
      ["open", "a.mhd", "--script", "j", "--dump-screen", data],
      ["open", Self.scan, "--project", Self.scan, "--script", "<Space>", "--save"],
      ["import", Self.scan, Self.mask, "--project", Self.mask],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect((64...78).contains(ran.status) && ran.complaint != nil, "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
  }
}
