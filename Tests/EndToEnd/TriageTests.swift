import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// A study that is put into order, from the scan to a reader's list.
@Suite struct TriageTests {
  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-triage-\(UUID().uuidString.prefix(8))"
    var folder: StudyFolder { StudyFolder(path + "/trial") }
    static let ann = ReaderName("ann")!

    /// Three small scans: what matters of them is told by people.
    init(_ order: String = "triage") throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try StudyCases.rules.write(toFile: path + "/v1.toml", atomically: true, encoding: .utf8)
      for n in 1...3 { try good("phantom", "chest\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)") }
      try good(
        "study", "init", "trial", "--reader", "ann", "--seed", "7", "--repeats", "0", "--gold", "0", "--protocol", "v1.toml",
        "--order", order)
      try good("study", "add", "trial", "chest1.nii.gz", "chest2.nii.gz")
      try good("study", "add", "trial", "chest3.nii.gz", "--priority", "5")
      try good("study", "assign", "trial")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }

    func clinical(_ text: String) throws {
      try Paths.makeFolder(folder.triage)
      try text.write(toFile: folder.clinical, atomically: true, encoding: .utf8)
    }

    /// The order as it is told to programs: cases with their tiers.
    func list() throws -> [String] {
      let answer = try good("triage", "list", "trial", "--json").out
      let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
      let rows = try #require(json["rows"] as? [[String: Any]])
      return rows.map { "\($0["case"] ?? "") \($0["tier"] ?? "")" }
    }

    /// Names of a reader's list as its screen shows them, and the screen.
    func screen(_ keys: String = "j") throws -> (names: [String], text: String) {
      let text = try good(
        "study", "work", "trial", "--reader", "ann", "--script", keys, "--dump-screen", "-", "--size", "80x24"
      ).out
      let aliases = try Set(ListedReading.read(folder, Self.ann).map(\.alias.text))
      let names = text.split(separator: "\n").compactMap { line in
        line.split(separator: " ").map(String.init).first { aliases.contains($0) }
      }
      return (names, text)
    }

    func alias(_ id: String) throws -> String {
      try #require(try DesignedReading.read(folder).first { $0.caseID.text == id }).alias.text
    }

    func isGreen() throws -> Bool { try stylet(["study", "check", "trial"], in: path).status == 0 }
  }

  @Test func aStudyIsPutIntoOrder() throws {
    let desk = try Desk()
    try desk.clinical("case,spo2\nC00003,88\n\(try desk.alias("C00002")),93\n")
    try desk.good("triage", "--study", "trial", "--once")
    // A priority that was asked for never lowers a sign.
    #expect(try Array(desk.list().prefix(2)) == ["C00003 p1", "C00002 p2"])
    #expect(try desk.isGreen())
    let wanted = try ["C00003", "C00002", "C00001"].map(desk.alias)
    let screen = try desk.screen()
    #expect(screen.names == wanted, "\(screen.text)")
    for tier in ["P1", "P2"] { #expect(screen.text.contains(tier)) }
    #expect(!screen.text.contains("C0000"))
    // A person overrules; a second order is told again.
    try desk.good("triage", "override", "trial", "C00001", "P1", "--reason", "seen at the scanner")
    try desk.good("triage", "override", "trial", "C00003", "p4", "--reason", "read by telephone")
    #expect(try desk.list() == ["C00001 p1", "C00002 p2", "C00003 p4"])
    #expect(try desk.isGreen())
    try desk.good("triage", "--study", "trial", "--once")
    #expect(try desk.screen().names == ["C00001", "C00002", "C00003"].map(desk.alias))
    #expect(try desk.isGreen())
    let trail = try StudyTrail.read(desk.folder, key: StudyKey.read(desk.folder.key, id: nil))
    let told = trail.entries.filter { [.prioritised, .overridden].contains($0.act) }
    #expect(told.contains { $0.act == .overridden && $0.withdrawal?.reason == "read by telephone" })
    #expect(told.last?.act == .prioritised && told.allSatisfy { $0.withdrawal?.reason.isEmpty == false })
    // Once more changes nothing.
    try desk.good("triage", "--study", "trial", "--once")
    let again = try StudyTrail.read(desk.folder, key: StudyKey.read(desk.folder.key, id: nil))
    #expect(again.entries.count == trail.entries.count)
  }

  /// The list says since when, and is in its own order again.
  @Test func aStaleSignIsShown() throws {
    let desk = try Desk()
    let own = try ListedReading.read(desk.folder, Desk.ann).map(\.alias.text)
    #expect(try desk.screen().names == own)
    try desk.clinical("case,emergency\n\(own[2]),yes\n")
    try desk.good("triage", "--study", "trial", "--once")
    #expect(try desk.screen().names == [own[2], own[0], own[1]])
    try TriageSign(time: "2026-03-01T14:02:00Z", stale: 600, rule: "x").write(desk.folder)
    let screen = try desk.screen()
    #expect(screen.names == own && screen.text.contains("TRIAGE IS DOWN SINCE 2026-03-01 14:02"), "\(screen.text)")
    #expect(try desk.good("triage", "list", "trial").out.contains("triage down since 2026-03-01 14:02"))
  }

  /// What is begun stays in its place, whatever comes; a list of a design is in its own order.
  @Test func nothingMovesUnderAnOpenCase() throws {
    let desk = try Desk(), own = try ListedReading.read(desk.folder, Desk.ann).map(\.alias.text)
    _ = try desk.screen("<Enter>:q<Enter>")
    try desk.clinical("case,emergency\n\(own[2]),yes\n")
    try desk.good("triage", "--study", "trial", "--once")
    #expect(try desk.screen().names == [own[0], own[2], own[1]])
    let other = try Desk("design"), drawn = try ListedReading.read(other.folder, Desk.ann).map(\.alias.text)
    try other.clinical("case,emergency\n\(drawn[2]),yes\n")
    try other.good("triage", "--study", "trial", "--once")
    #expect(try other.screen().names == drawn && !Paths.exists(other.folder.order(Desk.ann)))
  }

  /// The coordinator's screen, by itself and over the board: a tier set, a case looked at and nothing written of it.
  @Test func theCoordinatorsScreen() throws {
    let desk = try Desk()
    try desk.good("triage", "--study", "trial", "--once")
    func files() -> [String] {
      (FileManager.default.enumerator(atPath: desk.path)?.allObjects as? [String] ?? []).sorted()
    }
    func shown(_ command: [String], _ keys: String) throws -> String {
      let ran = try stylet(command + ["--script", keys, "--dump-screen", "-", "--size", "80x24"], in: desk.path)
      try #require(ran.status == 0, "\(keys): \(ran.out)\(ran.err)")
      return ran.out
    }
    let list = ["triage", "list", "trial"], before = files()
    let first = try shown(list, "G")
    for part in ["C00001", "C00002", "C00003", "3/3"] { #expect(first.contains(part), "\(first)") }
    #expect(try shown(list, "<CR>").contains("Axial") && files() == before, "looked at, and nothing written")
    #expect(try shown(list, "<CR>:q<CR>").contains("C00002") && files() == before)
    #expect(try shown(["study", "board", "trial"], ":triage<CR>").contains("C00003") && files() == before)
    #expect(try !shown(["study", "board", "trial"], ":triage<CR>q").contains("C00003"))
    #expect(try stylet(list + ["--script", "q"], in: desk.path).status == 0)
    // The chosen case stays chosen where its tier leads it.
    #expect(try shown(list, "Gtp1 seen at the scanner<CR>").contains("1/3"))
    #expect(try desk.list().first?.hasSuffix("p1") == true && desk.isGreen())
    let trail = try StudyTrail.read(desk.folder, key: StudyKey.read(desk.folder.key, id: nil))
    #expect(trail.entries.contains { $0.act == .overridden && $0.withdrawal?.reason == "seen at the scanner" })
    let wrong = try stylet(list + ["--script", "tp9 x<CR>"], in: desk.path)
    #expect(wrong.status == 64 && wrong.complaint?.contains("p9") == true, "\(wrong)")
    // A reader is told whose it is.
    let own = try desk.screen(":triage<CR>").text
    #expect(own.contains("coordinator") && !own.contains("C0000"), "\(own)")
  }

  /// Killed at any time it goes on, and nothing is left that `check` minds.
  @Test func killedItGoesOn() throws {
    let desk = try Desk()
    for after in [0.05, 0.2, 0.5, 1, 2] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: builtProduct("stylet"))
      process.arguments = ["triage", "--study", "trial", "--watch"]
      process.currentDirectoryURL = URL(fileURLWithPath: desk.path)
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      Thread.sleep(forTimeInterval: after)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try desk.isGreen(), "\(after)")
    }
    try desk.good("triage", "--study", "trial", "--once")
    #expect(try desk.list().count == 3 && desk.isGreen())
  }

  /// A scan that is gone for now is none that failed; one that was changed is, and the others go on.
  @Test func aScanThatCannotBeMeasuredStopsNothing() throws {
    let desk = try Desk()
    try FileManager.default.removeItem(atPath: desk.path + "/chest1.nii.gz")
    try Data("no scan".utf8).write(to: URL(fileURLWithPath: desk.path + "/chest2.nii.gz"))
    let ran = try stylet(["triage", "--study", "trial", "--once"], in: desk.path)
    #expect(ran.status == 65 && !Paths.exists(desk.folder.triageResult(CaseID("C00001")!)), "\(ran.err)")
    #expect(try desk.list().count == 3)
    #expect(Paths.exists(desk.folder.triageResult(CaseID("C00003")!)))
  }

  @Test func wrongCallsAreRefused() throws {
    let desk = try Desk()
    for call in [
      ["--study", "trial"], ["--study", "trial", "--once", "--watch"], ["override", "trial", "C00009", "p1", "--reason", "x"],
      ["override", "trial", "C00001", "p9", "--reason", "x"], ["override", "trial", "C00001", "p1", "--reason", " "],
      ["simulate", "--arrival", "5"], ["simulate", "--tiers", "4,2"], ["simulate", "--prevalence", "2"],
    ] {
      let ran = try stylet(["triage"] + call, in: desk.path)
      #expect(ran.status == 64 && ran.complaint != nil, "\(call): \(ran.err)")
    }
    try desk.clinical("case,spo2\nC00001,992\n")
    let ran = try stylet(["triage", "--study", "trial", "--once"], in: desk.path)
    #expect(ran.status == 65 && ran.complaint?.contains("line 2") == true, "\(ran.err)")
    let both = ["study", "init", "x", "--reader", "a", "--order", "triage", "--repeats", "50"]
    #expect(try stylet(both, in: desk.path).status == 64)
  }
}
