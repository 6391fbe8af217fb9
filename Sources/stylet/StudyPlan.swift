import ArgumentParser
import StyletAgreement
import StyletBase
import StyletStudy

/// `stylet study plan`: what precision a design buys.
struct StudyPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: words("cli.study.plan.abstract"), discussion: words("cli.study.plan.discussion"))

  @Option(help: ArgumentHelp(words("cli.study.plan.cases"))) var cases = 10_000
  @Option(help: ArgumentHelp(words("cli.study.plan.readers"))) var readers = 20
  @OptionGroup var design: StudyDesignOptions
  @Option(help: Input.help(words("cli.study.plan.kappa"), 0.7), transform: Input.number) var kappa = 0.7
  @Option(help: Input.help(words("cli.study.plan.prevalence"), 0.5), transform: Input.number) var prevalence = 0.5
  @Option(help: Input.help(words("cli.study.plan.agreement"), 0.9), transform: Input.number) var agreement = 0.9
  @Option(help: Input.help(words("cli.study.plan.icc"), 0.9), transform: Input.number) var icc = 0.9
  @Option(help: Input.help(words("cli.study.plan.dice-sd"), 0.1), transform: Input.number) var diceSd = 0.1
  @Option(help: Input.help(words("cli.study.plan.half-width"), 0.05), transform: Input.number) var halfWidth = 0.05
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    func check(_ option: String, _ value: Double, _ range: ClosedRange<Double>) throws {
      guard range.contains(value) else {
        throw ValidationError(words("cli.study.plan.range", [
          "option": option, "value": "\(value)", "low": "\(range.lowerBound)", "high": "\(range.upperBound)",
        ]))
      }
    }
    try check("--cases", Double(cases), 1...10_000_000)
    try check("--readers", Double(readers), 1...Double(Study.mostReaders))
    try check("--kappa", kappa, 0...0.999)
    try check("--prevalence", prevalence, 0.001...0.999)
    try check("--agreement", agreement, 0...1)
    try check("--icc", icc, 0...0.999)
    try check("--dice-sd", diceSd, 0.001...1)
    try check("--half-width", halfWidth, 0.001...0.5)
    if design.reads > readers {
      throw ValidationError(words("cli.study.plan.few", ["reads": design.reads, "readers": readers]))
    }
  }

  /// A number that agreement is told by: its half width of the cases read twice, and the cases of the width asked for.
  private struct Row {
    var name: String
    var assumed: Double
    var halfWidth: Double?
    var needed: Int
  }

  func run() throws {
    let own = design.design, firsts = cases * own.readsPerCase
    let doubles = own.readsPerCase > 1 ? cases : readers > 1 ? cases * own.doublesPer1000 / 1000 : 0
    let repeats = firsts * own.repeatsPer1000 / 1000, gold = firsts * own.goldPer1000 / 1000
    let seconds = own.readsPerCase > 1 ? 0 : doubles
    let all = firsts + seconds + repeats + gold
    let pairs = readers * (readers - 1) / 2
    let rows = rows(doubles)
    if json {
      let object: JSONObject = [
        "format": .string("stylet-study-plan"), "version": .int(1), "program": .string("stylet \(Release.version)"),
        "notice": .string(ResearchUse.inData), "cases": .int(cases), "readers": .int(readers),
        "first_readings": .int(firsts), "read_twice": .int(doubles), "repeats": .int(repeats), "gold": .int(gold),
        "readings": .int(all), "per_reader": .double(Double(all) / Double(readers)),
        "per_pair": pairs > 0 ? .double(Double(doubles) / Double(pairs)) : .null, "half_width": .double(halfWidth),
        "measures": .array(rows.map {
          .object([
            "name": .string($0.name), "assumed": .double($0.assumed),
            "half_width": $0.halfWidth.map(JSONValue.double) ?? .null, "cases_needed": .int($0.needed),
          ])
        }),
      ]
      return try Output.write(Words.inData { JSONValue.object(object).text + "\n" })
    }
    try Output.line(
      words("cli.study.plan.load", [
        "firsts": firsts, "doubles": doubles, "repeats": repeats, "gold": gold, "all": all,
        "each": (all + readers - 1) / readers,
        "pair": NumberText.fixed(pairs > 0 ? Double(doubles) / Double(pairs) : 0, 1),
      ]))
    let width = NumberText.marked("\(halfWidth)")
    var table = [
      ["measure", "assumed", "half-width"].map { words("cli.study.column", ["column": $0]) }
        + [words("cli.study.plan.needed", ["width": width])]
    ]
    for row in rows {
      table.append([
        words("cli.study.plan.measure", ["name": row.name]), NumberText.marked("\(row.assumed)"),
        row.halfWidth.map { "±" + NumberText.fixed($0, 3) } ?? "", "\(row.needed)",
      ])
    }
    try Output.write("\n" + StudyWords.table(table))
  }

  private func rows(_ n: Int) -> [Row] {
    func of(_ width: Double) -> Double? { n > 0 && width.isFinite ? width : nil }
    return [
      Row(
        name: "kappa", assumed: kappa,
        halfWidth: of(StudyPrecision.halfWidth(kappa: kappa, prevalence: prevalence, cases: n)),
        needed: StudyPrecision.cases(kappa: kappa, prevalence: prevalence, halfWidth: halfWidth)),
      Row(
        name: "agreement", assumed: agreement, halfWidth: of(StudyPrecision.halfWidth(agreement: agreement, cases: n)),
        needed: StudyPrecision.cases(agreement: agreement, halfWidth: halfWidth)),
      Row(
        name: "icc", assumed: icc, halfWidth: of(StudyPrecision.width(correlation: icc, readers: 2, cases: n) / 2),
        needed: StudyPrecision.cases(correlation: icc, readers: 2, width: 2 * halfWidth)),
      Row(
        name: "dice", assumed: diceSd, halfWidth: of(StudyPrecision.halfWidth(deviation: diceSd, cases: n)),
        needed: StudyPrecision.cases(deviation: diceSd, halfWidth: halfWidth)),
    ]
  }
}
