import ArgumentParser
import StyletBase
import StyletStudy

extension ExportImages: ExpressibleByArgument {}

/// `stylet study export`: what readers have sealed, as data that programs learn from.
struct StudyExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: words("cli.study.export.abstract"),
    discussion: words("cli.study.export.discussion", ["forms": ExportForms.all.map(\.name).joined(separator: ", ")]))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.study.export.to"))) var to: [String]
  @Option(help: ArgumentHelp(words("cli.study.export.out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.study.export.images"))) var images = ExportImages.link
  @Option(help: ArgumentHelp(words("cli.study.export.folds"))) var folds = 5
  @Option(help: ArgumentHelp(words("cli.study.export.test"))) var test = 0
  @Option(help: ArgumentHelp(words("cli.study.export.seed"))) var seed: Int?
  @Option(help: Input.help(words("cli.study.export.dice"), ExportRule().dice), transform: Input.number)
  var dice = ExportRule().dice
  @Option(help: Input.help(words("cli.study.export.extent"), ExportRule().extent), transform: Input.number)
  var extent = ExportRule().extent
  @Option(help: ArgumentHelp(words("cli.study.export.alike"))) var alike: [String] = []
  @Option(help: ArgumentHelp(words("cli.study.export.licence"))) var licence: String?
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if !(1...ExportLots.mostFolds).contains(folds) {
      throw ValidationError(words("cli.study.export.no-folds", ["n": folds, "most": ExportLots.mostFolds]))
    }
    if test != 0, !(2...ExportLots.mostOf).contains(test) {
      throw ValidationError(words("cli.study.export.no-test", ["n": test, "most": ExportLots.mostOf]))
    }
    if let seed, !Study.seeds.contains(seed) { throw ValidationError(words("cli.study.export.no-seed", ["n": seed])) }
    if !(0...1).contains(dice) { throw ValidationError(words("cli.study.export.no-dice", ["n": "\(dice)"])) }
    if !(0...100).contains(extent) { throw ValidationError(words("cli.study.export.no-extent", ["n": "\(extent)"])) }
  }

  func run() throws {
    var forms: [any ExportForm] = []
    for name in to where !forms.contains(where: { $0.name == name }) {
      guard let form = ExportForms.named(name) else {
        throw Failure(
          .usage, words("error.output.no-form", ["form": name]),
          advice: words("error.use-one-of", ["known": ExportForms.all.map(\.name).joined(separator: ", ")]))
      }
      forms.append(form)
    }
    var rule = ExportRule()
    (rule.dice, rule.extent, rule.answers) = (dice, extent, alike)
    var run = try StudyExportRun(
      StudyFolder(study), forms: forms, rule: rule,
      lots: { ExportLots(seed: seed ?? $0.seed, folds: folds, testOneOf: test) }, images: images,
      licence: licence)
    let line = ProgressLine(out)
    defer { line.finish() }
    let manifest = try run.write(to: out) { line.update(Double($0) / Double(max($1, 1))) }
    line.finish()
    try Output.write(json ? Words.inData { JSONValue.object(manifest.json).text + "\n" } : summary(manifest))
  }

  private func summary(_ manifest: ExportManifest) -> String {
    let set = manifest.set
    var lines = [
      words(
        "study.export.written",
        ["cases": set.cases.count, "patients": set.patients.count, "sites": set.sites.count, "folder": out])
    ]
    for reason in LeftOutCase.Reason.allCases {
      let count = set.leftOut.count { $0.reason == reason }
      if count > 0 { lines.append(words("study.export.left-out", ["n": count, "reason": reason.rawValue])) }
    }
    return (lines + [ResearchUse.notice]).map { $0.escapedForTerminal + "\n" }.joined()
  }
}
