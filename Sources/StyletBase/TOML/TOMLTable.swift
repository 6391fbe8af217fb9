/// A value of a TOML text.
public enum TOMLValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  /// Infinities and NaN, too.
  case float(Double)
  case boolean(Bool)
  /// A date, a time or both, checked and kept as it is written.
  case moment(TOMLMoment)
  case array([TOMLValue])
  case table(TOMLTable)

  public var string: String? { if case .string(let s) = self { s } else { nil } }
  public var integer: Int? { if case .integer(let n) = self { n } else { nil } }
  public var table: TOMLTable? { if case .table(let t) = self { t } else { nil } }
}

/// A table: its entries in the order in which the text first names them.
public struct TOMLTable: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let key: String
    public let value: TOMLValue
    /// Where the key stands first, base 1.
    public let line: Int
  }

  public let entries: [Entry]

  /// Cost: the entries.
  public subscript(key: String) -> TOMLValue? { entries.first { $0.key.utf8.elementsEqual(key.utf8) }?.value }

  /// The table that a whole text is (TOML 1.0.0, https://toml.io/en/v1.0.0). A byte order mark in front is skipped.
  ///
  /// Any text is met: the cost is that of its length, tables and lists nest at most ``TOMLParser/depth`` deep, whole
  /// numbers must fit 64 bits. Ends of lines inside of texts become a single line feed.
  /// - Throws: ``TOMLSyntaxError``.
  public init(reading text: String) throws(TOMLSyntaxError) {
    var parser = TOMLParser(Array(text.utf8))
    self = try parser.document()
  }

  init(entries: [Entry]) { self.entries = entries }
}

/// Where and how a text departs from TOML.
public struct TOMLSyntaxError: Error, Hashable, Sendable {
  public let what: String
  /// Base 1; the column counts bytes.
  public let line: Int
  public let column: Int
}

/// What a date or time of TOML says.
public struct TOMLMoment: Hashable, Sendable {
  /// With an offset from UTC, without one, only a date, only a time.
  public enum Kind: String, Hashable, Sendable {
    case dateTime = "datetime", localDateTime = "datetime-local", localDate = "date-local", localTime = "time-local"
  }

  public let kind: Kind
  /// As it is written.
  public let text: String
}
