import Foundation
import StyletBase
import TestSupport
import Testing

/// Every subcommand doing its work, without a terminal.
@Suite struct SubcommandTests {
  private static let notice = "For research use only. Not a medical device."

  @Test func versionAndHelpHoldTheNotice() throws {
    let files = try CaseFolder()
    for arguments in [["--version"], ["--help"], ["-h"], ["help"]] {
      let ran = try stylet(arguments, in: files.path)
      let words = ran.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(ran.status == 0 && words.contains(Self.notice) && words.contains("qualified radiologist"), "\(arguments)")
      #expect(ran.err.isEmpty)
    }
    #expect(try stylet(["show", "--help"], in: files.path).out.contains("--window"))
  }

  /// In a terminal, or an environment, of any width: ArgumentParser traps below 27 columns.
  @Test(arguments: ["-1", "0", "1", "26", "27", "99999999999999999999", "x", ""])
  func helpHasRoom(_ columns: String) throws {
    for arguments in [["--help"], ["study"], ["help", "study"], ["study", "board", "--help"]] {
      let ran = try stylet(arguments, in: "/", wrapper: ["/usr/bin/env", "COLUMNS=" + columns])
      let isWhole = ran.status == 0 && ran.out.contains("--version") && ran.err.isEmpty
      #expect(isWhole, "\(arguments): \(ran.status) \(ran.err)")
    }
  }

  /// Without a word the program says how to begin.
  @Test func aloneItSaysHowToBegin() throws {
    let ran = try CaseFolder().run()
    #expect(ran.status == 0 && ran.err.isEmpty)
    for text in ["stylet demo --tour", "stylet SCAN", "stylet help", ": finds commands", ":q leaves", "research use only"] {
      #expect(ran.out.contains(text), "\(text)")
    }
    for language in ["en", "fr"] {
      let spoken = try CaseFolder().run("--lang", language)
      #expect(spoken.status == 0)
      for line in spoken.out.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func infoSaysWhatAFileIs() throws {
    let files = try CaseFolder()
    let plain = try files.run("info", CaseFolder.scanName)
    #expect(plain.status == 0 && plain.out.contains("NIfTI-1") && plain.out.contains("96 x 96 x 48"))
    let json = try files.run("info", CaseFolder.scanName, "--json", "--load").json
    #expect(json["size"] as? [Int] == [96, 96, 48] && json["stored_size"] as? [Int] == [96, 96, 48])
    #expect(json["voxel_type"] as? String == "int16")
    let values = try #require(json["values"] as? [Double])
    #expect(values[0] >= -1024 && values[0] < -900 && values[1] > 300 && values[1] <= 3071)
    let spacing = try #require(json["spacing_mm"] as? [Double])
    #expect(abs(try #require(json["voxel_mm3"] as? Double) - spacing.reduce(1, *)) < 1e-6)
  }

  @Test func showPrintsOneSlice() throws {
    let files = try CaseFolder()
    func show(_ arguments: String...) throws -> String {
      let ran = try stylet(["show", CaseFolder.scanName, "--size", "60x20"] + arguments, in: files.path)
      // The truth names none of its labels, and that is said.
      let isNamed = !arguments.contains(CaseFolder.truthName)
      #expect(ran.status == 0 && (isNamed ? ran.err.isEmpty : ran.err.contains("count by their number")), "\(ran.err)")
      let rows = ran.out.split(separator: "\n")
      #expect(rows.count == 20 && rows.allSatisfy { $0.count <= 60 })
      #expect(!ran.out.contains("\u{1b}"), "no escape sequences into a pipe")
      return ran.out
    }
    let lung = try show("--slice", "20")
    #expect(try show("--slice", "20", "--window", "lung") == lung)
    #expect(try show("--slice", "20", "--window=-600,1500") == lung)
    #expect(try show("--window", "-600,1500", "--slice", "20") == lung)
    #expect(try show("--slice", "20", "--window", "bone") != lung)
    #expect(try show("--slice", "21") != lung)
    #expect(try show("--slice", "20", "--plane", "coronal") != lung)
    #expect(try show("--slice", "20", "--ascii").utf8.allSatisfy { $0 < 128 })
    #expect(try show("--plane", "sagittal", "--slice", "30", "--labels", CaseFolder.truthName)
      != show("--plane", "sagittal", "--slice", "30"))
    let coloured = try stylet(["show", CaseFolder.scanName, "--colour", "256"], in: files.path)
    #expect(coloured.status == 0 && coloured.out.contains(";38;5;"), "colours when they are asked for")
  }

  /// A mask in and the numbers out: the analytic volume within half a voxel layer on the lesions' surface.
  @Test func theTruthsExtentIsTheAnalyticVolume() throws {
    let files = try CaseFolder()
    let imported = try files.run("import", CaseFolder.scanName, CaseFolder.truthName)
    #expect(imported.status == 0, "\(imported.err)")
    var analytic: [String: Double] = [:]
    var tolerance: [String: Double] = [:]
    let spacing = try #require(try files.run("info", CaseFolder.scanName, "--json").json["spacing_mm"] as? [Double])
    for line in try Phantoms.made.get().table.split(separator: "\n").dropFirst() {
      let fields = line.split(whereSeparator: \.isWhitespace)
      let ml = try #require(Double(fields[2]))
      analytic[String(fields[1]), default: 0] += ml
      // The sphere of that volume has the smallest surface, so this is the strictest half layer.
      let surface = cbrt(36 * Double.pi * pow(ml * 1000, 2))
      tolerance[String(fields[1]), default: 0] += surface * (spacing.min() ?? 0) / 2 / 1000
    }
    let measured = try files.millilitres()
    #expect(Set(measured.keys) == Set(analytic.keys) && analytic.count == 2)
    for (code, ml) in analytic {
      #expect(abs(try #require(measured[code]) - ml) <= tolerance[code] ?? 0, "\(code): \(measured[code] ?? 0), \(ml)")
    }
    // The same mask beside the scan, without a project.
    let beside = try files.run("extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--json")
    #expect(try beside.out == files.run("extent", CaseFolder.projectName, "--json").out)
    let csv = try files.run("extent", CaseFolder.projectName, "--csv").out.split(separator: "\r\n").map(String.init)
    #expect(csv.count == 3 && csv[1].contains(Self.notice) && csv[0].hasPrefix("value,code,name,voxels,ml"))
    #expect(csv[1].hasPrefix("1,\"GGO\"") && csv[1].contains(String(format: "%.6f", measured["GGO"] ?? 0)))
    #expect(try files.run("extent", CaseFolder.projectName).out.contains("Ground-glass opacity"))
  }

  /// Lesion by lesion the same volumes as finding by finding, in every form.
  @Test func lesionsAddUpToTheExtent() throws {
    let files = try CaseFolder()
    let lesions = ["extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--lesions"]
    let listed = try stylet(lesions + ["--json"], in: files.path).json["lesions"] as? [[String: Any]] ?? []
    let table = try files.run("extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--json").json
    let findings = table["findings"] as? [[String: Any]] ?? []
    var sums: [String: Int] = [:]
    for lesion in listed { sums[lesion["code"] as? String ?? "", default: 0] += lesion["voxels"] as? Int ?? 0 }
    let whole = findings.map { ($0["code"] as? String ?? "", $0["voxels"] as? Int ?? 0) }
    #expect(!listed.isEmpty && sums == Dictionary(uniqueKeysWithValues: whole))
    #expect(listed.map { $0["number"] as? Int } == (1...listed.count).map { $0 })
    let csv = try stylet(lesions + ["--csv"], in: files.path).out.split(separator: "\r\n")
    #expect(csv.count == listed.count + 1 && csv[1].contains(Self.notice))
    #expect(try stylet(lesions, in: files.path).out.split(separator: "\n").count == listed.count + 1)
    // with the densities of the lungs, in one answer
    let both = try stylet(lesions + ["--json", "--qct", "--lungs", "auto"], in: files.path).json
    #expect((both["lesions"] as? [[String: Any]])?.count == listed.count && both["quantitative_ct"] is [String: Any])
    #expect(try stylet(lesions + ["--csv", "--qct"], in: files.path).status == 64)
  }

  /// Every answer for programs says of which scan it is, by its digest, and which program gave it.
  @Test func answersNameScanAndProgram() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let scan = CaseFolder.scanName, project = CaseFolder.projectName, mask = CaseFolder.truthName
    let digest = try ScanIdentity.sha256(of: files.path + "/" + scan)
    #expect(try files.run("export", project, "t.json").status == 0)
    let file = try Data(contentsOf: URL(fileURLWithPath: files.path + "/t.json"))
    let exported = try JSONSerialization.jsonObject(with: file)
    let answers = try [
      files.run("extent", project, "--json").json, files.run("extent", scan, "--labels", mask, "--json").json,
      files.run("extent", project, "--json", "--lesions").json, files.run("info", scan, "--json").json,
      files.run("report", project, "--json", "-").json, exported as? [String: Any] ?? [:],
    ]
    for answer in answers {
      #expect((answer["program"] as? String)?.hasPrefix("stylet ") == true, "\(answer.keys)")
      let named = answer["scan"] as? [String: Any]
      #expect(named?["name"] as? String == scan && named?["sha256"] as? String == digest, "\(answer.keys)")
    }
  }

  /// A mask has no lungs: what is compared with the project's numbers has none either.
  @Test func exportsLieOnTheScanInEveryForm() throws {
    let files = try CaseFolder()
    try files.draw("<Space>s25<PageUp>3<Left>p4<Right>2<Down>p<Tab><Space>", lungs: "ask")
    let extent = try files.run("extent", CaseFolder.projectName, "--json").out
    for (form, name) in [
      ("nifti", "m.nii.gz"), ("nifti", "m.nii"), ("nrrd", "m.nrrd"), ("mha", "m.mha"), ("mha", "m.mhd"),
      ("nifti", "m"), (nil, "n.nii.gz"), (nil, "n.nrrd"), (nil, "n.mha"),
    ] {
      let ran = try stylet(["export", CaseFolder.projectName, name] + (form.map { ["--to", $0] } ?? []), in: files.path)
      #expect(ran.status == 0 && ran.err.isEmpty, "\(name): \(ran.err)")
      let again = try files.run("extent", CaseFolder.scanName, "--labels", name, "--json")
      #expect(again.out == extent, "\(name): \(again.err)")
    }
    #expect(try files.run("export", CaseFolder.projectName, "t.csv", "--to", "csv").status == 0)
    #expect(try String(contentsOfFile: files.path + "/t.csv", encoding: .utf8)
      == files.run("extent", CaseFolder.projectName, "--csv").out)
    #expect(try files.run("export", CaseFolder.projectName, "t.json").status == 0)
    #expect(try String(contentsOfFile: files.path + "/t.json", encoding: .utf8) == extent)
  }

  /// With the lungs' columns, from the command line and from the screen.
  @Test func tablesHaveTheLungs() throws {
    let files = try CaseFolder()
    try files.draw("<Space>:export s.csv<CR>", lungs: "auto")
    let csv = try files.run("extent", CaseFolder.projectName, "--csv").out
    #expect(csv.contains("both_percent,right_percent"))
    #expect(try files.run("export", CaseFolder.projectName, "t.csv").status == 0)
    #expect(try files.run("export", CaseFolder.projectName, "t.json").status == 0)
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: files.path + "/" + name, encoding: .utf8)
    }
    #expect(try text("t.csv") == csv && text("s.csv") == csv)
    #expect(try text("t.json") == files.run("extent", CaseFolder.projectName, "--json").out)
  }

  /// A device or a pipe is written, not replaced by a file: root has lost its /dev/null to a renamed one.
  @Test func pipesAreWrittenNotReplaced() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let pipe = files.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    #expect(try files.run("export", CaseFolder.projectName, "pipe", "--to", "csv").status == 0)
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = max(read(reader, &bytes, bytes.count), 0)
    #expect(try String(decoding: bytes[..<count], as: UTF8.self)
      == files.run("extent", CaseFolder.projectName, "--csv").out)
    var status = stat()
    #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func conversionsAreExactThereAndBack() throws {
    let files = try CaseFolder()
    #expect(try files.run("convert", CaseFolder.scanName, "first.nii").status == 0)
    var last = "first.nii"
    for next in ["a.nrrd", "b.mha", "c.mhd", "d.nii.gz", "e.nii"] {
      let ran = try files.run("convert", last, next)
      #expect(ran.status == 0 && ran.err.isEmpty && ran.out.isEmpty, "\(next): \(ran.err)")
      let before = try files.run("info", last, "--json").json, after = try files.run("info", next, "--json").json
      for key in ["stored_size", "size"] { #expect(before[key] as? [Int] == after[key] as? [Int], "\(key) of \(next)") }
      let there = before["stored_axes_lps_mm"] as? [[Double]], back = after["stored_axes_lps_mm"] as? [[Double]]
      for (x, y) in zip(try #require(there).joined(), try #require(back).joined()) { #expect(abs(x - y) < 1e-5) }
      last = next
    }
    let first = try Data(contentsOf: URL(fileURLWithPath: files.path + "/first.nii"))
    let end = try Data(contentsOf: URL(fileURLWithPath: files.path + "/e.nii"))
    #expect(first.count == 352 + 96 * 96 * 48 * 2 && first.dropFirst(352) == end.dropFirst(352))
  }

  @Test func validateAndRecover() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    let one = try files.millilitres()
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
    try files.draw("5<Right><Space>")
    let whole = try Data(contentsOf: URL(fileURLWithPath: files.project))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: files.project))
    let bad = try files.run("validate", CaseFolder.projectName)
    #expect(bad.status == 65 && bad.complaint?.contains("recover") == true && !bad.out.isEmpty, "\(bad)")
    let recovered = try files.run("recover", CaseFolder.projectName)
    #expect(recovered.status == 0 && recovered.out.contains(".bak"), "\(recovered)")
    #expect(try files.millilitres() == one, "the state before the last save")
    #expect(try files.run("validate", CaseFolder.projectName).status == 0)
    #expect(!FileManager.default.fileExists(atPath: files.path + "/chest.stylet.lock"))
  }

  @Test func keysInEveryMap() throws {
    let files = try CaseFolder()
    let standard = try files.run("keys")
    #expect(standard.status == 0 && standard.out.contains("stamp the brush") && standard.out.contains("Space"))
    for map in ["default", "azerty", "itksnap", "slicer"] {
      let ran = try files.run("keys", "--keymap", map)
      #expect(ran.status == 0 && ran.err.isEmpty && ran.out.contains("stamp the brush"), "\(map): \(ran.err)")
      #expect((ran.out == standard.out) == (map == "default"))
    }
    try Data("[keys]\nq = \"stamp\"\nQ = \"no-such-command\"\n".utf8)
      .write(to: URL(fileURLWithPath: files.path + "/mine.toml"))
    let mine = try files.run("keys", "--keymap", "mine.toml")
    #expect(mine.status == 65 && mine.complaint?.contains("mine.toml") == true && mine.err.contains("no-such-command"))
    #expect(mine.err.contains("line 3"), "\(mine.err)")
  }

  /// Where a terminal says of itself that it has few colours, `doctor` says what to do; where it has them, or has no
  /// richer relative, it does not.
  @Test(arguments: [
    ("xterm", "8 colours", true), ("putty", "8 colours", true), ("linux", "8 colours", false),
    ("xterm-256color", "256 colours", false), ("vt100", "no colours", false),
  ])
  func doctorSaysTheRemedy(_ term: String, _ colours: String, _ hasRemedy: Bool) throws {
    let ran = try stylet(["doctor"], in: "/", wrapper: ["/usr/bin/env", "TERM=" + term])
    try #require(ran.status == 0, "\(ran)")
    let lines = ran.out.split(separator: "\n").map(String.init)
    func line(_ label: String) -> String { lines.first { $0.hasPrefix(label) } ?? "" }
    #expect(line("TERM").hasSuffix(" " + term) && line("picture").contains(colours), "\(ran.out)")
    let remedy = line("more colours")
    #expect(remedy.isEmpty != hasRemedy, "\(remedy)")
    guard hasRemedy else { return }
    #expect(remedy.contains("TERM=\(term) stands for 8 colours") && remedy.contains("export TERM="), "\(remedy)")
    #expect(remedy.contains("-256color") && remedy.contains("--colour 256"), "\(remedy)")
    // What it says helps.
    let named = try #require(remedy.firstMatch(of: /export TERM=([A-Za-z0-9-]+)/)?.1)
    let again = try stylet(["doctor"], in: "/", wrapper: ["/usr/bin/env", "TERM=" + named])
    #expect(again.out.contains("256 colours") && !again.out.contains("more colours"), "\(again.out)")
    #expect(try stylet(["doctor", "--colour", "256"], in: "/", wrapper: ["/usr/bin/env", "TERM=" + term]).status == 0)
  }

  @Test func doctorAndDemoWithoutATerminal() throws {
    let files = try CaseFolder()
    let doctor = try files.run("doctor")
    #expect(doctor.status == 0 && doctor.out.contains("TERM"), "\(doctor)")
    let demo = try files.run("demo")
    #expect(!demo.out.contains("making the case"), "it is for a terminal")
    #expect(demo.status == 0 && demo.err.isEmpty, "\(demo.err)")
    for text in ["Axial", "EXTENT", "Ground-glass opacity", "mL", "For research use only"] {
      #expect(demo.out.contains(text), "\(text)")
    }
    #expect(files.contents().count == 2, "the demo leaves nothing")
  }

  @Test func thePhantomIsTheSameForTheSameSeed() throws {
    let files = try CaseFolder()
    let first = try files.run("phantom", "a.nii", "--size", "48x48x24", "--seed", "3")
    let second = try files.run("phantom", "b.nii", "--size", "48x48x24", "--seed", "3")
    let third = try files.run("phantom", "c.nii", "--size", "48x48x24", "--seed", "4")
    #expect(first.status == 0 && first.out == second.out && first.out != third.out)
    func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: files.path + "/" + name) }
    for part in ["", "-truth", "-lungs"] {
      #expect(bytes("a\(part).nii") != nil && bytes("a\(part).nii") == bytes("b\(part).nii"))
    }
    #expect(bytes("a.nii") != bytes("c.nii"))
  }
}
