import ArgumentParser
import StyletBase
import StyletCore
import StyletDICOM
import StyletDetection
import StyletFiles
import StyletImaging
import StyletProject
import StyletReport
import StyletScreen

/// `stylet compare-scans`: two times of one patient side by side, and in numbers.
struct CompareScans: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare-scans",
    abstract: words("cli.compare-scans.abstract"),
    discussion: words("cli.compare-scans.discussion"))

  @Argument(help: ArgumentHelp(words("cli.compare-scans.before")), transform: Input.path) var before: String
  @Argument(help: ArgumentHelp(words("cli.compare-scans.after")), transform: Input.path) var after: String
  @Option(help: ArgumentHelp(words("cli.open.lungs"))) var lungs = LungsChoice.auto
  @OptionGroup var which: ScanOptions
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Flag(help: ArgumentHelp(words("cli.extent.csv"))) var csv = false
  @Flag(help: ArgumentHelp(words("cli.compare-scans.text"))) var text = false
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  private var isPrinted: Bool { json || csv || text }

  func validate() throws {
    if [json, csv, text].count(where: { $0 }) > 1 { throw ValidationError(words("cli.compare-scans.one-form")) }
    if isPrinted, script.script != nil { throw ValidationError(words("cli.compare-scans.no-script")) }
  }

  func run() throws {
    try script.check()
    let found = try [before, after].map { try ProjectFiles.resolve($0, choice: which.choice) }
    if FileState.isSame(found[0].files.scan, found[1].files.scan), found[0].files.choice == found[1].files.choice {
      throw Failure(
        .usage, path: after, words("cli.compare-scans.same"), advice: words("cli.compare-scans.same-advice"))
    }
    if isPrinted { return try write(found) }
    let inputs = try found.flatMap { try $0.files.all + [$0.files.scan] + Open.parts($0.files, script) }
    // Before a scan is read: a wrong terminal is said at once.
    let stage = try Stage(screen: screen, script: script, inputs: inputs + [keymap.keymap].compactMap { $0 })
    let (map, problems) = try keymap.load()
    let earlier = try LabelledScan.openProject(found[0], which.incomplete)
    let reading = try Reading(
      found[1], reader: "", keymap: map, traits: stage.traits, atOnce: stage.isTerminal, incomplete: which.incomplete,
      lungs: lungs, isLookedAt: true, title: found.map(\.files.scan.lastPathPart).joined(separator: " → "))
    let facts = FollowUpPatient.facts(earlier.inputs, [found[1].files.scan] + reading.parts)
    reading.workstation.follow(try earlier.beside(reading.workstation.findingsTable, facts))
    for problem in problems { reading.workstation.say("\(problem)", .warning) }
    try reading.play(on: stage, saving: script.save)
  }

  /// The numbers without a screen.
  private func write(_ found: [ResolvedFiles]) throws {
    let scans = try found.map { try LabelledScan.openProject($0, which.incomplete) }
    let sessions = try scans.map { scan in
      var session = scan.session
      if lungs == .auto, session.lungs?.labels.isEmpty ?? true, Lungs.mayBe(in: scan.volume) {
        let lungs = try LungsCommand.find(in: scan.volume)
        if let edit = lungs.edit(layer: LabelLayer.lungs) {
          try session.takeOver(lungs.completing(edit, session.annotations, on: scan.volume.grid))
        }
      }
      return session
    }
    let ends = sessions.map { (lungs: $0.lungs.flatMap { $0.labels.isEmpty ? nil : $0.labels }, grid: $0.volume.grid) }
    guard let link = ScanLink(ends[0], ends[1]) else { throw Failure(.defect, words("cli.lungs.ended")) }
    let sides = try zip(scans, sessions).map { scan, session in
      var side = FollowUpScan(session, findings: scan.table, facts: json ? try scan.facts() : nil)
      side.report.extent.unsaved = scan.unsaved
      return side
    }
    let report = FollowUpReport(
      sides[0], sides[1], link: link, facts: FollowUpPatient.facts(scans[0].inputs, scans[1].inputs))
    if json || csv { return try Output.write(json ? report.json : report.csv) }
    try Output.write(FollowUpText.text(report) + "\n" + ResearchUse.notice + "\n")
  }
}

extension LabelledScan {
  /// With its findings in labels of another scan's table, by their codes.
  /// - Throws: a ``Failure`` where that has no room for what is drawn.
  func beside(_ table: LabelTable, _ facts: FollowUpFacts) throws -> EarlierScan {
    var scan = self, mapping: [UInt8: UInt8] = [:], joined = table
    for value in Set(layer.origins.keys.map(\.label)).sorted() {
      let finding = self.table[value] ?? LabelTable.unnamed(value)
      if let own = joined.findings.first(where: { $0.code == finding.code }) {
        mapping[value] = own.value
      } else if let made = joined.add(
        code: finding.code, name: finding.name, colour: finding.colour, value: value, names: finding.names)
      {
        mapping[value] = made.value
      } else {
        throw Failure(.badData, path: path, words("cli.compare-scans.too-many-findings"))
      }
    }
    scan.layer = layer.relabelled(mapping)
    scan.lesionFindings = lesionFindings.map { Set($0.compactMap { mapping[$0] }) }
    return EarlierScan(scan.source.session, in: joined, facts: facts)
  }
}

/// What two scans say of their patient. Nothing of it is kept but whether it is the same, and the days between.
enum FollowUpPatient {
  private static let patient = "00100020", modality = "00080060", date = "00080020"

  /// - Parameters:
  ///   - before, after: the files of each; those that are no DICOM say nothing.
  static func facts(_ before: [String], _ after: [String]) -> FollowUpFacts {
    let (a, b) = (stated(before), stated(after))
    func both(_ tag: String) -> (String, String)? {
      guard let first = a[tag], let last = b[tag] else { return nil }
      return (first, last)
    }
    return FollowUpFacts(
      isSamePatient: both(patient).map { $0 == $1 },
      days: both(date).flatMap { FollowUpFacts.days(from: $0, to: $1) }, modalities: (a[modality], b[modality]))
  }

  private static func stated(_ files: [String]) -> [String: String] {
    guard let file = files.last, !Paths.isFolder(file),
      let known = try? AskedElements.read(file, [patient, modality, date])
    else { return [:] }
    return known.compactMapValues { $0.first?.trimmed }
  }
}
