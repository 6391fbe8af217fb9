import TOMLKit

/// TOML 1.0 as the program's own data and a user's settings are written, read into the values that ``FieldReader`` takes
/// apart: one way to check members, whatever the text they came in.
enum TOMLText {
  /// The members of a text, those of a table in alphabetical order, a list's in their own; dates and times become text.
  /// Cost: the text.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the line of the first mistake.
  static func parse(_ text: String, name: String) throws -> JSONObject {
    let root: TOMLTable
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Failure(.badData, path: name, error.description, at: "line \(error.source.begin.line)")
    } catch {
      throw Failure(.badData, path: name, "\(error)")
    }
    return object(root)
  }

  /// What `body` makes of a text's members, none of which it may leave out.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  static func read<T>(_ text: String, name: String, _ body: (inout FieldReader) throws -> T) throws -> T {
    let log = ProblemLog()
    var fields = FieldReader(try parse(text, name: name), at: "", log: log)
    let value = try body(&fields)
    fields.refuseOthers()
    if let problem = log.firstError { throw Failure(.badData, path: name, problem.what, at: problem.place) }
    return value
  }

  private static func object(_ table: TOMLTable) -> JSONObject {
    JSONObject(checked: table.keys.map { .init(name: $0, value: value(table[$0])) })
  }

  private static func value(_ value: (any TOMLValueConvertible)?) -> JSONValue {
    guard let value else { return .null }
    if let table = value.table { return .object(object(table)) }
    if let array = value.array { return .array(array.map { Self.value($0) }) }
    if let text = value.string { return .string(text) }
    if let flag = value.bool { return .bool(flag) }
    if let whole = value.int { return .int(whole) }
    if let real = value.double { return .double(real) }
    return .string(value.debugDescription)
  }
}
