import ArgumentParser
import StyletBase
import StyletDICOM
import StyletFiles
import StyletImaging
import StyletStudy

/// `stylet study add`: scans that become cases.
struct StudyAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: words("cli.study.add.abstract"), discussion: words("cli.study.add.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.add.scans")), transform: Input.path) var scans: [String]
  @Flag(help: ArgumentHelp(words("cli.study.add.each"))) var each = false
  @Option(help: ArgumentHelp(words("cli.study.add.site"))) var site = "-"
  @Option(help: ArgumentHelp(words("cli.study.add.priority"))) var priority: Int?
  @Flag(help: ArgumentHelp(words("cli.study.add.gold"))) var gold = false
  @Flag(help: ArgumentHelp(words("cli.study.add.striking"))) var striking = false
  @Option(help: ArgumentHelp(words("cli.study.add.demand")), transform: StudyWords.levels)
  var demand: [String: Int] = [:]
  @OptionGroup var which: ScanOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if scans.isEmpty { throw ValidationError(words("cli.study.add.none")) }
    if let priority, !(1...5).contains(priority) { throw ValidationError(words("cli.study.add.no-priority")) }
    if site.isEmpty || site.utf8.count > 256 { throw ValidationError(words("cli.study.add.no-site")) }
  }

  /// Cases are written down so often, seconds: what a crash may cost of a long run.
  private static let pause = Duration.seconds(30)

  func run() throws {
    let change = try StudyChange(StudyFolder(study))
    var intake = StudyIntake(change.cases, key: change.key)
    var found: [StudyCase] = [], refused: [Failure] = [], count = 0, since = ContinuousClock.now
    func write() throws {
      if !found.isEmpty { try change.add(found) }
      (found, since) = ([], ContinuousClock.now)
    }
    for path in try paths() {
      do {
        guard let one = try index(path, &intake) else { continue }
        intake.note(one)
        found.append(one)
        count += 1
        try Output.line(one.told(path))
        if ContinuousClock.now - since > Self.pause { try write() }
      } catch let failure as Failure {
        refused.append(failure.about(path))
      }
    }
    try write()
    try Output.line(words("cli.study.add.done", ["count": count, "all": change.cases.count]))
    guard let first = refused.first else { return }
    for other in refused.dropFirst() { Messages.line(other) }
    throw first
  }

  /// What is given, or with `--each` what lies in it.
  private func paths() throws -> [String] {
    for path in scans { try Scans.mustExist(path) }
    guard each else { return scans }
    return try scans.flatMap { folder in
      guard let names = Paths.names(in: folder) else {
        throw Failure(
          .usage, path: folder, words("cli.study.add.no-folder"), advice: words("cli.study.add.each-advice"))
      }
      return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appendingPath($0) }
    }
  }

  /// A scan is read once, whole: what cannot be read later is refused now.
  /// - Returns: nil where it is a case already, which is said.
  private func index(_ path: String, _ intake: inout StudyIntake) throws -> StudyCase? {
    let (scan, image) = try IndexedScan.read(path, which.choice, incomplete: which.incomplete)
    if let twin = intake.twin(sha256: scan.digest) {
      Messages.note(path, words("cli.study.add.twice", ["case": twin.text]))
      return nil
    }
    var one = scan.studyCase(&intake, path: path.absolutePath, site: site)
    (one.priority, one.isStriking, one.demands) = (priority, striking, demand)
    if let range = Self.rangeOfMask(image.volume) {
      Messages.note(
        path,
        words(
          "cli.study.add.like-mask",
          ["low": Int(range.lowerBound), "high": Int(range.upperBound), "case": one.id.text]))
    }
    if gold { one.use = .gold }
    return one
  }

  /// The values of what has neither air nor anything as bright as bone: labels rather than densities. nil of a scan.
  private static func rangeOfMask(_ volume: Volume) -> ClosedRange<Double>? {
    let range = volume.valueRange
    return (0...255).contains(range.lowerBound) && range.upperBound <= 255 ? range : nil
  }
}

extension StudyCase {
  /// A line for who adds it.
  func told(_ path: String) -> String {
    let size = size.map(String.init).joined(separator: "x")
    let spacing = spacing.map { NumberText.marked($0.printed("%.4g")) }.joined(separator: "x")
    return [id.text, size, spacing + " mm", path.escapedForTerminal].joined(separator: "  ")
  }
}
