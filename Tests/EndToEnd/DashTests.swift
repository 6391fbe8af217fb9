import Foundation
import TestSupport
import Testing

/// `-` where a file's name is expected: standard output where one file of text or bytes can go there, else refused with
/// the way out. No command makes or reads a file of that name unless it is called `./-`.
@Suite struct DashTests {
  private static let project = CaseFolder.projectName, scan = CaseFolder.scanName

  /// What goes to standard output is what would go to a file.
  @Test func whatCanGoToStandardOutputGoesThere() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let before = Set(files.contents().keys)
    for form in ["csv", "json", "coco", "itksnap", "dcmqi", "nifti", "nrrd", "seg-nrrd"] {
      let ran = try files.run("export", Self.project, "-", "--to", form)
      #expect(ran.status == 0 && ran.err.isEmpty && ran.out.utf8.count > 40, "\(form): \(ran.err)")
      #expect(Set(files.contents().keys) == before, "\(form)")
    }
    let piped = try files.run("export", Self.project, "-", "--to", "csv").out
    #expect(try files.run("export", Self.project, "./-", "--to", "csv").status == 0)
    #expect(FileManager.default.contents(atPath: files.path + "/-") == Data(piped.utf8))
    try FileManager.default.removeItem(atPath: files.path + "/-")
    for form in ["--html", "--text", "--json", "--csv"] {
      let ran = try files.run("report", Self.project, form, "-", "--no-images")
      #expect(ran.status == 0 && ran.err.isEmpty && ran.out.utf8.count > 40, "\(form): \(ran.err)")
    }
    let screen = try files.run("open", Self.scan, "--script", "j", "--lungs", "ask", "--dump-screen", "-")
    #expect(screen.status == 0 && screen.out.contains("Axial"), "\(screen.err)")
    #expect(Set(files.contents().keys) == before)
  }

  /// What cannot be written there (a full disk, a closed stream) is said by the status, whatever the form.
  @Test(arguments: [">/dev/full", ">&-", ">/dev/full 2>/dev/full", ">&- 2>&-"])
  func whatCannotBeWrittenThere(_ end: String) throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let before = files.contents()
    for command in ["csv", "json", "coco", "itksnap", "dcmqi", "nifti", "nrrd", "seg-nrrd"].map({
      ["export", Self.project, "-", "--to", $0]
    }) + ["--html", "--text", "--json", "--csv"].map({ ["report", Self.project, $0, "-", "--no-images"] }) + [
      ["open", Self.scan, "--script", "j", "--lungs", "ask", "--dump-screen", "-"],
      ["extent", Self.project, "--json"], ["extent", Self.project, "--csv"], ["info", Self.scan, "--json"],
      ["agree", Self.project, CaseFolder.truthName, "--html", "-"], ["agree", Self.project, CaseFolder.truthName, "--json"],
    ] {
      let ran = try stylet(command, in: files.path, wrapper: ["/bin/sh", "-c", "\"$@\" \(end)", "sh"])
      #expect(ran.status == 74, "\(command) \(end): \(ran)")
      #expect(files.contents() == before, "\(command) \(end)")
    }
  }

  @Test func whatCannotIsRefusedWithTheWayOut() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let before = files.contents()
    for command in [
      ["export", Self.project, "-", "--to", "mha"], ["convert", Self.scan, "-"], ["phantom", "-", "--size", "16x16x16"],
      ["lungs", Self.scan, "-"], ["lungs", Self.scan, "-", "--to", "nifti"],
      ["propose", Self.scan, "-", "--to", "nifti"],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 64 && ran.out.isEmpty && ran.complaint?.contains("./-") == true, "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
    let unnamed = try files.run("export", Self.project, "-")
    #expect(unnamed.status == 64 && unnamed.complaint?.contains("--to") == true, "\(unnamed.err)")
    let inside = try files.run(
      "open", Self.scan, "--script", ":export -<CR>", "--lungs", "ask", "--size", "160x40", "--dump-screen", "-")
    #expect(inside.status == 64 && inside.out.contains("Axial"), "\(inside.err)")
    #expect(files.contents() == before)
  }

  /// Also where a file of that name is there.
  @Test func noCommandReadsIt() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try FileManager.default.copyItem(atPath: files.path + "/" + Self.scan, toPath: files.path + "/-")
    let before = files.contents()
    let commands = [
      ["-", "--script", "j"], ["open", "-", "--script", "j"], ["info", "-"], ["show", "-"], ["extent", "-"],
      ["show", Self.scan, "--labels", "-"], ["extent", Self.scan, "--labels", "-"],
      ["extent", Self.project, "--lungs", "-"], ["convert", "-", "x.nii"], ["export", "-", "x.nii"],
      ["import", "-", CaseFolder.truthName], ["import", Self.project, "-"],
      ["import", Self.project, CaseFolder.truthName, "--table", "-"], ["import", Self.scan, "x", "--project", "-"],
      ["lungs", "-", "x.nii"], ["propose", "-", "x.nii"], ["propose", Self.scan, "x.nii", "--lungs", "-"],
      ["propose", Self.scan, "x.nii", "--model", "-"], ["report", "-"], ["validate", "-"], ["recover", "-"],
      ["open", Self.scan, "--project", "-", "--script", "j"], ["open", Self.scan, "--protocol", "-", "--script", "j"],
      ["open", Self.scan, "--keymap", "-", "--script", "j"], ["open", Self.scan, "--script", "@-"],
      ["keys", "--keymap", "-"], ["agree", Self.project, "-"], ["compare", "-", Self.project, "--script", "j"],
      ["consensus", Self.project, "-"], ["compare-scans", Self.project, "-", "--text"],
      ["agree", Self.project, CaseFolder.truthName, "--scan", "-"],
    ]
    #expect(try Subcommands.called(by: commands).isSuperset(of: Subcommands.offering("--incomplete")))
    for command in commands {
      let ran = try stylet(command, in: files.path)
      let line = ran.complaint ?? ""
      #expect(ran.status == 64 && ran.out.isEmpty, "\(command): \(ran)")
      #expect(line.contains("standard input is not read") && line.contains("./-"), "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
    #expect(try files.run("info", "./-").status == 0)
  }

  /// Bytes that are no text are not for a terminal; and a reader that goes away ends the command quietly.
  @Test func terminalsAndReadersThatLeave() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let program = try PtyProcess(
      [builtProduct("stylet"), "export", files.project, "-", "--to", "nifti"], environment: ["LC_ALL": "C.UTF-8"])
    let status = try #require(program.waitForExit(seconds: 60))
    #expect(status >> 8 & 0xff == 64)
    #expect(String(decoding: program.output, as: UTF8.self).contains("is a terminal"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let command = "{ \"$0\" export \(CaseFolder.projectName) - --to nifti; echo $? >status; } | head -c 1 >/dev/null"
    process.arguments = ["-c", command, builtProduct("stylet")]
    process.currentDirectoryURL = URL(fileURLWithPath: files.path)
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
    #expect(FileManager.default.contents(atPath: files.path + "/status") == Data("0\n".utf8))
  }
}
