import ArgumentParser
import StyletBase
import StyletFiles
import StyletStudy

/// `stylet study checkout`: cases that a reader takes along.
struct StudyCheckout: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkout", abstract: words("cli.study.checkout.abstract"),
    discussion: words("cli.study.checkout.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.checkout.out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.study.work.reader"))) var reader: String
  @Option(help: ArgumentHelp(words("cli.study.checkout.cases"))) var cases = 20
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (1...Checkout.most).contains(cases) else {
      throw ValidationError(words("cli.study.checkout.no-cases", ["n": cases, "most": Checkout.most]))
    }
  }

  func run() throws {
    guard let name = ReaderName(reader) else {
      throw Failure(.usage, words("study.work.no-reader", ["wanted": ReaderName.wanted]))
    }
    guard out != OutputPolicy.standardOutput else {
      throw Failure(.usage, path: out, words("error.output.is-stdout"), advice: words("error.output.other-name"))
    }
    let run = try CheckoutRun(StudyFolder(study), reader: name, to: out)
    let line = ProgressLine(out)
    defer { line.finish() }
    let made = try run.run(count: cases) {
      Messages.remark($0.path ?? out, words("study.checkout.stays", ["why": $0.what]))
    } progress: {
      line.update($0)
    }
    line.finish()
    for alias in made.aliases { try Output.line(alias.text) }
    try Output.line(
      words("cli.study.checkout.done", [
        "n": made.aliases.count, "id": made.id.text, "path": out.escapedForTerminal, "reader": name.text,
        "study": study.escapedForTerminal,
      ]))
  }
}
