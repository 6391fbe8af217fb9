import Foundation
import TestSupport
import Testing

/// Numbers of options are plain decimals, whichever command takes them.
@Suite struct NumberOptionTests {
  private static let notPlain = ["0x10", "0x1p-1", "inf", "nan", "1e400", " 0.5", "０.５", "٥", "1,5"]

  @Test func otherOnesAreRefused() throws {
    let files = try CaseFolder(), scan = CaseFolder.scanName
    let options = [
      ["agree", "a", "b", "--tolerance"], ["study", "agreement", "trial", "--tolerance"],
      ["study", "board", "trial", "--dice"], ["study", "export", "trial", "--to", "nifti", "--out", "x", "--dice"],
      ["study", "init", "trial", "--reader", "ann", "--tolerance"],
      ["study", "init", "trial", "--reader", "ann", "--adjudicate-dice"],
      ["study", "init", "trial", "--reader", "ann", "--adjudicate-extent"], ["triage", "simulate", "--arrival"],
      ["triage", "simulate", "--prevalence"],
    ] + ["kappa", "prevalence", "agreement", "icc", "dice-sd", "half-width"].map { ["study", "plan", "--" + $0] }
    for option in options {
      for text in Self.notPlain {
        let ran = try stylet(option + [text], in: files.path)
        #expect(ran.status == 64 && ran.complaint?.contains(option.last ?? "") == true, "\(option) \(text): \(ran.err)")
      }
    }
    for command in [["show", scan, "--window", "0x10,0x20"], ["phantom", "p.nii", "--spacing", "0x1x1x1"]] {
      #expect(try stylet(command, in: files.path).status == 64, "\(command)")
    }
    #expect(!files.has(files.path + "/trial") && !files.has(files.path + "/p.nii"))
    #expect(try files.run("study", "plan", "--kappa", "+0.5").status == 0)
    for (command, standard) in [("plan", "0.7"), ("export", "0.7")] {
      #expect(try files.run("study", command, "--help").out.contains("(default: \(standard))"), "\(command)")
    }
  }

  /// A new option that ArgumentParser would read by itself takes "0x10" and "inf" again.
  @Test func noOptionIsReadOtherwise() throws {
    for file in try SourceFile.all(["stylet"]) {
      let options = /@Option\((?<how>[^@]*?)\)\s+var \w+(: Double\b|: \[Double\]| = -?[0-9_]+\.[0-9]+| = ExportRule)/
      for option in file.text.matches(of: options) {
        #expect(option.how.contains("transform: Input.number"), "\(file.name): \(option.0)")
      }
    }
  }
}
