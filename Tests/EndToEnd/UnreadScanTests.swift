import Foundation
import TestSupport
import Testing

/// What commands say of a scan that nobody has read, and of masks that changed nothing.
@Suite struct UnreadScanTests {
  private func cell(_ name: String, _ csv: String) throws -> String {
    let lines = csv.components(separatedBy: "\r\n")
    let at = try #require(lines[0].components(separatedBy: ",").firstIndex(of: name), "\(lines[0])")
    return lines[1].components(separatedBy: ",")[at].trimmingCharacters(in: ["\""])
  }

  /// No class, no score: nothing drawn is not absent. Report, table, extent and JSON say it alike.
  @Test func nothingDrawnIsNotAbsent() throws {
    let files = try CaseFolder()
    try files.draw(":lungs-accept<Enter>")
    let text = try files.run("report", CaseFolder.projectName, "--text", "-").out
    #expect(text.contains("nothing is drawn") && !text.contains("absent") && !text.contains("0 of 5"), "\(text)")
    let csv = try files.run("report", CaseFolder.projectName, "--csv", "-").out
    for name in ["sfr_class", "whole_lung_score", "zonal_score"] { #expect(try cell(name, csv).isEmpty, "\(name)") }
    #expect(try cell("lesion_state", csv) == "none_drawn")
    #expect(try files.run("extent", CaseFolder.projectName).out.contains("not assessed: nothing is drawn"))
    let lungs = try files.run("extent", CaseFolder.projectName, "--json").json["lungs"] as? [String: Any]
    let scores = try #require(lungs?["scores"] as? [String: Any])
    #expect(scores["sfr_class"] is NSNull && scores["not_assessed"] as? String == "none_drawn")
  }

  /// A reader who answers that there are no opacities says that the extent is 0.
  @Test func anAnswerSaysThatThereIsNone() throws {
    let files = try CaseFolder()
    try files.draw(":reader r<Enter>:protocol covid-chest<Enter>:lungs-accept<Enter>")
    var project = try files.savedProject()
    var reading = project["reading"] as? [String: Any] ?? [:]
    reading["answers"] = ["extent-visual": ["value": "0", "reader": "r", "time": "2026-03-01T09:30:00Z"]]
    project["reading"] = reading
    try JSONSerialization.data(withJSONObject: project).write(to: URL(fileURLWithPath: files.project))
    let csv = try files.run("report", CaseFolder.projectName, "--csv", "-").out
    #expect(try cell("sfr_class", csv) == "0" && cell("lesion_state", csv) == "read_as_none")
  }

  private func imports(_ files: CaseFolder) throws -> Int {
    let audit = try files.savedProject()["audit"] as? [[String: Any]] ?? []
    return audit.count { $0["action"] as? String == "imported" }
  }

  /// The trail tells of masks that changed the project, and of no other.
  @Test func theTrailTellsOfWhatChanged() throws {
    let files = try CaseFolder()
    for _ in 0..<2 { #expect(try files.run("import", CaseFolder.scanName, CaseFolder.truthName).status == 0) }
    #expect(try imports(files) == 1)
    try files.draw(":import \(CaseFolder.truthName)<Enter>", lungs: "ask")
    #expect(try imports(files) == 1)
    try files.draw("<Space>:import \(CaseFolder.truthName)<Enter>", lungs: "ask")
    #expect(try imports(files) == 2)
  }

  /// Age and sex of a header are the patient's: they are not shown.
  @Test func infoShowsNothingOfThePatient() throws {
    try withTemporaryFolder { folder in
      let header = "ObjectType = Image\nNDims = 3\nDimSize = 2 1 1\nPatientAge = 065Y\nPatientSex = F\nModality = CT\n"
        + "ElementType = MET_SHORT\nElementDataFile = LOCAL\n"
      try (Data(header.utf8) + Data([1, 0, 2, 0])).write(to: URL(fileURLWithPath: folder + "/a.mha"))
      for arguments in [["info", "a.mha"], ["info", "a.mha", "--json"]] {
        let out = try stylet(arguments, in: folder).out
        #expect(!out.contains("065Y") && !out.contains("PatientSex") && out.contains("CT"), "\(out)")
      }
    }
  }

  /// The form's density is the one of the lungs without lesion, and says so.
  @Test func theFormsDensitySaysOfWhat() throws {
    let files = try CaseFolder()
    try files.draw(":protocol covid-chest<Enter>:lungs-accept<Enter>s1:brush 20<Enter><Space>")
    let reading = try files.run("report", CaseFolder.projectName, "--json", "-").json["reading"] as? [String: Any]
    let answers = (reading?["sections"] as? [[String: Any]] ?? []).flatMap { $0["answers"] as? [[String: Any]] ?? [] }
    let density = try #require(answers.first { $0["id"] as? String == "laa950" })
    #expect((density["note"] as? String)?.contains("without what is drawn as lesion") == true, "\(density)")
  }
}
