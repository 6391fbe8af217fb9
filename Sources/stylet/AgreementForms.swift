import ArgumentParser
import StyletAgreement
import StyletBase
import StyletFiles
import StyletReport

/// The forms that agreement is told in: text, JSON, a table, a page; one of them.
struct AgreementForms: ParsableArguments {
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Flag(help: ArgumentHelp(words("cli.agree.csv"))) var csv = false
  @Option(help: ArgumentHelp(words("cli.agree.html"))) var html: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if [json, csv, html != nil].count(where: { $0 }) > 1 { throw ValidationError(words("cli.agree.one-form")) }
  }

  /// That a page may be written, before anything long is done.
  /// - Parameter inputs: what the command was given to read.
  func check(reading inputs: [String]) throws {
    try output.writing([html].compactMap { $0 }, reading: inputs, toStandardOutput: true, as: [.text]) {}
  }

  /// - Parameter inputs: all that was read.
  func tell(_ report: AgreementReport, reading inputs: [String]) throws {
    if json { return try Output.write(Words.inData { report.json }) }
    if csv { return try Output.write(Words.inData { report.csv }) }
    let document = AgreementWords(report).document()
    guard let html else { return try Output.write(ReportText.render(document)) }
    try output.writing(reading: inputs, toStandardOutput: true, as: [.text]) {
      try OutputFile.write(Array(ReportPage.render(document).utf8), to: html)
    }
  }
}
