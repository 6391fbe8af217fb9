import Foundation
import TestSupport
import Testing

/// What is written, over what, for whom, and what is left when a command is ended.
@Suite struct OutputTests {
  private static let project = CaseFolder.projectName, scan = CaseFolder.scanName

  /// Every command with its own input as its output: refused, and not one byte has changed.
  @Test func noCommandWritesOverItsInput() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let before = files.contents()
    let commands: [[String]] = [
      ["export", Self.project, Self.scan], ["export", Self.project, Self.project, "--to", "json"],
      ["export", Self.project, "chest.stylet.json.bak", "--to", "csv"],
      ["lungs", Self.scan, Self.scan], ["propose", Self.scan, Self.scan], ["convert", Self.scan, Self.scan],
      ["propose", Self.scan, CaseFolder.truthName, "--lungs", CaseFolder.truthName],
      ["report", Self.project, "--text", Self.scan], ["report", Self.project, "--html", Self.project],
      ["report", Self.project, "--json", Self.scan], ["report", Self.project, "--csv", Self.project],
      ["report", Self.project, "--csv", Self.scan, "--append"],
      ["agree", Self.project, CaseFolder.truthName, "--html", Self.project],
      ["agree", Self.project, CaseFolder.truthName, "--html", Self.scan],
      ["agree", Self.project, CaseFolder.truthName, "--lungs", CaseFolder.truthName, "--html", CaseFolder.truthName],
      ["agree", CaseFolder.truthName, Self.project, "--scan", Self.scan, "--html", CaseFolder.truthName],
      ["compare", Self.project, CaseFolder.truthName, "--script", "j", "--dump-screen", Self.project],
      ["compare", Self.project, CaseFolder.truthName, "--script", "j", "--dump-screen", CaseFolder.truthName],
      ["compare-scans", Self.scan, CaseFolder.truthName, "--script", "j", "--dump-screen", CaseFolder.truthName],
      ["compare-scans", Self.scan, CaseFolder.truthName, "--script", "j", "--dump-screen", Self.project],
      ["open", Self.scan, "--script", "j", "--dump-screen", Self.scan],
      ["open", Self.scan, "--script", "j", "--dump-screen", Self.project],
    ]
    // A new command that writes must come in here, too.
    #expect(try Subcommands.offering("--force").subtracting(["phantom"]) == Subcommands.called(by: commands))
    for command in commands {
      for force in [[], ["--force"]] {
        let ran = try stylet(command + force, in: files.path)
        #expect(ran.status != 0 && ran.complaint != nil, "\(command): \(ran.err)")
        #expect(files.contents() == before, "\(command)")
      }
    }
    for name in [Self.scan, Self.project] {
      let ran = try files.run(
        "open", Self.scan, "--script", ":export! \(name)<CR>", "--dump-screen", "s.txt", "--lungs", "ask")
      #expect(ran.status == 73 && files.contents()[name] == before[name], "\(ran.err)")
    }
  }

  @Test func whatOthersWroteStaysUnlessForced() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let commands: [(String, [String])] = [
      ("a.csv", ["export", Self.project, "a.csv"]), ("b.nii.gz", ["convert", Self.scan, "b.nii.gz"]),
      ("c.txt", ["report", Self.project, "--text", "c.txt"]),
      ("d.txt", ["open", Self.scan, "--script", "j", "--dump-screen", "d.txt"]),
      ("ascii.txt", ["open", Self.scan, "--script", "j", "--ascii", "--dump-screen", "ascii.txt"]),
      ("e.nii", ["export", Self.project, "e.nii"]), ("l.nii.gz", ["lungs", Self.scan, "l.nii.gz"]),
      ("p.nii.gz", ["propose", Self.scan, "p.nii.gz"]),
      ("r.html", ["report", Self.project, "--html", "r.html", "--no-images"]),
      ("r.json", ["report", Self.project, "--json", "r.json"]), ("r.csv", ["report", Self.project, "--csv", "r.csv"]),
      (
        "c.txt",
        ["compare", Self.project, CaseFolder.truthName, "--script", "j", "--lungs", "ask", "--dump-screen", "c.txt"]
      ),
      (
        "f.txt",
        [
          "compare-scans", Self.scan, CaseFolder.truthName, "--script", "j", "--lungs", "ask", "--dump-screen", "f.txt",
        ]
      ),
      ("g.html", ["agree", Self.project, CaseFolder.truthName, "--html", "g.html"]),
    ]
    let tried = Subcommands.called(by: commands.map(\.1))
    #expect(try Subcommands.offering("--force").subtracting(["phantom"]) == tried)
    for (name, command) in commands {
      let path = files.path + "/" + name
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
      let refused = try stylet(command, in: files.path)
      #expect(refused.status == 73 && refused.complaint?.contains("--force") == true, "\(name): \(refused.err)")
      #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
      #expect(try stylet(command + ["--force"], in: files.path).status == 0)
      // what it wrote itself it may replace
      let again = try stylet(command, in: files.path)
      #expect(again.status == 0, "\(name): \(again.err)")
      var s = stat()
      #expect(lstat(path, &s) == 0 && s.st_mode & 0o777 == 0o600)
    }
  }

  /// The same where the name is not given: the page of a report, the files beside a phantom; and from within the
  /// workstation, with and without the word that forces it.
  @Test func whatOthersWroteStaysUnderNamesThatAreMade() throws {
    let files = try CaseFolder(), mine = Data("mine".utf8)
    try files.draw("<Space>", lungs: "ask")
    func isRefused(_ name: String, _ command: [String]) throws {
      let path = files.path + "/" + name
      try mine.write(to: URL(fileURLWithPath: path))
      let before = files.contents()
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 73 && ran.complaint?.contains(name) == true, "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
      try FileManager.default.removeItem(atPath: path)
    }
    try isRefused("chest.report.html", ["report", Self.project])
    for part in ["", "-truth", "-lungs"] {
      try isRefused("new\(part).nii.gz", ["phantom", "new.nii.gz", "--size", "32x32x16"])
    }
    let path = files.path + "/theirs.nii.gz"
    try mine.write(to: URL(fileURLWithPath: path))
    func exported(_ command: String) throws -> String {
      let keys = ":\(command) theirs.nii.gz<CR>"
      let ran = try files.run(
        "open", Self.scan, "--script", keys, "--lungs", "ask", "--size", "200x40", "--dump-screen", "-")
      #expect(ran.status == (command.hasSuffix("!") ? 0 : 73), "\(ran.err)")
      return ran.out
    }
    #expect(try exported("export").contains("Stylet did not write it"))
    #expect(FileManager.default.contents(atPath: path) == mine)
    #expect(try exported("export!").contains("Exported"))
    #expect(FileManager.default.contents(atPath: path) != mine)
  }

  /// "Written by Stylet" is not "free to replace": a scan with a project stays, so does the project, forced or not.
  @Test func aScanThatCarriesAProjectStays() throws {
    let files = try CaseFolder()
    #expect(try files.run("convert", Self.scan, "a.nii.gz").status == 0)
    #expect(try files.run("open", "a.nii.gz", "--script", "<Space>", "--save", "--lungs", "ask").status == 0)
    let before = files.contents()
    let commands = [
      ["lungs", Self.scan, "a.nii.gz"], ["propose", Self.scan, "a.nii.gz"], ["convert", Self.scan, "a.nii.gz"],
      ["phantom", "a.nii.gz", "--size", "32x32x16"],
      ["open", Self.scan, "--script", "j", "--lungs", "ask", "--dump-screen", "a.nii.gz"],
      ["lungs", Self.scan, "a.stylet.json", "--to", "nifti", "--force"],
      ["lungs", Self.scan, "a.stylet.journal", "--to", "nifti", "--force"],
      ["lungs", Self.scan, "new.stylet.journal", "--to", "nifti"],
      ["propose", Self.scan, "a.stylet.json.bak", "--to", "nifti", "--force"],
      ["report", "a.stylet.json", "--html", "x", "--text", "./x"],
      ["report", "a.stylet.json", "--html", "x", "--csv", "x", "--append"],
    ]
    for command in commands {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status != 0 && ran.complaint != nil, "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
  }

  @Test func anInterruptedCommandLeavesNothing() throws {
    let files = try CaseFolder()
    let ran = try stylet(["phantom", "big.nii.gz", "--size", "160x160x160"], in: files.path)
    #expect(ran.status == 0)
    let before = Set(files.contents().keys)
    for (number, status) in [(SIGINT, Int32(130)), (SIGTERM, 143), (SIGQUIT, 131)] {
      var interrupted = 0
      for delay in ["0.1", "0.3", "0.8"] {
        let wrapper = ["/usr/bin/timeout", "-s", "\(number)", "--preserve-status", delay]
        let ended = try stylet(["convert", "big.nii.gz", "out.nii.gz"], in: files.path, wrapper: wrapper)
        #expect(ended.status == status || ended.status == 0, "\(ended.status)")
        if ended.status == 0 { try? FileManager.default.removeItem(atPath: files.path + "/out.nii.gz") }
        interrupted += ended.status == status ? 1 : 0
        #expect(Set(files.contents().keys) == before)
      }
      #expect(interrupted > 0)
    }
  }
}

/// Standard error closed, or on a full disk: what cannot be said ends nothing, and the status says it still.
@Suite struct UnsaidMessagesTests {
  private func shell(_ command: String, _ files: CaseFolder) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: files.path)
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }

  @Test func everyRefusalKeepsItsStatus() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let binary = builtProduct("stylet")
    let project = try Data(contentsOf: URL(fileURLWithPath: files.project))
    try project.dropLast(20).write(to: URL(fileURLWithPath: files.path + "/cut.stylet.json"))
    let cases: [(String, Int32)] = [
      ("info none.nii", 66), ("extent \(CaseFolder.scanName)", 64), ("convert \(CaseFolder.scanName) x.y", 64),
      ("validate \(CaseFolder.scanName)", 65), ("validate cut.stylet.json", 65), ("keys --keymap none", 66), ("frobnicate --x", 64),
      ("open \(CaseFolder.scanName) --script '<Nokey>'", 64), ("export \(CaseFolder.projectName) no/x.nii", 73),
      ("report none", 66), ("recover none", 66), ("lungs none x.nii", 66), ("show none", 66),
    ]
    for (command, status) in cases {
      for end in ["2>&-", "2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-"] {
        let ended = try shell("SWIFT_BACKTRACE=enable=no \(binary) \(command) \(end)", files)
        // What validate finds is its answer, and goes where nothing can be written.
        let isAnswer = command.hasPrefix("validate cut") && end.contains(">&- 2")
        #expect(ended == (isAnswer ? 74 : status), "\(command) \(end): \(ended)")
      }
    }
    // Output that cannot be written is said by the status.
    for end in [">/dev/full", ">&-", ">/dev/full 2>/dev/full", ">&- 2>&-"] {
      #expect(try shell("\(binary) info \(CaseFolder.scanName) \(end)", files) == 74, "\(end)")
    }
  }

  /// A file that is opened where standard error was closed does not get the messages.
  @Test func noFileTakesThePlaceOfStandardError() throws {
    let files = try CaseFolder()
    let keys = ":import none<CR>"
    #expect(
      try shell(
        "\(builtProduct("stylet")) open \(CaseFolder.scanName) --script '<Space>\(keys)' --save --dump-screen s.txt "
          + "<&- >&- 2>&-", files) == 66)
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
  }
}
