import Foundation
import TestSupport
import Testing

/// One slice whose rescale is unlike that of the others: said wherever Hounsfield units of the scan stand.
@Suite struct OddRescaleTests {
  private func extents(_ series: SmallSeries, _ body: (_ ran: [String: Ran], _ screen: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try series.write(to: folder + "/ct")
      let draw = ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"]
      try #require(try stylet(draw, in: folder).status == 0)
      let open = ["open", "ct", "--script", "", "--lungs", "ask", "--dump-screen", "screen.txt"]
      let look = try stylet(open, in: folder)
      try #require(look.status == 0, "\(look.err)")
      let shown = try String(contentsOfFile: folder + "/screen.txt", encoding: .utf8)
      let screen = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      var all: [String: Ran] = [:]
      for command in [
        ["info", "ct"], ["extent", "ct.stylet.json"], ["extent", "ct.stylet.json", "--json"],
        ["extent", "ct.stylet.json", "--csv"], ["extent", "ct.stylet.json", "--lesions"],
        ["extent", "ct.stylet.json", "--lesions", "--json"], ["extent", "ct.stylet.json", "--lesions", "--csv"],
        ["report", "ct.stylet.json", "--text", "-"], ["convert", "ct", "out.nii.gz", "--force"],
      ] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 0, "\(command): \(ran.err)")
        all[command.filter { !$0.hasPrefix("ct") && $0 != "-" }.joined(separator: " ")] = ran
      }
      try body(all, screen)
    }
  }

  private func badges(_ ran: Ran?) -> [String] {
    (ran?.json["badges"] as? [[String: Any]])?.compactMap { $0["badge"] as? String } ?? []
  }

  @Test func itIsSaidWhereTheNumbersStand() throws {
    var series = SmallSeries()
    series.intercept = { $0 == 5 ? 0 : -1024 }
    try extents(series) { ran, screen in
      #expect(ran["info"]?.out.contains("RescaleIntercept of 1 of 8 slices is unlike the others'") == true)
      #expect(ran["info"]?.out.contains("s005.dcm") == true)
      #expect(ran["convert out.nii.gz --force"]?.err.contains("RescaleIntercept of 1 of 8 slices") == true)
      #expect(screen.contains("RescaleIntercept of 1 of 8 slices"), "\(screen)")
      for form in ["extent", "extent --lesions"] {
        #expect(ran[form]?.out.contains("check: a slice has another rescale than the others") == true, "\(form)")
        #expect(badges(ran[form + " --json"]) == ["rescale_differs"], "\(form)")
        #expect(ran[form + " --csv"]?.out.contains("check rescale_differs 1") == true, "\(form)")
      }
      let report = ran["report --text"]?.out.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
      #expect(report.contains("a slice has another rescale than the others"), "\(report)")
      #expect(!report.contains("s005.dcm"), "files are often named after the patient")
    }
  }

  /// `info` gives no rescale for all where there are several, in words and for programs.
  @Test(arguments: [1, 4, 7]) func infoNamesEachRescale(_ odd: Int) throws {
    var series = SmallSeries()
    series.intercept = { $0 < odd ? -1000 + (odd > 4 ? $0 : 0) : -1024 }
    try withTemporaryFolder { folder in
      try series.write(to: folder + "/ct")
      let words = try stylet(["info", "ct"], in: folder).out.split(separator: "\n").first { $0.hasPrefix("rescale") }
      let json = try stylet(["info", "ct", "--json"], in: folder).json
      #expect(json["rescale"] is NSNull)
      let rows = try #require(json["slice_rescales"] as? [[String: Double]])
      #expect(rows.map { $0["slices"] ?? 0 }.reduce(0, +) == 8 && rows.allSatisfy { $0["slope"] == 1 })
      switch odd {
      case 1:
        #expect(
          words?.hasSuffix("by slice: 1 · sample − 1024 of 7 slices, 1 · sample − 1000 of 1 slice") == true)
        #expect(rows.map { $0["intercept"] } == [-1024, -1000])
      case 4:
        #expect(words?.hasSuffix("1 · sample − 1024 of 4 slices, 1 · sample − 1000 of 4 slices") == true)
        #expect(rows.map { $0["intercept"] } == [-1024, -1000])
      default:
        let said = "differs by slice, 8 of them: slope 1, intercept -1024 to -994"
        #expect(words?.hasSuffix(said) == true, "\(words ?? "")")
        #expect(rows.count == 8)
      }
    }
  }

  /// One rescale for all is given as such.
  @Test func infoGivesTheOneRescale() throws {
    try withTemporaryFolder { folder in
      try SmallSeries().write(to: folder + "/ct")
      #expect(try stylet(["info", "ct"], in: folder).out.contains("1 · sample − 1024\n"))
      let json = try stylet(["info", "ct", "--json"], in: folder).json
      #expect(json["rescale"] as? [String: Double] == ["slope": 1, "intercept": -1024])
      #expect((json["slice_rescales"] as? [Any])?.isEmpty == true)
    }
  }

  @Test func nothingIsSaidOfOneRescale() throws {
    try extents(SmallSeries()) { ran, screen in
      for (form, ran) in ran {
        #expect(!ran.out.contains("rescale_differs") && !ran.out.contains("another rescale"), "\(form)")
      }
      #expect(badges(ran["extent --json"]).isEmpty && !screen.contains("unlike"))
    }
  }
}
