/// Reads TOML 1.0.0 and nothing more lenient from bytes that anybody may have written.
struct TOMLParser {
  /// Tables and lists inside each other; the parts of a key count, too.
  static let depth = 100

  private var scanner: TOMLScanner

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8]) { scanner = TOMLScanner(bytes) }

  private typealias KeyPart = (name: String, at: Int)

  mutating func document() throws(TOMLSyntaxError) -> TOMLTable {
    let root = TOMLTree(.header)
    var current = root
    var depth = 0
    var section = 0
    while true {
      try scanner.skipLines()
      guard let b = scanner.byte else { return root.table }
      if b == UInt8(ascii: "[") {
        section += 1
        (current, depth) = try header(root)
      } else {
        try pair(into: current, section: section, depth: depth)
      }
      try scanner.endStatement()
    }
  }

  // MARK: Statements

  /// `[a.b]` or `[[a.b]]`: the table that what follows belongs to, and how deep it lies.
  private mutating func header(_ root: TOMLTree) throws(TOMLSyntaxError) -> (TOMLTree, depth: Int) {
    scanner.skip()
    let isElement = scanner.take(UInt8(ascii: "["))
    let parts = try key(depth: 0)
    let close = UInt8(ascii: "]")
    guard scanner.take(close), !isElement || scanner.take(close) else {
      throw scanner.error(isElement ? "]] was expected" : "] was expected")
    }
    let line = scanner.line
    var table = root
    for (n, part) in parts.enumerated() {
      do throws(TOMLWord.Mistake) {
        if n < parts.count - 1 {
          table = try table.passed(part.name, line: line)
        } else if isElement {
          table = try table.appended(part.name, line: line)
        } else {
          table = try table.opened(part.name, line: line)
        }
      } catch {
        throw scanner.error(error.what, at: part.at)
      }
    }
    return (table, parts.count)
  }

  /// `a.b = value`.
  private mutating func pair(into table: TOMLTree, section: Int, depth: Int) throws(TOMLSyntaxError) {
    let parts = try key(depth: depth)
    guard scanner.take(UInt8(ascii: "=")) else { throw scanner.error("= was expected") }
    scanner.skipBlanks()
    let line = scanner.line
    var table = table
    for (n, part) in parts.enumerated() {
      do throws(TOMLWord.Mistake) {
        if n < parts.count - 1 { table = try table.dotted(part.name, section: section, line: line) }
      } catch {
        throw scanner.error(error.what, at: part.at)
      }
    }
    let last = parts[parts.count - 1]
    if let twice = table.mistake(of: last.name) { throw scanner.error(twice.what, at: last.at) }
    let value = try value(depth: depth + parts.count)
    table.add(last.name, line: line, .value(value))
  }

  /// The parts of a key, at least one, and the blanks after them.
  private mutating func key(depth: Int) throws(TOMLSyntaxError) -> [KeyPart] {
    var parts: [KeyPart] = []
    repeat {
      scanner.skipBlanks()
      guard depth + parts.count < Self.depth else { throw scanner.error("nested deeper than \(Self.depth)") }
      let start = scanner.at
      parts.append((try keyPart(), start))
      scanner.skipBlanks()
    } while scanner.take(UInt8(ascii: "."))
    return parts
  }

  private mutating func keyPart() throws(TOMLSyntaxError) -> String {
    if scanner.byte == UInt8(ascii: "\"") || scanner.byte == UInt8(ascii: "'") { return try scanner.singleLine() }
    let start = scanner.at
    while let b = scanner.byte, TOMLScanner.isBare(b) { scanner.skip() }
    guard scanner.at > start else { throw scanner.error("a key was expected") }
    return String(decoding: scanner.slice(from: start), as: UTF8.self)
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(TOMLSyntaxError) -> TOMLValue {
    guard let b = scanner.byte else { throw scanner.error("a value was expected") }
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try scanner.string())
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "{"): return .table(try inlineTable(depth: depth))
    default: return try word()
    }
  }

  private mutating func array(depth: Int) throws(TOMLSyntaxError) -> [TOMLValue] {
    guard depth < Self.depth else { throw scanner.error("nested deeper than \(Self.depth)") }
    scanner.skip()
    var values: [TOMLValue] = []
    while true {
      try scanner.skipLines()
      if scanner.take(UInt8(ascii: "]")) { return values }
      values.append(try value(depth: depth + 1))
      try scanner.skipLines()
      if scanner.take(UInt8(ascii: ",")) { continue }
      guard scanner.take(UInt8(ascii: "]")) else { throw scanner.error("a comma or ] was expected") }
      return values
    }
  }

  /// On one line, without a comma at its end; closed to what follows.
  private mutating func inlineTable(depth: Int) throws(TOMLSyntaxError) -> TOMLTable {
    guard depth < Self.depth else { throw scanner.error("nested deeper than \(Self.depth)") }
    scanner.skip()
    let tree = TOMLTree(.header)
    scanner.skipBlanks()
    if scanner.take(UInt8(ascii: "}")) { return tree.table }
    while true {
      try pair(into: tree, section: 0, depth: depth)
      scanner.skipBlanks()
      if scanner.take(UInt8(ascii: ",")) { continue }
      guard scanner.take(UInt8(ascii: "}")) else { throw scanner.error("a comma or } was expected") }
      return tree.table
    }
  }

  private mutating func word() throws(TOMLSyntaxError) -> TOMLValue {
    let start = scanner.at
    skipWord()
    let isDate = scanner.at - start == 10 && TOMLClock.startsLikeDate(scanner.slice(from: start))
    if isDate, scanner.byte == 32, let next = scanner.peek(1), (48...57).contains(next) {
      scanner.skip()
      skipWord()
    }
    guard scanner.at > start else { throw scanner.error("a value was expected") }
    do throws(TOMLWord.Mistake) {
      if let value = try TOMLWord.value(scanner.slice(from: start)) { return value }
    } catch {
      throw scanner.error(error.what, at: start)
    }
    throw scanner.error("text must stand in quotes, and this is no number, date, true or false", at: start)
  }

  private mutating func skipWord() {
    while let b = scanner.byte, TOMLScanner.isBare(b) || "+.:".utf8.contains(b) { scanner.skip() }
  }
}
