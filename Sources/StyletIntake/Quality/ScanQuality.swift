import StyletBase
import StyletImaging

/// What a scan is worth, as far as it can be told at its arrival; `intake/quality/CASE.json` (docs/intake.md).
public struct ScanQuality: Sendable {
  let size: [Int]
  /// mm.
  let spacing: [Double]
  let thickness: Double?
  let gap: Double?
  let coverage: Double
  let kernel: String?
  let kilovolts: Double?
  let contrast: Bool?
  /// HU.
  let noise: Double?
  /// mm².
  let lung: (below: Double, above: Double)

  /// Cost: a look at a twenty-fourth of the voxels, or less.
  public init(_ volume: Volume) {
    let grid = volume.grid, facts = volume.acquisition
    size = [grid.size.i, grid.size.j, grid.size.k]
    spacing = [grid.spacing.x, grid.spacing.y, grid.spacing.z]
    thickness = facts.sliceThickness
    gap = facts.sliceThickness.map { grid.spacing.z - $0 }
    coverage = grid.spacing.z * Double(grid.size.k)
    (kernel, kilovolts, contrast) = (facts.kernel, facts.kilovolts, facts.contrast)
    noise = facts.otherUnit == nil ? SoftTissueNoise.of(volume) : nil
    lung = LungAtEnds.of(volume)
  }

  /// Writes what is known of a case.
  /// - Parameter digest: of the scan, as the case has it.
  public func write(
    _ folder: IntakeFolder, case id: String, digest: String, files: Int, record: SeriesRecord, isDeidentified: Bool
  ) throws {
    func number(_ x: Double?) -> JSONValue { x.map { .double(($0 * 1000).rounded() / 1000 + 0) } ?? .null }
    let object: JSONObject = [
      "format": .string("stylet-scan-quality"), "version": .int(1), "case": .string(id), "sha256": .string(digest),
      "exam": .string(record.exam), "received": .string(record.received), "accepted": .string(UTC.now()),
      "deidentified": .bool(isDeidentified), "files": .int(files), "size": .array(size.map(JSONValue.int)),
      "spacing_mm": .array(spacing.map(JSONValue.double)), "thickness_mm": number(thickness), "gap_mm": number(gap),
      "coverage_mm": number(coverage), "kernel": kernel.map(JSONValue.string) ?? .null, "kilovolts": number(kilovolts),
      "contrast": contrast.map(JSONValue.bool) ?? .null, "noise_hu": number(noise),
      "lung_below_mm2": number(lung.below), "lung_above_mm2": number(lung.above),
      "complete_by": record.completeBy.map { .string($0.rawValue) } ?? .null, "late": .int(record.late),
    ]
    try IntakeFile.write(object, to: folder.quality(id))
  }

  /// Notes that instances came after the scan was accepted.
  public static func note(late count: Int, case id: String, _ folder: IntakeFolder) throws {
    let path = folder.quality(id)
    guard Paths.exists(path), case .object(var object) = try JSONValue(reading: SafeFile.read(path, limit: 1 << 20).bytes)
    else { return }
    guard object["late"]?.int != count else { return }
    object["late"] = .int(count)
    try IntakeFile.write(object, to: path)
  }
}
