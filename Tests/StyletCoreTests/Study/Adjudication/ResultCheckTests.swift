import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// What was made of readings, and what is done to it afterwards.
@Suite struct ResultCheckTests {
  /// A study in which two cases were decided and one has a consensus, each of a reading that is sealed.
  struct Made {
    let folder: StudyFolder
    let cases: [CaseID]
    let readings: [DesignedReading]

    init(in path: String) throws {
      folder = try SyntheticStudy.make(in: path, readers: 3, cases: 300, sealed: 6)
      let reader = ReaderName("r00")!
      let aliases = try ListedReading.read(folder, reader).prefix(6).map(\.alias)
      let own = try DesignedReading.read(folder).filter { $0.kind == .first && aliases.contains($0.alias) }
      readings = Array(own.prefix(3))
      cases = readings.map(\.caseID)
      let change = try StudyChange(folder)
      for n in readings.indices {
        let path = n < 2 ? folder.adjudication(cases[n]) : folder.consensus(cases[n])
        try StudyFile.write(Array("{\"result\": \(n)}\n".utf8), to: path)
        try change.made(
          path, as: n < 2 ? .adjudicated : .consensus,
          of: [(project(n), try ScanIdentity.sha256(of: project(n)))],
          by: n < 2 ? ReaderName("chief") : nil, because: n < 2 ? "a vessel" : nil)
      }
    }

    func project(_ n: Int) -> String { folder.project(readings[n].reader, readings[n].alias) }
    var log: EventLog { EventLog(folder, study: "trial", reader: readings[0].reader, host: SyntheticStudy.host) }
    var check: StudyCheck { get throws { try StudyCheck(folder, now: SyntheticStudy.now) } }
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: StudyFault.Kind
    /// From the study's folder on; CASE stands for the first, NEXT for the second case.
    let path: String
    var place: String?
    let done: @Sendable (Made) throws -> Void
    var testDescription: String { name }
  }

  static let tamperings: [Tampering] = [
    Tampering(name: "an adjudication changed", kind: .changed, path: "adjudication/CASE.stylet.json") {
      try StudyFile.write([], to: $0.folder.adjudication($0.cases[0]))
    },
    Tampering(name: "an adjudication taken away", kind: .gone, path: "adjudication/CASE.stylet.json") {
      unlink($0.folder.adjudication($0.cases[0]))
    },
    Tampering(name: "two adjudications exchanged", kind: .changed, path: "adjudication/NEXT.stylet.json") { made in
      let (a, b) = (made.folder.adjudication(made.cases[0]), made.folder.adjudication(made.cases[1]))
      let first = try SafeFile.read(a).bytes
      try StudyFile.write(try SafeFile.read(b).bytes, to: a)
      try StudyFile.write(first, to: b)
    },
    Tampering(name: "a consensus changed", kind: .changed, path: "consensus/LAST.stylet.json") {
      try StudyFile.write([], to: $0.folder.consensus($0.cases[2]))
    },
    Tampering(name: "a consensus taken away", kind: .gone, path: "consensus/LAST.stylet.json") {
      unlink($0.folder.consensus($0.cases[2]))
    },
    Tampering(name: "a reading sealed anew", kind: .stale, path: "adjudication/CASE.stylet.json", place: "ALIAS") {
      made in
      let alias = made.readings[0].alias, bytes = Array("{}\n".utf8)
      try made.log.add(ReadingEvent(.reopen, of: alias, time: "2026-05-02T09:00:00Z", reason: "once more"))
      try StudyFile.write(bytes, to: made.project(0))
      try made.log.add(ReadingEvent(.seal, of: alias, time: "2026-05-02T09:30:00Z", project: sha256(bytes)))
    },
    Tampering(name: "a reading opened again", kind: .stale, path: "adjudication/CASE.stylet.json", place: "ALIAS") {
      try $0.log.add(
        ReadingEvent(.reopen, of: $0.readings[0].alias, time: "2026-05-02T09:00:00Z", reason: "once more"))
    },
    Tampering(
      name: "another reading named by the trail", kind: .trail, path: "keys/trail.jsonl", place: "line 5, seal"
    ) { made in
      let text = String(decoding: try SafeFile.read(made.folder.trail).bytes, as: UTF8.self)
      let other = text.replacing(made.folder.relative(made.project(0)), with: made.folder.relative(made.project(1)))
      #expect(other != text)
      try StudyFile.write(Array(other.utf8), to: made.folder.trail)
    },
    Tampering(
      name: "somebody else named by the trail", kind: .trail, path: "keys/trail.jsonl", place: "line 5, seal"
    ) { made in
      let text = String(decoding: try SafeFile.read(made.folder.trail).bytes, as: UTF8.self)
      try StudyFile.write(
        Array(text.replacing("\"by\": \"chief\"", with: "\"by\": \"other\"").utf8), to: made.folder.trail)
    },
    Tampering(
      name: "a decision taken out of the trail", kind: .trail, path: "keys/trail.jsonl", place: "line 5, previous"
    ) { made in
      var lines = try SafeFile.read(made.folder.trail).bytes.split(separator: 10)
      lines.remove(at: 4)
      try StudyFile.write(Array(lines.joined(separator: [10])) + [10], to: made.folder.trail)
    },
  ]

  @Test(arguments: tamperings) func whatIsDoneIsFoundAndNamed(_ one: Tampering) throws {
    try withTemporaryFolder { path in
      let made = try Made(in: path)
      #expect(try made.check.faults == [] && made.check.remarks == [])
      try one.done(made)
      let faults = try made.check.faults
      let file = one.path.replacing("CASE", with: made.cases[0].text).replacing("NEXT", with: made.cases[1].text)
        .replacing("LAST", with: made.cases[2].text)
      let place = one.place?.replacing("ALIAS", with: made.readings[0].alias.text)
      #expect(faults.contains { $0.kind == one.kind && $0.path == file && $0.place == place }, "\(faults)")
      #expect(faults.allSatisfy { !$0.what.isEmpty })
    }
  }

  /// Each of two that were exchanged is named as the other one.
  @Test func exchangedIsSaidOfBoth() throws {
    try withTemporaryFolder { path in
      let made = try Made(in: path)
      try Self.tamperings[2].done(made)
      let faults = try made.check.faults
      #expect(faults.count == 2)
      for (a, b) in [(0, 1), (1, 0)] {
        let fault = faults.first { $0.path == made.folder.relative(made.folder.adjudication(made.cases[a])) }
        #expect(fault?.what.contains(made.folder.relative(made.folder.adjudication(made.cases[b]))) == true)
      }
    }
  }

  /// What is put aside is kept, and an adjudication that is made anew stands for the case from then on.
  @Test func whatIsPutAsideIsKeptAndSaid() throws {
    try withTemporaryFolder { path in
      let made = try Made(in: path), place = made.folder.adjudication(made.cases[0])
      let before = try SafeFile.read(place).bytes
      let kept = try StudyChange(made.folder).putAside(place, by: ReaderName("chief"), because: "read anew")
      #expect(try SafeFile.read(kept).bytes == before && !Paths.exists(place))
      #expect(try made.check.faults == [] && made.check.remarks == [])
      try StudyFile.write(Array("{\"result\": 7}\n".utf8), to: place)
      #expect(try made.check.remarks.map(\.kind) == [.untold], "nothing tells of it yet")
      try StudyChange(made.folder).made(
        place, as: .adjudicated, of: [(made.project(0), try ScanIdentity.sha256(of: made.project(0)))])
      #expect(try made.check.faults == [] && made.check.remarks == [])
      _ = try StudyChange(made.folder).anchor(time: "2026-05-02T09:00:00Z")
      #expect(try made.check.faults == [])
      unlink(kept)
      #expect(try made.check.faults.map(\.kind) == [.gone])
    }
  }

  /// A result that the coordinator puts there by hand is remarked until an anchor names it, and then held to that.
  @Test func whatNobodyTellsOfIsRemarked() throws {
    try withTemporaryFolder { path in
      let made = try Made(in: path), place = made.folder.consensus(made.cases[0])
      try StudyFile.write(Array("{}\n".utf8), to: place)
      #expect(try made.check.faults == [] && made.check.remarks.map(\.path) == [made.folder.relative(place)])
      _ = try StudyChange(made.folder).anchor(time: "2026-05-02T09:00:00Z")
      #expect(try made.check.faults == [] && made.check.remarks == [])
      try StudyFile.write(Array("{ }\n".utf8), to: place)
      #expect(try made.check.faults.map(\.kind) == [.changed])
    }
  }

  /// Lines about something else have the bytes that they had before there were results.
  @Test func otherLinesAreAsTheyWere() throws {
    let entry = StudyTrail.Entry(act: .added, time: PlannedStudy.time, files: ["cases.jsonl": sha256([])])
    let text = JSONValue.object(entry.json(after: "")).text
    let wanted = """
      {
        "act": "added",
        "time": "\(PlannedStudy.time)",
        "files": {"cases.jsonl": "\(sha256([]))"},
        "logs": {},
        "previous": ""
      }
      """
    #expect(text == wanted)
  }
}
