import Foundation
import TestSupport
import Testing

/// `stylet report` on a case with the phantom's truth as findings.
@Suite struct ReportTests {
  private func reported() throws -> CaseFolder {
    let files = try CaseFolder()
    let ran = try files.run("import", CaseFolder.scanName, CaseFolder.truthName, "--reader", "reader-07")
    guard ran.status == 0 else { throw Unexpected(ran: ran) }
    return files
  }

  private func text(_ files: CaseFolder, _ name: String) throws -> String {
    try String(contentsOfFile: files.path + "/" + name, encoding: .utf8)
  }

  @Test func withoutOptionsAPageIsWrittenAndTheTextPrinted() throws {
    let files = try reported(), before = files.contents()
    let ran = try files.run("report", CaseFolder.projectName)
    #expect(ran.status == 0 && ran.err.isEmpty, "\(ran.err)")
    #expect(ran.out.contains("For research use only.") && ran.out.contains("EXTENT") && ran.out.contains("reader-07"))
    #expect(ran.out.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let page = try text(files, "chest.report.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("data:image/png;base64,"))
    #expect(!page.contains(files.path) && !ran.out.contains(files.path), "no folder goes along")
    #expect(files.contents().filter { $0.key != "chest.report.html" } == before, "nothing else is written")
    let plain = try files.run("report", CaseFolder.projectName, "--html", "plain.html", "--no-images")
    #expect(try plain.status == 0 && plain.out.isEmpty && !text(files, "plain.html").contains("<img"))
  }

  /// The numbers are those of `stylet extent`, in every form.
  @Test func theNumbersAreThoseOfTheExtent() throws {
    let files = try reported()
    let wanted = try files.millilitres()
    let json = try files.run("report", CaseFolder.projectName, "--json", "-").json
    let row = try #require(json["row"] as? [String: Any])
    for (code, ml) in wanted { #expect(row["\(code)_ml"] as? Double == ml) }
    #expect(row["lungs"] as? String == "none" && row["both_lesion_percent"] is NSNull)
    let csv = try files.run("report", CaseFolder.projectName, "--csv", "-").out.components(separatedBy: "\r\n")
    #expect(csv.count == 3 && csv[2].isEmpty)
    let names = csv[0].components(separatedBy: ",")
    #expect(names.count == row.count && Set(names) == Set(row.keys))
  }

  @Test func rowsAreAddedToATable() throws {
    let files = try reported()
    for _ in 0..<2 {
      let ran = try files.run("report", CaseFolder.projectName, "--csv", "study.csv", "--append")
      #expect(ran.status == 0 && ran.out.isEmpty, "\(ran.err)")
    }
    let table = try text(files, "study.csv").components(separatedBy: "\r\n")
    #expect(table.count == 4 && table[0].hasPrefix("report_time,") && table[1].contains("chest.nii.gz"))
    try files.run("report", CaseFolder.projectName, "--csv", "study.csv")
    #expect(try text(files, "study.csv").components(separatedBy: "\r\n").count == 3, "without --append it is replaced")
    try Data("not,a table\r\n".utf8).write(to: URL(fileURLWithPath: files.path + "/other.csv"))
    let other = try files.run("report", CaseFolder.projectName, "--csv", "other.csv", "--append")
    #expect(other.status == 65 && other.complaint?.contains("other.csv: is not a table of reports") == true)
    #expect(try text(files, "other.csv") == "not,a table\r\n")
  }

  @Test func whatCannotBeReportedIsSaid() throws {
    let files = try CaseFolder()
    let bare = try files.run("report", CaseFolder.scanName)
    #expect(bare.status == 66 && bare.complaint?.contains("has no project yet") == true)
    #expect(try files.run("report", "no.json").status == 66)
    #expect(try files.run("report", CaseFolder.scanName, "--append").status == 64)
    #expect(try files.run("report", CaseFolder.scanName, "--csv", "-", "--json", "-").status == 64)
    #expect(files.contents().count == 2)
  }

  /// Names in the project that would work in a page, a terminal or a spreadsheet do not.
  @Test func hostileProjectsAreInert() throws {
    let files = try reported()
    var project = try text(files, CaseFolder.projectName)
    project = project.replacingOccurrences(
      of: "Ground-glass opacity", with: "<script>alert(1)</script>\\u001b]0;x\\u0007\\u202e")
    project = project.replacingOccurrences(of: "\"reader-07\"", with: "\"=cmd|' /C calc'!A0\"")
    try Data(project.utf8).write(to: URL(fileURLWithPath: files.project))
    let ran = try files.run("report", CaseFolder.projectName)
    #expect(ran.status == 0, "\(ran.err)")
    let page = try text(files, "chest.report.html")
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    for output in [page, ran.out] {
      #expect(output.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 32 && $0.value != 0x202e) })
    }
    let csv = try files.run("report", CaseFolder.projectName, "--csv", "-").out
    #expect(csv.contains("\"'=cmd|") && !csv.contains("\"=cmd|"))
  }
}
