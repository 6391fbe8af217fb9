import Foundation
import Glibc
import TestSupport
import Testing

/// `stylet intake --watch` beside whoever fills the folder.
@Suite struct IntakeWatchTests {
  private func watch(_ files: IntakeStudy) throws -> Started {
    try Started(
      builtProduct("stylet"), ["intake", "in", "--study", files.study, "--watch", "--quiet", "2", "--poll", "1"],
      in: files.path)
  }

  @Test func itWatchesUntilItIsAskedToEnd() throws {
    let files = try IntakeStudy(), watching = try watch(files)
    try wait("a heartbeat", seconds: 40) { files.names("intake").contains("heartbeat.json") }
    let other = try files.intake("in")
    #expect(other.status == 75 && other.complaint != nil, "\(other)")
    // A file that is written slowly is not taken before its end.
    let series = files.series(1), slow = files.path + "/in/slow"
    try files.deliver(series, 1..<8)
    let bytes = series.slice(0)
    let file = try #require(fopen(slow, "w"))
    for part in [bytes.prefix(700), bytes.dropFirst(700)] {
      part.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
      fflush(file)
      usleep(1_500_000)
    }
    fclose(file)
    try wait("a case", seconds: 40) { try files.cases().count == 1 }
    #expect(files.names("intake/quarantine") == ["single"] && files.names("intake/quarantine/single") == [])
    // Killed and started again, it goes on.
    watching.end(SIGKILL)
    try files.deliver(files.series(2))
    let again = try watch(files)
    try wait("2 cases", seconds: 40) { try files.cases().count == 2 }
    again.end(SIGTERM)
    #expect(again.process.terminationStatus == 0)
    #expect(try files.json("heartbeat.json")["state"] as? String == "ended")
    try files.check(2)
  }

  /// storescu sends, storescp fills the folder.
  @Test(.enabled(if: OtherProgram.missing(.dcmtk).isEmpty, OtherProgram.said(.dcmtk)))
  func whatIsSentIsTakenIn() throws {
    let files = try IntakeStudy(), port = String(20_000 + Int(getpid()) % 20_000)
    for n in 1...2 { try files.deliver(files.series(n), to: "out") }
    let receiver = try Started(OtherProgram.storescp, ["-od", files.path + "/in", "+uf", port], in: files.path)
    let watching = try watch(files)
    defer { for one in [receiver, watching] { one.end(SIGKILL) } }
    try wait("storescu", seconds: 40) {
      let sender = try Started(
        OtherProgram.storescu, ["+sd", "-aec", "ANY", "127.0.0.1", port, files.path + "/out"], in: files.path)
      sender.ended()
      return sender.process.terminationStatus == 0
    }
    try wait("2 cases", seconds: 40) { try files.cases().count == 2 }
    watching.end(SIGTERM)
    try files.check(2)
  }
}
