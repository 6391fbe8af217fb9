import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletArchive
@testable import StyletProject

/// Archives as settings name them, their programs, and their secrets.
@Suite struct ArchivePlaceTests {
  private func place(_ text: String) throws -> ArchivePlace {
    try UserSettings.parse("[archive.a]\n" + text, name: "settings.toml").archive("a", settings: "settings.toml")
  }

  @Test func plainHTTPOnlyWhereItIsSaid() throws {
    for good in [
      "url = \"https://pacs.example.org:8443/rs/\"", "url = \"http://127.0.0.1:8042/dicom-web\"",
      "url = \"http://localhost/x\"", "url = \"http://[::1]:80/x\"", "url = \"http://pacs/x\"\nhttp = true",
    ] {
      #expect(throws: Never.self, "\(good)") { try place(good) }
    }
    for bad in [
      "url = \"http://pacs/x\"", "url = \"http://127.0.0.1.evil.org/x\"", "url = \"http://localhost.evil/x\"",
      "url = \"https://user:secret@pacs/x\"", "url = \"ftp://pacs/x\"", "url = \"https://\"", "url = \"https://a b\"",
      "url = \"https://p/x?y=1\"", "url = \"https://p\"\nhost = \"p\"", "page = 3", "url = \"https://p\"\nunknown = 1",
      "url = \"https://p\"\nauth = \"basic\"\nuser = \"u\"", "url = \"https://p\"\nauth = \"digest\"",
      "url = \"https://p\"\nsecret-file = \"/s\"", "url = \"https://p\"\nca = \"relative\"",
      "host = \"p\"\nport = 0\ncalled = \"X\"", "host = \"p\"\nport = 104\ncalled = \"SEVENTEEN-LETTERS\"",
      "host = \"-x\"\nport = 104\ncalled = \"X\"",
      "host = \"p\"\nport = 1\ncalled = \"X\"\nprograms = { dance = \"x\" }",
    ] {
      #expect(throws: Failure.self, "\(bad)") { try place(bad) }
    }
    #expect(throws: Failure.self) { try UserSettings.parse("[archive.\"a/b\"]\nurl = \"https://p\"", name: "s") }
  }

  /// What is put in stays one word, whatever is in it; keys are as many as there are.
  @Test func programsAreTemplates() throws {
    guard case .network(let network) = try place("host = \"h\"\nport = 104\ncalled = \"PACS\"").way else {
      throw Unasked()
    }
    let words = DICOMNetwork.command(network.programs[.find] ?? [], network, keys: ["A=b c", "D={host}"], folder: "/x y")
    #expect(words.starts(with: ["findscu", "-v", "-S", "-X", "-od", "/x y", "-k", "A=b c", "-k", "D={host}"]))
    #expect(words.suffix(2) == ["h", "104"] && network.programs[.get]?[0] == "getscu")
    guard case .network(let moved) = try place("host = \"h\"\nport = 104\ncalled = \"P\"\nlisten = 11112").way else {
      throw Unasked()
    }
    #expect(DICOMNetwork.command(moved.programs[.get] ?? [], moved).contains("11112"))
  }

  private struct Unasked: Error {}

  /// As dcmtk says it, with an exit status of 0.
  @Test func complaintsOfPrograms() {
    for bad in [
      "F: Association Request Failed: 0006:0317 Peer aborted Association (or never connected)",
      "E: Find SCU Failed: Query Failed", "I: Received Final Find Response (Failed: UnableToProcess)",
      "F: Association Rejected:", "W: Association aborted",
    ] {
      #expect(DICOMNetwork.complaint("I: Requesting Association\n\(bad)\n") == bad)
    }
    let good = "I: Received Final Get Response (Success)\nI: Number of Failed Suboperations : 0\nI: Releasing"
    #expect(DICOMNetwork.complaint(good) == nil && DICOMNetwork.complaint("") == nil)
  }

  @Test func secretsAreTheOwnersAlone() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/secret"
      try "s3cret\nmore\n".write(toFile: path, atomically: false, encoding: .utf8)
      chmod(path, 0o600)
      #expect(try ArchiveSecret.read(.file(path), archive: "a") == "s3cret")
      #expect(try ArchiveSecret.read(.command(["head", "-1", path]), archive: "a") == "s3cret")
      chmod(path, 0o644)
      let open = try #require(throws: Failure.self) { try ArchiveSecret.read(.file(path), archive: "a") }
      #expect(open.kind == .noPermission && !open.description.contains("s3cret"))
      let said = try #require(throws: Failure.self) {
        try ArchiveSecret.read(.command(["sh", "-c", "echo s3cret >&2; exit 1"]), archive: "a")
      }
      #expect(!said.description.contains("s3cret"))
      #expect(throws: Failure.self) { try ArchiveSecret.read(.command(["true"]), archive: "a") }
    }
  }

  /// Without the library the program says what to install.
  @Test func withoutLibcurl() throws {
    guard case .failure(let failure) = CurlLibrary.load(["libnone-\(getpid()).so"]) else { throw Unasked() }
    #expect(failure.description.contains("libcurl4") && failure.kind == .noInput)
  }
}
