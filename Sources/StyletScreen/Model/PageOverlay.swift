/// A page to read over the panes: lines, with a chart or a plot above them where there is one. Scrolled until Esc.
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
  public var plot: LinePlot?
  /// Lines above the top.
  public var scroll = 0

  public init(title: String, lines: [Line], chart: HistogramChart? = nil, plot: LinePlot? = nil) {
    self.title = title
    self.lines = lines
    self.chart = chart
    self.plot = plot
  }
}
