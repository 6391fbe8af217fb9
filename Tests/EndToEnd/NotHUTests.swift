import Foundation
import TestSupport
import Testing

/// A scan whose values are no HU, 1024 too high as scanners store them: whoever asks for its densities is told so, in
/// whatever form they ask.
@Suite struct NotHUTests {
  /// The phantom with 1024 added to every voxel, its truth and its lungs beside it.
  private func shifted(by shift: Int16) throws -> CaseFolder {
    let files = try CaseFolder()
    let made = try files.run("phantom", "plain.nii", "--size", Phantoms.size)
    try #require(made.status == 0, "\(made.err)")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: files.path + "/plain.nii"))
    // NIfTI-1: int16, little endian, from byte 352 on.
    for at in stride(from: 352, to: bytes.count - 1, by: 2) {
      let value = Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8) &+ shift
      bytes[at] = UInt8(truncatingIfNeeded: value)
      bytes[at + 1] = UInt8(truncatingIfNeeded: value >> 8)
    }
    try bytes.write(to: URL(fileURLWithPath: files.path + "/shifted.nii"))
    return files
  }

  private func extent(_ files: CaseFolder, _ form: String...) throws -> Ran {
    let asked = ["extent", "shifted.nii", "--labels", "plain-truth.nii", "--lungs", "plain-lungs.nii", "--qct"]
    let ran = try stylet(asked + form, in: files.path)
    try #require(ran.status == 0, "\(ran.err)")
    return ran
  }

  private func badges(_ ran: Ran) -> [String] {
    let badges = (ran.json["quantitative_ct"] as? [String: Any])?["badges"] as? [[String: Any]]
    return badges?.compactMap { $0["badge"] as? String } ?? []
  }

  @Test func itIsSaidInText() throws {
    #expect(try extent(shifted(by: 1024)).out.contains("check: the values are not HU"))
    #expect(try !extent(shifted(by: 0)).out.contains("not HU"))
  }

  @Test func itIsSaidInJSON() throws {
    #expect(try badges(extent(shifted(by: 1024), "--json")).contains("not_hu"))
    let plain = try badges(extent(shifted(by: 0), "--json"))
    #expect(!plain.isEmpty && !plain.contains("not_hu"))
  }

  /// A table of densities that says nothing of it looks as good as any other.
  @Test func itIsSaidInTheTable() throws {
    let table = try extent(shifted(by: 1024), "--csv").out.lowercased()
    #expect(table.contains("not_hu") || table.contains("not hu"), "no row or cell says it")
    let plain = try extent(shifted(by: 0), "--csv").out.lowercased()
    #expect(!plain.contains("not_hu") && !plain.contains("not hu"))
  }
}
