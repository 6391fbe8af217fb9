import StyletBase

/// A report as sections of words, tables and pictures: what the page and the plain text both say.
public struct ReportDocument: Equatable, Sendable {
  /// A figure or words in a table.
  public struct Cell: Hashable, Sendable, ExpressibleByStringLiteral {
    public var text: String
    /// Automatic, and not reviewed by a reader yet; shown with a mark.
    public var isUnreviewed = false

    public init(_ text: String, isUnreviewed: Bool = false) {
      self.text = text
      self.isUnreviewed = isUnreviewed
    }

    public init(stringLiteral text: String) { self.init(text) }
  }

  public struct Column: Hashable, Sendable {
    public var title: String
    /// Numbers stand to the right.
    public var isNumber: Bool

    public init(_ title: String, isNumber: Bool = true) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// The first cell of a row is what the row is about.
  public struct Table: Equatable, Sendable {
    public var caption: String
    public var columns: [Column]
    public var rows: [[Cell]]

    public init(_ caption: String, _ columns: [Column], _ rows: [[Cell]]) {
      self.caption = caption
      self.columns = columns
      self.rows = rows
    }
  }

  public struct Fact: Hashable, Sendable {
    public var name: String
    public var value: Cell

    public init(_ name: String, _ value: Cell) {
      self.name = name
      self.value = value
    }
  }

  /// A picture, for the page alone.
  public struct Figure: Hashable, Sendable {
    public var caption: String
    /// What it shows, for those who do not see it.
    public var description: String
    /// PNG.
    public var bytes: [UInt8]
    public var width: Int
    public var height: Int

    public init(caption: String, description: String, bytes: [UInt8], width: Int, height: Int) {
      self.caption = caption
      self.description = description
      self.bytes = bytes
      self.width = width
      self.height = height
    }
  }

  public enum Block: Equatable, Sendable {
    case paragraph(String)
    case list([String])
    case facts([Fact])
    case table(Table)
    case figures([Figure])
    /// An SVG element with its caption; for the page alone.
    case drawing(svg: String, caption: String)
  }

  public struct Section: Equatable, Sendable {
    public var title: String
    public var blocks: [Block]

    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  public var title: String
  /// What must be known before anything else is read; the first is that of research use.
  public var notices: [String]
  public var sections: [Section]
  /// Below everything: program and time.
  public var footer: String

  public init(title: String, notices: [String], sections: [Section], footer: String) {
    self.title = title
    self.notices = notices
    self.sections = sections
    self.footer = footer
  }

  /// Behind what is automatic and not reviewed.
  static let mark = "*"
  static var markExplained: String { words("report.mark-explained") }
}

extension ReportDocument.Block {
  /// Whether something in it carries the mark.
  var isMarked: Bool {
    switch self {
    case .facts(let facts): facts.contains(where: \.value.isUnreviewed)
    case .table(let table): table.rows.contains { $0.contains(where: \.isUnreviewed) }
    case .paragraph, .list, .figures, .drawing: false
    }
  }
}
