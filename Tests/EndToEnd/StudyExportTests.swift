import Foundation
import StyletStudy
import TestSupport
import Testing

/// `stylet study export`: a study of five phantoms, read, sealed and out.
@Suite struct StudyExportTests {
  private static let forms = ["nnunet", "monai", "bids", "csv", "parquet", "croissant", "dicom"]
  /// Names that stand in the study and must not leave it.
  private static let secrets = ["MUELLER", "dupont", "lille", "C0000", "readers/"]

  /// Three readers; each case is read by one, some by two.
  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-export-\(UUID().uuidString.prefix(8))"
    var study: String { path + "/trial" }

    init(cases: Int) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for n in 1...cases {
        let made = try stylet(["phantom", "MUELLER-\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)"], in: path)
        try #require(made.status == 0, "\(made.err)")
      }
      try good(
        "init", "trial", "--reader", "dupont", "--reader", "bob", "--reader", "cleo", "--seed", "7", "--doubles", "400",
        "--repeats", "0", "--gold", "0", "--protocol", "covid-chest", "--title", "Trial")
      for n in 1...cases { try good("add", "trial", "MUELLER-\(n).nii.gz", "--site", n % 2 == 0 ? "lille" : "south") }
      try good("assign", "trial")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(["study"] + arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }

    var design: [DesignedReading] { get throws { try DesignedReading.read(StudyFolder(study)) } }

    /// Draws, answers all as in a normal chest, and signs.
    func sign(_ id: CaseID, _ project: String, as reader: String, _ keys: String) throws {
      let number = try #require(Int(id.text.dropFirst()))
      try FileManager.default.createDirectory(
        atPath: (project as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      let normal = "<Esc>R" + String(repeating: "a<Tab>", count: 11) + "Sa"
      let ran = try stylet(
        ["open", "MUELLER-\(number).nii.gz", "--project", project, "--reader", reader, "--protocol",
          "trial/protocol.toml", "--script", keys + normal, "--save", "--lungs", "ask"], in: path)
      try #require(ran.status == 0, "\(ran.err)")
    }

    /// Signs a reading and notes that it is sealed.
    func seal(_ reading: DesignedReading, _ keys: String) throws {
      let folder = StudyFolder(study), project = folder.project(reading.reader, reading.alias)
      try sign(reading.caseID, project, as: reading.reader.text, keys)
      let log = EventLog(folder, study: try Study.read(folder).id, reader: reading.reader)
      try log.add(ReadingEvent(.open, of: reading.alias))
      let digest = try sha256(Data(contentsOf: URL(fileURLWithPath: project)))
      try log.add(ReadingEvent(.seal, of: reading.alias, project: digest))
    }

    func sha256(_ data: Data) throws -> String {
      let ran = try Process.output("sha256sum", data)
      return String(ran.prefix(64))
    }

    func export(_ out: String, _ more: [String] = []) throws -> Ran {
      let forms = StudyExportTests.forms.flatMap { ["--to", $0] }
      return try stylet(["study", "export", "trial", "--out", out] + forms + more, in: path)
    }

    /// Every file with its bytes, and every link with where it leads.
    func contents(_ folder: String) -> [String: Data] {
      let names = FileManager.default.enumerator(atPath: path + "/" + folder)?.allObjects as? [String] ?? []
      return names.reduce(into: [:]) { all, name in
        let place = "\(path)/\(folder)/\(name)"
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
        if let link { all[name] = Data("link \(link)".utf8) } else if !isFolder.boolValue {
          all[name] = FileManager.default.contents(atPath: place)
        }
      }
    }
  }

  @Test func whatIsSealedLeavesAndNothingElse() throws {
    let desk = try Desk(cases: 5)
    let design = try desk.design, doubles = design.filter { $0.kind == .double }
    try #require(doubles.count == 2, "two cases are read twice")
    let (same, other) = (doubles[0].caseID, doubles[1].caseID)
    let open = try #require(design.first { $0.kind == .first && $0.caseID != same && $0.caseID != other })
    for reading in design where reading.alias != open.alias {
      // The second reader of one case draws elsewhere.
      let isFar = reading.caseID == other && reading.kind == .double
      try desk.seal(reading, isFar ? "12<Down><Space>" : "<Space>s25<Right><Space>")
    }
    let ran = try desk.export("out", ["--test", "3", "--folds", "2", "--licence", "CC-BY-4.0"])
    try #require(ran.status == 0, "\(ran.err)")
    #expect(ran.out.contains("3 cases of 3 patients from 2 sites"), "\(ran.out)")
    #expect(ran.out.contains("1 case left out: not read") && ran.out.contains("1 case left out: readers disagree"))
    let french = try desk.export("sortie", ["--test", "3", "--folds", "2", "--licence", "CC-BY-4.0", "--lang", "fr"])
    #expect(french.out.contains("3 cas de 3 patients") && !french.out.contains("left out"), "\(french.out)")

    let made = desk.contents("out")
    let tops = Set(made.keys.map { String($0.split(separator: "/")[0]) })
    #expect(tops == Set(Self.forms + ["manifest.json", "datasheet.md"]))
    #expect(desk.contents("sortie") == made, "the same bytes, in any language")
    for (name, bytes) in made {
      let text = String(decoding: bytes, as: UTF8.self)
      for secret in Self.secrets {
        #expect(!name.contains(secret))
        if !text.hasPrefix("link ") { #expect(!text.contains(secret), "\(name) has \(secret)") }
      }
    }
    let manifest = try #require(
      JSONSerialization.jsonObject(with: made["manifest.json"] ?? Data()) as? [String: Any])
    let files = try #require(manifest["files"] as? [[String: Any]])
    #expect(Set(files.compactMap { $0["path"] as? String }) == Set(made.keys).subtracting(["manifest.json"]))
    for file in files where file["link"] as? Bool == false {
      let path = try #require(file["path"] as? String)
      #expect(try Process.output("sha256sum", #require(made[path])).prefix(64) == file["sha256"] as? String ?? "")
    }

    // The mask holds what was drawn, on the scan's grid, by the table's own numbers.
    let csv = try #require(String(data: made["csv/cases.csv"] ?? Data(), encoding: .utf8))
    let rows = csv.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = { (name: String) in rows[0].firstIndex(of: "\"\(name)\"")! }
    #expect(rows.count == 4 && rows.dropFirst().allSatisfy { $0[column("source")] == "\"reading\"" })
    #expect(rows.dropFirst().map { $0[column("readings")] }.sorted() == ["1", "1", "2"])
    for row in rows.dropFirst() {
      let name = row[column("case")].dropFirst().dropLast()
      let mask = "out/monai/labels/\(name).nii.gz"
      let ran = try stylet(["extent", "out/monai/images/\(name).nii.gz", "--labels", mask, "--json"], in: desk.path)
      let findings = ran.json["findings"] as? [[String: Any]] ?? []
      let voxels = findings.reduce(0) { $0 + ($1["voxels"] as? Int ?? 0) }
      #expect(row[column("lesion_voxels")] == "\(voxels)" && voxels > 0, "\(ran.err)")
      #expect(row[column("lung_ml")] == "" && row[column("lesion_percent")] == "", "without lungs there is no percent")
      let seg = try stylet(["info", "out/dicom/\(name)/\(name).seg.dcm"], in: desk.path)
      #expect(made["dicom/\(name)/\(name).seg.dcm"] != nil, "\(seg.err)")
    }

    // What was adjudicated leaves, and a case once in the test stays there.
    try desk.sign(other, "\(desk.study)/adjudication/\(other).stylet.json", as: "chief", "s3<Space>")
    let later = try desk.export("later", ["--test", "3", "--folds", "2", "--images", "copy"])
    try #require(later.status == 0, "\(later.err)")
    let after = String(decoding: desk.contents("later")["csv/cases.csv"] ?? Data(), as: UTF8.self)
    #expect(after.contains("\"adjudication\",2,") && after.split(separator: "\r\n").count == 5)
    for row in rows.dropFirst() {
      let known = row.prefix(column("source") + 1).joined(separator: ",")
      #expect(after.contains(known), "\(known)")
    }
    let copied = desk.contents("later")
    for (name, bytes) in copied { #expect(!bytes.starts(with: Data("link ".utf8)), "\(name)") }

    // A consensus of the sealed readings takes their place; one of others is refused.
    let folder = StudyFolder(desk.study), project = folder.project(doubles[0].reader, doubles[0].alias)
    let sealed = try design.filter { $0.caseID == same }.map { reading in
      try desk.sha256(Data(contentsOf: URL(fileURLWithPath: folder.project(reading.reader, reading.alias))))
    }
    func agree(_ digests: [String]) throws {
      var json = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: project))) as? [String: Any])
      let readings = digests.map { ["sha256": $0] }
      json["audit"] = [["time": "2026-03-01T09:30:00Z", "reader": "", "action": "consensus", "readings": readings]]
      try JSONSerialization.data(withJSONObject: json).write(to: URL(fileURLWithPath: folder.consensus(same)))
    }
    try agree(sealed)
    let agreed = try desk.export("agreed", ["--images", "none"])
    try #require(agreed.status == 0, "\(agreed.err)")
    let of = String(decoding: desk.contents("agreed")["csv/cases.csv"] ?? Data(), as: UTF8.self)
    #expect(of.contains("\"consensus\",2,") && !desk.contents("agreed").keys.contains { $0.contains("images") })
    try agree([sealed[0]])
    let stale = try desk.export("stale")
    #expect(stale.status == 65 && stale.complaint?.contains("not of the readings") == true, "\(stale.err)")

    // What is there stays, and what was changed since it was sealed does not leave.
    let there = try desk.export("out")
    #expect(there.status == 73 && there.complaint?.contains("not an empty folder") == true, "\(there.err)")
    #expect(desk.contents("out") == made)
    let text = try String(contentsOfFile: project, encoding: .utf8)
    try (text + " ").write(toFile: project, atomically: true, encoding: .utf8)
    let changed = try desk.export("changed")
    #expect(changed.status == 65 && changed.complaint?.contains("nothing was written") == true, "\(changed.err)")
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.path)
    #expect(!left.contains("changed") && !left.contains { $0.hasPrefix(".stylet-export") }, "\(left)")
  }

  @Test func wrongWordsAreRefused() throws {
    let desk = try Desk(cases: 1)
    for (words, said) in [
      (["--to", "xml"], "xml"), (["--to", "csv", "--folds", "0"], "--folds 0"),
      (["--to", "csv", "--test", "1"], "--test 1"),
      (["--to", "csv", "--dice", "2"], "--dice 2"), (["--to", "csv", "--alike", "no-such"], "no-such"),
      (["--to", "csv"], "no case is fit"),
    ] {
      let ran = try stylet(["study", "export", "trial", "--out", "out"] + words, in: desk.path)
      #expect([64, 65].contains(ran.status) && ran.complaint?.contains(said) == true, "\(words): \(ran.err)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.path).contains("out") == false)
  }
}

extension Process {
  /// What a program makes of bytes.
  fileprivate static func output(_ program: String, _ input: Data) throws -> String {
    let process = Process(), (write, read) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program]
    (process.standardInput, process.standardOutput) = (write, read)
    try process.run()
    DispatchQueue.global().async {
      try? write.fileHandleForWriting.write(contentsOf: input)
      try? write.fileHandleForWriting.close()
    }
    let out = try read.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: out, as: UTF8.self)
  }
}
