import Foundation
import Glibc
import TestSupport
import Testing

/// `stylet archive` with an archive that is one: Orthanc, on this machine, and dcmtk's programs.
@Suite(.serialized, .enabled(if: OrthancServer.isInstalled, OrthancServer.missing)) struct ArchiveTests {
  @Test func thereAndBack() throws {
    let place = try ArchiveCase()
    let found = try place.run("find", "local", "--patient", "P*", "--modality", "CT", "--json")
    let rows = found.json["rows"] as? [[String: Any]]
    #expect(rows?.map { $0["study"] as? String } == [place.study], "\(found)")
    #expect(rows?.first?["instances"] as? String == "8")
    #expect(try place.run("find", "local", "--patient", "Q").out == "Nothing found.\n")
    let got = try place.run("get", "local", place.study, "got")
    #expect(got.status == 0 && got.err.isEmpty, "\(got)")
    let folder = "got/\(place.series.uid)"
    #expect(place.received(folder) == place.sent)
    // Drawn on, sent, and back again as what was drawn.
    #expect(try place.command(["open", folder, "--script", "<Space>", "--save", "--lungs", "ask"]).status == 0)
    let project = folder + ".stylet.json", before = try Set(files(place))
    let dry = try place.run("send", "local", project, "--dry-run")
    #expect(dry.status == 0 && dry.out.contains("P1") && dry.out.contains(place.study) && dry.out.contains("127.0.0.1"))
    #expect(try place.run("send", "local", project).status == 64 && Set(files(place)) == before, "nobody was asked")
    let sent = try place.run("send", "local", project, "--yes", "--sr")
    #expect(sent.status == 0 && sent.out.contains("2 objects"), "\(sent)")
    let again = try place.run("send", "local", project, "--yes", "--to", "rtstruct")
    #expect(again.status == 0, "\(again)")
    let receipts = try Set(files(place)).subtracting(before).sorted()
    #expect(receipts.count == 2)
    for receipt in receipts {
      var s = stat()
      #expect(stat(place.path + "/got/" + receipt, &s) == 0 && s.st_mode & 0o777 == 0o600)
      let text = try String(contentsOfFile: place.path + "/got/" + receipt, encoding: .utf8)
      #expect(text.contains("\"outcome\": \"identical\"") && !text.contains("P1") && !text.contains(OrthancServer.password))
    }
    let listed = try place.run("find", "local", "--study", place.study, "--json")
    let series = listed.json["rows"] as? [[String: Any]] ?? []
    #expect(Set(series.compactMap { $0["modality"] as? String }) == ["CT", "SEG", "SR", "RTSTRUCT"], "\(series)")
    let seg = try #require(series.first { $0["modality"] as? String == "SEG" }?["series"] as? String)
    #expect(try place.run("get", "local", "\(place.study)/\(seg)", "back").status == 0)
    let file = try #require(FileManager.default.contentsOfDirectory(atPath: place.path + "/back/" + seg).first)
    func voxels(_ arguments: String...) throws -> Int? {
      let findings = try place.command(["extent"] + arguments + ["--json"]).json["findings"] as? [[String: Any]]
      return findings?.first?["voxels"] as? Int
    }
    let drawn = try voxels(project)
    #expect(try drawn == voxels(folder, "--labels", "back/\(seg)/\(file)") && drawn ?? 0 > 0)
  }

  private func files(_ place: ArchiveCase) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.path + "/got").filter { $0.contains(".sent-") }
  }

  /// A connection that ends in the middle of a series: refused as incomplete, what is whole stays, gone on with.
  @Test func cutAndGoneOnWith() throws {
    let place = try ArchiveCase(), limit = ByteLimit()
    let proxy = try LoopbackServer.cutting(to: place.orthanc.web) { limit.bytes }
    try place.settings(through: proxy.port)
    let folder = "got/\(place.series.uid)"
    var before = 0
    for bytes in [600, 5_000, 9_000] {
      limit.bytes = bytes
      let cut = try place.run("get", "local", place.study, "got")
      let there = place.received(folder)
      #expect(cut.status == 74 && cut.complaint?.contains("\(there.count) of 8") == true, "\(bytes): \(cut)")
      #expect(there.count >= before && there.count < 8 && there.allSatisfy { place.sent[$0.key] == $0.value }, "\(bytes)")
      before = there.count
    }
    #expect(before > 0)
    limit.bytes = nil
    let rest = try place.run("get", "local", place.study, "got")
    #expect(rest.status == 0 && rest.out.contains("\(before) "), "\(rest)")
    #expect(place.received(folder) == place.sent)
  }

  @Test func whoIsNotLetInAndWhatIsNotThere() throws {
    let place = try ArchiveCase()
    #expect(try place.run("get", "local", "1.2.3.4", "got").status == 66)
    #expect(try place.run("get", "local", "../../etc", "got").status == 64)
    try place.settings(password: "wrong-secret-4e")
    let refused = try place.run("echo", "local")
    #expect(refused.status == 77 && !refused.err.contains("wrong-secret"), "\(refused)")
    chmod(place.path + "/secret", 0o644)
    #expect(try place.run("echo", "local").status == 77)
    try place.settings()
    place.orthanc.stop()
    for name in ["local", "net"] {
      let down = try place.run("echo", name)
      #expect(down.status == 74 && down.complaint?.contains(name) == true, "\(down)")
    }
    #expect(!FileManager.default.fileExists(atPath: place.path + "/got"))
  }

  /// The same by DICOM's own network: counts and not exit codes say what was done.
  @Test func byProgramsOfDcmtk() throws {
    let place = try ArchiveCase()
    #expect(try place.run("echo", "net").status == 0)
    let found = try place.run("find", "net", "--patient", "P1", "--json").json["rows"] as? [[String: Any]]
    #expect(found?.map { $0["study"] as? String } == [place.study])
    let got = try place.run("get", "net", place.study, "got")
    #expect(got.status == 0, "\(got)")
    let folder = "got/\(place.series.uid)"
    #expect(place.received(folder) == place.sent)
    #expect(try place.command(["open", folder, "--script", "<Space>", "--save", "--lungs", "ask"]).status == 0)
    let sent = try place.run("send", "net", folder + ".stylet.json", "--yes")
    #expect(sent.status == 0 && sent.out.contains("1 object"), "\(sent)")
    // An archive that does not know our title lets nobody search, and dcmtk's program ends with 0.
    let stranger = try place.run("find", "stranger")
    #expect(stranger.status == 74 && stranger.complaint?.contains("stranger") == true, "\(stranger)")
  }
}

/// What `stylet archive` does with answers that a small server has recorded: nothing but libcurl need be installed.
@Suite struct ArchiveAnswersTests {
  private static func answer(_ status: String, _ headers: [String] = [], _ body: String = "") -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Connection: close", "", ""]
    return Array((lines.joined(separator: "\r\n") + body).utf8)
  }

  private func echo(_ server: LoopbackServer, _ arguments: [String] = ["echo", "x"]) throws -> Ran {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/stylet", withIntermediateDirectories: true)
      let secret = folder + "/secret"
      try "s3cret-token".write(toFile: secret, atomically: false, encoding: .utf8)
      chmod(secret, 0o600)
      let text = """
        [archive.x]
        url = "http://127.0.0.1:\(server.port)/rs"
        auth = "bearer"
        secret-file = "\(secret)"
        """
      try text.write(toFile: folder + "/stylet/settings.toml", atomically: false, encoding: .utf8)
      let ran = try stylet(["archive"] + arguments, in: folder, wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(folder)"])
      #expect(!(ran.out + ran.err).contains("s3cret"))
      return ran
    }
  }

  /// Shown to the archive alone: what leads elsewhere is not followed.
  @Test func theTokenGoesNowhereElse() throws {
    let elsewhere = Heard(), heard = Heard()
    let other = try LoopbackServer(answers: { elsewhere.add($0); return Self.answer("200 OK", [], "[]") })
    let port = other.port
    let server = try LoopbackServer(answers: {
      heard.add($0)
      // While it asks, nobody sees the token among the arguments of programs.
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] where Int(name) != nil {
        let arguments = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
        if arguments.range(of: Data("s3cret".utf8)) != nil { elsewhere.add(name) }
      }
      return Self.answer("302 Found", ["Location: http://127.0.0.1:\(port)/rs", "Content-Length: 0"])
    })
    let ran = try echo(server)
    #expect(ran.status == 74 && ran.complaint?.contains("302") == true, "\(ran)")
    #expect(heard.all.count == 1 && elsewhere.all.isEmpty)
    #expect(heard.all.first?.contains("Authorization: Bearer s3cret-token\r\n") == true)
  }

  @Test func statusesAndBusyServers() throws {
    let count = Heard()
    let busy = try LoopbackServer(answers: {
      count.add($0)
      return count.all.count < 3
        ? Self.answer("429 Too Many Requests", ["Retry-After: 0", "Content-Length: 0"])
        : Self.answer("204 No Content")
    })
    #expect(try echo(busy).status == 0 && count.all.count == 3)
    for (status, expected) in [
      ("401 Unauthorized", 77), ("406 Not Acceptable", 74), ("500 Oops", 74), ("404 Not Found", 66),
    ] {
      let server = try LoopbackServer(answers: { _ in Self.answer(status, ["Content-Length: 0"]) })
      #expect(try Int(echo(server).status) == expected, "\(status)")
    }
  }

  /// Closed before an answer, and in the middle of one whose length is stated.
  @Test func closedEarly() throws {
    let silent = try LoopbackServer(answers: { _ in [] })
    #expect(try echo(silent).status == 74)
    let half = try LoopbackServer(answers: { _ in Self.answer("200 OK", ["Content-Length: 100"], "[") })
    #expect(try echo(half).status == 74)
  }

  private final class Heard: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String] = []
    var all: [String] { lock.withLock { kept } }
    func add(_ text: String) { lock.withLock { kept.append(text) } }
  }
}
