import Foundation
import TestSupport
import Testing

/// Every bad input: the exit status of sysexits, one line that names the path and says what to do, nothing written.
@Suite struct BadInputTests {
  /// Runs and expects a refusal.
  /// - Parameter naming: what the line must contain.
  private func refused(
    _ files: CaseFolder, _ arguments: [String], _ status: Int32, naming: String..., wrapper: [String] = [],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = files.contents()
    let ran = try stylet(arguments, in: files.path, wrapper: wrapper)
    let said = "\(arguments.joined(separator: " ")) → \(ran.status): \(ran.err)"
    #expect(ran.status == status, "\(said)", sourceLocation: location)
    #expect(ran.complaint != nil, "one line: \(said)", sourceLocation: location)
    for text in naming { #expect(ran.err.contains(text), "\(text) in: \(said)", sourceLocation: location) }
    #expect(ran.err.contains("; "), "says what to do: \(said)", sourceLocation: location)
    #expect(ran.out.isEmpty, "\(said)", sourceLocation: location)
    #expect(files.contents() == before, "nothing written: \(said)", sourceLocation: location)
  }

  /// The ways to read a scan's voxels.
  private func readers(of path: String) -> [[String]] {
    [
      ["open", path, "--script", "<Space>", "--save"], ["show", path], ["info", path, "--load"],
      ["convert", path, "out.nrrd"], ["extent", path, "--labels", CaseFolder.truthName],
    ]
  }

  /// A scan where its project was meant: what to do depends on whether it has one.
  @Test func aScanIsNoProjectToValidate() throws {
    let files = try CaseFolder()
    let scan = CaseFolder.scanName
    try refused(files, ["validate", scan], 65, naming: "no project", "stylet open \(scan)")
    try files.draw("p3<Down>p", lungs: "ask")
    try refused(files, ["validate", CaseFolder.scanName], 65, naming: "its project is \(CaseFolder.projectName)")
    #expect(try files.run("validate", CaseFolder.projectName).status == 0)
  }

  @Test func missingFiles() throws {
    let files = try CaseFolder()
    for arguments in readers(of: "gone.nii") + [["info", "gone.nii"]] {
      try refused(files, arguments, 66, naming: "gone.nii")
    }
    try refused(files, ["extent", "gone.stylet.json"], 66, naming: "gone.stylet.json")
    try refused(files, ["export", "gone.stylet.json", "out.nii"], 66, naming: "gone.stylet.json")
    try refused(files, ["validate", "gone.stylet.json"], 66, naming: "gone.stylet.json")
    try refused(files, ["recover", "gone.stylet.json"], 66, naming: "gone.stylet.json")
    try refused(files, ["import", CaseFolder.scanName, "gone.nii"], 66, naming: "gone.nii")
    try refused(files, ["import", "gone.nii", CaseFolder.truthName], 66, naming: "gone.nii")
    try refused(files, ["open", CaseFolder.scanName, "--script", "@gone.keys"], 66, naming: "gone.keys")
    try refused(files, ["keys", "--keymap", "gone.toml"], 66, naming: "gone.toml")
  }

  @Test(arguments: ["empty.nii.gz", "empty.nrrd", "empty.dcm", "picture.png", "notes.txt", "noise.nii"])
  func emptyAndForeignFiles(_ name: String) throws {
    let files = try CaseFolder()
    let bytes: [UInt8] =
      switch name {
      case "picture.png": [0x89] + Array("PNG\r\n\u{1a}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8)
      case "notes.txt": Array("Dear colleague,\n".utf8)
      case "noise.nii": (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 11) }
      default: []
      }
    try Data(bytes).write(to: URL(fileURLWithPath: files.path + "/" + name))
    for arguments in readers(of: name) + [["info", name], ["import", CaseFolder.scanName, name]] {
      try refused(files, arguments, 65, naming: name)
    }
  }

  @Test(arguments: ["cut.nii.gz", "cut.nii", "cut.nrrd", "cut.mha"])
  func truncatedFiles(_ name: String) throws {
    let files = try CaseFolder()
    #expect(try files.run("convert", CaseFolder.scanName, name).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: files.path + "/" + name))
    // In the header, at its end, in the voxels, and one byte short.
    for length in [40, 352, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: files.path + "/" + name))
      for arguments in readers(of: name) { try refused(files, arguments, 65, naming: name) }
    }
  }

  @Test func foldersWithoutImages() throws {
    let files = try CaseFolder()
    for folder in ["bare", "letters"] {
      try FileManager.default.createDirectory(atPath: files.path + "/" + folder, withIntermediateDirectories: true)
    }
    try Data("no images here".utf8).write(to: URL(fileURLWithPath: files.path + "/letters/readme"))
    for folder in ["bare", "letters"] {
      for arguments in readers(of: folder) + [["info", folder]] { try refused(files, arguments, 65, naming: folder) }
    }
  }

  @Test func placesThatCannotBeWritten() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    for arguments in [
      ["convert", CaseFolder.scanName, "nowhere/out.nii"], ["phantom", "nowhere/out.nii", "--size", "32x32x16"],
      ["export", CaseFolder.projectName, "nowhere/out.nii"], ["export", CaseFolder.projectName, "nowhere/out.csv"],
      ["open", CaseFolder.scanName, "--script", "l", "--dump-screen", "nowhere/out.txt"],
    ] {
      try refused(files, arguments, 73, naming: "nowhere/out")
    }
  }

  @Test(.enabled(if: Privileges.canBeRefused, "root cannot give up its rights here: setpriv is missing"))
  func placesThatMayNotBeWrittenOrRead() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let locked = files.path + "/locked"
    try FileManager.default.createDirectory(atPath: locked, withIntermediateDirectories: true)
    chmod(locked, 0o500)
    defer { chmod(locked, 0o700) }
    for arguments in [
      ["convert", CaseFolder.scanName, "locked/out.nii"], ["phantom", "locked/out.nii", "--size", "32x32x16"],
      ["export", CaseFolder.projectName, "locked/out.nrrd"], ["export", CaseFolder.projectName, "locked/out.json"],
      ["open", CaseFolder.scanName, "--script", "<Space>", "--save", "--project", "locked/out.stylet.json"],
    ] {
      try refused(files, arguments, 77, naming: "locked/out", wrapper: Privileges.wrapper)
    }
    let secret = files.path + "/secret.nii.gz"
    try FileManager.default.copyItem(atPath: files.path + "/" + CaseFolder.scanName, toPath: secret)
    chmod(secret, 0)
    let ran = try stylet(["show", "secret.nii.gz"], in: files.path, wrapper: Privileges.wrapper)
    #expect(ran.status == 77 && ran.complaint?.contains("secret.nii.gz") == true, "\(ran.err)")
  }

  @Test func aProjectWhoseScanIsGone() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    try FileManager.default.removeItem(atPath: files.path + "/" + CaseFolder.scanName)
    let project = CaseFolder.projectName
    for arguments in [
      ["open", project, "--script", "<Space>", "--save"], ["show", project], ["extent", project],
      ["export", project, "out.nii.gz"], ["import", project, CaseFolder.truthName],
    ] {
      try refused(files, arguments, 66, naming: project, CaseFolder.scanName)
    }
    let check = try files.run("validate", project)
    #expect(check.status == 65 && check.out.contains("scan.path") && check.complaint != nil, "\(check)")
  }

  @Test func aProjectOfAnotherScan() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let project = CaseFolder.projectName
    #expect(try files.run("phantom", "chest.nii.gz", "--size", "80x96x48", "--force").status == 0)
    for arguments in [
      ["open", CaseFolder.scanName, "--script", "<Space>", "--save"],
      ["open", project, "--script", "<Space>", "--save"],
      ["extent", project], ["export", project, "out.nii.gz"], ["show", project],
    ] {
      try refused(files, arguments, 65, naming: project)
    }
    #expect(try files.run("validate", project).status == 65)
    // The mask of the first scan does not lie on the second one.
    #expect(try files.run("phantom", "other.nii.gz", "--size", "64x64x32").status == 0)
    try refused(files, ["import", "other.nii.gz", project + ".nii"], 66, naming: project)
    try refused(
      files, ["extent", "other.nii.gz", "--labels", CaseFolder.truthName], 65, naming: CaseFolder.truthName)
    try refused(files, ["import", "other.nii.gz", CaseFolder.truthName], 65, naming: CaseFolder.truthName)
  }

  /// The same grid, other voxels: nothing may be saved over the drawing.
  @Test func aProjectWhoseScanHasOtherContent() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    #expect(try files.run("phantom", "chest.nii.gz", "--size", Phantoms.size, "--seed", "9", "--force").status == 0)
    let before = files.contents()[CaseFolder.projectName]
    let ran = try files.run("open", CaseFolder.scanName, "--script", "5<Right><Space>", "--save")
    #expect(ran.status == 65 && ran.complaint?.contains(CaseFolder.scanName) == true, "\(ran.err)")
    #expect(files.contents()[CaseFolder.projectName] == before && !files.has(files.backup))
    #expect(try files.run("validate", CaseFolder.projectName).status == 65)
  }

  /// A scan given for a project is no damaged project: nothing is to be recovered there.
  @Test func aScanGivenForAProject() throws {
    let files = try CaseFolder()
    for command in [["extent"], ["validate"]] {
      let ran = try stylet(command + [CaseFolder.scanName], in: files.path)
      #expect(ran.status != 0 && !ran.err.contains("recover"), "\(command): \(ran.err)")
    }
    try Data([0x1f, 0x8b, 8, 0]).write(to: URL(fileURLWithPath: files.path + "/other.nii.gz"))
    let ran = try stylet(
      ["open", CaseFolder.scanName, "--project", "other.nii.gz", "--script", "<Space>", "--save"], in: files.path)
    #expect(ran.status == 65 && !ran.err.contains("recover") && ran.err.contains(".stylet.json"), "\(ran.err)")
  }

  @Test func aDamagedProject() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let whole = try Data(contentsOf: URL(fileURLWithPath: files.project))
    for bytes in [whole.prefix(whole.count / 2), Data("{\"format\": \"stylet-project\"}".utf8)] {
      try bytes.write(to: URL(fileURLWithPath: files.project))
      for arguments in [
        ["open", CaseFolder.scanName, "--script", "<Space>", "--save"], ["extent", CaseFolder.projectName],
        ["export", CaseFolder.projectName, "out.nii"], ["show", CaseFolder.projectName],
      ] {
        try refused(files, arguments, 65, naming: CaseFolder.projectName)
      }
    }
  }

  @Test(arguments: [
    (["open", "chest.nii.gz", "--script", "<Space", "--save"], "<"),
    (["open", "chest.nii.gz", "--script", "<Nokey>", "--save"], "Nokey"),
    (["open", "chest.nii.gz", "--script", "l", "--size", "10"], "10"),
    (["open", "chest.nii.gz", "--script", "l", "--size", "0x40"], "0x40"),
    (["open", "chest.nii.gz", "--script", "l", "--size", "99999x99999"], "99999x99999"),
    (["open", "chest.nii.gz", "--dump-screen", "out.txt"], "--dump-screen"),
    (["open", "chest.nii.gz", "--bogus"], "--bogus"),
    (["open", "chest.nii.gz"], "--script"),
    (["show", "chest.nii.gz", "--size", "x"], "--size"),
    (["show", "chest.nii.gz", "--window", "dark"], "dark"),
    (["show", "chest.nii.gz", "--window=1,nan"], "1,nan"),
    (["show", "chest.nii.gz", "--slice", "0"], "--slice 0"),
    (["show", "chest.nii.gz", "--slice", "49"], "1 to 48"),
    (["show", "chest.nii.gz", "--slice", "abc"], "abc"),
    (["show", "chest.nii.gz", "--plane", "oblique"], "oblique"),
    (["show"], "scan"),
    (["convert", "chest.nii.gz", "out.jpg"], "out.jpg"),
    (["convert", "chest.nii.gz"], "output"),
    (["phantom", "out.nii", "--size", "12"], "12"),
    (["phantom", "out.nii", "--size", "0x8x8"], "0x8x8"),
    (["phantom", "out.nii", "--seed", "-1"], "--seed"),
    (["phantom", "out.nii", "--lesions", "9999"], "lesions"),
    (["extent", "chest.nii.gz"], "chest.nii.gz"),
    (["extent", "chest.nii.gz", "--labels", "chest-truth.nii.gz", "--json", "--csv"], "--csv"),
    (["keys", "extra"], "extra"),
  ])
  func wrongUsage(_ arguments: [String], _ naming: String) throws {
    try refused(CaseFolder(), arguments, 64, naming: naming)
  }

  /// Options that take a number, with the command that they are of.
  static let numbers: [(command: [String], option: String, bad: [String])] = [
    (["show", "chest.nii.gz"], "--slice", []), (["info", "chest.nii.gz"], "--volume", []),
    (["convert", "chest.nii.gz", "out.nrrd"], "--volume", []),
    (["open", "chest.nii.gz", "--script", "j"], "--volume", []),
    (["phantom", "out.nii", "--size", "16x16x16"], "--lesions", ["3+-1", "5+", "+", "9223372036854775807+1"]),
    (["phantom", "out.nii", "--size", "16x16x16"], "--seed", ["18446744073709551616"]),
    (
      ["show", "chest.nii.gz"], "--window",
      ["-1e308,1e308", "0,1e308", "1e400,1", "inf,1", "0,inf", "nan,nan", "0,-1", "0,0", ",", ",,1,1", "1,2,3"]
    ),
    (["show", "chest.nii.gz"], "--size", ["-80x-40", "0x0", "9223372036854775807x2", "99999999999999999999x9", "80x"]),
    (
      ["open", "chest.nii.gz", "--script", "j"], "--size",
      ["-80x-40", "0x0", "9223372036854775807x2", "99999999999999999999x9", "80x"]
    ),
    (
      ["phantom", "out.nii"], "--size",
      [
        "-5x5x5", "0x5x5", "1048577x1x1", "100000x100000x100000", "99999999999999999999x1x1",
        "9223372036854775807x9223372036854775807x9223372036854775807",
      ]
    ),
    (
      ["phantom", "out.nii", "--size", "16x16x16"], "--spacing",
      ["-1x1x1", "0x1x1", "1e308x1x1", "1e-300x1x1", "nanx1x1", "infx1x1", "1e400x1x1", "1x1"]
    ),
    (
      ["import", "chest.nii.gz", "chest-truth.nii.gz"], "--map",
      ["999=GGO", "0=GGO", "256=GGO", "99999999999999999999=GGO", "1=ZZZ", "1=", "1=1=1"]
    ),
  ]

  /// What no number of the kind can be: below, far above, no number at all. Each is refused with the option's name, or
  /// the value, and nothing is written.
  @Test(arguments: numbers.indices) func valuesOutOfRange(_ row: Int) throws {
    let (command, option, bad) = Self.numbers[row]
    let files = try CaseFolder()
    let plain = option == "--seed" ? [] : ["999999999", "9223372036854775807"]
    for value in ["-1", "-9223372036854775808", "9223372036854775808", "1e999", "NaN", "x", "1.5"] + plain + bad {
      // A seed may be as large as it likes.
      if option == "--seed", value == "9223372036854775808" { continue }
      let named = option == "--map" ? "rule" : String(option.dropFirst(2))
      try refused(files, command + ["\(option)=\(value)"], 64, naming: named)
    }
  }

  /// A series is asked for where there is none.
  @Test(arguments: [["info"], ["show"], ["convert"], ["open"]]) func noSeries(_ command: [String]) throws {
    let rest = ["convert": ["out.nrrd"], "open": ["--script", "j", "--save"]][command[0]] ?? []
    try refused(CaseFolder(), command + [CaseFolder.scanName] + rest + ["--series", "5"], 64, naming: "no series")
  }
}
