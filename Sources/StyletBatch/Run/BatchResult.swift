import StyletBase
import StyletFiles

/// What became of an item: the file that is written last, and by being there says that all else is.
public struct BatchResult: Hashable, Sendable {
  public static let format = "stylet-batch-result"
  public static let version = 1
  static let limit = 1 << 20
  /// So often a machine may lack something before the item counts as failed.
  public static let mostAttempts = 3

  public struct Attempt: Hashable, Sendable {
    /// nil for the one that went well.
    public var reason: BatchReason?
    /// What was said; empty where nothing was.
    public var what: String
    public var host: String
    /// UTC, to the second.
    public var began, ended: String
    public var seconds: Double
    /// The most memory at once, MB of 10⁶ bytes.
    public var peak: Double

    public init(
      _ reason: BatchReason?, _ what: String, host: String, began: String, ended: String, seconds: Double, peak: Double
    ) {
      (self.reason, self.what, self.host, self.began, self.ended) = (reason, what, host, began, ended)
      (self.seconds, self.peak) = ((seconds * 1000).rounded() / 1000, (peak * 10).rounded() / 10)
    }
  }

  public struct Output: Hashable, Sendable {
    /// From the item's folder on.
    public var file: String
    public var bytes: Int
    public var digest: String

    public init(_ file: String, bytes: Int, digest: String) { (self.file, self.bytes, self.digest) = (file, bytes, digest) }
  }

  public let item: String
  /// ``BatchSettings/digest``, and the item's fingerprint.
  public let settings, fingerprint: String
  /// At least one; the last says what became of the item.
  public let attempts: [Attempt]
  /// Of an item that is done.
  public let outputs: [Output]

  public init(
    item: String, settings: String, fingerprint: String, attempts: [Attempt], outputs: [Output]
  ) {
    (self.item, self.settings, self.fingerprint) = (item, settings, fingerprint)
    (self.attempts, self.outputs) = (attempts, outputs)
  }

  /// nil where it is done.
  public var reason: BatchReason? { attempts.last?.reason }
  public var seconds: Double { attempts.reduce(0) { $0 + $1.seconds } }
  public var peak: Double { attempts.map(\.peak).max() ?? 0 }

  var json: JSONObject {
    let attempts = attempts.map { a in
      JSONValue.object([
        "reason": a.reason.map { .string($0.rawValue) } ?? .null, "what": .string(a.what), "host": .string(a.host),
        "began": .string(a.began), "ended": .string(a.ended), "seconds": .double(a.seconds), "peak_mb": .double(a.peak),
      ])
    }
    let outputs = outputs.map { o in
      JSONValue.object(["file": .string(o.file), "bytes": .int(o.bytes), "sha256": .string(o.digest)])
    }
    return [
      "format": .string(Self.format), "version": .int(Self.version), "program": .string("stylet \(Release.version)"),
      "item": .string(item), "settings": .string(settings), "fingerprint": .string(fingerprint),
      "status": .string(reason == nil ? "ok" : "failed"), "reason": reason.map { .string($0.rawValue) } ?? .null,
      "attempts": .array(attempts), "outputs": .array(outputs),
    ]
  }

  /// - Throws: a ``Failure`` where it cannot be written.
  package func write(to path: String) throws {
    try OutputFile.write(Array((JSONValue.object(json).text + "\n").utf8), to: path)
  }

  /// - Returns: nil where there is none.
  /// - Throws: a ``Failure`` with file and field where it is not one.
  package init?(reading path: String) throws {
    guard try SafeFile.isThere(path) else { return nil }
    let bytes = try SafeFile.read(path, limit: Self.limit).bytes
    self = try ObjectFile.object(bytes, path, "", advice: words("batch.result-advice")) { BatchResult(&$0) }
  }

  private init?(_ fields: inout FieldReader) {
    guard fields.string("format") == Self.format else {
      fields.report("format", "it is not that of a result")
      return nil
    }
    _ = (fields.int("version", in: 1...Self.version), fields.text("program"), fields.text("status"))
    _ = fields.value("reason")
    let item = fields.text("item", required: true)
    let (settings, fingerprint) = (fields.digest("settings"), fields.digest("fingerprint"))
    var attempts: [Attempt] = [], outputs: [Output] = []
    for var one in fields.readers("attempts", required: true) {
      let named = one.text("reason"), reason = named.flatMap(BatchReason.init)
      if named != nil && reason == nil || !one.has("reason") { one.report("reason", "a reason or null was expected") }
      let (what, host) = (one.text("what", most: 1 << 16, required: true), one.text("host", required: true))
      let (began, ended) = (one.time("began"), one.time("ended"))
      let (seconds, peak) = (one.number("seconds"), one.number("peak_mb"))
      one.refuseOthers()
      guard let what, let host, let began, let ended else { continue }
      attempts.append(
        Attempt(reason, what, host: host, began: began, ended: ended, seconds: seconds, peak: peak))
    }
    for var one in fields.readers("outputs", required: true) {
      let (file, digest) = (one.text("file", required: true), one.digest("sha256"))
      let bytes = one.int("bytes", in: 0...1 << 60)
      one.refuseOthers()
      guard let file, let digest, let bytes else { continue }
      outputs.append(Output(file, bytes: bytes, digest: digest))
    }
    guard let item, let settings, let fingerprint, !attempts.isEmpty else { return nil }
    self.init(item: item, settings: settings, fingerprint: fingerprint, attempts: attempts, outputs: outputs)
  }
}
