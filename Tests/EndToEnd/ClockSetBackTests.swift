import Foundation
import StyletBase
import TestSupport
import Testing

/// The clock is set back between sessions, as where a battery is empty: no work is taken for older than it is, none is
/// lost, and what was signed holds.
@Suite(.enabled(if: Preloaded.isAvailable, "there is no C compiler to make another clock with"))
struct ClockSetBackTests {
  private static let library = Result {
    try Preloaded(
      "clock",
      """
      int clock_gettime(clockid_t clock, struct timespec *time) {
        NEXT(clock_gettime);
        int result = next(clock, time);
        const char *later = getenv("CLOCK_LATER");
        if (result == 0 && clock == CLOCK_REALTIME && later) time->tv_sec += atoll(later);
        return result;
      }
      """)
  }

  private static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"

  /// For ``stylet(_:in:wrapper:)``: as if it were so many years later, or earlier.
  static func later(_ years: Int) throws -> [String] {
    try library.get().wrapper(["CLOCK_LATER": "\(years * 31_557_600)"])
  }

  private func draw(
    _ keys: String, _ files: CaseFolder, years: Int, reader: String, refused: Bool = false, _ more: String...
  ) throws {
    let open = ["open", CaseFolder.scanName, "--script", keys, "--save", "--lungs", "ask", "--reader", reader]
    let ran = try stylet(open + more, in: files.path, wrapper: Self.later(years))
    #expect(ran.status == (refused ? 64 : 0) && ran.err.contains("is signed by a") == refused, "\(ran.err)")
  }

  private func isValid(_ files: CaseFolder) throws -> Bool {
    try files.run("validate", CaseFolder.projectName).out == "valid\n"
  }

  /// Every session's clock is years before that of the one before.
  @Test func stepsAreInTheirOrder() throws {
    let files = try CaseFolder()
    try draw("<Space>", files, years: 0, reader: "a")
    let one = try files.millilitres()
    try draw("5<Right><Space>", files, years: -10, reader: "b")
    let two = try files.millilitres()
    #expect(try two != one && isValid(files))
    // The trail has them in the order in which they came, and the clock's own word.
    let audit = try #require(files.savedProject()["audit"] as? [[String: Any]])
    let times = audit.compactMap { $0["time"] as? String }
    #expect(times.count == 4 && times[3] < times[0], "\(times)")
    #expect(audit.compactMap { $0["reader"] as? String } == ["a", "a", "b", "b"])
    // What was done last is taken back first.
    try draw("u", files, years: -20, reader: "b")
    #expect(try files.millilitres() == one)
    try draw("U", files, years: -30, reader: "b")
    #expect(try files.millilitres() == two && isValid(files))
  }

  /// Signed at a time that is to come: it holds, and is opened again and signed anew by an earlier clock.
  @Test func aSignatureOfTheFutureHolds() throws {
    let files = try CaseFolder()
    try draw("<Space>" + Self.normal, files, years: 5, reader: "a", "--protocol", "covid-chest")
    let signed = try files.millilitres()
    try draw("10k<Space>", files, years: -10, reader: "b", refused: true)
    #expect(try files.millilitres() == signed && isValid(files))
    try draw(":reopen second look<CR>10k<Space>" + Self.normal, files, years: -10, reader: "b")
    #expect(try files.millilitres() != signed && isValid(files))
    let said = try stylet(["report", CaseFolder.projectName, "--json", "-"], in: files.path, wrapper: Self.later(-20)).json
    let signature = (said["reading"] as? [String: Any])?["signature"] as? [String: Any]
    let (reader, state) = (signature?["reader"] as? String, signature?["state"] as? String)
    #expect(reader == "b" && state == "holds", "\(said["reading"] ?? "")")
  }

  /// A session that died in the future: its lock keeps nobody out, and its steps are taken up.
  @Test func aSessionOfTheFuture() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let before = try files.millilitres()
    try files.leaveUnsaved("5l ", wrapper: Self.later(10))
    let lock = try Data(contentsOf: URL(fileURLWithPath: files.path + "/chest.stylet.lock"))
    let since = (try JSONSerialization.jsonObject(with: lock) as? [String: Any])?["since"] as? String ?? ""
    #expect(since > UTC.now(), "\(since)")
    let again = try files.run("open", CaseFolder.scanName, "--script", "", "--save", "--lungs", "ask")
    #expect(again.status == 0, "\(again.err)")
    #expect(try files.millilitres() != before && isValid(files))
  }
}
