import Foundation
import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// A study, and a folder `in` beside it that deliveries come in.
final class IntakeStudy {
  let path = NSTemporaryDirectory() + "stylet-intake-\(UUID().uuidString.prefix(8))"
  /// The study's folder: in `path`, or elsewhere.
  let study: String
  static let identity = "Zq7Wx^Kelvoni"

  /// - Parameters:
  ///   - readingProtocol: its text.
  ///   - rules: what `study init` is told besides.
  init(in place: String? = nil, readingProtocol: String? = nil, rules: [String] = []) throws {
    study = (place ?? path) + "/trial"
    try FileManager.default.createDirectory(atPath: path + "/in", withIntermediateDirectories: true)
    let own = readingProtocol == nil ? [] : ["--protocol", "v1.toml"]
    try readingProtocol?.write(toFile: path + "/v1.toml", atomically: true, encoding: .utf8)
    let ran = try stylet(["study", "init", study, "--reader", "ann"] + own + rules, in: path)
    try #require(ran.status == 0, "\(ran)")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func intake(_ more: String..., wrapper: [String] = []) throws -> Ran {
    try stylet(["intake"] + more + ["--study", study], in: path, wrapper: wrapper)
  }

  func series(_ n: Int, identity: String? = nil) -> SmallSeries {
    var series = SmallSeries(uid: "1.2.826.0.1.3680043.10.511.\(80 + n)", shift: Int16(n * 11))
    series.identity = identity
    if identity == nil { series.patient = { _ in "P\(n)" } }
    return series
  }

  /// Puts some slices of a series where they are delivered.
  func deliver(_ series: SmallSeries, _ slices: some Sequence<Int> = 0..<8, to folder: String = "in") throws {
    try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
    for n in slices {
      try series.slice(n).write(to: URL(fileURLWithPath: path + "/\(folder)/\(series.uid).\(n)"))
    }
  }

  func cases() throws -> [StudyCase] { try StudyCase.read(StudyFolder(study)) }

  func json(_ name: String) throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: study + "/intake/" + name))
    return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: study + "/" + folder)) ?? []).sorted()
  }

  func receipt(_ number: Int) throws -> [String: Any] { try json("receipts/\(String(format: "%06d", number)).json") }

  func outcomes(_ number: Int) throws -> [String: Int] { try #require(receipt(number)["outcomes"] as? [String: Int]) }

  func reasons(_ number: Int) throws -> [String] {
    try #require(receipt(number)["reasons"] as? [[String: Any]]).compactMap { $0["reason"] as? String }
  }

  /// Every scan is a case once, whole, and nothing half done is left.
  func check(_ count: Int, slices: Int = 8, _ comment: Comment = "") throws {
    let cases = try cases()
    #expect(cases.count == count && Set(cases.map(\.path)).count == count, comment)
    #expect(names("scans").count == count, comment)
    for one in cases {
      let folder = study + "/" + one.path
      // Those that were de-identified lie in folders of their new names, beside the report.
      let files = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [])
        .filter { $0.hasSuffix(".dcm") }.map { folder + "/" + $0 }
      #expect(try files.count == slices && ScanIdentity.sha256(ofFiles: files) == one.sha256, comment)
      #expect(try json("quality/\(one.id).json")["sha256"] as? String == one.sha256, comment)
    }
    #expect(names("intake/waiting") == [] && names("intake/cleaned") == [], comment)
    let left = FileManager.default.enumerator(atPath: study)?.allObjects as? [String] ?? []
    #expect(left.filter { $0.hasSuffix(".tmp") } == [], comment)
    let checked = try stylet(["study", "check", study], in: path)
    #expect(checked.status == 0, "\(checked)")
  }
}

@Suite struct IntakeTests {
  /// Two patients in one delivery: two cases of two patients; again: nothing more.
  @Test func aDeliveryBecomesCases() throws {
    let files = try IntakeStudy()
    for n in 1...2 { try files.deliver(files.series(n)) }
    try "Dear colleague".write(toFile: files.path + "/in/letter.txt", atomically: false, encoding: .utf8)
    let ran = try files.intake("in")
    try #require(ran.status == 0, "\(ran)")
    try files.check(2)
    #expect(Set(try files.cases().map(\.patient)).count == 2)
    #expect(try files.receipt(1)["patients"] as? Int == 2 && files.receipt(1)["names_patients"] as? Bool == true)
    #expect(try files.outcomes(1) == ["new": 16, "again": 0, "quarantined": 0, "refused": 1, "unfinished": 0])
    #expect(try files.reasons(1) == ["not-dicom"])
    let quality = try files.json("quality/C00001.json")
    #expect(quality["coverage_mm"] as? Double == 16 && quality["complete_by"] as? String == "order")
    let again = try files.intake("in", "--json")
    #expect(again.status == 0 && (again.json["outcomes"] as? [String: Int])?["again"] == 16, "\(again)")
    try files.check(2)
  }

  /// No name, number, UID or path of a delivery is in what intake writes besides the scans.
  @Test func receiptsNameNobody() throws {
    let files = try IntakeStudy()
    try files.deliver(files.series(3, identity: IntakeStudy.identity), to: "in/Kelvoni")
    #expect(try files.intake("in").status == 0)
    let texts = FileManager.default.enumerator(atPath: files.study + "/intake")?.allObjects as? [String] ?? []
    #expect(texts.contains("receipts/000001.json"))
    for name in texts where name.hasSuffix(".json") {
      let text = try String(contentsOfFile: files.study + "/intake/" + name, encoding: .utf8)
      for word in ["Kelvoni", "Zq7Wx", "1.2.826"] { #expect(!text.contains(word) && !name.contains(word), "\(name)") }
    }
  }

  /// Half a scan waits, whichever half it is that shows: the rest makes it a case.
  @Test(arguments: [Array(4..<8), Array(stride(from: 0, to: 8, by: 2)), [0, 1, 2, 5, 6, 7], [0, 1]])
  func halfAScanWaits(half: [Int]) throws {
    let files = try IntakeStudy(), series = files.series(4)
    try files.deliver(series, half)
    let first = try files.intake("in")
    #expect(try first.status == 0 && files.cases().isEmpty && first.out.contains("waits: scan"), "\(first)")
    #expect(files.names("intake/waiting").count == 1)
    try files.deliver(series, Set(0..<8).subtracting(half), to: "more")
    #expect(try files.intake("more").status == 0)
    try files.check(1)
  }

  @Test func whatComesLateIsTold() throws {
    let files = try IntakeStudy(), series = files.series(5)
    try files.deliver(series, 0..<6)
    #expect(try files.intake("in").status == 0 && files.cases().count == 1)
    try files.deliver(series, 6..<8, to: "more")
    let late = try files.intake("more")
    #expect(try late.status == 65 && files.reasons(2) == ["late"] && files.cases().count == 1, "\(late)")
    #expect(try files.json("quality/C00001.json")["late"] as? Int == 2)
    #expect(files.names("intake/quarantine/single").count == 2)
    // Once.
    #expect(try files.intake("more").status == 0 && files.outcomes(3)["again"] == 2)
  }

  /// The same UID with other content, a slice that is cut, two patients in one series, a number that cannot be read.
  @Test func whatIsOddIsPutAside() throws {
    let files = try IntakeStudy(), series = files.series(6)
    try files.deliver(series)
    #expect(try files.intake("in").status == 0)
    var other = series
    other.shift += 1
    try files.deliver(other, [3], to: "other")
    let conflict = try files.intake("other")
    #expect(try conflict.status == 65 && files.reasons(2) == ["conflict"], "\(conflict)")
    try files.check(1)

    let cut = files.series(7)
    try files.deliver(cut, [0, 1, 2, 3, 4, 6, 7], to: "cut")
    try cut.slice(5).dropLast(300).write(to: URL(fileURLWithPath: files.path + "/cut/5"))
    #expect(try files.intake("cut").status == 65 && files.reasons(3) == ["damaged"] && files.cases().count == 1)
    try files.deliver(cut, [5], to: "cut2")
    #expect(try files.intake("cut2").status == 0)
    try files.check(2)

    var two = files.series(8)
    two.patient = { $0 < 4 ? "one" : "two" }
    try files.deliver(two, to: "two")
    let patients = try files.intake("two")
    #expect(try patients.status == 65 && files.cases().count == 2, "\(patients)")
    #expect(files.names("intake/quarantine").count == 2 && files.names("intake/waiting") == [])
    #expect(try #require(files.receipt(5)["series"] as? [[String: Any]]).map { $0["reason"] as? String } == ["patients"])
  }

  /// A series without a number of its instances is complete by order, one with it by count: 20 GB are never read.
  @Test func whatIsTooLargeStays() throws {
    let files = try IntakeStudy(), large = files.path + "/in/large.dcm"
    try files.deliver(files.series(9))
    try files.series(10).slice(0).write(to: URL(fileURLWithPath: large))
    #expect(truncate(large, 20 << 30) == 0)
    let ran = try files.intake("in")
    #expect(try ran.status == 0 && files.reasons(1) == ["too-large"], "\(ran)")
    try files.check(1)
  }

  /// De-identified on the way in: nothing that names the patient is in the study.
  @Test func theStudyNamesNobodyWithAKey() throws {
    let files = try IntakeStudy()
    var series = files.series(11)
    series.patient = { _ in "KELVONI4711" }
    try files.deliver(series)
    let made = try stylet(["deidentify", "in", "gone", "--key", "site.key", "--new-key"], in: files.path)
    try #require(made.status == 0, "\(made)")
    let ran = try files.intake("in", "--key", "site.key")
    try #require(try ran.status == 0 && files.cases().count == 1, "\(ran)")
    #expect(try files.receipt(1)["names_patients"] as? Bool == false)
    #expect(files.names("intake/cleaned") == [])
    for name in FileManager.default.enumerator(atPath: files.study)?.allObjects as? [String] ?? [] {
      // Who may enter the study may read its scans.
      var s = stat()
      if name.hasPrefix("scans/"), stat(files.study + "/" + name, &s) == 0 {
        #expect(s.st_mode & 0o777 == (s.st_mode & S_IFMT == S_IFDIR ? 0o750 : 0o640), "\(name)")
      }
      guard let data = FileManager.default.contents(atPath: files.study + "/" + name) else { continue }
      #expect(data.range(of: Data("KELVONI".utf8)) == nil && data.range(of: Data(series.uid.utf8)) == nil, "\(name)")
    }
    let site = files.study + ".site"
    #expect(try FileManager.default.contentsOfDirectory(atPath: site + "/waiting") == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: site + "/mapping").count == 1)
    #expect(try files.intake("in", "--key", "site.key").status == 0 && files.cases().count == 1)
  }

  /// By the passphrase, which a key alone makes sense of; a wrong file is said before anything is taken in.
  @Test func whoBecameWhomIsSealed() throws {
    let files = try IntakeStudy()
    var series = files.series(12)
    series.patient = { _ in "KELVONI4711" }
    try files.deliver(series)
    try "twelve bytes and more\n".write(toFile: files.path + "/phrase", atomically: false, encoding: .utf8)
    try "short\n".write(toFile: files.path + "/short", atomically: false, encoding: .utf8)
    let made = try stylet(["deidentify", "in", "gone", "--key", "site.key", "--new-key"], in: files.path)
    try #require(made.status == 0, "\(made)")
    #expect(try files.intake("in", "--passphrase", "phrase").status == 64)
    #expect(try files.intake("in", "--key", "site.key", "--passphrase", "short").status == 65)
    #expect(files.names("intake/waiting") == [])
    let ran = try files.intake("in", "--key", "site.key", "--passphrase", "phrase")
    try #require(try ran.status == 0 && files.cases().count == 1, "\(ran)")
    let site = files.study + ".site/mapping"
    let scan = try #require(try FileManager.default.contentsOfDirectory(atPath: site).first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site + "/" + scan) == ["mapping.cms"])
    for name in FileManager.default.enumerator(atPath: files.study + ".site")?.allObjects as? [String] ?? [] {
      guard let data = FileManager.default.contents(atPath: files.study + ".site/" + name) else { continue }
      #expect(data.range(of: Data("KELVONI".utf8)) == nil && data.range(of: Data(series.uid.utf8)) == nil, "\(name)")
    }
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "no small file system can be mounted here: this takes root"))
  func aFullDiskStopsIt() throws {
    let disk = try SmallDisk(kilobytes: 1024), files = try IntakeStudy(in: disk.path)
    for n in 1...3 { try files.deliver(files.series(n)) }
    SmallDisk.fill(disk.path + "/filler")
    let ran = try files.intake("in")
    #expect([73, 74].contains(ran.status) && ran.complaint != nil, "\(ran)")
    #expect(try files.cases().isEmpty)
    unlink(disk.path + "/filler")
    let again = try files.intake("in")
    #expect(again.status == 0, "\(again)")
    try files.check(3)
  }

  /// SIGKILL at the calls by which files change, a few runs apart: run again, all is there, once.
  @Test(.enabled(if: Preloaded.isAvailable, "there is no C compiler to stop a program at a call with"), arguments: 0..<2)
  func killedItGoesOn(lane: Int) throws {
    var call = lane * 5, count = 0, isDone = false
    while !isDone {
      let files = try IntakeStudy()
      for n in 1...2 { try files.deliver(files.series(n)) }
      let wrapper = try KilledSaveTests.library.get().wrapper(["KILL_AT": "\(call)", "KILL_IN": "/trial/"])
      let ran = try files.intake("in", wrapper: wrapper)
      #expect(ran.status == 0 || ran.status == 128 + SIGKILL, "call \(call): \(ran)")
      isDone = ran.status == 0
      if !isDone { count += 1 }
      let again = try files.intake("in")
      #expect(again.status == 0, "call \(call): \(again)")
      try files.check(2, "call \(call)")
      call += 10
    }
    #expect(count > 8, "\(count) calls")
  }

  /// What a killed run has let in and not yet said is a case by a run without sources, too.
  @Test func takenFilesGoWhenTheyAreSafe() throws {
    let files = try IntakeStudy()
    try files.deliver(files.series(1))
    try "Dear colleague".write(toFile: files.path + "/in/letter.txt", atomically: false, encoding: .utf8)
    #expect(try files.intake("in", "--take").status == 0)
    try files.check(1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.path + "/in") == ["letter.txt"])
  }
}
