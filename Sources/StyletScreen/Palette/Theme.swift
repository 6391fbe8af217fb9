import StyletImaging

/// The colours of everything that is not picture: few, quiet, and chosen outright, so that a terminal with a
/// light theme shows the same dark reading room.
struct Theme {
  let paper: Ink
  /// Numbers and names that are read.
  let text: Ink
  /// Labels, units, what need not be read every time.
  let quiet: Ink
  /// Lines between things.
  let line: Ink
  /// The active pane, the selected row.
  let accent: Ink
  let warning: Ink
  let error: Ink
  /// The paper of boxes over the panes.
  let raised: Ink
  /// Ink and paper of the mode's name.
  let badge: (ink: Ink, paper: Ink)
  /// Outside the scan.
  let outside: Ink
  /// The crosshair's ticks at the edges of the panes.
  let cursorTick: Ink
  /// Bold where there are no colours to tell weights by.
  let strong: Attributes

  init(_ tier: ColourTier) {
    switch tier {
    case .direct:
      paper = .direct(22, 24, 27)
      text = .direct(214, 218, 222)
      quiet = .direct(128, 134, 142)
      line = .direct(58, 62, 68)
      accent = .direct(120, 200, 255)
      warning = .direct(245, 190, 80)
      error = .direct(255, 110, 100)
      raised = .direct(38, 42, 48)
      badge = (.direct(12, 14, 16), .direct(120, 200, 255))
      outside = paper
      cursorTick = Self.cursor.ink
      strong = []
    case .indexed:
      paper = .palette(234)
      // White of the first 16: six bytes shorter than a fixed grey, and numbers change at every stroke.
      text = .palette(7)
      quiet = .palette(244)
      line = .palette(238)
      accent = .palette(117)
      warning = .palette(215)
      error = .palette(210)
      raised = .palette(236)
      badge = (.palette(16), .palette(117))
      outside = paper
      cursorTick = .palette(118)
      strong = []
    case .ansi:
      paper = .palette(0)
      // Never bright black for words: eight colours have only bold black for it, and many themes the background.
      text = .palette(15)
      quiet = .palette(7)
      line = .palette(8)
      accent = .palette(14)
      warning = .palette(11)
      error = .palette(9)
      raised = .palette(0)
      badge = (.palette(0), .palette(6))
      outside = paper
      cursorTick = .palette(10)
      strong = .bold
    case .mono:
      (paper, text, quiet, line, accent) = (.standard, .standard, .standard, .standard, .standard)
      (warning, error, raised, outside, cursorTick) = (.standard, .standard, .standard, .standard, .standard)
      badge = (.standard, .standard)
      strong = .bold
    }
  }

  /// The mark of the cursor: no finding of the standard table comes near it.
  static let cursor = RGB(0x87, 0xff, 0x00)
  static let eraser = RGB(0xff, 0x5f, 0x5f)
}
