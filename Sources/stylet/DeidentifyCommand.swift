import ArgumentParser
import StyletBase
import StyletDICOM
import StyletFiles
import StyletIntake

/// `stylet deidentify`: scans that may leave the hospital, with the proof.
struct DeidentifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deidentify",
    abstract: words("cli.deidentify.abstract"),
    discussion: words("cli.deidentify.discussion"))

  @Argument(help: ArgumentHelp(words("cli.deidentify.in")), transform: Input.path) var input: String
  @Argument(help: ArgumentHelp(words("cli.deidentify.out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.deidentify.policy"))) var policy: String?
  @Option(help: ArgumentHelp(words("cli.deidentify.key"))) var key: String
  @Flag(help: ArgumentHelp(words("cli.deidentify.new-key"))) var newKey = false
  @Option(help: ArgumentHelp(words("cli.deidentify.site"))) var site: String?
  @Option(help: ArgumentHelp(words("cli.deidentify.passphrase"))) var passphrase: String?
  @Flag(help: ArgumentHelp(words("cli.deidentify.keep-proved"))) var keepProved = false
  @Flag(help: ArgumentHelp(words("cli.deidentify.cut"))) var cutAboveApex = false
  @Flag(help: ArgumentHelp(words("cli.deidentify.unchecked"))) var unchecked = false
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    try Scans.mustExist(input)
    let policy = try policy.map(Self.policy) ?? .standard
    if newKey { try DeidentificationKey.make(key) }
    let key = try DeidentificationKey.read(key), seal = try passphrase.map(PassphraseSeal.read)
    let site = site ?? out.withoutSlashes + ".site"
    try keepApart([input, out, site])
    let line = ProgressLine(out)
    defer { line.finish() }
    let work = Deidentification(
      policy: policy, key: key, keepsProved: keepProved, isCut: cutAboveApex, isChecked: !unchecked,
      seal: seal)
    let report = try work.run(input, to: out, site: site) { line.update(Double($0) / Double(max($1, 1))) }
    line.finish()
    if json { return try Output.write(Words.inData { JSONValue.object(report.json).text + "\n" }) }
    let lines = report.lines + [words("deidentify.site", ["folder": site]), ResearchUse.notice]
    try Output.write(lines.map { $0.escapedForTerminal + "\n" }.joined())
  }

  /// A file, or the one that the program carries.
  static func policy(_ name: String) throws -> DeidentificationPolicy {
    if name == DeidentificationPolicy.standard.id, !Paths.exists(name) { return .standard }
    let bytes = try SafeFile.read(name, limit: 4 << 20).bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, path: name, words("deidentify.no-text"))
    }
    return try DeidentificationPolicy.parse(text, name: name)
  }

  /// What leaves must not lie in what stays, nor in what came.
  private func keepApart(_ paths: [String]) throws {
    let whole = paths.map { ($0.absolutePath.withoutSlashes) + "/" }
    for (n, one) in whole.enumerated() {
      for (m, other) in whole.enumerated() where n != m && m > 0 && other.hasPrefix(one) {
        throw Failure(
          .usage, path: paths[m], words("deidentify.within", ["other": paths[n]]),
          advice: words("error.output.other-folder"))
      }
    }
  }
}

extension String {
  fileprivate var withoutSlashes: String {
    var path = self
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
