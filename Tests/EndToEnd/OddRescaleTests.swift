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

  @Test func nothingIsSaidOfOneRescale() throws {
    try extents(SmallSeries()) { ran, screen in
      for (form, ran) in ran {
        #expect(!ran.out.contains("rescale_differs") && !ran.out.contains("another rescale"), "\(form)")
      }
      #expect(badges(ran["extent --json"]).isEmpty && !screen.contains("unlike"))
    }
  }
}
