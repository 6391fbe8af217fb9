/// A page to read over the panes: lines, with a chart above them where there is one. Scrolled until Esc.
public struct PageOverlay: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    public enum Style: Sendable { case title, text, quiet, warning, row }
    public var text: String
    /// A row of a table is cut where it is too long; all else goes on in the next line.
    public var style: Style

    public init(_ text: String, _ style: Style = .text) {
      self.text = text
      self.style = style
    }
  }

  public var title: String
  public var lines: [Line]
  public var chart: HistogramChart?
  /// Lines above the top.
  public var scroll = 0

  public init(title: String, lines: [Line], chart: HistogramChart? = nil) {
    self.title = title
    self.lines = lines
    self.chart = chart
  }
}

extension Workstation {
  func open(_ page: PageOverlay) { prompt = .page(page) }

  func pressInPage(_ key: Key) {
    guard case .page(var page) = prompt else { return }
    let last = PageView.lastScroll(page, width: screen.width, height: screen.height)
    let step = max(screen.height - 6, 1)
    var at = min(page.scroll, last)
    switch key {
    case .up, .character("k"): at -= 1
    case .down, .character("j"), .enter: at += 1
    case .pageUp, .control("b"): at -= step
    case .pageDown, .control("f"), .character(" "): at += step
    case .home, .character("g"): at = 0
    case .end, .character("G"): at = last
    case .escape, .character("q"), .character("?"):
      prompt = .none
      return
    case .character(":"):
      openPalette()
      return
    default: return
    }
    page.scroll = min(max(at, 0), last)
    prompt = .page(page)
  }
}
