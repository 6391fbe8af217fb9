import ArgumentParser
import StyletBase
import StyletProject
import StyletStudy

/// `stylet study gold`: a gold case is given its answer.
struct StudyGold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gold", abstract: words("cli.study.gold.abstract"), discussion: words("cli.study.gold.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.gold.case")), transform: Self.caseID) var name: CaseID
  @Argument(help: ArgumentHelp(words("cli.study.gold.project")), transform: Input.path) var project: String
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  private static func caseID(_ text: String) throws -> CaseID {
    guard let name = CaseID(text) else {
      throw ValidationError(words("cli.study.gold.no-case-name", ["text": text, "wanted": CaseID.wanted]))
    }
    return name
  }

  func run() throws {
    let change = try StudyChange(StudyFolder(study)), one = try change.goldCase(name)
    let forms = try StudyForms(change.study, change.folder)
    let bytes = try SafeFile.readProject(project).bytes
    let answer = try Project(decoding: bytes, path: project)
    guard answer.scan.sha256 == one.sha256 else {
      throw Failure(
        .badData, path: project, words("study.gold.other-scan", ["case": one.id.text]),
        advice: words("study.gold.other-scan-advice"))
    }
    let used = change.study.protocols.map(\.reference)
    if let latest = used.last, !used.contains(where: { $0 == answer.readingProtocol }) {
      throw Failure(
        .badData, path: project, words("study.gold.other-protocol", ["protocol": "\(latest)"]),
        advice: words("study.gold.other-protocol-advice"))
    }
    // Signed, on this scan, and the file that was just read.
    let volume = try SealedStudy.scan(of: one, in: change.folder).volume
    let sealed = try SealedReading(project, of: one, on: volume, forms: forms, sealed: sha256(bytes))
    let digest = try change.answer(one, with: bytes, isReplacing: output.force)
    try Output.line(
      words("cli.study.gold.done", [
        "case": one.id.text, "reader": sealed.project.reader.escapedForTerminal, "digest": digest,
      ]))
  }
}
