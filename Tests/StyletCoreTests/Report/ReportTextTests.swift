import StyletReport
import Testing

/// A report as plain text.
@Suite struct ReportTextTests {
  /// No line begins with the mark of a number or of a French sentence, wherever the line ends.
  @Test func marksStayWithTheirWords() {
    for filler in 0..<80 {
      let text = String(repeating: "x", count: filler) + " 95 % of it : « fin »"
      let document = ReportDocument(
        title: "T", notices: [], sections: [.init("S", [.paragraph(text)])], footer: "F")
      let lines = ReportText.render(document).split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(lines.contains { $0.contains("95 %") } && lines.contains { $0.contains("« fin »") }, "\(lines)")
      for line in lines { #expect(!["%", ":", "»"].contains(line.prefix(1)), "\(line)") }
    }
  }
}
