import Foundation
import TestSupport
import Testing

/// A file that the disk does not give: each command that needs it says so, and nothing is written over it or in its
/// place.
@Suite(.enabled(if: BrokenDisk.isAvailable, "there is no C compiler to make a bad disk with"))
struct BrokenDiskTests {
  private static let scan = CaseFolder.scanName, project = CaseFolder.projectName, mask = CaseFolder.truthName

  /// Saved twice, with steps that were not saved.
  private func saved() throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try files.draw("5<Right><Space>", lungs: "ask")
    try files.leaveUnsaved("j ")
    try? FileManager.default.removeItem(atPath: files.path + "/chest.stylet.lock")
    try "j".write(toFile: files.path + "/keys", atomically: true, encoding: .utf8)
    return files
  }

  private static let ofProject = [
    ["extent", project], ["extent", scan, "--labels", project], ["report", project, "--text", "-"],
    ["export", project, "out.csv"], ["export", project, "out.nii.gz"], ["show", project], ["validate", project],
    ["recover", project], ["import", project, mask], ["import", scan, mask], ["agree", project, mask],
    ["compare", project, mask, "--script", "n", "--save", "--lungs", "ask"],
    ["consensus", project, mask], ["compare-scans", scan, mask, "--text", "--lungs", "ask"],
    ["open", project, "--script", "<Space>", "--save", "--lungs", "ask"],
    ["open", scan, "--script", "<Space>", "--save", "--lungs", "ask"],
  ]

  struct Broken: Sendable, CustomTestStringConvertible {
    let name: String
    let commands: [[String]]
    var testDescription: String { name }
  }

  /// A file and the commands that cannot do without it.
  static let needed = [
    Broken(name: project, commands: ofProject),
    Broken(name: "chest.stylet.journal", commands: ofProject),
    Broken(
      name: scan,
      commands: ofProject.filter { $0[0] != "recover" } + [
        ["info", scan], ["convert", scan, "out.nrrd"], ["lungs", scan, "out.nrrd"], ["propose", scan, "out.nrrd"],
      ]),
    Broken(
      name: mask,
      commands: [
        ["extent", scan, "--labels", mask], ["import", scan, mask], ["show", scan, "--labels", mask],
        ["extent", scan, "--qct", "--lungs", mask], ["propose", scan, "out.nrrd", "--lungs", mask],
        ["agree", project, mask], ["agree", mask, project, "--scan", scan],
        ["compare", project, mask, "--script", "n", "--lungs", "ask"],
        ["consensus", project, mask, "--out", "out.stylet.json"],
      ]),
    Broken(
      name: "keys",
      commands: [
        ["open", scan, "--script", "@keys"], ["open", scan, "--script", "j", "--protocol", "keys"],
        ["keys", "--keymap", "keys"], ["propose", scan, "out.nrrd", "--model", "keys"],
        ["import", scan, mask, "--table", "keys"], ["report", project, "--csv", "keys", "--append"],
      ]),
  ]

  @Test func everyReaderOfAScanIsTried() throws {
    let tried = Subcommands.called(by: Self.needed.first { $0.name == Self.scan }?.commands ?? [])
    #expect(try tried == Subcommands.offering("--incomplete"))
  }

  @Test(arguments: needed) func whatCannotBeReadIsSaid(_ broken: Broken) throws {
    let files = try saved()
    let before = files.contents()
    let wrapper = try BrokenDisk.wrapper("/" + broken.name)
    for command in broken.commands {
      let ran = try stylet(command, in: files.path, wrapper: wrapper)
      // `validate` has found something wrong, whatever it is.
      #expect(ran.status == 74 || command[0] == "validate" && ran.status == 65, "\(command): \(ran)")
      let said = ran.out + ran.err
      #expect(said.contains(broken.name) && said.lowercased().contains("input/output error"), "\(command): \(said)")
      let last = ran.err.split(separator: "\n").last ?? ""
      #expect(last.hasPrefix("stylet: ") && last.contains("; "), "\(command): \(ran.err)")
      #expect(!last.contains("put the right scan back") && !last.contains("is not a project"), "\(command): \(ran.err)")
      var after = files.contents()
      after["chest.stylet.lock"] = nil
      #expect(after == before, "\(command)")
    }
  }

  /// The backup is not needed while the project is whole; of a damaged one it is, and is not taken for damaged, too.
  @Test func theBackup() throws {
    let files = try saved()
    let wrapper = try BrokenDisk.wrapper("/chest.stylet.json.bak")
    #expect(try stylet(["extent", Self.project], in: files.path, wrapper: wrapper).status == 0)
    try Data("{".utf8).write(to: URL(fileURLWithPath: files.project))
    let before = files.contents()
    let refused = try stylet(["recover", Self.project], in: files.path, wrapper: wrapper)
    #expect(refused.status == 74 && refused.complaint?.contains("chest.stylet.json.bak") == true, "\(refused)")
    var after = files.contents()
    after["chest.stylet.lock"] = nil
    #expect(after == before)
    #expect(try files.run("recover", Self.project).status == 0)
  }

  /// Steps of before the last save: the work goes on without them, and their file stays.
  @Test(arguments: ["open", "recover"]) func theHistory(_ command: String) throws {
    let files = try saved()
    let history = try #require(files.contents()["chest.stylet.history"])
    let wrapper = try BrokenDisk.wrapper("/chest.stylet.history")
    let commands = [
      "open": ["open", Self.scan, "--script", "<Space>", "--save", "--lungs", "ask"],
      "recover": ["recover", Self.project],
    ]
    let ran = try stylet(try #require(commands[command]), in: files.path, wrapper: wrapper)
    #expect(ran.status == 0, "\(ran)")
    #expect(files.contents()["chest.stylet.history.kept"] == history)
  }

  /// A slice in the middle of a series, and the last one.
  @Test(arguments: ["s004.dcm", "s007.dcm"]) func aSlice(_ name: String) throws {
    try withTemporaryFolder { folder in
      try SmallSeries().write(to: folder + "/ct")
      let draw = ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"]
      try #require(try stylet(draw, in: folder).status == 0)
      let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      let wrapper = try BrokenDisk.wrapper("/" + name)
      for command in [
        ["convert", "ct", "out.nrrd"], ["lungs", "ct", "out.nrrd"], ["extent", "ct.stylet.json"],
        ["report", "ct.stylet.json"], ["export", "ct.stylet.json", "out.csv"],
        ["open", "ct", "--script", "<Space>", "--save"], ["validate", "ct.stylet.json"],
      ] {
        let ran = try stylet(command, in: folder, wrapper: wrapper)
        #expect([65, 74].contains(ran.status), "\(command): \(ran)")
        let said = ran.out + ran.err
        #expect(said.contains(name) && said.lowercased().contains("input/output error"), "\(command): \(said)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before, "\(command)")
      }
    }
  }
}
