import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletBatch

/// What is planned, and that it stays so.
@Suite struct BatchManifestTests {
  @Test func itIsReadAsItWasWritten() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/plan.jsonl", manifest = try SmallBatch.manifest(9)
      try manifest.write(to: path)
      let read = try BatchManifest(reading: path)
      #expect(read.items == manifest.items && read.settings == manifest.settings && read.text == manifest.text)
      #expect(read.items.map(\.id) == read.items.map(\.id).sorted() && Set(read.items.map(\.id)).count == 9)
      // Whatever the order of the scans was, and though one is named twice.
      let again = BatchManifest(manifest.settings, manifest.items.shuffled() + manifest.items.prefix(3))
      #expect(again.text == manifest.text)
      #expect(throws: Failure.self) { try manifest.write(to: path) }
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  /// A plan that somebody has changed is not run: of each byte that is another one, each line that is gone or new.
  @Test func aChangeIsNoticed() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/plan.jsonl", bytes = try SmallBatch.manifest(4).text
      let text = String(decoding: bytes, as: UTF8.self)
      let replaced: [(String, String)] = [
        ("p1/ct", "p2/ct"), ("\"fill_gaps\": false", "\"fill_gaps\": true"), ("\"lungs\", ", ""),
        ("\"items\": 4", "\"items\": 3"), ("stylet-batch\"", "stylet-else\""), ("\"version\": 1", "\"version\": 9"),
      ]
      var changed: [String] = replaced.map { text.replacing($0.0, with: $0.1) }
      var lines: [Substring] = text.split(separator: "\n")
      changed += [String(text.dropLast()), String(text.dropLast(40)), "\(text)\(lines[1])\n"]
      changed += [lines.dropLast().joined(separator: "\n") + "\n", "", "\n", "[]\n", "{}\n"]
      lines.swapAt(1, 2)
      changed.append(lines.joined(separator: "\n") + "\n")
      for one in changed {
        try Data(one.utf8).write(to: URL(fileURLWithPath: path))
        do {
          _ = try BatchManifest(reading: path)
          Issue.record("\(one)")
        } catch let failure as Failure {
          #expect(failure.kind == .badData && failure.path == path && failure.advice != nil, "\(failure)")
        }
      }
      // Each byte of the lines of items.
      let start = bytes.firstIndex(of: 10)! + 1
      for at in stride(from: start, to: bytes.count, by: 7) {
        var other = bytes
        other[at] ^= 1
        try Data(other).write(to: URL(fileURLWithPath: path))
        #expect(throws: Failure.self) { try BatchManifest(reading: path) }
      }
    }
  }

  /// Random bytes in all of the file: refused or read, and no trap.
  @Test func noBytesTrap() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/plan.jsonl", bytes = try SmallBatch.manifest(2).text
      var random = SystemRandomNumberGenerator()
      for _ in 0..<400 {
        var other = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          other[Int.random(in: 0..<other.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        try Data(other).write(to: URL(fileURLWithPath: path))
        _ = try? BatchManifest(reading: path)
      }
    }
  }

  @Test func stepsAreRefusedByNameWithTheReason() throws {
    func refusal(_ text: String, _ subject: BatchSubject = .scans) -> String {
      do {
        _ = try BatchSteps(text, of: subject)
        return ""
      } catch { return "\(error)" }
    }
    #expect(try BatchSteps("qct,extent,segment b,propose,segment a,lungs,lungs", of: .scans).names
      == ["lungs", "propose", "segment b", "segment a", "extent", "qct"])
    #expect(try BatchSteps("report,extent", of: .projects).names == ["extent", "report"])
    for (text, said) in [
      ("deidentify", "this version"), ("triage,lungs", "this version"), ("lungs,bones", "'bones' is not a step"),
      ("lungs,", "is not a step"), ("", "is not a step"), ("extent", "propose"), ("report", "--projects"),
      ("segment", "is not a step"), ("segment ../x", "is not a step"), ("segment .x", "is not a step"), ("Lungs", "is not a step"),
    ] { #expect(refusal(text).contains(said), "\(text): \(refusal(text))") }
    #expect(refusal("lungs", .projects).contains("--projects") && refusal("segment a", .projects).contains("--projects"))
  }

  /// What results follow from is in the digest: each of them makes it another one.
  @Test func theDigestIsOfAllThatResultsFollowFrom() throws {
    let steps = try BatchSteps("lungs", of: .scans)
    let all = [
      BatchSettings(steps, of: .scans), BatchSettings(try BatchSteps("lungs,propose", of: .scans), of: .scans),
      BatchSettings(steps, of: .scans, fillsGaps: true), BatchSettings(steps, of: .scans, takesIncomplete: true),
      BatchSettings(steps, of: .scans, segmenters: ["a": sha256([1])]),
      BatchSettings(steps, of: .scans, segmenters: ["a": sha256([2])]),
      BatchSettings(try BatchSteps("extent", of: .projects), of: .projects),
    ]
    #expect(Set(all.map(\.digest)).count == all.count)
    #expect(all[0].carried.count == 4 && Set(all[0].carried.values).count == 4)
    #expect(try BatchSettings(line: all[4].line) == all[4])
  }

  @Test func anIdentifierIsOfPathAndSeries() {
    let ids = [("/a", nil), ("/a", "1"), ("/a1", nil), ("/b", nil)].map { BatchItem.id(path: $0, series: $1) }
    #expect(Set(ids).count == 4 && ids.allSatisfy { $0.count == 16 })
  }
}
