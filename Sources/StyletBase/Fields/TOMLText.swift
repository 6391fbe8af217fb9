/// TOML 1.0 as the program's own data and a user's settings are written, read into the values that ``FieldReader`` takes
/// apart: one way to check members, whatever the text they came in.
package enum TOMLText {
  /// The members of a text, those of a table in alphabetical order, a list's in their own; dates and times become text.
  /// Cost: the text.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with line and column of the first mistake, or for a number that is none (`inf`, `nan`).
  package static func parse(_ text: String, name: String) throws -> JSONObject {
    do throws(TOMLSyntaxError) {
      return try object(try TOMLTable(reading: text))
    } catch {
      throw Failure(.badData, path: name, error.what, at: error.place, advice: words("error.correct-there"))
    }
  }

  /// What `body` makes of a text's members, none of which it may leave out.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  package static func read<T>(_ text: String, name: String, _ body: (inout FieldReader) throws -> T) throws -> T {
    let log = ProblemLog()
    var fields = FieldReader(try parse(text, name: name), at: "", log: log)
    let value = try body(&fields)
    fields.refuseOthers()
    if let problem = log.firstError {
      throw Failure(.badData, path: name, problem.what, at: problem.place, advice: words("error.correct-there"))
    }
    return value
  }

  private static func object(_ table: TOMLTable) throws(TOMLSyntaxError) -> JSONObject {
    var members: [JSONObject.Member] = []
    var names = Set<String>()
    for entry in table.entries.sorted(by: { $0.key < $1.key }) {
      // keys of the same letters in other bytes (é as one character or two) would hide each other
      guard names.insert(entry.key).inserted else {
        throw TOMLSyntaxError(what: words("syntax.defined", ["key": entry.key]), line: entry.line, column: 1)
      }
      members.append(.init(name: entry.key, value: try value(entry.value, line: entry.line)))
    }
    return JSONObject(checked: members)
  }

  private static func value(_ value: TOMLValue, line: Int) throws(TOMLSyntaxError) -> JSONValue {
    switch value {
    case .string(let text): return .string(text)
    case .integer(let n): return .int(n)
    case .float(let x):
      guard let number = JSONNumber(x) else {
        throw TOMLSyntaxError(what: words("syntax.no-number", ["number": "\(x)"]), line: line, column: 1)
      }
      return .number(number)
    case .boolean(let flag): return .bool(flag)
    case .moment(let moment): return .string(moment.text)
    case .array(let values):
      var all: [JSONValue] = []
      for element in values { all.append(try self.value(element, line: line)) }
      return .array(all)
    case .table(let table): return .object(try object(table))
    }
  }
}

extension TOMLSyntaxError {
  public var place: String { words("syntax.place", ["line": line, "column": column]) }
}
