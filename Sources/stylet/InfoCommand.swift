import ArgumentParser
import Foundation
import StyletCore
import StyletFormats

/// `stylet info`: what a file is.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a file or folder is: format, grid, orientation, problems found.",
    discussion: """
      As JSON: program, notice; scan (name, sha256, size, spacing_mm, voxel_mm3); format; voxel_type and stored_size, \
      as the file has them; size, of the grid towards patient left, back and head, spacing_mm, voxel_mm3; \
      stored_origin_lps_mm, the middle of the first voxel, and stored_axes_lps_mm, the step along each stored axis, in \
      patient millimetres, LPS; rescale (slope, intercept), null where slices differ: slice_rescales lists each that \
      there is, with its number of slices, and is empty else; with --load values, the least and the greatest; facts, a \
      list of name and value, and unit where it is a quantity; problems, texts; left_out, a list of file, reason and \
      lacking, whether the scan has nothing else in its place. For the digest the files are read.
      """)

  @Argument(help: "An image file or a folder of DICOM files.", transform: Input.path) var path: String
  @OptionGroup var which: ScanOptions
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Read the voxels too, and give the range of their values.") var load = false

  func run() throws {
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
    let stored = g.storedSize
    var rows: [(String, String)] = [
      ("format", d.format),
      ("voxels", "\(stored.i) x \(stored.j) x \(stored.k) \(d.voxelType), as stored"),
      ("grid", "\(g.size.i) x \(g.size.j) x \(g.size.k), to patient left, posterior, superior"),
      ("spacing", "\(short(s.x)) x \(short(s.y)) x \(short(s.z)) mm"),
      ("voxel", "\(short(g.voxelVolume)) mm³"),
      ("origin", point(g.affine.origin) + " mm (L, P, S)"),
      ("stored axes", axes(g)),
    ]
    if let rescale = rescaleInWords(d) { rows.append(("rescale", rescale)) }
    if let range { rows.append(("values", "\(short(range.lowerBound)) to \(short(range.upperBound))")) }
    rows += d.facts.map { ($0.name, $0.value) }
    rows += d.problems.map { ("problem", $0) }
    rows += d.leftOut.prefix(Self.most).map { ("left out", "\($0.path): \($0.reason)") }
    if d.leftOut.count > Self.most { rows.append(("left out", "and \(d.leftOut.count - Self.most) more")) }
    return rows.map { name, value in
      name.escapedForTerminal.padding(toLength: max(14, name.count + 1), withPad: " ", startingAt: 0)
        + value.escapedForTerminal + "\n"
    }.joined()
  }

  /// Of slices that have several each with its slices, or what they lie between; nil where samples are values.
  private func rescaleInWords(_ d: ImageDescription) -> String? {
    func words(_ r: Rescale) -> String { "\(short(r.slope)) · sample + \(short(r.intercept))" }
    let own = d.sliceRescales
    guard !own.isEmpty else { return d.rescale == .identity ? nil : words(d.rescale) }
    guard own.count > Self.mostRescales else {
      return "differs by slice: "
        + own.map { "\(words($0.rescale)) of \($0.slices) \($0.slices == 1 ? "slice" : "slices")" }.listed(own.count)
    }
    func range(_ part: (Rescale) -> Double) -> String {
      let all = own.map { part($0.rescale) }, low = all.min() ?? 0, high = all.max() ?? 0
      return low == high ? short(low) : "\(short(low)) to \(short(high))"
    }
    return "differs by slice, \(own.count) of them: slope \(range(\.slope)), intercept \(range(\.intercept))"
  }

  /// So many rescales are listed for people.
  private static let mostRescales = 4

  /// So many files that are left out are listed for people.
  private static let most = 20

  /// The stored axes as the letters of where they point: "R→L A→P S→I".
  private func axes(_ g: VoxelGrid) -> String {
    let forward = ["R→L", "A→P", "I→S"], backward = ["L→R", "P→A", "S→I"]
    var names = ["", "", ""]
    for a in 0..<3 { names[g.storage.axes[a]] = g.storage.flipped[a] == 1 ? backward[a] : forward[a] }
    return names.joined(separator: "  ")
  }

  private func jsonText(_ d: ImageDescription, _ range: ClosedRange<Double>?, _ digest: String) -> String {
    func array(_ p: SIMD3<Double>) -> JSONValue { .array([.double(p.x), .double(p.y), .double(p.z)]) }
    let g = d.grid
    let m = g.storedAffine
    let scan = ScanFacts(name: path.lastPathPart, sha256: digest, grid: g)
    var members: [(name: String, value: JSONValue)] = [
      ("program", .string("stylet \(Release.version)")), ("notice", .string(ResearchUse.notice)),
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
    members.append(("facts", .array(d.facts.map { JSONValue(fact: $0.name, $0.value) })))
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

  private func short(_ x: Double) -> String { String(format: "%.6g", x) }
  private func point(_ p: PatientPoint) -> String { "\(short(p.x)), \(short(p.y)), \(short(p.z))" }
}
