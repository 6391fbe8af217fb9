import Foundation
import TestSupport
import Testing

/// What other work rests on is never written over, asked or not: a study's files and scans, a batch's plan and scans.
@Suite struct RecordsTests {
  private static let project = CaseFolder.projectName, scan = CaseFolder.scanName

  @Test func filesOfStudiesAndBatchesAreNotWrittenOver() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try FileManager.default.copyItem(atPath: files.path + "/" + Self.scan, toPath: files.path + "/listed.nii.gz")
    for command in [
      ["study", "init", "trial", "--reader", "ann"], ["study", "add", "trial", "listed.nii.gz"],
      ["study", "assign", "trial"], ["batch", "plan", "listed.nii.gz", "--steps", "lungs", "plan.jsonl"],
      ["batch", "run", "plan.jsonl", "--out", "run"], ["study", "board", "trial", "--html", "board.html"],
    ] {
      #expect(try stylet(command, in: files.path).status == 0, "\(command)")
    }
    let results = FileManager.default.enumerator(atPath: files.path + "/run/results")?.allObjects as? [String] ?? []
    let result = try #require(results.first { $0.hasSuffix(".json") })
    // It is the answer of a command, and lies in a study: it may be made again there.
    try FileManager.default.copyItem(atPath: files.path + "/board.html", toPath: files.path + "/trial/board.html")
    let before = files.contents()
    for target in [
      "trial/study.json", "trial/cases.jsonl", "trial/keys/study.key", "trial/readers/ann/list.jsonl", "plan.jsonl",
      "run/results/" + result,
    ] {
      for command in [
        ["lungs", Self.scan, target, "--to", "nifti"], ["export", Self.project, target, "--to", "csv"],
        ["report", Self.project, "--json", target], ["export", Self.project, "o.seg.dcm", "--sr", target],
        ["open", Self.scan, "--script", "j", "--lungs", "ask", "--dump-screen", target],
      ] {
        try refused(command, files, before)
      }
    }
    for command in [
      ["study", "board", "trial", "--html"], ["triage", "list", "trial", "--html"],
      ["triage", "list", "trial", "--script", "j", "--dump-screen"],
      ["batch", "status", "plan.jsonl", "--out", "run", "--html"],
    ] {
      try refused(command + ["listed.nii.gz"], files, before)
    }
    #expect(try files.run("study", "board", "trial", "--html", "trial/board.html").status == 0)
  }

  /// The scans of a list lie anywhere: each slice of theirs stays, and what else is in its folder, which may be one.
  @Test func aReadersScreenIsNotWrittenOverAScan() throws {
    let study = try StudyCases(), series = study.path + "/scans/Kelvoni-4712"
    try "a letter".write(toFile: series + "/letter.txt", atomically: true, encoding: .utf8)
    for name in ["s000.dcm", "s007.dcm", "letter.txt"] {
      let target = series + "/" + name, bytes = try Data(contentsOf: URL(fileURLWithPath: target))
      let command = ["study", "work", study.folder.path, "--reader", "ann", "--script", "j", "--dump-screen", target]
      for force in [[], ["--force"]] {
        let ran = try stylet(command + force, in: study.path)
        #expect(ran.status == 73 && ran.complaint != nil, "\(command + force): \(ran.status) \(ran.err)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == bytes, "\(command + force)")
      }
    }
  }

  private func refused(_ command: [String], _ files: CaseFolder, _ before: [String: Data]) throws {
    for force in [[], ["--force"]] {
      let ran = try stylet(command + force, in: files.path)
      #expect(ran.status == 73 && ran.complaint != nil, "\(command + force): \(ran.status) \(ran.err)")
      #expect(files.contents() == before, "\(command + force)")
    }
  }

  /// Printed, a script for Slurm would bring them to the terminal; written, Slurm would read other lines.
  @Test(arguments: ["a\nb", "a\u{1b}[31m", "a\u{9b}2J", "a\u{202e}b"])
  func noScriptForSlurmHasControlCharacters(_ name: String) throws {
    let files = try CaseFolder()
    #expect(try files.run("batch", "plan", Self.scan, "--steps", "lungs", "plan.jsonl").status == 0)
    let command = ["batch", "submit", "plan.jsonl", "--slurm", "--print", "--out"]
    let ran = try stylet(command + [name], in: files.path)
    #expect(ran.status == 64 && ran.out.isEmpty && ran.complaint?.contains("; ") == true, "\(ran.status) \(ran.err)")
    let told = try stylet(command + ["run", "--sbatch", "--comment=" + name], in: files.path)
    #expect(told.status == 64 && told.out.isEmpty, "\(told.status) \(told.err)")
  }
}
