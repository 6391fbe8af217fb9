import StyletBase

/// How far a batch is, by the results that are there: no engine is asked.
public struct BatchStatus: Sendable {
  public static let format = "stylet-batch-status"

  /// An item that failed, or a result that cannot be read.
  public struct Failed: Hashable, Sendable {
    public let item: BatchItem
    /// nil where the file of its result is none.
    public let reason: BatchReason?
    public let what: String
    public let attempts: Int
  }

  public let manifest: BatchManifest
  public private(set) var done = 0
  public private(set) var failed: [Failed] = []
  /// Items of which no result of these settings is there.
  public private(set) var missing: [BatchItem] = []
  /// Of those, claimed by a living worker.
  public private(set) var claimed = 0
  /// Of all attempts: seconds of the children together, the most memory of one, MB.
  public private(set) var seconds = 0.0
  public private(set) var peak = 0.0
  /// Bytes of all that was made.
  public private(set) var bytes = 0
  /// The first beginning and the last end, seconds since 1970; nil where nothing was done.
  public private(set) var span: ClosedRange<Int>?
  /// Of what is done: the seconds that it took, and that the plan said.
  private var spent = 0.0, planned = 0.0
  /// Machines, by name: how many items each has ended.
  public private(set) var hosts: [String: Int] = [:]

  /// Cost: a small file an item.
  public init(_ manifest: BatchManifest, in folder: BatchFolder, expiry: Double = BatchClaim.usualExpiry) {
    self.manifest = manifest
    let settings = manifest.settings.digest
    for item in manifest.items {
      do {
        guard let result = try folder.result(item, settings) else {
          missing.append(item)
          if BatchClaim.isTaken(folder.claim(item), expiry: expiry) { claimed += 1 }
          continue
        }
        take(result, of: item)
      } catch {
        failed.append(Failed(item: item, reason: nil, what: "\(error)", attempts: 0))
      }
    }
  }

  private mutating func take(_ result: BatchResult, of item: BatchItem) {
    seconds += result.seconds
    peak = max(peak, result.peak)
    bytes += result.outputs.reduce(0) { $0 &+ $1.bytes }
    if let host = result.attempts.last?.host { hosts[host, default: 0] += 1 }
    for attempt in result.attempts {
      guard let began = UTC.seconds(attempt.began), let ended = UTC.seconds(attempt.ended), began <= ended else { continue }
      span = min(span?.lowerBound ?? began, began)...max(span?.upperBound ?? ended, ended)
    }
    if let reason = result.reason {
      let what = result.attempts.last?.what ?? ""
      failed.append(Failed(item: item, reason: reason, what: what, attempts: result.attempts.count))
    } else {
      done += 1
      spent += result.seconds
      planned += item.seconds
    }
  }

  public var all: Int { manifest.items.count }
  public var isWhole: Bool { missing.isEmpty && failed.isEmpty }

  /// Items that ended in an hour, from the first beginning to the last end; nil where that is less than a second.
  public var perHour: Double? {
    guard let span, span.upperBound > span.lowerBound, done + failed.count > 0 else { return nil }
    return Double(done + failed.count) * 3600 / Double(span.upperBound - span.lowerBound)
  }

  /// Seconds of the clock until the rest is done at that rate; nil where it is not known.
  public var left: Double? { missing.isEmpty ? 0 : perHour.map { Double(missing.count) * 3600 / $0 } }

  /// Core-hours that the missing ones may take: the plan's, by how right it was so far.
  public var coreHoursLeft: Double {
    let factor = planned > 0 ? spent / planned : 1
    return missing.reduce(0) { $0 + $1.seconds } * factor / 3600
  }

  /// How many failed for each reason; those whose result cannot be read under nil.
  public var byReason: [(reason: BatchReason?, count: Int)] {
    (BatchReason.allCases.map(Optional.some) + [nil]).compactMap { reason in
      let count = failed.count { $0.reason == reason }
      return count > 0 ? (reason, count) : nil
    }
  }

  public var json: JSONObject {
    let reasons = byReason.map { (name: $0.reason?.rawValue ?? "unreadable", value: JSONValue.int($0.count)) }
    let failures = failed.map { one in
      JSONValue.object([
        "item": .string(one.item.id), "path": .string(one.item.path),
        "reason": .string(one.reason?.rawValue ?? "unreadable"), "what": .string(one.what),
        "attempts": .int(one.attempts),
      ])
    }
    return [
      "format": .string(Self.format), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "settings": .string(manifest.settings.digest), "items": .int(all),
      "done": .int(done), "failed": .int(failed.count), "missing": .int(missing.count), "claimed": .int(claimed),
      "reasons": .object(JSONObject(reasons)), "per_hour": perHour.map(JSONValue.double) ?? .null,
      "seconds_left": left.map(JSONValue.double) ?? .null, "core_hours": .double(seconds / 3600),
      "core_hours_left": .double(coreHoursLeft), "peak_mb": .double(peak), "bytes": .int(bytes),
      "hosts": .object(JSONObject(hosts.sorted { $0.key < $1.key }.map { (name: $0.key, value: .int($0.value)) })),
      "failures": .array(failures),
    ]
  }
}
