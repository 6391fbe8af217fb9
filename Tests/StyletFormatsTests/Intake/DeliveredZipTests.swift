import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletIntake

/// A delivery as a zip archive, and what stays at the site encrypted.
@Suite struct DeliveredZipTests {
  private static var series: SyntheticSeries {
    var series = SyntheticSeries()
    series.extra = { _ in [TestElement(.studyInstanceUID, "UI", "1.2.826.0.1.3680043.10.511.8")] }
    return series
  }

  private func key(_ folder: String) throws -> DeidentificationKey {
    try DeidentificationKey.make(folder + "/key")
    return try DeidentificationKey.read(folder + "/key")
  }

  private func text(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// Members leave, stored or compressed; one that is encrypted or damaged is put aside, and the archive's name and its
  /// members' are in nothing that leaves.
  @Test func membersLeave() throws {
    let series = Self.series
    var members = (0..<series.count).map {
      TestZip.Member("DOE/Kelvoni-\($0)", series.file($0), method: $0 % 2 == 0 ? 8 : 0)
    }
    var secret = TestZip.Member("secret", series.file(0))
    secret.flags = 1
    var damaged = TestZip.Member("damaged", series.file(1))
    damaged.checksum = 7
    members += [secret, damaged]
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
      try Data(TestZip(members).bytes).write(to: URL(fileURLWithPath: folder + "/in/Kelvoni.zip"))
      let report = try Deidentification(policy: .standard, key: key(folder), isChecked: false)
        .run(folder + "/in", to: folder + "/out", site: folder + "/site") { _, _ in }
      #expect(report.released == series.count && report.putAside == 2, "\(report.lines)")
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder + "/out")
      #expect(files.count { $0.hasSuffix(".dcm") } == series.count && !files.contains { $0.contains("Kelvoni") })
      for file in files {
        let content = FileManager.default.contents(atPath: folder + "/out/" + file) ?? Data()
        #expect(content.range(of: Data("Kelvoni".utf8)) == nil, "\(file)")
      }
      let list = try String(contentsOfFile: folder + "/site/mapping.json", encoding: .utf8)
      #expect(list.contains("Kelvoni.zip: DOE/Kelvoni-0"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["in", "key", "out", "site"])
    }
  }

  @Test func whoBecameWhomIsSealed() throws {
    let series = Self.series
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
      try Data(series.file(0)).write(to: URL(fileURLWithPath: folder + "/in/Kelvoni.dcm"))
      try text("twelve bytes and more\nanother line\n", folder + "/phrase")
      let seal = try PassphraseSeal.read(folder + "/phrase")
      _ = try Deidentification(policy: .standard, key: key(folder), isChecked: false, seal: seal)
        .run(folder + "/in", to: folder + "/out", site: folder + "/site") { _, _ in }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/site")
      #expect(names == ["mapping.cms"])
      var message = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/site/mapping.cms")))
      #expect(Data(message).range(of: Data("Kelvoni".utf8)) == nil)
      let opened = try #require(try seal.opened(message))
      #expect(String(decoding: opened, as: UTF8.self).contains("Kelvoni.dcm"))
      try text("twelve bytes and less\n", folder + "/other")
      #expect(try PassphraseSeal.read(folder + "/other").opened(message) == nil)
      message[message.count - 40] ^= 1
      #expect(try seal.opened(message) == nil, "changed")
      try text("short\n", folder + "/short")
      for wrong in ["/short", "/none"] {
        #expect(throws: Failure.self) { try PassphraseSeal.read(folder + wrong) }
      }
    }
  }
}
