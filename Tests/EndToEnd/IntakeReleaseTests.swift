import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletStudy

/// Out of quarantine by a person's word, and what no word lets out.
@Suite struct IntakeReleaseTests {
  /// A series with strokes like letters in its upper edge, which are a table's rails.
  private func doubtful(_ files: IntakeStudy, _ n: Int) throws -> SmallSeries {
    let size = GridSize(48, 40, 6)!
    var series = files.series(n)
    series.scan = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 2])), rescale: .identity) {
      for at in 0..<size.i * size.j * size.k {
        let i = at % size.i, j = at / size.i % size.j
        $0[at] = j < 8 && i % 6 == 2 ? 1000 : Int16(at % 7) - 900 + Int16(n)
      }
    }
    return series
  }

  private func key(_ files: IntakeStudy) throws {
    _ = try stylet(["deidentify", "in", "gone", "--key", "site.key", "--new-key"], in: files.path)
    try #require(FileManager.default.fileExists(atPath: files.path + "/site.key"))
  }

  private func trail(_ files: IntakeStudy) throws -> [StudyTrail.Entry] {
    let folder = StudyFolder(files.study)
    return try StudyTrail.read(folder, key: StudyKey.read(folder.key, id: nil)).entries
  }

  @Test func whatOnlyLookedLikeTextIsACase() throws {
    let files = try IntakeStudy(), series = try doubtful(files, 1)
    try files.deliver(series, 0..<6)
    try key(files)
    let ran = try files.intake("in", "--key", "site.key")
    let said = ran.out.split(separator: "\n").first { $0.hasPrefix("quarantined: scan ") }
    let scan = String(try #require(said, "\(ran)").dropFirst(18).prefix(16))
    #expect(try ran.status == 65 && files.cases().isEmpty)
    // Without its key it is not found, without a reason nothing is done.
    for more in [["--reason", "x"], ["--key", "site.key"], ["--key", "site.key", "--reason", " "]] {
      let ran = try stylet(["intake", "release", scan, "--study", files.study] + more, in: files.path)
      #expect(try ran.status == 64 && ran.complaint != nil && files.cases().isEmpty, "\(more): \(ran)")
    }
    let released = try files.intake("release", scan, "--key", "site.key", "--reason", "rails of the table")
    #expect(released.status == 0 && released.out.contains("C00001"), "\(released)")
    try files.check(1, slices: 6)
    let told = try trail(files).last
    #expect(told?.act == .released && told?.withdrawal == Withdrawal(cases: [CaseID("C00001")!], reason: "rails of the table"))
    // Taken again it is known, and nothing is left in quarantine.
    #expect(try files.intake("in", "--key", "site.key").status == 0 && files.cases().count == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: files.study + ".site/quarantine")
    #expect(left == ["single"], "\(left)")
    // What cleaned it says so in each file, and the patient is in none.
    for name in FileManager.default.enumerator(atPath: files.study + "/scans")?.allObjects as? [String] ?? [] {
      guard name.hasSuffix(".dcm"), let data = FileManager.default.contents(atPath: files.study + "/scans/" + name)
      else { continue }
      #expect(data.range(of: Data("policy chest-ct".utf8)) != nil && data.range(of: Data(series.uid.utf8)) == nil)
    }
    let again = try files.intake("release", scan, "--key", "site.key", "--reason", "x")
    #expect(again.status == 64, "\(again)")
  }

  /// Of two patients, damaged, late, of another content, of a case: refused, and each stays where it is.
  @Test func whatNeverPasses() throws {
    let files = try IntakeStudy(), series = files.series(1)
    try files.deliver(series)
    #expect(try files.intake("in").status == 0)
    var two = files.series(2), other = series
    two.patient = { $0 < 4 ? "one" : "two" }
    other.shift += 1
    try files.deliver(two, to: "d2")
    try files.deliver(other, [3], to: "d3")
    try FileManager.default.createDirectory(atPath: files.path + "/d4", withIntermediateDirectories: true)
    try files.series(3).slice(5).dropLast(300).write(to: URL(fileURLWithPath: files.path + "/d4/5"))
    for delivery in ["d2", "d3", "d4"] { #expect(try files.intake(delivery).status == 65) }
    let before = FileManager.default.enumerator(atPath: files.study)?.allObjects as? [String] ?? []
    for (what, why) in [("2", "two patients"), ("3", "other content"), ("4", "damaged"), ("C00001", "a case already")] {
      let ran = try files.intake("release", what, "--reason", "I have looked")
      #expect(ran.status == 65 && ran.complaint?.contains(why) == true, "\(what): \(ran)")
    }
    for what in ["1", "9", "x", "", "0123456789abcdef", "../../etc/passwd", "C00002", "1234567890"] {
      let ran = try files.intake("release", what, "--reason", "I have looked")
      #expect(ran.status == 64 && ran.complaint != nil, "\(what): \(ran)")
    }
    #expect(FileManager.default.enumerator(atPath: files.study)?.allObjects as? [String] ?? [] == before)
    try files.check(1)
    #expect(try !trail(files).contains { $0.act == .released })
  }

  /// SIGKILL at any call by which a file changes: the scan is in quarantine, or a case, and the same command ends it.
  @Test(.enabled(if: Preloaded.isAvailable, "there is no C compiler to stop a program at a call with"))
  func killedItIsNowhereElse() throws {
    var call = 0, count = 0, isDone = false
    while !isDone {
      let files = try IntakeStudy()
      try files.deliver(try doubtful(files, 1), 0..<6)
      try key(files)
      #expect(try files.intake("in", "--key", "site.key").status == 65)
      let wrapper = try KilledSaveTests.library.get().wrapper(["KILL_AT": "\(call)", "KILL_IN": "/trial"])
      let ran = try files.intake("release", "1", "--key", "site.key", "--reason", "rails", wrapper: wrapper)
      #expect(ran.status == 0 || ran.status == 128 + SIGKILL, "call \(call): \(ran)")
      isDone = ran.status == 0
      if !isDone {
        count += 1
        _ = try files.intake("in", "--key", "site.key")
        if try files.cases().isEmpty {
          let again = try files.intake("release", "1", "--key", "site.key", "--reason", "rails")
          #expect(again.status == 0, "call \(call): \(again)")
        }
      }
      try files.check(1, slices: 6, "call \(call)")
      call += 9
    }
    #expect(count > 3, "\(count) calls")
  }
}
