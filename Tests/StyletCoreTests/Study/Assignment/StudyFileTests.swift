import Glibc
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletStudy

/// The files of a study: what is written is read back, what is wrong is said with file, line and field.
@Suite struct StudyFileTests {
  /// RFC 4231, test cases 1, 2, 3, 4, 6 and 7.
  @Test func keyedHashesAreThoseOfTheStandard() {
    func repeated(_ b: UInt8, _ n: Int) -> [UInt8] { Array(repeating: b, count: n) }
    let vectors: [(key: [UInt8], message: [UInt8], digest: String)] = [
      (repeated(0x0b, 20), Array("Hi There".utf8), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (repeated(0xaa, 20), repeated(0xdd, 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
      (
        (1...25).map { UInt8($0) }, repeated(0xcd, 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        repeated(0xaa, 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        repeated(0xaa, 131),
        Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
            + "hashed before being used by the HMAC algorithm.").utf8),
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ]
    for vector in vectors {
      let digest = KeyedHash.of(vector.message, key: vector.key)
      #expect(digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == vector.digest)
    }
  }

  @Test func namesLeadNowhereElse() {
    let long = String(repeating: "a", count: 65)
    for bad in ["", ".", "..", ".hidden", "a/b", "a b", "é", "-x", long, "a\u{1b}", "a\n"] {
      #expect(CaseID(bad) == nil && ReaderName(bad) == nil && HostName(bad) == nil, "\(bad)")
    }
    #expect(ReaderName("Ann") == nil && ReaderName("ann.b-2_c") != nil && CaseID("C00001") != nil)
    #expect(Alias("k7m2x9d4") != nil && Alias("k7m2x9d") == nil && Alias("k7m2x9d0") == nil && Alias("../../xx") == nil)
  }

  private func whole() throws -> Study {
    let readers = PlannedStudy.readers(3), alias = try #require(Alias("k7m2x9d4"))
    var study = PlannedStudy.study(
      readers, seed: 1 << 53 - 1, StudyDesign(),
      [
        .assigned(time: PlannedStudy.time, through: 2, due: "2026-04-30"),
        .joined(
          time: PlannedStudy.time, reader: StudyReader(name: ReaderName("late")!), begun: [readers[0].name: [alias]]),
        .left(time: PlannedStudy.time, reader: readers[1].name, begun: [alias]),
      ])
    study.readers[0].experience = ["ild": 3, "chest": 0]
    study.protocolUsed = StudyProtocol(
      reference: ProtocolReference(id: "covid-chest", version: 1), digest: sha256([1]))
    study.rules.proposals = .after
    return study
  }

  @Test func whatIsWrittenIsReadBack() throws {
    try withTemporaryFolder { path in
      let folder = StudyFolder(path), study = try whole()
      try study.write(folder)
      #expect(try Study.read(folder) == study)
      var cases = PlannedStudy.cases(4, gold: 3)
      (cases[0].priority, cases[0].contrast, cases[0].kernel, cases[0].thickness) = (2, true, "B70f\u{1b}[31m", 1.25)
      (cases[1].isStriking, cases[1].demands, cases[1].status) = (true, ["ild": 2], .withdrawn)
      cases[2].choice = ScanChoice(series: "3", volume: nil, fillGaps: true)
      try StudyCase.write(cases, folder)
      #expect(try StudyCase.read(folder) == cases)
      let text = try SafeFile.read(folder.cases).bytes
      #expect(!text.contains(27), "no control character of a scan is in the file")
    }
  }

  @Test func aDealIsWrittenForEachReaderAndTellsNoPath() throws {
    try withTemporaryFolder { path in
      let folder = StudyFolder(path), cases = PlannedStudy.cases(400, gold: 20)
      for made in [folder.keys, folder.readers] { try Paths.makeFolder(made) }
      let deal = try PlannedStudy.deal(3, cases)
      #expect(try deal.write(folder) == 7)
      #expect(try deal.write(folder) == 0)
      #expect(try DesignedReading.read(folder) == deal.design)
      let byID = Dictionary(uniqueKeysWithValues: cases.map { ($0.id, $0) })
      for reader in deal.readers {
        #expect(try ListedReading.read(folder, reader) == deal.list(of: reader))
        for row in deal.design.filter({ $0.reader == reader }).prefix(3) {
          #expect(try folder.place(of: row.alias, of: reader) == byID[row.caseID]?.scanPlace)
        }
        // Nothing of a case is in the reader's files, and no row is like another.
        let places = try SafeFile.read(folder.places(reader)).bytes, list = try SafeFile.read(folder.list(reader)).bytes
        for word in ["gold", "C1", "site", "first"] {
          #expect(!String(decoding: list, as: UTF8.self).contains(word), "\(word)")
        }
        for word in ["scans/", "repeat", "double", sha256(Array("f1".utf8))] {
          #expect(!String(decoding: places + list, as: UTF8.self).contains(word), "\(word)")
        }
        let lines = String(decoding: places, as: UTF8.self).split(separator: "\n")
        #expect(Set(lines.map(\.count)).count == 1 && Set(lines).count == lines.count)
        #expect(lines.map { String($0) } == lines.map { String($0) }.sorted())
      }
      func mode(_ path: String) -> mode_t {
        var s = stat()
        return stat(path, &s) == 0 ? s.st_mode & 0o777 : 0
      }
      #expect(mode(folder.keys) == 0o700 && mode(folder.design) == 0o600)
      #expect(mode(folder.reader(deal.readers[0])) == 0o700 && mode(folder.list(deal.readers[0])) == 0o640)
    }
  }

  @Test func anAliasTypedWrongAndAChangedPlaceAreSaid() throws {
    try withTemporaryFolder { path in
      let file = path + "/scans.jsonl", one = try #require(Alias("k7m2x9d4")), two = try #require(Alias("k7m2x9d6"))
      let place = ScanPlace(path: "../a", choice: .standard, sha256: sha256([1]), fingerprint: sha256([2]))
      let bytes = SealedPlaces.bytes([(one, place)])
      try StudyFile.write(bytes, to: file)
      #expect(try SealedPlaces.place(of: one, in: file) == place)
      #expect(throws: Failure.self) { try SealedPlaces.place(of: two, in: file) }
      var changed = bytes
      let at = try #require(bytes.firstRange(of: Array("\"place\": \"".utf8))).upperBound
      changed[at] = bytes[at] == 65 ? 66 : 65
      try StudyFile.write(changed, to: file)
      let failure = #expect(throws: Failure.self) { try SealedPlaces.place(of: one, in: file) }
      #expect(failure?.place == "line 1, check")
    }
  }

  @Test func hostileFilesAreSaidWithFileLineAndField() throws {
    try withTemporaryFolder { path in
      let folder = StudyFolder(path)
      let good = String(decoding: StudyFile.bytes(ofLines: PlannedStudy.cases(2).map(\.json)), as: UTF8.self)
      let lines = good.split(separator: "\n").map(String.init)
      func failure(_ text: String) throws -> Failure? {
        try StudyFile.write(Array(text.utf8), to: folder.cases)
        return #expect(throws: Failure.self) { try StudyCase.read(folder) }
      }
      let changes: [(from: String, to: String, field: String)] = [
        ("\"C2\"", "\"../C2\"", "case"), ("\"C2\"", "7", "case"), ("\"files\": 1", "\"files\": 0", "files"),
        ("\"files\": 1", "\"files\": 1e99", "files"), ("[64, 64, 40]", "[64, 64]", "size"),
        ("[64, 64, 40]", "[64, 64, 1e300]", "size"), ("[1.0, 1.0, 2.5]", "[1, 1, 0]", "spacing_mm"),
        ("\"use\": \"study\"", "\"use\": \"rest\"", "use"), ("\"priority\": null", "\"priority\": 6", "priority"),
        ("\"demands\": {}", "\"demands\": {\"ild\": 99}", "demands"), (PlannedStudy.time, "yesterday", "added"),
        (PlannedStudy.time, "2026-02-30T09:30:00Z", "added"), ("\"striking\"", "\"strange\"", "striking"),
      ]
      for change in changes {
        let line = lines[1].replacing(change.from, with: change.to)
        #expect(line != lines[1], "\(change.from)")
        let said = try failure(lines[0] + "\n" + line + "\n")
        #expect(said?.path == folder.cases && said?.place == "line 2, \(change.field)", "\(change)")
      }
      #expect(try failure(good + lines[0] + "\n")?.place == "line 3, case")
      #expect(try failure(String(good.dropLast()))?.place == "line 2")
      #expect(try failure(lines[0] + "\n[]\n")?.place == "line 2")
      #expect(try failure(lines[0] + "\n{\"case\": \n")?.place?.hasPrefix("line 2, column") == true)
      #expect(try failure(String(repeating: "[", count: 100_000) + "\n") != nil)
      // Of study.json: each member taken away, each made another kind.
      let study = try whole()
      for member in study.json.object?.members ?? [] {
        for value in [nil, JSONValue.bool(true), .string("\u{202e}"), .array([.int(1)])] {
          var object = try #require(study.json.object)
          object[member.name] = value
          if object == study.json.object { continue }
          try StudyFile.write(JSONValue.object(object).bytes, to: folder.study)
          _ = try? Study.read(folder)
        }
      }
    }
  }

  @Test func keysAreTheirStudys() throws {
    try withTemporaryFolder { path in
      let key = StudyKey.make(), file = path + "/study.key"
      #expect(throws: Failure.self) { try StudyKey.read(file, id: nil) }
      try StudyFile.write(key.text, to: file)
      #expect(try StudyKey.read(file, id: key.id).bytes == key.bytes)
      #expect(StudyKey.make().bytes != key.bytes)
      #expect(throws: Failure.self) { try StudyKey.read(file, id: StudyKey.make().id) }
      for bad in ["", "00", String(repeating: "g", count: 64), String(repeating: "é", count: 32)] {
        try StudyFile.write(Array(bad.utf8), to: file)
        #expect(throws: Failure.self) { try StudyKey.read(file, id: nil) }
      }
    }
  }
}
