/// What lies over the panes and takes the keys.
enum Prompt {
  case none
  case palette(PalettePrompt)
  /// Help, or a list: scrolled until Esc.
  case pages(title: String, sections: [HelpSection], scroll: Int)
  case list(ListPrompt)
  case page(PageOverlay)
  case question(Question)
}

/// A question and what each answer does; Esc takes none of them.
struct Question {
  var text: String
  var answers: [Answer]
  /// Lines of the text above the top, where it is longer than the screen.
  var scroll = 0
}

struct Answer {
  var key: Character
  var text: String
  var perform: () throws -> Void
}

extension Workspace {
  func openPalette() { prompt = .palette(PalettePrompt()) }

  /// Sections of keys, or of what is listed.
  func open(_ title: String, _ sections: [HelpSection]) {
    let width = commands.titleWidth()
    let sections = sections.map { section in
      var section = section
      section.textWidth = width
      return section
    }
    prompt = .pages(title: title, sections: sections, scroll: 0)
  }
}
