import Foundation
import TestSupport
import Testing

/// Days that `stylet archive find` is given: a range that is not understood must not be asked for as one day.
@Suite struct ArchiveDaysTests {
  /// Nothing is asked: no archive has that name.
  private func find(_ days: String) throws -> Ran {
    try stylet(
      ["archive", "find", "nowhere", "--date=\(days)"], in: NSTemporaryDirectory(),
      wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=/nonexistent"])
  }

  @Test(arguments: [
    "20261101-", "-20261130", "20261101-20261130", "2026-1-1", "2026-110-1", "20261301", "20261132", "2026-11-00", "..",
    "20261101..2", "1..2..3", "٢٠٢٦١١٠١",
  ])
  func refused(_ days: String) throws {
    let ran = try find(days)
    #expect(ran.status == 64 && ran.err.contains("2026-11-30"), "\(ran)")
  }

  @Test(arguments: ["2026-11-01", "20261101", "2026-11-01..", "..20261130", "20261101..2026-11-30"])
  func taken(_ days: String) throws {
    let ran = try find(days)
    #expect(ran.status != 0 && !ran.err.contains("2026-11-30") && ran.err.contains("nowhere"), "\(ran)")
  }
}
