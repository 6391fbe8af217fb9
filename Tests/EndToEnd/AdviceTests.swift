import Foundation
import TestSupport
import Testing

/// Damaged projects, and what each command says to do: an advice never leads back to the command that gave it, and what
/// it names works when it is done.
@Suite struct AdviceTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    /// What stands in the advice of `validate`; nil where the project is valid.
    let advice: String?
    /// What `extent` and opening end with; 0 where they work.
    let status: Int32
    let make: @Sendable (CaseFolder) throws -> Void
    var testDescription: String { name }

    init(_ name: String, _ advice: String?, _ status: Int32, _ make: @escaping @Sendable (CaseFolder) throws -> Void) {
      (self.name, self.advice, self.status, self.make) = (name, advice, status, make)
    }
  }

  private static let project = CaseFolder.projectName
  private static let recover = "`stylet recover \(project)`"

  /// Changes a member, named by its path, of the project's JSON.
  private static func set(_ path: String..., to value: any Sendable) -> @Sendable (CaseFolder) throws -> Void {
    { files in
      func changed(_ any: Any, _ path: ArraySlice<String>) -> Any {
        guard let first = path.first else { return value }
        if var object = any as? [String: Any] {
          object[first] = changed(object[first] ?? [String: Any](), path.dropFirst())
          return object
        }
        guard var list = any as? [Any], let n = Int(first), list.indices.contains(n) else { return any }
        list[n] = changed(list[n], path.dropFirst())
        return list
      }
      let object = changed(try files.savedProject(), path[...])
      try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: files.project))
    }
  }

  private static func cut(_ files: CaseFolder) throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: files.project))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: files.project))
  }

  private static func empty(_ files: CaseFolder) throws {
    try Data().write(to: URL(fileURLWithPath: files.project))
  }

  /// The same where no backup is left, or only one that is damaged, too.
  private static func alone(_ make: @escaping @Sendable (CaseFolder) throws -> Void) -> @Sendable (CaseFolder) throws
    -> Void
  {
    {
      try make($0)
      try FileManager.default.removeItem(atPath: $0.backup)
    }
  }

  private static func both(_ make: @escaping @Sendable (CaseFolder) throws -> Void) -> @Sendable (CaseFolder) throws
    -> Void
  {
    {
      try make($0)
      try FileManager.default.removeItem(atPath: $0.backup)
      try FileManager.default.copyItem(atPath: $0.project, toPath: $0.backup)
    }
  }

  private static func gone(_ files: CaseFolder) throws { try FileManager.default.removeItem(atPath: files.project) }

  /// Steps that are in the journal alone.
  private static func unsaved(_ files: CaseFolder) throws { try files.leaveUnsaved("j ") }

  /// A file of another scan's project, with steps that were not saved.
  private static func foreign(_ files: CaseFolder, _ ending: String, to path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: OtherCase.made.get() + "/chest" + ending, toPath: path)
  }

  private static let rightScan = "put the right scan back; where it has moved"
  private static let noBackup = "there is no backup that can be read"
  private static let badRuns = set("layers", "0", "slices", "0", "runs", to: "5 10 0 10")
  private static let negative = set("proposal", to: [["source": "net", "ml": -3] as [String: any Sendable]])
  private static let zeros = String(repeating: "0", count: 64)

  static let damages: [Damage] = [
    Damage("cut", recover, 65, cut), Damage("cut, no backup", noBackup, 65, alone(cut)),
    Damage("cut, and its backup", noBackup, 65, both(cut)), Damage("empty", recover, 65, empty),
    Damage("cut, and a backup of another scan", "is of another scan", 65) {
      try cut($0)
      try foreign($0, ".stylet.json", to: $0.backup)
    },
    Damage("cut, and a folder for a backup", noBackup, 65) {
      try alone(cut)($0)
      try FileManager.default.createDirectory(atPath: $0.backup, withIntermediateDirectories: false)
    },
    Damage("empty, no backup", noBackup, 65, alone(empty)),
    Damage("newer version", "newer", 65, set("version", to: 9)),
    Damage("newer version, no backup", "newer", 65, alone(set("version", to: 9))),
    Damage("another format", recover, 65, set("format", to: "x")),
    Damage("runs that touch", recover, 65, badRuns), Damage("runs that touch, no backup", noBackup, 65, alone(badRuns)),
    Damage("extent is a number", recover, 65, set("extent", to: 5)),
    Damage("a digest that is none", recover, 65, set("scan", "sha256", to: "xyz")),
    Damage("a false digest", recover, 65, set("scan", "sha256", to: zeros)),
    Damage("a false digest, no backup", rightScan, 65, alone(set("scan", "sha256", to: zeros))),
    Damage("a false digest, and in its backup", rightScan, 65, both(set("scan", "sha256", to: zeros))),
    Damage("a false digest, and a backup of another scan", rightScan, 65) {
      try set("scan", "sha256", to: zeros)($0)
      try foreign($0, ".stylet.json", to: $0.backup)
    },
    Damage("digest and fingerprint are false", recover, 65) {
      try set("scan", "sha256", to: zeros)($0)
      try set("scan", "fingerprint", to: zeros)($0)
    },
    Damage("a false fingerprint", nil, 0, set("scan", "fingerprint", to: zeros)),
    Damage("another grid", recover, 65, set("scan", "grid", "spacing", to: [9, 9, 9])),
    Damage("another grid, no backup", rightScan, 65, alone(set("scan", "grid", "spacing", to: [9, 9, 9]))),
    Damage("a negative volume of a proposal", recover, 65, negative),
    Damage("a negative volume, no backup", noBackup, 65, alone(negative)),
    Damage("no scan", recover, 65, set("scan", to: 5)), Damage("no path", recover, 65, set("scan", "path", to: "")),
    Damage("the scan is gone", "put the right scan back", 66, set("scan", "path", to: "gone.nii.gz")),
    Damage("other numbers", nil, 0, set("extent", "findings", "0", "voxels", to: 1)),
    Damage("no project", recover, 66, { try FileManager.default.removeItem(atPath: $0.project) }),
    Damage("no project, no backup", "check the path", 66, alone(gone)),
    // A journal that fits nothing that is there: it is named, and no way is said that ends at it.
    Damage("cut, no backup, and a journal", noBackup, 65) {
      try unsaved($0)
      try alone(cut)($0)
    },
    Damage("no project, no backup, and a journal", "put the project or a copy of it back", 66) {
      try unsaved($0)
      try alone(gone)($0)
    },
    Damage("no project, no backup, and a journal of another scan", "put the project or a copy of it back", 66) {
      try foreign($0, ".stylet.journal", to: $0.journal)
      try alone(gone)($0)
    },
    Damage("no project, no backup, and a journal of junk", "put the project or a copy of it back", 66) {
      try Data("junk\nmore\n".utf8).write(to: URL(fileURLWithPath: $0.journal))
      try alone(gone)($0)
    },
    Damage("no project, and a journal of another scan", recover, 66) {
      try foreign($0, ".stylet.journal", to: $0.journal)
      try gone($0)
    },
    Damage("a journal of another scan", nil, 0) { try foreign($0, ".stylet.journal", to: $0.journal) },
    Damage("a journal of another state", nil, 0) {
      try unsaved($0)
      try set("view", to: ["x": 1])($0)
    },
    Damage("a journal of junk", "open the project", 0) {
      try Data("junk\nmore\n".utf8).write(to: URL(fileURLWithPath: $0.journal))
    },
    Damage("an empty journal", nil, 0) { try Data().write(to: URL(fileURLWithPath: $0.journal)) },
  ]

  /// Saved twice, so that there is a backup.
  private func saved() throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try files.draw("5<Right><Space>", lungs: "ask")
    try #require(files.has(files.backup))
    return files
  }

  @Test(arguments: damages) func whatIsSaidLeadsOn(_ damage: Damage) throws {
    let files = try saved()
    try damage.make(files)
    let check = try files.run("validate", Self.project)
    #expect((check.status == 0) == (damage.advice == nil), "\(check)")
    if let advice = damage.advice { #expect(check.complaint?.contains(advice) == true, "\(check.err)") }
    if damage.name == "other numbers" { #expect(check.out.contains("extent.findings[0].voxels: 1 are stated")) }
    let extent = try files.run("extent", Self.project)
    #expect(extent.status == damage.status, "\(extent.err)")
    let opened = try files.run("open", Self.project, "--script", "j", "--lungs", "ask")
    #expect(opened.status == damage.status, "\(opened.err)")
    for (name, ran) in [("validate", check), ("extent", extent), ("open", opened)] {
      #expect(!ran.err.contains("`stylet \(name) \(Self.project)"), "\(name): \(ran.err)")
      // `recover` is named where it helps, and nowhere else.
      if ran.status != 0, ran.err.contains("stylet recover") {
        #expect(damage.advice == Self.recover, "\(name): \(ran.err)")
      }
    }
    let recovered = try files.run("recover", Self.project)
    #expect(!recovered.err.contains("stylet recover"), "\(recovered.err)")
    if damage.advice == Self.recover {
      #expect(recovered.status == 0, "\(recovered.err)")
      let after = try files.run("validate", Self.project)
      #expect(after.status == 0, "\(after)")
      #expect(try files.run("extent", Self.project).status == 0)
    }
  }

  /// A false digest: what the reader has is neither drawn on nor saved, with a script and at a terminal.
  @Test func aFalseDigestIsFoundBeforeAnythingIsDrawn() throws {
    let files = try saved()
    try Self.set("scan", "sha256", to: Self.zeros)(files)
    let before = files.contents()
    let ran = try files.run("open", CaseFolder.scanName, "--script", "<Space>:w<CR>", "--save", "--lungs", "ask")
    #expect(ran.status == 65 && ran.complaint?.contains("another") == true, "\(ran.err)")
    #expect(files.contents() == before)
    let program = try PtyProcess(
      [builtProduct("stylet"), files.path + "/" + CaseFolder.scanName, "--lungs", "ask"], width: 100, height: 30,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    program.type(" :w\r")
    let status = try #require(program.waitForExit(seconds: 60))
    #expect(status & 0x7f == 0 && status >> 8 & 0xff == 65)
    let last = String(decoding: program.output, as: UTF8.self).split(whereSeparator: \.isNewline).last ?? ""
    #expect(last.contains("was not drawn on this scan") && last.contains("put the right scan back"), "\(last)")
    #expect(files.contents() == before)
  }

  /// A digest that was changed by hand is still right in the backup, which is named; of a scan that was replaced both
  /// are as they were.
  @Test func aDigestThatWasChangedLeadsToTheBackup() throws {
    let files = try saved()
    let before = try #require(files.contents()[Self.project])
    try Self.set("scan", "sha256", to: Self.zeros)(files)
    let check = try files.run("validate", Self.project)
    #expect(check.status == 65 && check.complaint?.contains(Self.recover) == true, "\(check.err)")
    // What the project held beyond the backup is not lost.
    let changed = try #require(files.contents()[Self.project])
    #expect(try files.run("recover", Self.project).status == 0)
    #expect(files.contents()["chest.stylet.json.kept"] == changed)
    try before.write(to: URL(fileURLWithPath: files.project))
    let made = try files.run("phantom", CaseFolder.scanName, "--size", Phantoms.size, "--seed", "9", "--force")
    #expect(made.status == 0)
    let replaced = try files.run("validate", Self.project)
    #expect(replaced.status == 65 && replaced.complaint?.contains("put the right scan back") == true)
    #expect(replaced.complaint?.contains("recover") == false, "\(replaced.err)")
  }
}

/// A project where a scan or a mask is expected is said to be one.
@Suite struct ProjectForScanTests {
  @Test func whatIsNoScanIsNamed() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let project = CaseFolder.projectName, before = files.contents()
    for command in [
      ["info", project], ["convert", project, "x.nii"], ["lungs", project, "x.nii"], ["propose", project, "x.nii"],
      ["import", project, project], ["propose", CaseFolder.scanName, "x.nii", "--lungs", project],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 65 && ran.complaint?.contains("is a project") == true, "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
  }
}
