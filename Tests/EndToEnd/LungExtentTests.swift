import Foundation
import Testing

/// `stylet extent` where there are lungs: a mask's, those that the program finds, a project's own.
@Suite struct LungExtentTests {
  private func lungs() throws -> String { try Phantoms.made.get().folder + "/chest-lungs.nii.gz" }

  private func number(_ object: Any?, _ path: String) -> Double? {
    path.split(separator: ".").reduce(object) { ($0 as? [String: Any])?[String($1)] } as? Double
  }

  @Test func theSameFromAMaskAndFromAProject() throws {
    let files = try CaseFolder()
    let words = ["extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--lungs", try lungs()]
    let json = try stylet(words + ["--json", "--qct"], in: files.path).json
    let both = try #require(number(json, "lungs.both.lesion.ml")), total = try #require(number(json, "total.ml"))
    let outside = ((json["lungs"] as? [String: Any])?["outside"] as? [[String: Any]] ?? []).map { $0["ml"] as? Double }
    #expect(abs(both + outside.reduce(0) { $0 + ($1 ?? 0) } - total) < 1e-9 && both > 0)
    let lung = try #require(number(json, "lungs.both.lung_ml"))
    #expect(abs(try #require(number(json, "lungs.both.lesion.percent")) - 100 * both / lung) < 1e-9)
    #expect(number(json, "quantitative_ct.lungs.both.volume_ml") == lung)
    #expect(json["notice"] as? String != nil)
    let sides = try ["right", "left"].map { try #require(number(json, "lungs.\($0).lung_ml")) }
    #expect(abs(sides.reduce(0, +) - lung) < 1e-9 && sides[0] != sides[1])
    // the finding's columns, and the lesion in the last row
    let csv = try stylet(words + ["--csv"], in: files.path).out.split(separator: "\r\n")
    #expect(csv[0].hasSuffix(",left_lower_percent,lungs,sides,zones,unreviewed_voxels,lesion_state,notice"))
    #expect(csv.last?.contains("\"lesion\"") == true)
    #expect(Set(csv.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }).count == 1)
    let quantities = try stylet(words + ["--csv", "--qct"], in: files.path).out
    let volume = quantities.split(separator: "\r\n").first { $0.hasPrefix("lungs,both,\"volume_ml\",") }
    #expect(abs(try #require(Double(volume?.split(separator: ",").dropFirst(3).first ?? "")) - lung) < 1e-6)
    let table = try stylet(words + ["--qct"], in: files.path).out
    #expect(table.contains("right upper") && table.contains("SFR/SIT class") && table.contains("%LAA"))
    #expect(table.contains("For research use only"))
  }

  /// A mask of one value is divided by side as `import --layer lungs` does it, at the same place, and that is said.
  @Test func oneValueIsDividedBySide() throws {
    let files = try CaseFolder()
    let made = try files.run("phantom", "one.nii", "--size", "64x64x40", "--lesions", "1")
    try #require(made.status == 0, "\(made.err)")
    // Both lungs as one value, without the airways.
    var mask = try Data(contentsOf: URL(fileURLWithPath: files.path + "/one-lungs.nii"))
    for n in 352..<mask.count { mask[n] = [0, 1, 1, 0][Int(mask[n])] }
    // Its own description calls 1 the right lung.
    try mask.write(to: URL(fileURLWithPath: files.path + "/right.nii"))
    let right = try files.run("import", "one.nii", "right.nii", "--layer", "lungs")
    #expect(right.status == 65 && right.complaint?.contains("on both sides") == true, "\(right.err)")
    for n in 148..<228 { mask[n] = 0 }
    try mask.write(to: URL(fileURLWithPath: files.path + "/both.nii"))
    let words = ["extent", "one.nii", "--labels", "one-truth.nii", "--lungs", "both.nii"]
    let ran = try stylet(words + ["--json"], in: files.path)
    let sides = try ["right", "left"].map { try #require(number(ran.json, "lungs.\($0).lung_ml")) }
    #expect(sides.allSatisfy { $0 > 0 }, "\(sides)")
    let imported = try files.run("import", "one.nii", "both.nii", "--layer", "lungs").out
    let place = try #require(imported.firstMatch(of: /divided between right and left at sagittal slice \d+/)).output
    #expect(ran.err.contains(place), "\(ran.err)")
    let saved = try files.run("extent", "one.stylet.json", "--json").json
    #expect(try ["right", "left"].map { try #require(number(saved, "lungs.\($0).lung_ml")) } == sides)
    // It stays with the project, and is said of lungs that are given beside it, too.
    for json in [ran.json, saved] {
      #expect((json["lungs"] as? [String: Any])?["sides_proposed"] as? Bool == true)
    }
    #expect(try files.run("report", "one.stylet.json", "--text", "-").out.contains("right and left were told"))
  }

  /// The project file calls a finding's value its label.
  private static func valued(_ json: Any?) -> Any? {
    if let list = json as? [Any] { return list.map { valued($0) as Any } }
    guard let object = json as? [String: Any] else { return json }
    return [String: Any](
      uniqueKeysWithValues: object.map { ($0.key == "label" ? "value" : $0.key, valued($0.value) as Any) })
  }

  /// What the project file says of the lungs after a save is what the command says of the project.
  @Test func savedAndSaidAlike() throws {
    let files = try CaseFolder()
    try files.draw(":lungs<CR>s1:brush 20<CR><Space>")
    let saved = try #require(files.savedProject()["extent"] as? [String: Any])
    let said = try files.run("extent", CaseFolder.projectName, "--json", "--qct").json
    for name in ["lungs", "quantitative_ct"] {
      let (a, b) = (Self.valued(saved[name]) as? NSDictionary, said[name] as? NSDictionary)
      #expect(a != nil && a == b)
    }
    #expect((saved["lungs"] as? [String: Any])?["proposed"] as? Bool == true)
    let found = try files.run(
      "extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--lungs", "auto", "--json").json
    #expect(number(found, "lungs.both.lung_ml") == number(said, "lungs.both.lung_ml"))
    #expect(number(found, "lungs.limits.carina.k") == number(said, "lungs.limits.carina.k"))
  }

  @Test(arguments: [
    (["--qct"], Int32(64), "no lungs to measure"), (["--lungs", "none.nii.gz"], 66, "no such file"),
    (["--lungs", "chest.nii.gz"], 65, "not a mask"), (["--lungs", "auto", "--lesions", "--csv"], 64, "one table"),
  ])
  func refusals(words: [String], status: Int32, what: String) throws {
    let files = try CaseFolder()
    let ran = try stylet(["extent", CaseFolder.scanName, "--labels", CaseFolder.truthName] + words, in: files.path)
    #expect(ran.status == status && ran.out.isEmpty && ran.err.contains(what), "\(ran.err)")
  }
}
