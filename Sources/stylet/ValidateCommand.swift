import ArgumentParser
import StyletCore

/// `stylet validate`: is a project whole?
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a project: format, drawings, journal, and that its scan is there and matches.",
    discussion: "Prints a line for each problem. Ends with 65 when one of them is an error.")

  @Argument(help: "A project.", transform: Input.path) var project: String

  func run() throws {
    let problems = try ProjectCheck.problems(at: project, scan: Scans.probe(whole: true))
    for problem in problems { try Output.line("\(problem)") }
    guard problems.contains(where: { $0.weight == .error }) else {
      try Output.line(problems.isEmpty ? "valid" : "valid, with the remarks above")
      return
    }
    let advice = ProjectAdvice.on(problems, project, scan: Scans.probe())
    throw Failure(.badData, path: project, "the project is not valid", advice: advice)
  }
}
