import ArgumentParser
import StyletBase
import StyletCore
import StyletFiles
import StyletImaging
import StyletPhantom

/// `stylet phantom`: a synthetic thorax with known truth.
struct PhantomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phantom",
    abstract: words("cli.phantom.abstract"),
    discussion: words("cli.phantom.discussion"))

  @Argument(help: ArgumentHelp(words("cli.phantom.out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.phantom.size"))) var size = "256x256x160"
  @Option(help: ArgumentHelp(words("cli.phantom.spacing")))
  var spacing: String?
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.phantom.seed"))) var seed: UInt64 = 1
  @Option(help: ArgumentHelp(words("cli.phantom.lesions")))
  var lesions: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let (n, mm) = (try parsedSize(), try parsedSpacing())
    var specification = PhantomSpecification(size: n, seed: seed)
    if let mm { specification.spacing = mm }
    if let asked = try parsedLesions() { (specification.lesions, specification.pleural) = asked }
    let writer = try Scans.writer(for: out)
    let truth = Scans.beside(out, "-truth"), lungs = Scans.beside(out, "-lungs")
    try OutputPolicy.checkDistinct([out, truth, lungs])
    try output.writing([out], reading: [], as: [.scan]) {}
    try output.writing([truth, lungs], reading: [], as: [.mask]) {}
    let phantom = try Phantom.make(specification), grid = phantom.volume.grid
    try output.writing(reading: []) {
      try writer.write(phantom.volume, to: out)
      try writer.write(phantom.findings, grid: grid, findings: .standard, to: truth)
      try writer.write(phantom.lungs, grid: grid, findings: LungLabels.table, to: lungs)
    }
    try Output.write(table(phantom.lesions))
  }

  /// A line a lesion: what a reader's or a program's outline can be held against.
  private func table(_ lesions: [PhantomLesion]) -> String {
    var text = words("cli.phantom.header")
    for (n, lesion) in lesions.enumerated() {
      let c = lesion.centre, code = LabelTable.standard[lesion.label]?.code ?? ""
      let centre = [c.x, c.y, c.z].map { $0.printed("%.1f") }.joined(separator: ", ")
      text += NumberText.padded("\(n + 1)", 6) + "  " + NumberText.filled(code, 7)
      text += lesion.millilitres.printed(" %9.3f") + "  \(centre)\n"
    }
    return text
  }

  private func parsedSize() throws -> GridSize {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 3, let n = GridSize(parts[0], parts[1], parts[2]) else {
      throw Failure(.usage, words("cli.phantom.no-size", ["size": size]), advice: words("cli.phantom.size-advice"))
    }
    return n
  }

  private func parsedLesions() throws -> (inside: Int, pleural: Int)? {
    guard let lesions else { return nil }
    let parts = lesions.split(separator: "+", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let inside = parts[0], let pleural = parts.count == 2 ? parts[1] : 0 else {
      throw Failure(
        .usage, words("cli.phantom.no-lesions", ["lesions": lesions]), advice: words("cli.phantom.lesions-advice"))
    }
    return (inside, pleural)
  }

  private func parsedSpacing() throws -> SIMD3<Double>? {
    guard let spacing else { return nil }
    let parts = spacing.split(separator: "x").compactMap { PlainNumber.decimal($0) }
    guard parts.count == 3, parts.allSatisfy({ (0.001...1000).contains($0) }) else {
      throw Failure(
        .usage, words("cli.phantom.no-spacing", ["spacing": spacing]), advice: words("cli.phantom.spacing-advice"))
    }
    return SIMD3(parts[0], parts[1], parts[2])
  }
}
