import ArgumentParser
import StyletBase
import StyletFiles
import StyletReport

/// `stylet report`: a project for people who read it and for the study's table.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: words("cli.report.abstract"),
    discussion: words("cli.report.discussion"))

  @Argument(help: ArgumentHelp(words("cli.report.project")), transform: Input.path) var project: String
  @Option(help: ArgumentHelp(words("cli.report.html"))) var html: String?
  @Option(help: ArgumentHelp(words("cli.report.text"))) var text: String?
  @Option(help: ArgumentHelp(words("cli.report.json"))) var json: String?
  @Option(help: ArgumentHelp(words("cli.report.csv"))) var csv: String?
  @Flag(help: ArgumentHelp(words("cli.report.append"))) var append = false
  @Flag(name: .customLong("no-images"), help: ArgumentHelp(words("cli.report.no-images"))) var withoutImages = false
  @Flag(help: ArgumentHelp(words("cli.report.identified"))) var identified = false
  @OptionGroup var whole: WholeScan
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if append && (csv == nil || csv == "-") { throw ValidationError(words("cli.report.append-needs")) }
    if [html, text, json, csv].count(where: { $0 == "-" }) > 1 {
      throw ValidationError(words("cli.report.one-stdout"))
    }
  }

  func run() throws {
    let named = [html, text, json, append ? nil : csv].compactMap { $0 }
    try OutputPolicy.checkDistinct([html, text, json, csv].compactMap { $0 })
    try output.writing(named, reading: [project], toStandardOutput: true, as: [.text]) {}
    let reported = try ReportedProject(project, identified: identified, incomplete: whole.incomplete)
    // A row is added to a table that may be anybody's, and to nothing that is read.
    if append, let csv { try OutputPolicy(inputs: reported.inputs, isForced: true).check(csv) }
    try output.writing(reading: reported.inputs, toStandardOutput: true, as: [.text]) { try write(reported) }
  }

  private func write(_ reported: ReportedProject) throws {
    let isDefault = [html, text, json, csv].allSatisfy { $0 == nil }
    let page = isDefault ? Self.defaultPage(reported.files.project) : html
    do {
      if let page { try write(reported.page(withImages: !withoutImages), to: page) }
    } catch var failure as Failure where isDefault && failure.kind == .cannotCreate {
      failure.advice = words("cli.report.name-page")  // the user gave no name for it
      throw failure
    }
    if isDefault || text != nil { try write(reported.text, to: text ?? "-") }
    if let json { try write(Words.inData { ReportJSON(reported.data).text }, to: json) }
    if let csv {
      let row = Words.inData { ReportRow(reported.data) }
      if append {
        try TableFile.append(to: csv, header: row.header, row: row.line(under:))
      } else {
        try write(row.header + row.line, to: csv)
      }
    }
    if isDefault, let page { try Output.line(words("cli.report.page", ["page": page.escapedForTerminal])) }
  }

  private func write(_ text: String, to path: String) throws { try OutputFile.write(Array(text.utf8), to: path) }

  /// "chest.stylet.json" → "chest.report.html"
  private static func defaultPage(_ project: String) -> String {
    let ending = [".stylet.json", ".json"].first { project.hasSuffix($0) } ?? ""
    return String(project.dropLast(ending.count)) + ".report.html"
  }
}
