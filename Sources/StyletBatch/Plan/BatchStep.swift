import StyletBase

/// What is done with a scan or a project.
public enum BatchStep: Hashable, Sendable {
  case lungs, propose
  /// By another program of the user's settings.
  case segment(String)
  case extent, quantitative, report

  public var name: String {
    switch self {
    case .lungs: "lungs"
    case .propose: "propose"
    case .segment(let name): "segment \(name)"
    case .extent: "extent"
    case .quantitative: "qct"
    case .report: "report"
    }
  }

  /// The files that it leaves, from the item's folder on: those of the commands of that name.
  public var files: [String] {
    switch self {
    case .lungs: ["lungs.nii.gz", "lungs.json"]
    case .propose: ["proposal.nii.gz", "proposal.json"]
    case .segment(let name): ["segment-\(name).nii.gz"]
    case .extent: ["extent.json"]
    case .quantitative: ["qct.json"]
    case .report: ["report.html", "report.json"]
    }
  }

  /// Which of them holds its numbers, and what they are called in a table; nil where it has none.
  public var answer: (name: String, file: String)? {
    files.first { $0.hasSuffix(".json") }.map { (String($0.dropLast(5)), $0) }
  }

  /// As a rule, seconds of one core for so many million voxels: of a phantom of 320x320x200 (docs/batch.md), no promise.
  func seconds(millions voxels: Double) -> Double {
    switch self {
    case .lungs: 0.2 + 0.24 * voxels
    case .propose: 0.2 + 0.4 * voxels
    case .segment: 60
    case .extent: 0.02 + 0.015 * voxels
    case .quantitative: 0.02 + 0.015 * voxels
    case .report: 0.5 + 0.02 * voxels
    }
  }
}

/// What a batch is of.
public enum BatchSubject: String, CaseIterable, Sendable {
  case scans, projects
}

/// The steps of a batch in the order in which they are done.
public struct BatchSteps: Hashable, Sendable {
  public let all: [BatchStep]

  /// - Parameter text: "lungs,propose,segment lobes".
  /// - Throws: a ``Failure`` that names the first step that is none, or cannot be done with what the batch is of, and
  ///   says why.
  public init(_ text: String, of subject: BatchSubject) throws {
    let asked = try text.split(separator: ",", omittingEmptySubsequences: false).map { try Self.step(String($0)) }
    for step in asked { try Self.check(step, asked, subject) }
    let names = asked.compactMap { step -> BatchStep? in if case .segment = step { step } else { nil } }
    let order: [BatchStep] = [.lungs, .propose] + names + [.extent, .quantitative, .report]
    var seen: Set<BatchStep> = []
    all = order.filter { asked.contains($0) && seen.insert($0).inserted }
  }

  public var names: [String] { all.map(\.name) }

  /// Seconds of one core; see ``BatchStep/seconds(millions:)``.
  public func seconds(voxels: Int) -> Double {
    let millions = Double(voxels) / 1e6
    return all.reduce(0.1 + 0.005 * millions) { $0 + $1.seconds(millions: millions) }
  }

  private static let known = ["lungs", "propose", "segment NAME", "extent", "qct", "report"]
  /// Commands to come: they are no steps of this version.
  private static let later = ["deidentify", "triage"]

  private static func step(_ text: String) throws -> BatchStep {
    let parts = text.split(separator: " ").map(String.init)
    switch parts {
    case ["lungs"]: return .lungs
    case ["propose"]: return .propose
    case ["extent"]: return .extent
    case ["qct"]: return .quantitative
    case ["report"]: return .report
    case _ where parts.count == 2 && parts[0] == "segment" && isFileName(parts[1]): return .segment(parts[1])
    default:
      let name = parts.joined(separator: " ")
      throw Failure(
        .usage, words("batch.no-step", ["step": name, "later": later.contains(name)]),
        advice: words("error.use-one-of", ["known": known.joined(separator: ", ")]))
    }
  }

  /// It becomes a part of a file's name.
  private static func isFileName(_ text: String) -> Bool {
    text.utf8.count <= 64 && text.utf8.first != 46
      && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || [45, 46, 95].contains($0) }
  }

  private static func check(_ step: BatchStep, _ asked: [BatchStep], _ subject: BatchSubject) throws {
    func refuse(_ why: String) -> Failure {
      Failure(.usage, words("batch.step-refused", ["step": step.name, "why": why]))
    }
    switch (step, subject) {
    case (.report, .scans): throw refuse("of-projects")
    case (.lungs, .projects), (.propose, .projects), (.segment, .projects): throw refuse("of-scans")
    case (.extent, .scans) where !asked.contains(.propose): throw refuse("needs-propose")
    default: return
    }
  }
}
