import StyletImaging
import Testing

@testable import StyletBase
@testable import StyletScreen

/// Help and lists stand whole at every width: nothing is cut where a line more would have room for it.
@Suite struct HelpWidthTests {
  private static let sizes = [(60, 16), (80, 24), (120, 40), (200, 55), (250, 60)]

  /// All that a reader sees who scrolls from the first line to the last, without blanks.
  private func seen(_ sections: [HelpSection], _ size: (Int, Int)) throws -> String {
    var model = ViewBench(try .asymmetric(), cursor: VoxelIndex(1, 1, 1)).model
    var text = ""
    for scroll in 0...HelpView.lastScroll(sections, width: size.0, height: size.1) {
      model.overlay = .help(title: "Help", sections: sections, scroll: scroll)
      text += ScreenRenderer(traits: .init()).draw(model, width: size.0, height: size.1).text
    }
    return text
  }

  @Test(arguments: sizes) func everyWordIsSeen(_ size: (Int, Int)) throws {
    let sections = ReadingText.help { KeyTable.naming("{\($0)}", .standard) }
    let text = try seen(sections, size)
    for word in sections.flatMap(\.rows).flatMap({ $0.text.split(separator: " ") }) {
      #expect(text.contains(word), "\(word) at \(size)")
    }
  }

  /// What is typed of a command that has no key is not broken.
  @Test(arguments: Language.allCases) func namesOfCommandsStandWhole(_ language: Language) throws {
    try Words.$inTask.withValue(language) {
      let sections = KeyTable.sections(.standard), text = try seen(sections, (120, 40))
      for row in sections.flatMap(\.rows) where row.key.hasPrefix(":") {
        let name = row.key.prefix { $0 != " " }
        #expect(text.contains(name + " ") || text.contains(name + "\n"), "\(name)")
      }
    }
  }

  /// One section has the whole width: its rows are a line each where that is wide.
  @Test func oneSectionHasTheWholeWidth() throws {
    let row = HintRow(key: "S", text: "sign, when nothing required is left; :reopen REASON opens it again")
    let text = try seen([HelpSection(title: "One", rows: [row])], (200, 55))
    #expect(text.contains(row.text))
  }
}
