import StyletBase

/// The answers of a batch as one table or as lines of JSON: a row an item, in the manifest's order, whatever order,
/// machine and time they were made in.
public struct BatchMerge: Sendable {
  public static let format = "stylet-batch-merge"

  /// What an item's row has.
  public enum State: String, Sendable { case ok, failed, missing }

  struct Row {
    let item: BatchItem
    let state: State
    let reason: String?
    /// The scan's SHA-256, where an answer has it.
    var digest: String?
    /// By step, without what says only what kind of answer it is.
    var answers: [(name: String, value: JSONObject)] = []
  }

  let manifest: BatchManifest
  let rows: [Row]

  public func count(_ state: State) -> Int { rows.count { $0.state == state } }
  public var isWhole: Bool { count(.ok) == rows.count }

  /// Cost: each item's answers, read and held to the digests of its result.
  /// - Throws: a ``Failure`` where an answer is not what its result says.
  public init(_ manifest: BatchManifest, in folder: BatchFolder) throws {
    self.manifest = manifest
    let settings = manifest.settings.digest
    rows = try manifest.items.map { item in
      guard let result = try folder.result(item, settings) else { return Row(item: item, state: .missing, reason: nil) }
      if let reason = result.reason { return Row(item: item, state: .failed, reason: reason.rawValue) }
      return try Self.row(item, result, manifest.settings.steps, in: folder.outputs(item))
    }
  }

  private static func row(_ item: BatchItem, _ result: BatchResult, _ steps: BatchSteps, in folder: String) throws -> Row {
    var row = Row(item: item, state: .ok, reason: nil)
    for step in steps.all {
      guard let (name, file) = step.answer else { continue }
      let path = folder.appendingPath(file), bytes = try SafeFile.read(path).bytes
      guard result.outputs.first(where: { $0.file == file })?.digest == sha256(bytes) else {
        throw Failure(.badData, path: path, words("batch.answer-changed"), advice: words("batch.answer-advice"))
      }
      let object = try Failure.reading(path) { try JSONValue(reading: bytes).object }
      guard var answer = object else {
        throw Failure(.badData, path: path, words("batch.answer-changed"), advice: words("batch.answer-advice"))
      }
      row.digest = row.digest ?? answer["scan"]?.object?["sha256"]?.string
      for member in ["format", "version", "program", "notice", "scan"] { answer[member] = nil }
      row.answers.append((name, answer))
    }
    return row
  }

  private var head: JSONObject {
    [
      "format": .string(Self.format), "version": .int(1), "program": .string(manifest.settings.program),
      "notice": .string(ResearchUse.inData), "settings": .string(manifest.settings.digest),
      "steps": .array(manifest.settings.steps.names.map(JSONValue.string)), "items": .int(rows.count),
      "ok": .int(count(.ok)), "failed": .int(count(.failed)), "missing": .int(count(.missing)),
      "complete": .bool(isWhole),
    ]
  }

  /// A line of what it is, then a line an item.
  public var lines: [UInt8] {
    ObjectFile.bytes(
      ofLines: [head]
        + rows.map { row in
          var line: JSONObject = [
            "item": .string(row.item.id), "scan": .string(row.item.name),
            "sha256": row.digest.map(JSONValue.string) ?? .null, "status": .string(row.state.rawValue),
            "reason": row.reason.map(JSONValue.string) ?? .null,
          ]
          for (name, value) in row.answers { line[name] = .object(value) }
          return line
        })
  }

  /// Each number of an answer in a column of its own, `lungs.lungs.right.ml`; of findings by their codes; of remarks
  /// their badges. The columns are those that any item has, in the order in which the first item with one has it.
  public var table: String {
    let flat = rows.map { row in row.answers.flatMap { Self.cells($0.value, $0.name) } }
    var columns: [String] = [], seen: Set<String> = []
    for cells in flat { for cell in cells where seen.insert(cell.name).inserted { columns.append(cell.name) } }
    let start = ["item", "scan", "sha256", "status", "reason", "complete"]
    let end = isWhole ? "all \(rows.count)" : "\(count(.ok)) of \(rows.count)"
    var out = CSVText.row((start + columns).map { $0.allSatisfy(Self.isPlain) ? $0 : CSVText.quoted($0) } + ["notice"])
    for (row, cells) in zip(rows, flat) {
      let values = Dictionary(cells.map { ($0.name, $0.value) }) { first, _ in first }
      let own: [JSONValue] = [
        .string(row.item.id), .string(row.item.name), row.digest.map(JSONValue.string) ?? .null,
        .string(row.state.rawValue), row.reason.map(JSONValue.string) ?? .null, .string(end),
      ]
      out += CSVText.row(
        (own + columns.map { values[$0] ?? .null }).map(CSVText.cell) + [CSVText.quoted(ResearchUse.inData)])
    }
    return out
  }

  /// How the table begins: what tells it from others' files.
  package static let beginning = "item,scan,sha256,status,reason,complete,"

  private static func isPlain(_ c: Character) -> Bool { c.isASCII && (c.isLetter || c.isNumber || "._-".contains(c)) }

  private static func cells(_ object: JSONObject, _ place: String) -> [(name: String, value: JSONValue)] {
    object.members.flatMap { member -> [(name: String, value: JSONValue)] in
      let name = place + "." + member.name
      switch member.value {
      case .object(let inner): return cells(inner, name)
      case .array(let all):
        let rows = all.compactMap(\.object)
        guard !rows.isEmpty else { return all.isEmpty ? [] : [(name, member.value)] }
        if rows.allSatisfy({ $0["code"]?.string != nil }) {
          return rows.flatMap { row -> [(name: String, value: JSONValue)] in
            var rest = row
            for known in ["code", "value", "name"] { rest[known] = nil }
            return cells(rest, name + "." + (row["code"]?.string ?? ""))
          }
        }
        let badges = rows.compactMap { $0["badge"]?.string }
        return badges.isEmpty ? [] : [(name, .array(badges.map(JSONValue.string)))]
      default: return [(name, member.value)]
      }
    }
  }
}

extension Failure {
  /// What is thrown of a file's content is said of the file.
  fileprivate static func reading<R>(_ path: String, _ body: () throws -> R) throws -> R {
    do { return try body() } catch let failure as Failure { throw failure.about(path) }
  }
}
