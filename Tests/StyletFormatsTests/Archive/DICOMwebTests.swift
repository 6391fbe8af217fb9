import Foundation
import StyletBase
import StyletDICOM
import StyletFiles
import StyletProject
import TestSupport
import Testing

@testable import StyletArchive

/// What archives answer, as recorded of several, without any of them.
@Suite struct DICOMwebTests {
  private static let study = "1.2.3", series = "1.2.4"

  private static func row(_ elements: [String: String]) -> String {
    let members = elements.map { "\"\($0.key)\": {\"vr\": \"UI\", \"Value\": [\($0.value)]}" }
    return "{\(members.joined(separator: ","))}"
  }

  /// A file of the series: explicit little endian, with what makes it itself.
  static func file(
    _ n: Int, series: String = series, word: String = "x", patient: String = "P1", mark: Bool = false
  ) -> [UInt8] {
    func element(_ group: UInt8, _ element: UInt16, _ vr: String, _ text: String) -> [UInt8] {
      let padded = text.utf8.count % 2 == 0 ? text : text + (vr == "UI" ? "\0" : " ")
      return [group, 0, UInt8(element & 255), UInt8(element >> 8)] + Array(vr.utf8)
        + [UInt8(padded.utf8.count), 0] + Array(padded.utf8)
    }
    var file = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
    file += element(2, 0x10, "UI", "1.2.840.10008.1.2.1")
    file += element(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.2")
    file += element(8, 0x18, "UI", "1.2.5.\(n)")
    file += element(8, 0x103e, "LO", word)
    file += element(0x10, 0x20, "LO", patient)
    if mark { file += element(0x12, 0x62, "CS", "YES") }
    file += element(0x20, 0xd, "UI", study)
    file += element(0x20, 0xe, "UI", series)
    file += [0xe0, 0x7f, 0x10, 0] + Array("OW".utf8) + [0, 0, 200, 0, 0, 0]
    return file + [UInt8](repeating: UInt8(n), count: 200)
  }

  private static func multipart(_ files: [[UInt8]], closed: Bool = true) -> RecordedArchive.Answer {
    var body: [UInt8] = []
    for file in files {
      body += Array("--B\r\nContent-Type: application/dicom\r\n\r\n".utf8)
      body += file
      body += Array("\r\n".utf8)
    }
    if closed { body += Array("--B--\r\n".utf8) }
    return .init(type: "multipart/related; type=\"application/dicom\"; boundary=B", body: body)
  }

  private static func list(_ count: Int) -> String {
    let rows = (0..<count).map { row(["00080018": "\"1.2.5.\($0)\"", "0020000E": "\"\(series)\""]) }
    return "[\(rows.joined(separator: ","))]"
  }

  /// An archive with a series of so many instances, and what it does when files are asked for.
  private func archive(_ count: Int, _ files: @escaping (String, String) -> RecordedArchive.Answer) -> RecordedArchive {
    RecordedArchive { path, accept, _ in
      if path.contains("/instances?") { return path.contains("offset=0") ? .json(Self.list(count)) : .json("[]") }
      if path.contains("/series?") {
        return path.contains("offset=0")
          ? .json("[\(Self.row(["0020000E": "\"\(Self.series)\"", "00201209": "\(count)"]))]") : .status(204)
      }
      return files(path, accept)
    }
  }

  private func get(_ archive: RecordedArchive, into folder: String) throws -> ReceivedSeries {
    let client = try archive.client()
    let uids = try client.instances(study: Self.study, series: Self.series).map(\.uid)
    let series = try ReceivedSeries(
      study: Self.study, series: Self.series, expected: uids, folder: folder + "/s", progress: { _, _ in })
    do { try client.fetch(series) } catch { throw Stopped(series: series, error: error) }
    return series
  }

  private struct Stopped: Error, @unchecked Sendable {  // thrown and caught by one thread
    let series: ReceivedSeries
    let error: any Error
  }

  private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

  private func contents(_ series: ReceivedSeries) throws -> [[UInt8]] { try series.files.map(bytes) }

  // MARK: Searching

  @Test func pagesUntilNothingNewComes() throws {
    // Pages of its own length, 3, whatever is asked for; the last one is answered with 204.
    let all = (0..<7).map { Self.row(["0020000D": "\"1.9.\($0)\""]) }
    let archive = RecordedArchive { path, _, _ in
      let offset = Int(path.split(separator: "offset=").last ?? "") ?? 0
      let page = all.dropFirst(offset).prefix(3)
      return page.isEmpty ? .status(204) : .json("[\(page.joined(separator: ","))]")
    }
    let found = try archive.client().find(ArchiveQuery())
    #expect(found.rows.compactMap { $0[ArchiveTag.studyUID] } == (0..<7).map { "1.9.\($0)" } && found.remarks.isEmpty)
    #expect(archive.asked.count == 4 && archive.asked[0].path.contains("limit=100"))
    // One that knows no pages answers with the same again: what there is, and a remark.
    let deaf = RecordedArchive { _, _, _ in .json("[\(all.joined(separator: ","))]") }
    let heard = try deaf.client().find(ArchiveQuery())
    #expect(heard.rows.count == 7 && heard.remarks == [words("archive.no-pages")] && deaf.asked.count == 2)
  }

  @Test func nothingFoundIsNoError() throws {
    for answer in [RecordedArchive.Answer.status(204), .json("[]"), .status(200)] {
      let found = try RecordedArchive({ _, _, _ in answer }).client().find(ArchiveQuery())
      #expect(found.rows.isEmpty)
    }
  }

  /// An archive that does not know a key answers with everything: what does not match is left out and said.
  @Test func aKeyThatIsNotHeeded() throws {
    let rows = ["P1", "P2", "p1x"].enumerated().map { n, patient in
      Self.row(["0020000D": "\"1.9.\(n)\"", "00100020": "\"\(patient)\""])
    }
    let archive = RecordedArchive { path, _, _ in
      path.hasSuffix("offset=0") ? .json("[\(rows.joined(separator: ","))]") : .json("[]")
    }
    var query = ArchiveQuery()
    query.patientID = "P1*"
    let found = try archive.client().find(query)
    #expect(found.rows.map { $0[ArchiveTag.patientID] } == ["P1", "p1x"])
    #expect(found.remarks == [words("archive.unheeded", ["key": "PatientID"])])
    #expect(archive.asked[0].path.contains("PatientID=P1*&"))
    for (value, asked, isDate, isMatch) in [
      ("20261130", "20261101-", true, true), ("20261030", "20261101-", true, false), ("20261130", "-20261129", true, false),
      ("DOE^JANE", "*oe*a?e", false, true), ("ab", "a", false, false), ("", "**", false, true), ("aab", "*ab", false, true),
    ] {
      #expect(ArchiveQuery.matches(value, asked, isDate: isDate) == isMatch, "\(value) \(asked)")
    }
  }

  @Test func whatIsRefused() throws {
    func failure(_ answer: RecordedArchive.Answer) throws -> Failure {
      let archive = RecordedArchive { _, _, _ in answer }
      return try #require(throws: Failure.self) { try archive.client().find(ArchiveQuery()) }
    }
    #expect(try failure(.status(401)).kind == .noPermission && failure(.status(404)).kind == .noInput)
    #expect(try failure(.status(302, ["location": "http://other/"])).what == words("archive.elsewhere", ["status": 302]))
    #expect(try failure(.json("{}")).kind == .badData && failure(.json("[")).kind == .badData)
    #expect(try failure(.json("<html>")).kind == .badData)
  }

  /// 429 and 503 are asked again after the time that is named, thrice in all, and not after an hour.
  @Test func aBusyArchiveIsWaitedFor() throws {
    var left = 2, waited: [Double] = []
    let archive = RecordedArchive { _, _, _ in
      left -= 1
      return left >= 0 ? .status(429, ["retry-after": "\(left + 1)"]) : .json("[]")
    }
    try archive.client { waited.append($0) }.echo()
    #expect(waited == [2, 1] && archive.asked.count == 3)
    for (answer, count) in [
      (RecordedArchive.Answer.status(503), 3), (.status(429, ["retry-after": "3600"]), 1),
      (.status(429, ["retry-after": "-1"]), 1),
    ] {
      let archive = RecordedArchive { _, _, _ in answer }
      let failure = try #require(throws: Failure.self) { try archive.client().echo() }
      #expect(failure.kind == .io && failure.what.contains("\(answer.status)") && archive.asked.count == count)
    }
  }

  // MARK: Retrieving

  @Test func aSeriesComesAsItIsStored() throws {
    try withTemporaryFolder { folder in
      let archive = archive(4) { _, _ in Self.multipart((0..<4).map { Self.file($0) }) }
      let series = try get(archive, into: folder)
      let got = try contents(series)
      #expect(got == (0..<4).map { Self.file($0) } && !series.mayBeTranscoded)
      #expect(archive.asked.last?.accept == #"multipart/related; type="application/dicom"; transfer-syntax=*"#)
      // There already: nothing is asked for.
      let again = self.archive(4) { _, _ in .status(500) }
      let still = try get(again, into: folder)
      #expect(still.files.count == 4)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/s").sorted()
      #expect(names == (0..<4).map { "1.2.5.\($0).dcm" })
    }
  }

  /// What ends early is not whole, wherever; what came whole stays, and only the rest is asked for then.
  @Test func cutShortAndGoneOnWith() throws {
    let whole = Self.multipart((0..<4).map { Self.file($0) }), size = Self.file(0).count
    for count in [0, 10, size / 2, size + 60, 3 * size, whole.body.count - 12] {
      try withTemporaryFolder { folder in
        var cut = whole
        cut.body = Array(cut.body.prefix(count))
        let stopped = try #require(throws: Stopped.self) { try get(archive(4) { _, _ in cut }, into: folder) }
        let failure = try #require(stopped.error as? Failure)
        #expect(failure.kind == .io && failure.description.contains("\(stopped.series.count) of 4"), "\(failure)")
        #expect(stopped.series.count == min(3, count / (size + 44)), "\(count)")
        for file in stopped.series.files {
          let whole = try bytes(file)
          #expect(whole.count == size)
        }
        let rest = self.archive(4) { path, _ in
          guard let n = path.last.flatMap({ Int(String($0)) }), path.contains("/instances/") else { return whole }
          return Self.multipart([Self.file(n)])
        }
        let series = try get(rest, into: folder)
        let got = try contents(series)
        #expect(got == (0..<4).map { Self.file($0) }, "\(count)")
        let there = stopped.series.count
        if there >= 2 {
          #expect(rest.asked.count { $0.path.contains("/instances/") } == 4 - there)
        }
      }
    }
  }

  /// Down the ladder: each way is asked for once, and not again.
  @Test func otherFormsWhereOneIsRefused() throws {
    for level in 1...4 {
      try withTemporaryFolder { folder in
        var refusals = 0
        let archive = archive(3) { path, accept in
          let isSeries = !path.contains("/instances/"), hasAny = accept.contains("transfer-syntax=*")
          let way = isSeries ? (hasAny ? 0 : 1) : accept == "application/dicom" ? 4 : hasAny ? 2 : 3
          guard way >= level else {
            refusals += 1
            return .status(way % 2 == 0 ? 406 : 400)
          }
          if isSeries { return Self.multipart((0..<3).map { Self.file($0) }) }
          let file = Self.file(Int(String(path.last!))!)
          if way == 4 {
            return .init(type: "application/dicom", headers: ["content-length": "\(file.count)"], body: file)
          }
          return Self.multipart([file])
        }
        let series = try get(archive, into: folder)
        let got = try contents(series)
        #expect(got == (0..<3).map { Self.file($0) } && refusals == level)
        #expect(series.mayBeTranscoded == (level != 2), "\(level)")
      }
    }
  }

  @Test func hostileAnswers() throws {
    func failure(_ answer: RecordedArchive.Answer) throws -> Failure {
      try withTemporaryFolder { folder in
        let stopped = try #require(throws: Stopped.self) { try get(archive(2) { _, _ in answer }, into: folder) }
        return try #require(stopped.error as? Failure)
      }
    }
    // Another series; two contents of one UID; no DICOM; fewer than counted; a page for signing in.
    #expect(try failure(Self.multipart([Self.file(0, series: "1.2.99")])).what == words("archive.not-asked-for"))
    let two = try failure(Self.multipart([Self.file(0), Self.file(0, word: "y")]))
    #expect(two.what == words("archive.two-contents", ["uid": "1.2.5.0"]))
    #expect(try failure(Self.multipart([Array("hello".utf8)])).kind == .badData)
    #expect(try failure(Self.multipart([Self.file(0).dropLast(50)])).kind == .badData)
    #expect(try failure(.init(type: "text/html", body: Array("<html>".utf8))).kind == .io)
    #expect(try failure(.init(type: "application/dicom", body: Self.file(0))).description.contains("0 of 2"))
    #expect(try failure(.status(401)).kind == .noPermission)
    #expect(try failure(.status(404)).description.contains("0 of 2"))
    // The same twice is one.
    try withTemporaryFolder { folder in
      let twice = Self.multipart([Self.file(0), Self.file(0), Self.file(1)])
      let series = try get(archive(2) { _, _ in twice }, into: folder)
      #expect(series.count == 2)
    }
  }

  /// An archive that lists other than it counts is still receiving.
  @Test func countsThatDiffer() throws {
    let archive = RecordedArchive { path, _, _ in
      if !path.contains("offset=0") { return .json("[]") }
      return path.contains("/instances?")
        ? .json(Self.list(2)) : .json("[\(Self.row(["0020000E": "\"\(Self.series)\"", "00201209": "3"]))]")
    }
    let failure = try #require(throws: Failure.self) {
      try archive.client().instances(study: Self.study, series: Self.series)
    }
    #expect(failure.what == words("archive.other-count", ["listed": 2, "counted": 3]))
  }

  // MARK: Sending

  /// Answers to a stored object, as recorded: only a name among what was stored counts, whatever the status.
  @Test func whatCountsAsStored() throws {
    let uid = "1.2.5.0"
    func item(_ tag: String, _ more: String = "") -> String {
      "\"\(tag)\": {\"vr\": \"SQ\", \"Value\": [{\"00081155\": {\"vr\": \"UI\", \"Value\": [\"\(uid)\"]}\(more)}]}"
    }
    let reason = ", \"00081197\": {\"vr\": \"US\", \"Value\": [272]}"
    #expect(DICOMweb.stored(Array("{\(item("00081199"))}".utf8), uid)?.isNamed == true)
    #expect(DICOMweb.stored(Array("[{\(item("00081199"))}]".utf8), uid)?.isNamed == true)
    let failed = DICOMweb.stored(Array("{\(item("00081198", reason))}".utf8), uid)
    #expect(failed?.isNamed == false && failed?.reason == "110")
    #expect(DICOMweb.stored(Array("{\(item("00081199"))}".utf8), "1.2.5.1") == nil)
    for none in ["", "{}", "[]", "<xml/>", "{\"00081199\": {\"vr\": \"SQ\"}}"] {
      #expect(DICOMweb.stored(Array(none.utf8), uid) == nil)
    }
  }

  /// Named as stored is not enough: the archive must give the same back.
  @Test func storedMeansReadBackIdentical() throws {
    let named = #"{"00081199": {"vr": "SQ", "Value": [{"00081155": {"vr": "UI", "Value": ["1.2.5.0"]}}]}}"#
    for (back, expected) in [
      (Self.multipart([Self.file(0)]), SentObjects.Outcome.identical),
      (Self.multipart([Self.file(0, word: "y")]), .other),
      (.status(404), .missing),
    ] {
      try withTemporaryFolder { folder in
        let path = folder + "/x.dcm"
        try Data(Self.file(0)).write(to: URL(fileURLWithPath: path))
        let archive = RecordedArchive { path, _, body in
          if path == "studies" {
            #expect(body.firstRange(of: Self.file(0)) != nil)
            return .json(named, status: 200)
          }
          return back
        }
        var sent = try SentObjects([try .init(path, of: path)], to: RecordedArchive.place())
        try sent.send(by: archive.client())
        #expect(sent.all[0].outcome == expected)
        let receipt = JSONValue.object(sent.receipt(at: "t")).text
        #expect(receipt.contains(expected.word) && !receipt.contains("P1"))
      }
    }
  }

  /// What was de-identified, or names nobody, goes to archives for research alone; none goes where its study is not.
  @Test func whatMayGoWhere() throws {
    try withTemporaryFolder { folder in
      func one(_ name: String, _ bytes: [UInt8]) throws -> SentObjects.One {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
        return try .init(folder + "/" + name, of: name)
      }
      let marked = try one("m", Self.file(0, mark: true)), nobody = try one("n", Self.file(1, patient: " "))
      let plain = try one("p", Self.file(2))
      let clinical = try RecordedArchive.place(), research = try RecordedArchive.place("research = true")
      #expect(marked.object.isDeidentified && !plain.object.isDeidentified)
      for refused in [marked, nobody] {
        #expect(throws: Failure.self) { _ = try SentObjects([refused], to: clinical) }
        #expect(throws: Never.self) { _ = try SentObjects([refused], to: research) }
      }
      #expect(throws: Failure.self) { try SentObjects([plain, plain], to: clinical) }
      for (patient, study, isGood) in [("P1", Self.study, true), ("P2", Self.study, false), ("P1", "1.7", false)] {
        let archive = RecordedArchive { path, _, _ in
          path.hasSuffix("offset=0")
            ? .json("[\(Self.row(["0020000D": "\"\(study)\"", "00100020": "\"\(patient)\""]))]") : .json("[]")
        }
        let sent = try SentObjects([plain], to: clinical)
        let belongs = (try? sent.mustBelong(in: archive.client())) != nil
        #expect(belongs == isGood, "\(patient) \(study)")
      }
    }
  }
}
