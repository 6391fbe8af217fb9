import Foundation
import TestSupport
import Testing

@testable import StyletBase

/// Every table that leaves begins with its header: readers of CSV take the first line for it, whatever it is.
@Suite struct TableHeaderTests {
  private static let project = CaseFolder.projectName, scan = CaseFolder.scanName

  @Test func theFirstLineIsTheHeader() throws {
    let files = try CaseFolder()
    try files.draw("<Space>9<Right>s2<Space>")
    try #require(try files.run("report", Self.project, "--csv", "t.csv", "--append").status == 0)
    try #require(try files.run("report", Self.project, "--csv", "t.csv", "--append").status == 0)
    try #require(try files.run("export", Self.project, "e.csv").status == 0)
    var tables = try ["t.csv", "e.csv"].map { ($0, try String(contentsOfFile: files.path + "/" + $0, encoding: .utf8)) }
    for command in [
      ["extent", Self.project, "--csv"], ["extent", Self.project, "--csv", "--qct"],
      ["extent", Self.project, "--csv", "--lesions"],
      ["extent", Self.scan, "--labels", CaseFolder.truthName, "--csv"],
      ["report", Self.project, "--csv", "-"], ["export", Self.project, "-", "--to", "csv"],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0, "\(command): \(ran.err)")
      tables.append((command.joined(separator: " "), ran.out))
    }
    for (name, table) in tables {
      let lines = table.components(separatedBy: "\r\n")
      #expect(lines.last == "" && lines.count > 2, "\(name)")
      let header = try #require(CSVText.firstRow(of: lines[0]), "\(name): \(lines[0])")
      #expect(header.count > 3 && Set(header).count == header.count, "\(name)")
      #expect(header.allSatisfy { $0.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*/) != nil }, "\(name): \(lines[0])")
      for line in lines.dropFirst().dropLast() {
        #expect(CSVText.firstRow(of: line)?.count == header.count, "\(name): \(line)")
      }
      // What had stood in a line of its own is a column.
      #expect(header.contains("notice") && table.contains(ResearchUse.notice), "\(name)")
    }
  }
}
