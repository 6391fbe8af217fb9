import StyletBase

/// The audit trail up to a signature, as that holds it: what was told before it cannot be taken away or told otherwise
/// without being seen.
public struct SignedTrail: Hashable, Sendable {
  /// How many entries stood before the signature's own; negative where the file does not say it.
  var entries: Int
  /// SHA-256 of their canonical form, lower-case hexadecimal.
  var sha256: String

  init(_ trail: [AuditEntry]) { (entries, sha256) = (trail.count, Self.digest(trail)) }

  init(_ object: JSONObject) {
    (entries, sha256) = (object["entries"]?.int ?? -1, object["sha256"]?.string ?? "")
  }

  var json: JSONObject { ["entries": .int(entries), "sha256": .string(sha256)] }

  /// Whether a trail begins as it did, and tells of the signature after that.
  /// - Parameter seal: the signature's own digest.
  func holds(in audit: [AuditEntry], seal: String?) -> Bool {
    guard (0...audit.count).contains(entries), Self.digest(Array(audit.prefix(entries))) == sha256 else { return false }
    return audit.dropFirst(entries).contains { $0.isOf(.signed) && $0.seal == seal }
  }

  private static func digest(_ trail: [AuditEntry]) -> String {
    StyletBase.sha256(JSONValue.array(trail.map(\.json)).canonical)
  }
}

/// A reading that was signed anew although nothing says that it was opened in between.
public struct SignedOver: Hashable, Sendable {
  public var before: AuditEntry
  public var after: AuditEntry

  /// A sentence without its end.
  public var remark: String {
    words(
      "reading.signature.anew",
      [
        "reader": after.reader, "named": !after.reader.isEmpty, "time": after.time, "dated": !after.time.isEmpty,
        "before": before.reader, "knew": !before.reader.isEmpty, "then": before.time, "old": !before.time.isEmpty,
      ])
  }
}

extension AuditEntry {
  func isOf(_ action: Action) -> Bool { self.action == action.rawValue }
}

/// What the audit trail knows of the signature.
extension ReadingRecord {
  /// The entry that says what was signed last; nil where it was opened again since.
  func lastSigned(_ audit: [AuditEntry]) -> AuditEntry? {
    guard let at = audit.lastIndex(where: { $0.isOf(.signed) || $0.isOf(.reopened) }), audit[at].isOf(.signed),
      !isReopened(at, in: audit)
    else { return nil }
    return audit[at]
  }

  /// What is not saved yet may stand in no trail: the record knows of it.
  /// - Parameter at: the place of an entry that says it was signed.
  private func isReopened(_ at: Int, in audit: [AuditEntry]) -> Bool {
    let entry = audit[at]
    let before = (json["reopened"]?.array ?? []).compactMap { $0.object?["signature"]?.object }
    if before.contains(Self.trace(of: entry)) { return true }
    guard let seal = entry.seal else { return reopenings >= audit.prefix(at + 1).count { $0.isOf(.signed) } }
    return before.contains { $0["sha256"]?.string == seal }
  }

  /// What is kept of a signature that is gone when the reading is opened again.
  static func trace(of lost: AuditEntry) -> JSONObject {
    var o: JSONObject = ["reader": .string(lost.reader), "time": .string(lost.time), "gone": .bool(true)]
    o["sha256"] = lost.seal.map(JSONValue.string)
    return o
  }

  /// The last time that it was signed anew without having been opened again.
  func signedOver(_ audit: [AuditEntry]) -> SignedOver? {
    let acts = audit.indices.filter { audit[$0].isOf(.signed) || audit[$0].isOf(.reopened) }
    for (at, next) in zip(acts, acts.dropFirst()).reversed() {
      let (before, after) = (audit[at], audit[next])
      guard before.isOf(.signed), after.isOf(.signed), before.seal == nil || before.seal != after.seal else { continue }
      if !isReopened(at, in: audit) { return SignedOver(before: before, after: after) }
    }
    return nil
  }
}
