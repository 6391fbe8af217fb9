import ArgumentParser
import StyletBase
import StyletCore
import StyletFiles
import StyletImaging
import StyletReport

/// `stylet info`: what a file is.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: words("cli.info.abstract"),
    discussion: words("cli.info.discussion"))

  @Argument(help: ArgumentHelp(words("cli.argument.image")), transform: Input.path) var path: String
  @OptionGroup var which: ScanOptions
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Flag(help: ArgumentHelp(words("cli.info.load"))) var load = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    // Problems and reasons are texts of the answer, which is the same in every language.
    if json { Words.speak(.english) }
    var range: ClosedRange<Double>?
    let description: ImageDescription
    if load {
      let image = try Scans.read(path, which.choice, incomplete: true, remarking: false)
      description = image.description
      range = image.volume.valueRange
    } else {
      description = try Scans.describe(path, which.choice)
    }
    guard json else { return try Output.write(text(description, range)) }
    let digest = try Scans.identity(of: Scans.parts(of: path, description))
    try Output.write(jsonText(description, range, digest))
  }

  private func text(_ d: ImageDescription, _ range: ClosedRange<Double>?) -> String {
    let g = d.grid, s = g.spacing
    let sides = ["L", "P", "S"].map(PatientSide.letter).joined(separator: ", ")
    let stored = g.storedSize
    var rows: [(String, String)] = [
      (words("cli.info.row.format"), ScanFactWords.value(d.format)),
      (words("cli.info.row.voxels"), words("cli.info.as-stored",
        ["i": stored.i, "j": stored.j, "k": stored.k, "type": d.voxelType])),
      (words("cli.info.row.grid"), words("cli.info.grid", ["i": g.size.i, "j": g.size.j, "k": g.size.k])),
      (words("cli.info.row.spacing"), "\(short(s.x)) x \(short(s.y)) x \(short(s.z)) mm"),
      (words("cli.info.row.voxel"), "\(short(g.voxelVolume)) mm³"),
      (words("cli.info.row.origin"), "\(point(g.affine.origin)) mm (\(sides))"),
      (words("cli.info.row.stored-axes"), axes(g)),
    ]
    if let rescale = rescaleInWords(d) { rows.append((words("cli.info.row.rescale"), rescale)) }
    if let range { rows.append((words("cli.info.row.values"), span(range.lowerBound, range.upperBound))) }
    rows += d.shownFacts.map { (ScanFactWords.name($0.name), ScanFactWords.value($0.value)) }
    rows += d.problems.map { (words("cli.info.row.problem"), $0) }
    rows += d.leftOut.prefix(Self.most).map { (words("cli.info.row.left-out"), Joint.named($0.path, $0.reason)) }
    if d.leftOut.count > Self.most {
      rows.append((words("cli.info.row.left-out"), words("cli.info.and-more", ["count": d.leftOut.count - Self.most])))
    }
    let width = max(rows.map { $0.0.escapedForTerminal.count }.max() ?? 0, 12) + 2
    return rows.map { name, value in
      NumberText.filled(name.escapedForTerminal, width) + value.escapedForTerminal + "\n"
    }.joined()
  }

  /// Of slices that have several each with its slices, or what they lie between; nil where samples are values.
  private func rescaleInWords(_ d: ImageDescription) -> String? {
    func told(_ r: Rescale) -> String {
      let isBelow = r.intercept < 0
      return words(
        "cli.info.rescale", ["slope": short(r.slope), "below": isBelow, "intercept": short(abs(r.intercept))])
    }
    let own = d.sliceRescales
    guard !own.isEmpty else { return d.rescale == .identity ? nil : told(d.rescale) }
    guard own.count > Self.mostRescales else {
      let each = own.map { words("cli.info.rescale-of", ["rescale": told($0.rescale), "count": $0.slices]) }
      return words("cli.info.rescales", ["rescales": each.joined(separator: ", ")])
    }
    func range(_ part: (Rescale) -> Double) -> String {
      let all = own.map { part($0.rescale) }, low = all.min() ?? 0, high = all.max() ?? 0
      return low == high ? short(low) : span(low, high)
    }
    return words(
      "cli.info.rescales-many", ["count": own.count, "slope": range(\.slope), "intercept": range(\.intercept)])
  }

  private func span(_ low: Double, _ high: Double) -> String {
    words("cli.info.span", ["low": short(low), "high": short(high)])
  }

  /// So many rescales are listed for people.
  private static let mostRescales = 4

  /// So many files that are left out are listed for people.
  private static let most = 20

  /// The stored axes as the letters of where they point: "R→L A→P S→I".
  private func axes(_ g: VoxelGrid) -> String {
    let ends = [("R", "L"), ("A", "P"), ("I", "S")]
    var names = ["", "", ""]
    for a in 0..<3 {
      let (from, to) = (PatientSide.letter(ends[a].0), PatientSide.letter(ends[a].1))
      names[g.storage.axes[a]] = g.storage.flipped[a] == 1 ? "\(to)→\(from)" : "\(from)→\(to)"
    }
    return names.joined(separator: "  ")
  }

  private func jsonText(_ d: ImageDescription, _ range: ClosedRange<Double>?, _ digest: String) -> String {
    func array(_ p: SIMD3<Double>) -> JSONValue { .array((0..<3).map { .double(p[$0] + 0) }) }
    let g = d.grid
    let m = g.storedAffine
    let scan = ScanFacts(name: path.lastPathPart, sha256: digest, grid: g)
    var members: [(name: String, value: JSONValue)] = [
      ("program", .string("stylet \(Release.version)")), ("notice", .string(ResearchUse.inData)),
      ("scan", .object(scan.json)),
      ("format", .string(d.format)),
      ("voxel_type", .string(d.voxelType)),
      ("stored_size", .array([g.storedSize.i, g.storedSize.j, g.storedSize.k].map { .int($0) })),
      ("size", .array([g.size.i, g.size.j, g.size.k].map { .int($0) })),
      ("spacing_mm", array(g.spacing)),
      ("voxel_mm3", .double(g.voxelVolume)),
      ("stored_origin_lps_mm", array(m.origin)),
      ("stored_axes_lps_mm", .array([array(m.columns.0), array(m.columns.1), array(m.columns.2)])),
      ("rescale", d.sliceRescales.isEmpty ? .object(rescale(d.rescale)) : .null),
      (
        "slice_rescales",
        .array(d.sliceRescales.map { .object(rescale($0.rescale, slices: $0.slices)) })
      ),
    ]
    if let range { members.append(("values", .array([.double(range.lowerBound), .double(range.upperBound)]))) }
    members.append(("facts", .array(d.shownFacts.map { JSONValue(fact: $0.name, $0.value) })))
    members.append(("problems", .array(d.problems.map { .string($0) })))
    members.append(("left_out", .array(d.leftOut.map(leftOut))))
    return JSONValue.object(JSONObject(members)).text + "\n"
  }

  private func rescale(_ r: Rescale, slices: Int? = nil) -> JSONObject {
    var object: JSONObject = ["slope": .double(r.slope), "intercept": .double(r.intercept)]
    object["slices"] = slices.map(JSONValue.int)
    return object
  }

  private func leftOut(_ file: LeftOutFile) -> JSONValue {
    .object(["file": .string(file.path), "reason": .string(file.reason), "lacking": .bool(file.isLacking)])
  }

  // 0 has no sign: -0 is what turning an axis round makes of it.
  private func short(_ x: Double) -> String { NumberText.marked((x + 0).printed("%.6g")) }
  private func point(_ p: PatientPoint) -> String { "\(short(p.x)), \(short(p.y)), \(short(p.z))" }
}
