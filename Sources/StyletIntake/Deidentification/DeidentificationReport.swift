import StyletBase
import StyletDICOM

/// What became of a delivery, without one value of it: it may leave with what it is about.
public struct DeidentificationReport: Sendable {
  /// A file that leaves.
  struct Row: Sendable {
    let place: String
    let format: String
    let fates: [String: Int]
    let searched: Int
    /// nil where it was not checked by the standard's checker.
    let errors: StandardChecker.Errors?
  }

  let policy: String
  let key: String
  let isChecked: Bool, isCut: Bool
  private(set) var rows: [Row] = []
  private(set) var aside: [(number: Int, reason: QuarantineReason)] = []
  private var changed: [String: Int] = [:]

  public var released: Int { rows.count }
  public var putAside: Int { aside.count }
  /// Of those the ones that were cut off on purpose.
  public var cutOff: Int { aside.count { $0.reason == .aboveApex } }
  /// Why, with how many files, in the order of the reasons.
  public var reasons: [(words: String, count: Int)] {
    QuarantineReason.allCases.compactMap { reason in
      let count = aside.count { $0.reason == reason }
      return count > 0 ? (reason.words, count) : nil
    }
  }

  init(policy: String, key: String, isChecked: Bool, isCut: Bool) {
    (self.policy, self.key, self.isChecked, self.isCut) = (policy, key, isChecked, isCut)
  }

  mutating func add(_ row: Row, changed elements: [String: Int] = [:]) {
    rows.append(row)
    changed.merge(elements, uniquingKeysWith: +)
  }

  mutating func add(aside number: Int, _ reason: QuarantineReason) { aside.append((number, reason)) }

  private var searched: Int { rows.reduce(0) { $0 + $1.searched } }

  public var json: JSONObject {
    [
      "format": .string("stylet-deidentification"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.notice), "policy": .string(policy), "key": .string(key),
      "released": .int(released), "put_aside": .int(putAside), "values_searched": .int(searched),
      "values_left": .int(0), "checked": .bool(isChecked),
      "above_apex": isCut ? .object(["margin_mm": .int(Int(ApexPlan.margin)), "put_aside": .int(cutOff)]) : .null,
      "files": .array(rows.map(Self.json)),
      "aside": .array(aside.map { .object(["number": .int($0.number), "reason": .string($0.reason.rawValue)]) }),
      "elements": .array(
        changed.sorted { $0.key < $1.key }.map { .object(["element": .string($0.key), "count": .int($0.value)]) }),
    ]
  }

  private static func json(_ row: Row) -> JSONValue {
    var object: JSONObject = ["file": .string(row.place), "format": .string(row.format)]
    for name in ["kept", "removed", "emptied", "replaced", "moved"] { object[name] = row.fates[name].map(JSONValue.int) }
    object["values_searched"] = .int(row.searched)
    object["pixels"] = .string("equal")
    object["errors_before"] = row.errors.map { .int($0.before) } ?? .null
    object["errors_after"] = row.errors.map { .int($0.after) } ?? .null
    return .object(object)
  }

  /// For people, a line each.
  public var lines: [String] {
    var lines = [
      words("deidentify.released", ["n": released, "policy": policy, "searched": searched]),
    ]
    for (reason, count) in reasons { lines.append(words("deidentify.aside", ["n": count, "reason": reason])) }
    if isCut { lines.append(words("deidentify.cut", ["n": cutOff, "mm": Int(ApexPlan.margin)])) }
    let checked = rows.compactMap(\.errors)
    lines.append(
      isChecked
        ? words(
          "deidentify.checked",
          ["before": checked.reduce(0) { $0 + $1.before }, "after": checked.reduce(0) { $0 + $1.after }])
        : words("deidentify.not-checked"))
    return lines
  }
}
