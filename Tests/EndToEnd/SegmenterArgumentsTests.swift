import Foundation
import TestSupport
import Testing

/// What another program is given of a scan says not whose it is: files are often named after the patient.
@Suite struct SegmenterArgumentsTests {
  private static let name = "Kelvoni-Zq7Wx"

  /// Its arguments, its command line, the folder of the scan, and the scan itself.
  @Test func nothingNamesTheScan() throws {
    let files = try CaseFolder(), folder = files.path
    // The case is named after the patient, and so are its project and the folder above.
    let named = folder + "/" + Self.name
    try FileManager.default.createDirectory(atPath: named, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: folder + "/" + CaseFolder.scanName, toPath: "\(named)/\(Self.name).nii.gz")
    try FileManager.default.createDirectory(atPath: folder + "/config/stylet", withIntermediateDirectories: true)
    let script = """
      printf '%s\\n' "$@" > '\(folder)/said'; pwd -P > '\(folder)/where'
      tr '\\0' '\\n' < /proc/$$/cmdline >> '\(folder)/said'; ls "$(dirname "$1")" >> '\(folder)/said'
      cp "$1" '\(folder)/seen.nii'; cp '\(folder)/\(CaseFolder.truthName)' "$2"
      """
    try script.write(toFile: folder + "/segment.sh", atomically: true, encoding: .utf8)
    try """
      [segmenter.mine]
      command = "sh '\(folder)/segment.sh' {scan} {labels}"
      labels = { 1 = "GGO", 2 = "CON" }
      """.write(toFile: folder + "/config/stylet/settings.toml", atomically: true, encoding: .utf8)
    let ran = try stylet(
      ["propose", "\(named)/\(Self.name).nii.gz", "out.nii.gz", "--with", "mine"], in: folder,
      wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(folder)/config"])
    #expect(ran.status == 0, "\(ran.err)")
    let said = try String(contentsOfFile: folder + "/said", encoding: .utf8)
    #expect(said.contains("scan.nii") && !said.contains("Kelvoni"), "\(said)")
    let scan = try Data(contentsOf: URL(fileURLWithPath: folder + "/seen.nii"))
    #expect(scan.count > 1000 && scan.range(of: Data("Kelvoni".utf8)) == nil)
  }
}
