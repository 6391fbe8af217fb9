import Foundation
import StyletBase

/// The reader of TOML for tests that know another one: texts in, what they say out.
///
/// Standard input holds texts, each after its length in bytes on a line of its own. For each of them a line comes out:
/// JSON as https://github.com/toml-lang/toml-test has it (`{"type": "integer", "value": "1"}`), or `! PLACE: WHAT`.
@main enum Main {
  static func main() {
    let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    var output = ""
    var at = 0
    while let end = input[at...].firstIndex(of: 10), let count = Int(String(decoding: input[at..<end], as: UTF8.self)) {
      let text = input[(end + 1)..<min(end + 1 + count, input.count)]
      output += answer(text) + "\n"
      at = end + 1 + count
    }
    FileHandle.standardOutput.write(Data(output.utf8))
  }

  private static func answer(_ bytes: ArraySlice<UInt8>) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { return "! not UTF-8" }
    do {
      return json(.table(try TOMLTable(reading: text)))
    } catch {
      return "! \(error.place): \(error.what)"
    }
  }

  private static func json(_ value: TOMLValue) -> String {
    switch value {
    case .string(let s): tagged("string", s)
    case .integer(let n): tagged("integer", "\(n)")
    case .float(let x): tagged("float", "\(x)")
    case .boolean(let b): tagged("bool", "\(b)")
    case .moment(let m): tagged(m.kind.rawValue, m.text)
    case .array(let values): "[" + values.map(json).joined(separator: ", ") + "]"
    case .table(let table):
      "{" + table.entries.map { quoted($0.key) + ": " + json($0.value) }.joined(separator: ", ") + "}"
    }
  }

  private static func tagged(_ type: String, _ value: String) -> String {
    "{\"type\": \"\(type)\", \"value\": \(quoted(value))}"
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}
