import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// How far a study is, and what is open in it.
@Suite struct StudyStatusTests {
  @Test func countsAreThoseOfTheLogs() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 3, cases: 300, sealed: 40)
      let ann = ReaderName("r00")!, rows = try ListedReading.read(folder, ann)
      let log = EventLog(folder, study: "trial", reader: ann, host: HostName("lap")!)
      try log.add(ReadingEvent(.skip, of: rows[50].alias, reason: "motion"))
      try log.add(ReadingEvent(.flag, of: rows[50].alias, reason: "motion"))
      try log.add(ReadingEvent(.open, of: rows[51].alias))
      try log.add(ReadingEvent(.reopen, of: rows[0].alias, time: "2026-05-01T00:00:00Z", reason: "wrong side"))
      let status = try StudyStatus(folder), own = status.readers[0].counts
      #expect(status.readers.map(\.name.text) == ["r00", "r01", "r02"])
      #expect(own.assigned == rows.count && own.sealed == 39 && own.skipped == 1 && own.flagged == 1 && own.open == 2)
      let design = try DesignedReading.read(folder)
      for reader in status.readers {
        let rows = design.filter { $0.reader == reader.name }
        #expect(reader.counts.doubles.assigned == rows.count { $0.kind == .double })
        #expect(reader.counts.repeats.assigned == rows.count { $0.kind == .repeat })
        #expect(reader.counts.gold.assigned == rows.count { $0.kind == .gold })
      }
      #expect(status.total.assigned == design.count && status.total.sealed == 119)
      #expect(status.sites.reduce(0) { $0 + $1.counts.assigned } == design.count)
      #expect(status.sites.reduce(0) { $0 + $1.cases } == 300 && status.dealt == 300)
    }
  }

  @Test func whatIsOpenIsSaidWithTheCommandThatClosesIt() throws {
    try withTemporaryFolder { path in
      let folder = try SyntheticStudy.make(in: path, readers: 2, cases: 40, sealed: 2)
      let closed = try StudyPermissions(folder)
      #expect(closed.openings.map(\.path) == [] && closed.count > 20)
      chmod(folder.keys, 0o755)
      chmod(folder.cases, 0o644)
      chmod(folder.design, 0o640)
      chmod(folder.list(ReaderName("r00")!), 0o644)
      chmod(folder.reader(ReaderName("r01")!), 0o777)
      symlink("/etc/passwd", folder.gold + "/link")
      let open = try StudyPermissions(folder).openings
      let kinds = Dictionary(uniqueKeysWithValues: open.map { ($0.path, $0.kind) })
      #expect(kinds == [
        "keys": .readByAll, "cases.jsonl": .readByAll, "keys/design.jsonl": .readByGroup,
        "readers/r00/list.jsonl": .readByAll, "readers/r01": .writtenByAll, "gold/link": .link,
      ])
      // What is said closes it.
      for command in open.compactMap(\.command) {
        let words = command.split(separator: " ").map(String.init)
        #expect(words[0] == "chmod" && words.count == 3)
        var s = stat()
        stat(words[2], &s)
        let mode: mode_t = switch words[1] {
        case "o-w": s.st_mode & ~0o002
        case "o-rwx": s.st_mode & ~0o007
        default: mode_t(words[1], radix: 8)!
        }
        chmod(words[2], mode & 0o7777)
      }
      #expect(try StudyPermissions(folder).openings.map(\.path) == ["gold/link"])
    }
  }
}
