import Foundation
import TestSupport
import Testing

/// Everything that may change after a signature, by the keys and commands that change it: refused with who signed, and
/// what was signed is as it was, what of a proposal was open with it. What is changed in the file is seen in every form
/// that leaves.
@Suite struct ChangedAfterSigningTests {
  private static let scan = CaseFolder.scanName, project = CaseFolder.projectName
  private static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"

  /// Signed by a with a stroke, lungs, a ruler, a landmark and a proposal that nobody has taken; the last step was
  /// taken back, the one before it is the proposal's.
  private static let signed = Result { () throws -> [String: Data] in
    let files = try CaseFolder()
    let work = "<Space>mr5<Right><Space>:landmark apex<CR>:propose<CR>10k<Space>u10j"
    let ran = try files.run(
      "open", scan, "--reader", "a", "--protocol", "covid-chest", "--script", work + normal, "--save")
    guard ran.status == 0 else { throw Unexpected(ran: ran) }
    return files.contents()
  }

  private func signed() throws -> CaseFolder {
    let files = try CaseFolder()
    for (name, bytes) in try Self.signed.get() { try bytes.write(to: URL(fileURLWithPath: files.path + "/" + name)) }
    return files
  }

  /// All that a signature is of, and the proposal as it was open then: a signed report says so.
  private func signedParts(_ files: CaseFolder) throws -> NSDictionary {
    var project = try files.savedProject()
    for name in ["audit", "timing", "view"] { project[name] = nil }
    return project as NSDictionary
  }

  /// What was signed has something of every kind: else a key below would change nothing anyway.
  @Test func somethingOfEachKindIsSigned() throws {
    let saved = try signed().savedProject()
    let layers = (saved["layers"] as? [[String: Any]] ?? []).filter { ($0["slices"] as? [Any])?.isEmpty == false }
    #expect(layers.compactMap { $0["name"] as? String } == ["findings", "lungs", "proposal"])
    #expect((saved["measurements"] as? [Any])?.count == 1)
    let landmarks = (saved["landmarks"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(landmarks.contains("apex"), "\(landmarks)")
    #expect((saved["reading"] as? [String: Any])?["signature"] != nil)
  }

  @Test(arguments: [
    ("stroke", "10k<Space>"), ("erasing", "5<Left>e<Space>"), ("undo", "u"), ("undo twice", "uu"), ("redo", "U"),
    ("lungs drawn on", "sl<Space>"),
    ("lungs accepted", ":lungs-accept<CR>"), ("lungs from a mask", ":lungs-import chest-truth.nii.gz<CR>"),
    ("limit of a zone", "mc"), ("landmark", ":landmark base<CR>"), ("measurement", "mr5<Right><Space>"),
    ("measurement deleted", "mnmx"), ("measurement named", "mn:measure-name other<CR>"), ("answer", "R<Home>2"),
    ("import", ":import chest-truth.nii.gz<CR>"), ("accepted proposal", "PnPa"), ("all accepted", "PA"),
    ("rejected proposal", "PnPx"), ("all rejected", "PX"), ("proposed again", ":propose<CR>"),
    ("protocol", ":protocol ild<CR>"),
  ])
  func itIsRefused(_ kind: String, _ keys: String) throws {
    let files = try signed()
    let before = try signedParts(files)
    let ran = try files.run(
      "open", Self.scan, "--reader", "b", "--script", keys, "--save", "--size", "200x50", "--dump-screen", "s.txt")
    #expect(ran.status == 64 && ran.complaint?.contains("signed by a") == true, "\(kind): \(ran.err)")
    let last = try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8).split(separator: "\n").last ?? ""
    #expect(last.contains("signed by a") && last.contains(":reopen"), "\(kind): \(last)")
    #expect(try signedParts(files) == before, "\(kind)")
    #expect(try files.run("validate", Self.project).out == "valid\n", "\(kind)")
  }

  private func change(_ files: CaseFolder, _ change: (inout [String: Any]) throws -> Void) throws {
    var project = try files.savedProject()
    try change(&project)
    try JSONSerialization.data(withJSONObject: project).write(to: URL(fileURLWithPath: files.project))
  }

  /// The signature without its content, and without itself: neither passes for one that holds or was never there.
  @Test func aSignatureThatIsTakenApartIsSeen() throws {
    let files = try signed()
    func signature(_ edit: (inout [String: Any]?) -> Void) throws {
      try change(files) { project in
        var reading = try #require(project["reading"] as? [String: Any])
        var signature = reading["signature"] as? [String: Any]
        edit(&signature)
        reading["signature"] = signature
        project["reading"] = reading
      }
    }
    try signature { $0?["content"] = nil }
    for command in [["extent", Self.project], ["export", Self.project, "-", "--to", "json"]] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0 && ran.err.contains("signature is void"), "\(command): \(ran.err)")
    }
    let void = try files.run("validate", Self.project)
    #expect(void.status == 65 && void.out.contains("void"), "\(void.out)")
    for keys in ["10k<Space>", ":sign<CR>"] {
      let ran = try files.run(
        "open", Self.scan, "--reader", "b", "--script", keys, "--size", "200x50", "--dump-screen", "-")
      let last = ran.out.split(separator: "\n").last ?? ""
      #expect(last.contains("was signed by a") && last.contains("void"), "\(keys): \(last)")
    }
    try signature { $0 = nil }
    let gone = try files.run("validate", Self.project)
    #expect(gone.status == 65 && gone.out.contains("was signed by a") && gone.out.contains("gone"), "\(gone.out)")
    let first = try files.run("open", Self.scan, "--script", "", "--size", "200x50", "--dump-screen", "-")
    #expect(first.out.lowercased().contains("the signature is gone"), "\(first.out)")
  }

  /// A label that nobody has named counts, and whoever measures or exports it is told.
  @Test func aLabelThatTheTableDoesNotNameIsSaid() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try change(files) { project in
      var layers = try #require(project["layers"] as? [[String: Any]])
      let n = try #require(layers.firstIndex { $0["name"] as? String == "findings" })
      var slices = try #require(layers[n]["slices"] as? [[String: Any]])
      slices[0]["label"] = 99
      layers[n]["slices"] = slices
      project["layers"] = layers
    }
    for command in [
      ["extent", Self.project], ["extent", Self.project, "--csv"], ["extent", Self.project, "--json"],
      ["export", Self.project, "m.nii.gz"], ["report", Self.project, "--text", "-"],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0 && ran.err.contains("mL with label 99"), "\(command): \(ran.err)")
      #expect(ran.out.contains("label 99, not in the table") || command[0] == "export", "\(command): \(ran.out)")
    }
    let first = try files.run(
      "open", Self.scan, "--script", "", "--lungs", "ask", "--size", "200x50", "--dump-screen", "-")
    #expect(first.out.lowercased().contains("label 99 is drawn"), "\(first.out)")
  }

  /// Opened again with a reason the same keys change what they are for: they were refused for the signature alone.
  @Test(arguments: [
    ("lungs accepted", ":lungs-accept<CR>"), ("landmark", ":landmark base<CR>"), ("accepted proposal", "PnPa"),
    ("measurement deleted", "mnmx"), ("undo", "u"), ("redo", "U"), ("rejected proposal", "PnPx"),
  ])
  func openedAgainItIsDone(_ kind: String, _ keys: String) throws {
    let files = try signed()
    func parts() throws -> NSArray {
      let saved = try files.savedProject()
      return ["layers", "landmarks", "measurements", "lungs"].map { saved[$0] ?? NSNull() } as NSArray
    }
    let before = try parts()
    let ran = try files.run(
      "open", Self.scan, "--reader", "b", "--script", ":reopen second look<CR>" + keys, "--save")
    #expect(ran.status == 0, "\(kind): \(ran.err)")
    #expect(try parts() != before, "\(kind)")
    #expect(try files.run("report", Self.project, "--csv", "-").out.contains(",\"unsigned\","), "\(kind)")
  }

  /// From the command line.
  @Test func importingIsRefused() throws {
    let files = try signed()
    let before = files.contents()
    let ran = try files.run("import", Self.project, CaseFolder.truthName)
    #expect(ran.status != 0 && ran.complaint?.contains("signed by a") == true, "\(ran.err)")
    #expect(files.contents() == before)
  }

  /// An edited file: report, table, JSON and check say so, each.
  @Test(arguments: ["answer", "landmark", "measurement"]) func whatIsEditedIsSeenInEveryForm(_ kind: String) throws {
    let files = try signed()
    let text = try String(contentsOfFile: files.project, encoding: .utf8)
    func state() throws -> (text: String, row: String, json: String?, check: Ran) {
      let json = try files.run("report", Self.project, "--json", "-").json
      let signature = (json["reading"] as? [String: Any])?["signature"] as? [String: Any]
      let words = try files.run("report", Self.project, "--text", "-").out
      return (
        words.split(whereSeparator: \.isWhitespace).joined(separator: " "),
        try files.run("report", Self.project, "--csv", "-").out, signature?["state"] as? String,
        try files.run("validate", Self.project)
      )
    }
    let holds = try state()
    #expect(!holds.text.contains("void") && holds.row.contains(",\"holds\",") && holds.check.out == "valid\n")
    #expect(holds.json == "holds")
    let swaps = [
      "answer": ("\"technical\": {\"value\": \"diagnostic\"", "\"technical\": {\"value\": \"limited\""),
      "landmark": ("\"name\": \"apex\"", "\"name\": \"base\""),
      "measurement": ("\"type\": \"ruler\"", "\"type\": \"ruler\", \"name\": \"other\""),
    ]
    let (old, new) = try #require(swaps[kind])
    let edited = text.replacingOccurrences(of: old, with: new)
    try #require(edited != text, "\(text.suffix(3000))")
    try edited.write(toFile: files.project, atomically: true, encoding: .utf8)
    let void = try state()
    #expect(void.text.contains("signature is void"), "\(void.text.prefix(800))")
    #expect(void.row.contains(",\"void\",") && void.json == "void", "\(void.row) \(void.json ?? "none")")
    #expect(void.check.status == 65 && void.check.out.contains("the signature is void"), "\(void.check)")
  }
}
