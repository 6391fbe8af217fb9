import Foundation
import TestSupport
import Testing

/// A signed project that was changed in its file: whoever opens it is told, on the screen and in the form.
@Suite struct OpenedSignatureTests {
  private static let sizes = ["80x24", "120x40", "200x55"]

  private func signed() throws -> CaseFolder {
    let files = try CaseFolder()
    let keys = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"
    let ran = try files.run(
      "open", CaseFolder.scanName, "--reader", "r-7", "--protocol", "covid-chest", "--script", keys, "--save",
      "--lungs", "ask")
    try #require(ran.status == 0, "\(ran.err)")
    return files
  }

  /// The screen after keys.
  private func screen(_ files: CaseFolder, _ keys: String, _ size: String) throws -> String {
    let ran = try files.run(
      "open", CaseFolder.scanName, "--reader", "r-8", "--script", keys, "--size", size, "--lungs", "ask",
      "--dump-screen", "s.txt", "--force")
    #expect(ran.status == 0, "\(ran.err)")
    return try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8)
  }

  @Test func aVoidSignatureIsSaidAtOnce() throws {
    let files = try signed()
    for size in Self.sizes {
      #expect(try !screen(files, "", size).contains("void"))
      let form = try screen(files, "R", size)
      #expect(form.contains("signed by r-7") && !form.contains("void"), "\(form)")
    }
    let text = try String(contentsOfFile: files.project, encoding: .utf8)
    let forged = text.replacingOccurrences(
      of: "\"technical\": {\"value\": \"diagnostic\"", with: "\"technical\": {\"value\": \"limited\"")
    try #require(forged != text)
    try forged.write(toFile: files.project, atomically: true, encoding: .utf8)
    for size in Self.sizes {
      let first = try screen(files, "", size)
      #expect(first.lowercased().contains("the signature is void"), "\(first)")
      let form = try screen(files, "R", size)
      #expect(form.contains("the signature is void") && !form.contains("signed by r-7"), "\(form)")
      #expect(form.contains(":reopen"))
      // What was cut on a small screen stands whole among the messages.
      let messages = try screen(files, ":messages<CR>", "200x55")
      #expect(messages.lowercased().contains("the signature is void: the answers are not what was signed"), "\(messages)")
    }
    // Opened again with a reason and signed anew, it holds.
    let keys = ":reopen changed in the file<CR>R<Home>1" + String(repeating: "a<Tab>", count: 11) + "Sa"
    let ran = try files.run(
      "open", CaseFolder.scanName, "--reader", "r-8", "--script", keys, "--save", "--lungs", "ask")
    #expect(ran.status == 0, "\(ran.err)")
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
    #expect(try !screen(files, "R", "120x40").contains("void"))
  }
}
