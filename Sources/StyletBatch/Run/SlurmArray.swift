import StyletBase

/// A batch as an array of Slurm's: a task a shard.
public struct SlurmArray: Hashable, Sendable {
  public var shards: Int
  /// So many tasks run at once; nil for as many as there is room for.
  public var throttle: Int?
  /// Children of a task at once: its cores.
  public var jobs: Int
  /// Of an item.
  public struct Limits: Hashable, Sendable {
    /// MB; Slurm is asked for as much for each at once, and something for who watches them.
    public var memory: Int
    public var seconds: Int

    public init(memory: Int, seconds: Int) { (self.memory, self.seconds) = (memory, seconds) }
  }

  public var limits: Limits
  /// Minutes that a task may take before it is asked to stop and stands in line again.
  public var minutes: Int
  /// Further lines for Slurm, as they are: "--partition=long".
  public var options: [String]

  public init(shards: Int, throttle: Int?, jobs: Int, limits: Limits, minutes: Int, options: [String]) {
    (self.shards, self.throttle, self.jobs, self.limits) = (shards, throttle, jobs, limits)
    (self.minutes, self.options) = (minutes, options)
  }

  /// No more tasks than this unless they are asked for: each costs the scheduler about half a second.
  public static let mostShards = 256
  /// A task takes no less than this, as far as the plan knows, s.
  public static let leastSeconds = 180.0
  /// What Slurm is without a setting of its own.
  public static let usualArraySize = 1001
  /// So long before its end a task is asked to stop, s.
  public static let warning = 90

  /// How many shards a batch is best parted into.
  /// - Parameter arraySize: Slurm's MaxArraySize: the highest index is one less.
  public static func shards(for manifest: BatchManifest, arraySize: Int) -> Int {
    let worth = Int((manifest.seconds / leastSeconds).rounded(.up))
    return max(1, min(mostShards, arraySize, worth, manifest.items.count))
  }

  /// `MaxArraySize` of what `scontrol show config` answers; nil where it says none.
  public static func arraySize(_ config: String) -> Int? {
    for line in config.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.split(separator: " ").joined(separator: " ") }
      if parts.count == 2, parts[0] == "MaxArraySize" { return Int(parts[1]).flatMap { $0 > 0 ? $0 : nil } }
    }
    return nil
  }

  /// The script of the array.
  ///
  /// Slurm's signal goes to the shell, which passes it on and waits: a shell acts on a signal only between its
  /// commands. A task that was drained (75) stands in line again, unless it is Slurm that ends it: one that was
  /// cancelled must stay so.
  /// - Parameters:
  ///   - program, manifest, folder: as every machine finds them.
  public func script(program: String, manifest: String, folder: BatchFolder) -> String {
    let array = "0-\(shards - 1)" + (throttle.map { "%\($0)" } ?? "")
    let lines = [
      "--job-name=stylet-batch", "--array=\(array)", "--ntasks=1", "--cpus-per-task=\(jobs)",
      "--mem=\(jobs * limits.memory + 200)M", "--time=\(minutes)", "--requeue", "--open-mode=append",
      "--signal=B:TERM@\(Self.warning)", "--output=" + Self.quotedOption(folder.logs.appendingPath("%a.log")),
    ]
    return """
      #!/bin/sh
      \((lines + options).map { "#SBATCH " + $0 }.joined(separator: "\n"))
      \(Self.quoted(program)) batch run \(Self.quoted(manifest)) --out \(Self.quoted(folder.path)) \\
        --shard $((SLURM_ARRAY_TASK_ID + 1))/\(shards) --jobs \(jobs) --memory \(limits.memory) \\
        --time \(limits.seconds) &
      child=$!
      trap 'kill -TERM $child 2>/dev/null' TERM
      wait $child
      status=$?
      while kill -0 $child 2>/dev/null; do
        wait $child
        status=$?
      done
      task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
      if [ $status = 75 ]; then
        case $(scontrol show job -o "$task" 2>/dev/null) in
          *JobState=RUNNING*) scontrol requeue "$task" ;;
        esac
      fi
      exit $status

      """
  }

  /// A word of a shell, whatever is in it.
  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  /// Slurm reads its lines by itself: a blank ends a word unless it is quoted, and `%` begins a pattern that is its own.
  static func quotedOption(_ text: String) -> String {
    text.contains(" ") ? "\"" + text.replacing("\"", with: "\\\"") + "\"" : text
  }
}
