import ArgumentParser
import StyletCore
import StyletFormats

/// `stylet phantom`: a synthetic thorax with known truth.
struct PhantomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phantom",
    abstract: "Make a synthetic thorax with lesions of known volume.",
    discussion: """
      Writes the scan as OUT, its lesions as OUT with "-truth" before the ending, its lungs with "-lungs", and a \
      table of the lesions' analytic volumes to standard output. The same size, spacing and seed give the same bytes.
      """)

  @Argument(help: "The scan to write: .nii.gz, .nii, .nrrd, .mha or .mhd.") var out: String
  @Option(help: "Voxels along each axis.") var size = "256x256x160"
  @Option(help: "Millimetres between voxels along each axis; the thorax fills the grid when not given.")
  var spacing: String?
  @Option(help: "Seed of anatomy, lesions and noise.") var seed: UInt64 = 1
  @Option(help: "How many lesions, ground-glass and consolidation in turn; \"6+2\": and 2 that touch the pleura.")
  var lesions: String?
  @OptionGroup var output: OutputOptions

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
      try writer.write(phantom.lungs, grid: grid, findings: Phantom.lungTable, to: lungs)
    }
    try Output.write(table(phantom.lesions))
  }

  /// A line a lesion: what a reader's or a program's outline can be held against.
  private func table(_ lesions: [PhantomLesion]) -> String {
    var text = "lesion  finding        mL  centre (L, P, S mm)\n"
    for (n, lesion) in lesions.enumerated() {
      let c = lesion.centre
      text += String(
        format: "%6d  %-7@ %9.3f  %.1f, %.1f, %.1f\n", n + 1, LabelTable.standard[lesion.label]?.code ?? "",
        lesion.millilitres, c.x, c.y, c.z)
    }
    return text
  }

  private func parsedSize() throws -> GridSize {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 3, let n = GridSize(parts[0], parts[1], parts[2]) else {
      throw Failure(.usage, "--size \(size) is not a grid", advice: "give it as 256x256x160")
    }
    return n
  }

  private func parsedLesions() throws -> (inside: Int, pleural: Int)? {
    guard let lesions else { return nil }
    let parts = lesions.split(separator: "+", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let inside = parts[0], let pleural = parts.count == 2 ? parts[1] : 0 else {
      throw Failure(.usage, "--lesions \(lesions) is not a number", advice: "give it as 6, or 6+2")
    }
    return (inside, pleural)
  }

  private func parsedSpacing() throws -> SIMD3<Double>? {
    guard let spacing else { return nil }
    let parts = spacing.split(separator: "x").compactMap { Double($0) }
    guard parts.count == 3, parts.allSatisfy({ (0.001...1000).contains($0) }) else {
      throw Failure(.usage, "--spacing \(spacing) is not three lengths in mm", advice: "give it as 0.8x0.8x1.5")
    }
    return SIMD3(parts[0], parts[1], parts[2])
  }
}
