import StyletBase

/// The part of a batch that one of several runs does: every n-th item of the manifest, so that parts are alike whatever
/// the order of the scans was.
public struct BatchShard: Hashable, Sendable {
  /// Base 1.
  public let number: Int
  public let count: Int

  public static let most = 100_000
  public static let whole = BatchShard(1, of: 1)!

  /// nil unless 1 ≤ number ≤ count ≤ ``most``.
  public init?(_ number: Int, of count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(number) else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// "3/8".
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  public var text: String { "\(number)/\(count)" }

  /// Its items, those that take longest first: the last to end is a short one.
  public func items(of manifest: BatchManifest) -> [BatchItem] {
    manifest.items.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
      .sorted { ($1.seconds, $0.id) < ($0.seconds, $1.id) }
  }
}

/// How engines tell a task of an array which it is. Each counts in its own way: Slurm from any number on, Grid Engine
/// from 1, Kubernetes and AWS from 0; two of them do not say how many there are.
public struct BatchEngine: Sendable {
  public let name: String
  private let index: String
  /// The variables of the first index, of how many tasks there are or of the last index, and of the step between two.
  private let first, count, last, step: String?
  private let base: Int
  /// What the index says where the task is none of an array.
  private let none: String?

  public static let all = [
    BatchEngine(
      name: "Slurm", index: "SLURM_ARRAY_TASK_ID", first: "SLURM_ARRAY_TASK_MIN", count: "SLURM_ARRAY_TASK_COUNT",
      last: nil, step: "SLURM_ARRAY_TASK_STEP", base: 0, none: nil),
    BatchEngine(
      name: "Grid Engine", index: "SGE_TASK_ID", first: "SGE_TASK_FIRST", count: nil, last: "SGE_TASK_LAST",
      step: "SGE_TASK_STEPSIZE", base: 1, none: "undefined"),
    BatchEngine(
      name: "Kubernetes", index: "JOB_COMPLETION_INDEX", first: nil, count: nil, last: nil, step: nil, base: 0,
      none: nil),
    BatchEngine(
      name: "AWS Batch", index: "AWS_BATCH_JOB_ARRAY_INDEX", first: nil, count: "AWS_BATCH_JOB_ARRAY_SIZE", last: nil,
      step: nil, base: 0, none: nil),
  ]

  /// Every variable that is looked at.
  public static let variables = all.flatMap { engine in
    [engine.index, engine.first, engine.count, engine.last, engine.step].compactMap { $0 }
  }

  /// The shard that the environment asks for; nil where it asks for none.
  /// - Parameter shards: how many there are, where the caller knows.
  /// - Throws: a ``Failure`` that names the variable: no number, beyond the count, a count that is missing or another
  ///   than the caller's, two engines that differ.
  public static func shard(_ environment: [String: String], shards: Int? = nil) throws -> BatchShard? {
    var found: (engine: BatchEngine, shard: BatchShard)?
    for engine in all {
      guard let shard = try engine.shard(environment, shards) else { continue }
      if let other = found, other.shard != shard {
        throw Failure(
          .usage, words("batch.two-engines", ["one": other.engine.index, "other": engine.index]),
          advice: words("batch.give-shard"))
      }
      found = (engine, shard)
    }
    return found?.shard
  }

  private func shard(_ environment: [String: String], _ shards: Int?) throws -> BatchShard? {
    guard let text = environment[index], !text.isEmpty, text != none else { return nil }
    let own = try number(index, environment) ?? 0
    let base = try first.flatMap { try number($0, environment) } ?? base
    let step = max(try step.flatMap { try number($0, environment) } ?? 1, 1)
    var stated = try count.flatMap { try number($0, environment) }
    if let last, let end = try number(last, environment), end >= base { stated = (end - base) / step + 1 }
    guard let count = shards ?? stated else {
      throw Failure(
        .usage, words("batch.no-count", ["engine": name, "variable": index]), advice: words("batch.give-shards"))
    }
    // A task of a part of an array, sent again, must do what it did then: how many there are is not its to say.
    if let shards, let stated, shards != stated {
      throw Failure(
        .usage, words("batch.other-count", ["engine": name, "stated": stated, "shards": shards]),
        advice: words("batch.give-shard"))
    }
    let past = own - base
    guard past >= 0, past % step == 0, let shard = BatchShard(past / step + 1, of: count) else {
      throw Failure(
        .usage, words("batch.no-task", ["variable": index, "value": text, "count": count, "base": base]),
        advice: words("batch.give-shard"))
    }
    return shard
  }

  private func number(_ variable: String, _ environment: [String: String]) throws -> Int? {
    guard let text = environment[variable], !text.isEmpty, text != none else { return nil }
    if let number = Int(text), (0...1 << 40).contains(number) { return number }
    throw Failure(
      .usage, words("batch.no-number", ["variable": variable, "value": text]), advice: words("batch.give-shard"))
  }
}
