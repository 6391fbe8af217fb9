import ArgumentParser
import StyletBase
import StyletTriage

/// `stylet triage simulate`: what an order by tier would do to waits.
struct TriageSimulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: words("cli.triage.simulate.abstract"),
    discussion: words("cli.triage.simulate.discussion"))

  @Option(
    parsing: .unconditional, help: Input.help(words("cli.triage.simulate.arrival"), 12.5), transform: Input.number)
  var arrival = 12.5
  @Option(
    parsing: .unconditional, help: Input.help(words("cli.triage.simulate.service"), 10.0), transform: Input.number)
  var service = 10.0
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.triage.simulate.readers"))) var readers = 1
  @Option(
    parsing: .unconditional, help: Input.help(words("cli.triage.simulate.sensitivity"), 0.9), transform: Input.number)
  var sensitivity = 0.9
  @Option(
    parsing: .unconditional, help: Input.help(words("cli.triage.simulate.specificity"), 0.9), transform: Input.number)
  var specificity = 0.9
  @Option(
    parsing: .unconditional, help: Input.help(words("cli.triage.simulate.prevalence"), 0.1), transform: Input.number)
  var prevalence = 0.1
  @Option(help: ArgumentHelp(words("cli.triage.simulate.tiers"))) var tiers = "2,4"
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(words("cli.triage.simulate.ageing"))) var ageing = true
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.triage.simulate.cases"))) var cases = 200_000
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.triage.simulate.seed"))) var seed = 1
  @Option(help: ArgumentHelp(words("cli.triage.rule")), transform: Input.path) var rule: String?
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    for (name, value, range) in [
      ("--arrival", arrival, 0.001...1e6), ("--service", service, 0.001...1e6), ("--readers", Double(readers), 1...1000),
      ("--sensitivity", sensitivity, 0...1), ("--specificity", specificity, 0...1), ("--prevalence", prevalence, 0...1),
      ("--cases", Double(cases), 1000...20_000_000),
    ] where !range.contains(value) {
      throw ValidationError(words("cli.triage.simulate.range", [
        "option": name, "low": NumberText.trimmed(range.lowerBound), "high": NumberText.trimmed(range.upperBound),
      ]))
    }
    if parts == nil { throw ValidationError(words("cli.triage.simulate.no-tiers", ["tiers": tiers])) }
  }

  /// Of what is flagged, and of the others.
  private var parts: (flagged: Int, other: Int)? {
    let all = tiers.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard all.count == 2, all.allSatisfy({ (1...5).contains($0) }), all[0] <= all[1] else { return nil }
    return (all[0], all[1])
  }

  func run() throws {
    let rule = try rule.map { try TriageRule.read($0) } ?? .standard
    var s = QueueSimulation.Settings()
    (s.arrival, s.service, s.readers) = (arrival, service, readers)
    (s.sensitivity, s.specificity, s.prevalence) = (sensitivity, specificity, prevalence)
    (s.flagged, s.other) = parts ?? (2, 4)
    (s.ageing, s.cases, s.seed) = (ageing ? rule.ageing : nil, cases, seed)
    guard s.load < 1 else {
      throw Failure(
        .usage, words("cli.triage.simulate.overload", ["load": NumberText.fixed(s.load, 2)]),
        advice: words("cli.triage.simulate.overload-advice"))
    }
    let simulation = QueueSimulation(s)
    if json { return try Output.write(Words.inData { JSONValue.object(Self.json(simulation, rule)).text + "\n" }) }
    try Output.write(Self.text(simulation, rule))
  }

  private typealias Group = (name: String, first: QueueSimulation.Waits, triage: QueueSimulation.Waits)

  private static func groups(_ s: QueueSimulation) -> [Group] {
    let (a, b) = (s.first, s.triage)
    return [
      ("all", a.all, b.all), ("flagged", a.flagged, b.flagged), ("other", a.other, b.other),
      ("positive", a.positive, b.positive), ("found", a.found, b.found), ("missed", a.missed, b.missed),
    ]
  }

  private static func text(_ simulation: QueueSimulation, _ rule: TriageRule) -> String {
    let s = simulation.settings
    func column(_ name: String) -> String { words("cli.triage.simulate.column", ["column": name]) }
    func minutes(_ x: Double) -> String { NumberText.fixed(x, 1) }
    var rows = [["group", "cases", "first", "p95", "worst", "triage", "p95", "worst"].map(column)]
    for (name, first, triage) in groups(simulation) where first.count > 0 {
      let group = words("cli.triage.simulate.group", ["group": name, "flagged": s.flagged, "other": s.other])
      let waits = [first, triage].flatMap { [minutes($0.mean), minutes($0.p95), minutes($0.worst)] }
      rows.append([group, String(first.count)] + waits)
    }
    let load = words("cli.triage.simulate.load", [
      "load": NumberText.fixed(100 * s.load, 0), "flagged": NumberText.fixed(100 * s.flaggedShare, 1),
      "seed": s.seed, "aged": s.ageing != nil, "rule": rule.name,
    ])
    let closed = closedForms(s)
    let formula = words("cli.triage.simulate.formula", [
      "first": minutes(closed.first), "flagged": minutes(closed.tiers[0]), "other": minutes(closed.tiers[1]),
    ])
    return load + "\n" + StudyWords.table(rows) + formula + "\n" + words("cli.triage.simulate.minutes") + "\n"
  }

  private static func closedForms(_ s: QueueSimulation.Settings) -> (first: Double, tiers: [Double]) {
    let share = s.flaggedShare
    return (
      QueueFormulas.first(arrivals: 1 / s.arrival, service: s.service, readers: s.readers),
      QueueFormulas.priority(
        arrivals: 1 / s.arrival, service: s.service, readers: s.readers, shares: [share, 1 - share])
    )
  }

  private static func json(_ simulation: QueueSimulation, _ rule: TriageRule) -> JSONObject {
    let s = simulation.settings, closed = closedForms(s)
    func waits(_ w: QueueSimulation.Waits) -> JSONValue {
      .object(["mean_minutes": .double(w.mean), "p95_minutes": .double(w.p95), "worst_minutes": .double(w.worst)])
    }
    return [
      "format": .string("stylet-triage-simulation"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "rule": .object(rule.json), "arrival_minutes": .double(s.arrival),
      "service_minutes": .double(s.service), "readers": .int(s.readers), "sensitivity": .double(s.sensitivity),
      "specificity": .double(s.specificity), "prevalence": .double(s.prevalence), "seed": .int(s.seed),
      "tier_flagged": .int(s.flagged), "tier_other": .int(s.other), "ageing": .bool(s.ageing != nil),
      "load": .double(s.load), "closed_form": .object([
        "first_minutes": .double(closed.first), "flagged_minutes": .double(closed.tiers[0]),
        "other_minutes": .double(closed.tiers[1]),
      ]),
      "groups": .array(
        groups(simulation).map { name, first, triage in
          .object(["group": .string(name), "cases": .int(first.count), "first": waits(first), "triage": waits(triage)])
        }),
    ]
  }
}
