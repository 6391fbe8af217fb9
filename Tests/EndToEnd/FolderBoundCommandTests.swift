import Foundation
import TestSupport
import Testing

/// A slip of the hand that names all files of the machine ends in a sentence, and not when they are read.
@Suite struct FolderBoundCommandTests {
  @Test func theRootOfAllFilesIsRefusedAtOnce() throws {
    let files = try CaseFolder(), scan = CaseFolder.scanName
    #expect(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    try files.draw("<Space>", lungs: "ask")
    let before = files.contents()
    for place in ["/", "/proc", "."] {
      for command in [
        ["info"], ["convert"], ["extent"], ["lungs"], ["study", "add", "trial"], ["intake", "take"], ["deidentify"],
        ["batch", "plan"], ["import", CaseFolder.projectName], ["open"],
      ] where place != "." || command == ["info"] {
        var arguments = command + [place]
        switch command.first {
        case "convert", "lungs": arguments.append("out.nii.gz")
        case "intake": arguments += ["--study", "trial"]
        case "deidentify": arguments.append("out")
        case "batch": arguments += ["--steps", "lungs", "plan.jsonl"]
        case "open": arguments += ["--script", ""]
        default: break
        }
        let start = Date.now, ran = try stylet(arguments, in: files.path)
        #expect(-start.timeIntervalSinceNow < 5, "\(arguments)")
        if place != "." { #expect(ran.status != 0 && ran.complaint != nil, "\(arguments): \(ran.status) \(ran.err)") }
      }
    }
    let typed = try files.run("open", scan, "--lungs", "ask", "--script", ":import /<Enter>", "--dump-screen", "-")
    #expect(typed.out.contains("root of all files"), "\(typed.out)")
    // An intake makes its folders first.
    #expect(files.contents().filter { !$0.key.hasPrefix("trial/intake") && $0.key != "trial/scans" } == before)
  }
}
