import StyletBase
import StyletDICOM
import StyletFiles
import StyletImaging
import StyletStudy

/// A scan that was read whole, as far as a study has to know it.
struct IndexedScan {
  let digest: String
  private let fingerprint: String
  let files: Int
  private let choice: ScanChoice
  private let grid: VoxelGrid
  private let facts: AcquisitionFacts
  private let scanner: String?
  /// As the scan states it; nil where it states none.
  private let patient: String?

  /// Reads a scan once, whole.
  /// - Parameter known: the digest of the scan's files, where that is known without reading them again.
  /// - Throws: ``Failure``: it cannot be read, files of it are missing, or it was changed meanwhile.
  static func read(
    _ path: String, _ choice: ScanChoice, incomplete: Bool = false, known: ([String]) -> String? = { _ in nil }
  ) throws -> (scan: IndexedScan, image: LoadedImage) {
    let onDisk = ScanFiles(path)
    let image = try Scans.read(path, choice, incomplete: incomplete, remarking: false)
    let parts = Scans.parts(of: path, image.description)
    let (fingerprint, digest) = try onDisk.identified(parts) {
      (try ScanIdentity.fingerprint(ofFiles: parts), try known(parts) ?? Scans.identity(of: parts))
    }
    let number = try PatientIdentity.of(path, choice: choice).first { $0.name == "patient ID" }?.text
    let scanner = ["manufacturer", "model"].compactMap { name in
      image.description.facts.first { $0.name == name }?.value
    }
    let scan = IndexedScan(
      digest: digest, fingerprint: fingerprint, files: parts.count, choice: choice, grid: image.volume.grid,
      facts: image.volume.acquisition,
      scanner: scanner.isEmpty ? nil : String(scanner.joined(separator: " ").prefix(64)),
      patient: number.flatMap { $0.isEmpty ? nil : $0 })
    return (scan, image)
  }

  /// - Parameter path: where it lies, or will lie.
  func studyCase(_ intake: inout StudyIntake, path: String, site: String) -> StudyCase {
    var one = StudyCase(
      id: intake.nextName(), path: path, sha256: digest, fingerprint: fingerprint, files: files,
      size: [grid.size.i, grid.size.j, grid.size.k], spacing: [grid.spacing.x, grid.spacing.y, grid.spacing.z],
      site: site, patient: intake.patient(number: patient, sha256: digest), added: UTC.now())
    one.choice = choice
    (one.kernel, one.thickness, one.contrast) = (facts.kernel, facts.sliceThickness, facts.contrast)
    one.scanner = scanner
    return one
  }
}
