import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// From the scanner to the archive: 40 scans arrive, are de-identified, measured and put into order, are read in that
/// order, and masks go to the archive; intake, triage and the archive are killed at three moments that are drawn.
@Suite(.serialized, .enabled(if: OrthancServer.isInstalled, OrthancServer.missing)) struct HospitalDayTests {
  @Test func nothingIsLostOrDoubled() throws {
    let day = try HospitalDay(), all = HospitalDay.cases
    try arrive(day)
    try day.files.check(all, slices: HospitalDay.slices)
    try wait("the rest measured", seconds: 90) { day.measured == all }
    try order(day)
    try read(day)
    try sendBack(day)
    try day.good("study", "check", day.files.study)
  }

  /// storescu sends while intake is killed, and again what it has sent; triage is killed while it measures.
  private func arrive(_ day: HospitalDay) throws {
    let all = HospitalDay.cases
    let first = day.draw("intake is killed at instance", 100...all * HospitalDay.slices * 3 / 4)
    let second = day.draw("triage is killed at case", 2...all - 4)
    var sender: Started?
    try wait("storescp", seconds: 20) {
      sender = try day.send([0])
      sender?.ended()
      return sender?.process.terminationStatus == 0
    }
    sender = try day.send(1..<all)
    try wait("instance \(first)", seconds: 60) { day.received >= first }
    day.killIntake()
    try day.startIntake()
    try wait("case \(second)", seconds: 90) { day.measured >= second }
    day.killTriage()
    try day.good("study", "check", day.files.study)
    try day.startTriage()
    sender?.ended()
    #expect(sender?.process.terminationStatus == 0)
    // Sent again: known.
    try day.send([3, 17]).ended()
    try wait("all cases", seconds: 90) { try day.files.cases().count == all }
    let known = day.received
    #expect(known >= day.sent.count)
    // One look more, after which all that came has been taken.
    Thread.sleep(forTimeInterval: 3)
    day.endIntake()
  }

  /// Signs of patients are written down while triage watches; the reader's list follows.
  private func order(_ day: HospitalDay) throws {
    try day.good("study", "assign", day.files.study)
    let own = try ListedReading.read(day.folder, HospitalDay.ann).map(\.alias.text)
    try #require(own.count == HospitalDay.cases)
    let signs = "case,spo2,emergency\n\(own[31]),88,\n\(own[20]),93,\n\(own[39]),,yes\n"
    try signs.write(toFile: day.folder.clinical, atomically: true, encoding: .utf8)
    try wait("the signs in the order", seconds: 60) {
      let path = day.folder.order(HospitalDay.ann)
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
      return text.components(separatedBy: "\"p1\"").count > 2 && own.allSatisfy(text.contains)
    }
    let wanted = try day.wanted()
    #expect(Set(wanted.prefix(2).map(\.text)).isSubset(of: try early(day)), "the sickest first")
    #expect(wanted.map(\.text) != own, "the order is not that of the design")
    // What a reader is told says no case and no number.
    let told = try String(contentsOfFile: day.folder.order(HospitalDay.ann), encoding: .utf8)
    for secret in ["C000", "extent", "KELVONI", "spo2"] { #expect(!told.contains(secret)) }
  }

  /// Aliases of P1.
  private func early(_ day: HospitalDay) throws -> Set<String> {
    let rows = try #require(try day.good("triage", "list", day.files.study, "--json").json["rows"] as? [[String: Any]])
    let cases = Set(rows.filter { $0["tier"] as? String == "p1" }.compactMap { $0["case"] as? String })
    return Set(try day.aliases.filter { cases.contains($0.value.text) }.keys.map(\.text))
  }

  private func read(_ day: HospitalDay) throws {
    let wanted = try day.wanted()
    // In the left lung, where there is one: 67 to 90 mm from the middle.
    let keys = (0..<wanted.count).map { "<CR>\(12 + $0 % 5)<Right><Space>" + StudyCases.answers + "y" }
    let ran = try day.good(
      "study", "work", day.files.study, "--reader", "ann", "--script", keys.joined(), "--dump-screen", "-", "--size",
      "100x30")
    #expect(ran.out.contains("\(wanted.count) of \(wanted.count) sealed"), "\(ran.out)")
    let events = try day.events()
    #expect(events.filter { $0.kind == .open }.map(\.alias) == wanted, "read in the order of the list")
    #expect(events.filter { $0.kind == .seal }.map(\.alias) == wanted)
    #expect(!ran.out.contains("KELVONI") && !ran.out.contains("C000"))
    day.killTriage()
  }

  /// The archive is down, then killed in the midst, then there: in the end it has each mask once, as it was sent.
  private func sendBack(_ day: HospitalDay) throws {
    let all = HospitalDay.cases
    try day.good("study", "export", day.files.study, "--to", "dicom", "--out", "seg", "--images", "none")
    let out = day.files.path + "/seg/dicom"
    let segs = (FileManager.default.enumerator(atPath: out)?.allObjects as? [String] ?? [])
      .filter { $0.hasSuffix(".seg.dcm") }.map { "seg/dicom/" + $0 }.sorted()
    try #require(segs.count == all)
    day.orthanc.stop()
    let before = day.orthanc.files
    let down = try day.run(["archive", "send", "lab"] + segs + ["--yes"])
    #expect(try down.status == 74 && down.complaint != nil && day.receipts().isEmpty, "\(down)")
    try day.orthanc.start()
    try wait("Orthanc", seconds: 60) { try day.run(["archive", "echo", "lab"]).status == 0 }
    let clinic = try day.run(["archive", "send", "clinic", segs[0], "--yes"])
    #expect(clinic.status == 64 && day.orthanc.files == before, "de-identified, and no clinic's: \(clinic)")

    let third = day.draw("the archive is killed at object", 1...all - 8)
    let cut = try Started(
      "/usr/bin/env", ["XDG_CONFIG_HOME=\(day.files.path)/set", builtProduct("stylet"), "archive", "send", "lab"] + segs
        + ["--yes"], in: day.files.path)
    try wait("object \(third)", seconds: 60) { day.orthanc.files - before >= third || !cut.process.isRunning }
    day.orthanc.stop()
    cut.ended()
    #expect(cut.process.terminationStatus == 74)
    let whole = try day.receipts().count
    try #require(whole < all)
    try day.orthanc.start()
    try wait("Orthanc", seconds: 60) { try day.run(["archive", "echo", "lab"]).status == 0 }
    let sent = try day.run(["archive", "send", "lab"] + segs + ["--yes"])
    try #require(sent.status == 0 && sent.out.contains("\(all) objects"), "\(sent)")

    let there = try day.receipts()
    #expect(there.count == all && Set(there.values.map(\.study)).count == all)
    let found = try day.good("archive", "find", "lab", "--json").json["rows"] as? [[String: Any]]
    let studies = Set(found?.compactMap { $0["study"] as? String } ?? [])
    #expect(found?.count == all && studies == Set(there.values.map(\.study)))
    #expect(found?.allSatisfy { $0["instances"] as? String == "1" } == true, "\(found ?? [])")
    let files = try Dictionary(uniqueKeysWithValues: segs.map { path in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: day.files.path + "/" + path))
      return (ArchiveCase.dataSet(bytes), path)
    })
    var back: Set<String> = []
    for one in there.values {
      try day.good("archive", "get", "lab", "\(one.study)/\(one.series)", "back")
      for name in try FileManager.default.contentsOfDirectory(atPath: day.files.path + "/back/" + one.series) {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(day.files.path)/back/\(one.series)/\(name)"))
        if let path = files[ArchiveCase.dataSet(bytes)] { back.insert(path) }
      }
    }
    #expect(back == Set(segs), "read back as it was sent")
  }
}
