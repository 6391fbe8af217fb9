import Foundation
import Synchronization
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

/// The small parts that stand under all else, against Foundation where that has them too.
@Suite struct BaseTests {
  @Test func base64() {
    for count in 0...70 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255) }
      let text = Base64.encode(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.decode(text) == bytes)
    }
    for wrong in ["A", "AA=", "AAA", "=AAA", "A===", "A-AA", "AA\nA", "AAé", "AA==AAAA"] {
      #expect(Base64.decode(wrong) == nil, "\(wrong)")
      #expect(Data(base64Encoded: wrong) == nil, "\(wrong)")
    }
    for wrong in ["====", "AA=A", "AAAA=", "AAAA===="] { #expect(Base64.decode(wrong) == nil, "\(wrong)") }
  }

  @Test func printedNumbers() {
    let numbers: [Double] = [0, -0.0, 1, -1.5, 0.1, 2.675, 1e-7, 123_456.789, 1e22, -.greatestFiniteMagnitude]
    for x in numbers + (0..<200).map({ _ in Double(bitPattern: .random(in: 0 ... .max)) }).filter(\.isFinite) {
      for format in ["%g", "%.6f", "%.0f", "%.6g", "%.16g", "%.2f mL"] {
        #expect(x.printed(format) == String(format: format, x), "\(x) \(format)")
      }
    }
  }

  @Test func moments() {
    let leap = Moment(secondsSince1970: 1_709_210_096.9)
    #expect(leap.iso8601 == "2024-02-29T12:34:56Z" && leap.dateDigits == "20240229" && leap.timeDigits == "123456")
    for _ in 0..<200 {
      let seconds = Double.random(in: -1.2e10...2e11)
      let date = Date(timeIntervalSince1970: seconds.rounded(.down))
      #expect(Moment(secondsSince1970: seconds).iso8601 == date.ISO8601Format())
    }
    for t in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
      let end = Moment(secondsSince1970: t)
      #expect(end.dateDigits.count == 8 && end.timeDigits.count == 6 && end.iso8601.count == 20)
    }
    let before = Date().ISO8601Format(), now = UTC.now(), after = Date().ISO8601Format()
    #expect(before <= now && now <= after)
  }

  /// Those who wait see a change, and no change makes them wait for ever.
  @Test func whoWaitsHearsOfIt() {
    let turn = Monitor(0)
    for n in 1...20 {
      Threads.run { turn.wait { $0 == n - 1 ? () : nil }; turn.change { $0 = n } }
    }
    #expect(turn.wait(atMost: 30 * patience) { $0 == 20 ? $0 : nil } == 20)
    let begun = ContinuousClock.now
    #expect(turn.wait(atMost: 0.05) { $0 == 21 ? $0 : nil } == nil)
    #expect(ContinuousClock.now - begun >= .seconds(0.05))
    #expect(turn.wait(atMost: -1) { $0 } == 20)
    #expect(turn.wait(atMost: .infinity) { $0 } == 20)
  }

  /// What a body threw has left the lock open.
  @Test func aThrownErrorLeavesNoLock() {
    struct Stop: Error {}
    let value = Monitor(1)
    #expect(throws: Stop.self) { try value.change { _ in throw Stop() } }
    #expect(throws: Stop.self) { try value.wait { _ in throw Stop() } as Int }
    #expect(value.withLock { $0 } == 1)
  }

  /// With all in it, and nothing that a link leads to.
  @Test func aFolderGoesWithAllInIt() throws {
    try withTemporaryFolder { folder in
      let gone = folder + "/gone", kept = folder + "/kept"
      for path in [gone + "/a/b/c", kept] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      for path in [gone + "/1", gone + "/a/b/2", kept + "/3"] { try Data([1]).write(to: URL(fileURLWithPath: path)) }
      for (name, target) in [("/link", kept), ("/a/b/file", kept + "/3"), ("/a/nowhere", folder + "/nothing")] {
        try FileManager.default.createSymbolicLink(atPath: gone + name, withDestinationPath: target)
      }
      Paths.remove(gone)
      #expect(!FileManager.default.fileExists(atPath: gone) && FileManager.default.fileExists(atPath: kept + "/3"))
      Paths.remove(gone)  // it is gone already
      try FileManager.default.createSymbolicLink(atPath: gone, withDestinationPath: kept)
      Paths.remove(gone)
      #expect(Paths.link(gone) == nil && FileManager.default.fileExists(atPath: kept + "/3"))
    }
  }

  @Test func aTemporaryFolderIsPrivate() throws {
    let folder = try Paths.makeTemporaryFolder("stylet-test-"), other = try Paths.makeTemporaryFolder("stylet-test-")
    defer { for path in [folder, other] { Paths.remove(path) } }
    #expect(folder != other && folder.lastPathPart.hasPrefix("stylet-test-") && Paths.isFolder(folder))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  /// As the locks of earlier versions name it.
  @Test func theMachineIsCalledAsBefore() {
    #expect(ProjectLock.Owner.hostName == ProcessInfo.processInfo.hostName)
  }

  @Test func filledTexts() {
    #expect(NumberText.filled("ab", 4) == "ab  " && NumberText.filled("abcd", 2) == "abcd")
    #expect(NumberText.filled("e\u{301}", 3) == "e\u{301}  ")
  }
}
