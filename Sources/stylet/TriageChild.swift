import StyletBase
import StyletStudy
import StyletTriage

/// A scan measured by a process of its own: what it breaks, or fills, or never ends, stops nothing else.
struct TriageChild {
  enum Outcome {
    case measured, failed
    /// Its files cannot be read just now; nothing is written.
    case unreachable(String)
  }

  private let folder: StudyFolder
  private let limit: Int
  private let rule: String?
  /// Bytes.
  private static let memory = 12_000_000_000

  /// - Parameters:
  ///   - limit: s.
  ///   - rule: its path.
  init(_ folder: StudyFolder, limit: Int, rule: String?) { (self.folder, self.limit, self.rule) = (folder, limit, rule) }

  /// - Throws: a ``Failure`` where the result cannot be written.
  func measure(_ one: StudyCase, _ rule: TriageRule) throws -> Outcome {
    let command = [Paths.program, "triage", "measure", folder.path, one.id.text, "--lang", "en"]
      + (self.rule.map { ["--rule", $0] } ?? [])
    let outcome = try CommandRun.supervise(
      command, name: "stylet", limits: CommandLimits(seconds: Double(limit), bytes: Self.memory), isStopped: { false })
    let what: String
    switch outcome.end {
    case .status(0): return .measured
    case .status(66), .status(74), .status(75): return .unreachable(said(outcome))
    case .tooSlow: what = "it took more than \(limit) s"
    case .tooLarge: what = "it took more memory than it may have"
    case .signal(let signal): what = "it ended by signal \(signal)"
    default: what = said(outcome)
    }
    var result = TriageResult(one, measured: UTC.now())
    (result.seconds, result.failure) = (outcome.seconds, what.isEmpty ? "it failed" : String(what.prefix(1000)))
    try result.write(folder, rule: rule)
    return .failed
  }

  private func said(_ outcome: CommandOutcome) -> String {
    outcome.said.hasPrefix("stylet: ") ? String(outcome.said.dropFirst(8)) : outcome.said
  }
}
