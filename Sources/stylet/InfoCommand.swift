import ArgumentParser
import Foundation
import StyletCore
import StyletFormats

/// `stylet info`: what a file is.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a file or folder is: format, grid, orientation, problems found.")

  @Argument(help: "An image file or a folder of DICOM files.") var path: String
  @OptionGroup var which: ScanOptions
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Read the voxels too, and give the range of their values.") var load = false

  func run() throws {
    var range: ClosedRange<Double>?
    let description: ImageDescription
    if load {
      let image = try Scans.read(path, which.choice, incomplete: true)
      description = image.description
      range = image.volume.valueRange
    } else {
      description = try Scans.describe(path, which.choice)
    }
    try Output.write(json ? jsonText(description, range) : text(description, range))
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
    if d.rescale != .identity {
      rows.append(("rescale", "\(short(d.rescale.slope)) · sample + \(short(d.rescale.intercept))"))
    }
    if let range { rows.append(("values", "\(short(range.lowerBound)) to \(short(range.upperBound))")) }
    rows += d.facts.map { ($0.name, $0.value) }
    rows += d.problems.map { ("problem", $0) }
    return rows.map { name, value in
      name.escapedForTerminal.padding(toLength: max(14, name.count + 1), withPad: " ", startingAt: 0)
        + value.escapedForTerminal + "\n"
    }.joined()
  }

  /// The stored axes as the letters of where they point: "R→L A→P S→I".
  private func axes(_ g: VoxelGrid) -> String {
    let forward = ["R→L", "A→P", "I→S"], backward = ["L→R", "P→A", "S→I"]
    var names = ["", "", ""]
    for a in 0..<3 { names[g.storage.axes[a]] = g.storage.flipped[a] == 1 ? backward[a] : forward[a] }
    return names.joined(separator: "  ")
  }

  private func jsonText(_ d: ImageDescription, _ range: ClosedRange<Double>?) throws -> String {
    func array(_ p: SIMD3<Double>) -> JSONValue { .array([.double(p.x), .double(p.y), .double(p.z)]) }
    let g = d.grid
    let m = g.storedAffine
    var members: [(name: String, value: JSONValue)] = [
      ("format", .string(d.format)),
      ("voxel_type", .string(d.voxelType)),
      ("stored_size", .array([g.storedSize.i, g.storedSize.j, g.storedSize.k].map { .int($0) })),
      ("size", .array([g.size.i, g.size.j, g.size.k].map { .int($0) })),
      ("spacing_mm", array(g.spacing)),
      ("voxel_mm3", .double(g.voxelVolume)),
      ("stored_origin_lps_mm", array(m.origin)),
      ("stored_axes_lps_mm", .array([array(m.columns.0), array(m.columns.1), array(m.columns.2)])),
      ("rescale", .object(["slope": .double(d.rescale.slope), "intercept": .double(d.rescale.intercept)])),
    ]
    if let range { members.append(("values", .array([.double(range.lowerBound), .double(range.upperBound)]))) }
    members.append(("facts", .object(JSONObject(d.facts.map { ($0.name, .string($0.value)) }))))
    members.append(("problems", .array(d.problems.map { .string($0) })))
    return JSONValue.object(JSONObject(members)).text + "\n"
  }

  private func short(_ x: Double) -> String { String(format: "%.6g", x) }
  private func point(_ p: PatientPoint) -> String { "\(short(p.x)), \(short(p.y)), \(short(p.z))" }
}
