import StyletBase
import TestSupport
import Testing

@testable import StyletIntake

/// When a series is all there.
@Suite struct SeriesVerdictTests {
  /// Slices of a scan of `count`, 1.25 mm apart, instance numbers from 1 on; those that came.
  private func record(
    _ came: some Sequence<Int>, from first: Int = 1, stated: Int? = nil, others: [Int] = []
  ) -> SeriesRecord {
    var record = SeriesRecord(key: "k", exam: "e", patient: "p", received: "2026-03-01T09:30:00Z")
    for n in others {
      record.add(.init(key: "o\(n)", sha256: "", number: n, heights: [], shape: ""))
    }
    for n in came {
      let height = -400.1 + 1.25 * Double(n)
      record.add(.init(key: "\(n)", sha256: "", number: first + n, heights: [height], shape: "512x512 0 0 1000"))
    }
    record.stated = stated
    return record
  }

  @Test func everyHalfIsSeen() {
    let whole = 0..<40
    #expect(record(whole).verdict(isQuiet: true) == .complete(.order))
    #expect(record(whole, from: 0).verdict(isQuiet: true) == .complete(.order))
    #expect(record(whole.reversed()).verdict(isQuiet: true) == .complete(.order))
    #expect(record(whole).verdict(isQuiet: false) == .waiting(.recent))
    #expect(record(20..<40).verdict(isQuiet: true) == .waiting(.numbers))
    #expect(record(stride(from: 0, to: 40, by: 2)).verdict(isQuiet: true) == .waiting(.numbers))
    for hole in 1..<39 {
      #expect(record(whole.filter { $0 != hole }).verdict(isQuiet: true) == .waiting(.gap), "\(hole)")
    }
    #expect(record(0..<3).verdict(isQuiet: true) == .waiting(.few))
    #expect(record(0..<3).verdict(isQuiet: false, isSettled: true) == .complete(.settled))
  }

  /// A count that is stated is waited for, whatever else looks whole; files that are no slices are of it, too.
  @Test func aStatedCountDecides() {
    #expect(record(0..<40, stated: 41).verdict(isQuiet: true) == .waiting(.missing))
    #expect(record(0..<40, stated: 41).verdict(isQuiet: true, isSettled: true) == .waiting(.missing))
    #expect(record(0..<40, stated: 40).verdict(isQuiet: false) == .complete(.count))
    #expect(record(0..<40, from: 2, stated: 41, others: [1]).verdict(isQuiet: false) == .complete(.count))
    #expect(record(0..<40, from: 2, others: [1]).verdict(isQuiet: true) == .complete(.order))
    #expect(record([], stated: 1, others: [1]).verdict(isQuiet: true) == .waiting(.missing))
  }

  /// Numbers that count something else say nothing; a file of many frames is whole in itself.
  @Test func numbersThatSayNothing() {
    var same = SeriesRecord(key: "k", exam: "e", patient: "p", received: "2026-03-01T09:30:00Z"), frames = same
    for n in 0..<10 {
      same.add(.init(key: "\(n)", sha256: "", number: 7, heights: [Double(n)], shape: "a"))
    }
    #expect(same.verdict(isQuiet: true) == .complete(.order))
    frames.add(.init(key: "1", sha256: "", number: 5, heights: (0..<10).map(Double.init), shape: "a"))
    #expect(frames.verdict(isQuiet: true) == .complete(.order))
  }

  /// What is written is what is read, and nothing else is.
  @Test func recordsAreKept() throws {
    try withTemporaryFolder { path in
      let folder = IntakeFolder(study: path, site: nil)
      try folder.make()
      var one = record(0..<5, stated: 9, others: [77])
      one = SeriesRecord(key: "ab12", exam: "e", patient: "p", received: one.received, of: one)
      (one.state, one.reason, one.detail, one.completeBy) = (.quarantined, .patients, "why\n", .count)
      one.lateOnes = ["x"]
      try one.write(folder)
      let read = try #require(try SeriesRecord.read("ab12", folder))
      #expect(read.count == 5 && read.stated == 9 && read.reason == .patients && read.detail == "why\n")
      #expect(read.late == 1 && read.completeBy == .count && read["3"]?.heights == one["3"]?.heights)
      #expect(read.digest(ofFile: "3.dcm") == "" && read.digest(ofFile: "99.dcm") == nil)
      #expect(try SeriesRecord.read("ab13", folder) == nil)
    }
  }
}

extension SeriesRecord {
  /// The same files under another key.
  fileprivate init(key: String, exam: String, patient: String, received: String, of other: SeriesRecord) {
    self.init(key: key, exam: exam, patient: patient, received: received)
    for one in other.all { add(one) }
    stated = other.stated
  }
}
