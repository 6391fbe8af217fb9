import Foundation
import StyletBase
import Testing

/// `stylet lungs --json` and `stylet propose --json`: as the masks beside them, and as the project has them.
@Suite struct FoundJSONTests {
  private func number(_ object: Any?, _ path: String) -> Double? {
    path.split(separator: ".").reduce(object) { ($0 as? [String: Any])?[String($1)] } as? Double
  }

  @Test func lungs() throws {
    let folder = try CaseFolder()
    let said = try folder.run("lungs", CaseFolder.scanName, "lungs.nii.gz", "--json").json
    #expect(said["format"] as? String == "stylet-lungs" && said["notice"] as? String == ResearchUse.notice)
    #expect((said["scan"] as? [String: Any])?["name"] as? String == CaseFolder.scanName)
    #expect(((said["scan"] as? [String: Any])?["sha256"] as? String)?.count == 64)
    let extent = try folder.run("extent", CaseFolder.scanName, "--labels", "lungs.nii.gz", "--json").json
    let findings = try #require(extent["findings"] as? [[String: Any]])
    // The mask says that it is the lungs'.
    for (code, part) in [("RL", "right"), ("LL", "left"), ("AW", "airways")] {
      let mL = findings.first { $0["code"] as? String == code }?["ml"] as? Double ?? 0
      #expect(abs(mL - (number(said, "lungs.\(part).ml") ?? -1)) < 1e-6, "\(part)")
    }
    // the project has the same account and as many remarks, and its summary a line for each
    try folder.draw(":lungs<CR>")
    let record = try #require((folder.savedProject()["lungs"] as? [[String: Any]])?.first)
    #expect(record["air"] as? NSArray ?? [] == said["air"] as? NSArray)
    let remarks = try #require(said["remarks"] as? [[String: Any]])
    #expect((record["badges"] as? [Any])?.count == remarks.count)
    let words = try folder.run("lungs", CaseFolder.scanName, "lungs.nii.gz").out.split(separator: "\n")
    #expect(words.count { $0.hasPrefix("check: ") } == remarks.count)
    #expect(words.count { $0.hasPrefix("no lung ") } == (said["air"] as? [Any])?.count)
    for remark in remarks {
      let text = try #require(remark["words"] as? String)
      #expect(words.contains { $0.hasPrefix("check: " + text) })
    }
  }

  @Test func proposal() throws {
    let folder = try CaseFolder()
    let said = try folder.run("propose", CaseFolder.scanName, "found.nii.gz", "--json").json
    #expect(said["format"] as? String == "stylet-proposal" && number(said, "aerated_hu") != nil)
    let extent = try folder.run("extent", CaseFolder.scanName, "--labels", "found.nii.gz", "--json").json
    let findings = try #require(said["findings"] as? [[String: Any]])
    let drawn = extent["findings"] as? [[String: Any]] ?? []
    for finding in findings {
      let mL = drawn.first { $0["value"] as? Int == finding["value"] as? Int }?["ml"] as? Double ?? 0
      #expect(abs(mL - (finding["ml"] as? Double ?? -1)) < 1e-6)
    }
    let total = try #require(number(said, "total.ml")), lungs = try #require(number(said, "lungs.ml"))
    #expect(abs(total - findings.reduce(0) { $0 + ($1["ml"] as? Double ?? 0) }) < 1e-9)
    #expect(abs(100 * total / lungs - (number(said, "total.percent") ?? -1)) < 1e-9)
    let both = try folder.run("propose", CaseFolder.scanName, "x.nii.gz", "--json", "--with", "mine")
    #expect(both.status == 64 && !folder.has(folder.path + "/x.nii.gz"))
  }
}
