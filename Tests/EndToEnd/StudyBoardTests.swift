import Foundation
import StyletBase
import StyletStudy
import TestSupport
import Testing

/// The coordinator's page of a study that two readers have begun: gold given, readings measured once, three forms.
@Suite struct StudyBoardTests {
  private static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"

  @Test func goldIsGivenAndThePageSaysWhatIsDone() throws {
    let path = NSTemporaryDirectory() + "stylet-board-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    // What was measured is kept between runs.
    let kept = ["/usr/bin/env", "XDG_CACHE_HOME=\(path)/cache"]
    func ran(_ arguments: String...) throws -> Ran { try stylet(arguments, in: path, wrapper: kept) }
    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(arguments, in: path, wrapper: kept)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }
    for n in 1...3 { try good("phantom", "kelvoni\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)") }
    try good(
      "study", "init", "trial", "--reader", "ann", "--reader", "bob", "--seed", "7", "--reads", "2", "--repeats", "0",
      "--gold", "1000", "--protocol", "covid-chest")
    try good("study", "add", "trial", "kelvoni1.nii.gz", "kelvoni2.nii.gz")
    try good("study", "add", "trial", "kelvoni3.nii.gz", "--gold")
    try good("study", "assign", "trial")

    // The answer: of the case's scan, signed, of the study's protocol.
    for (n, name) in [(3, "gold"), (1, "other")] {
      try good(
        "open", "kelvoni\(n).nii.gz", "--project", name + ".stylet.json", "--reader", "chief", "--protocol",
        "covid-chest", "--script", "<Space>" + Self.normal, "--save", "--lungs", "ask")
    }
    try good(
      "open", "kelvoni3.nii.gz", "--project", "open.stylet.json", "--reader", "chief", "--protocol", "covid-chest",
      "--script", "<Space>", "--save", "--lungs", "ask")
    for (name, word) in [("C00001", "C00001"), ("none", "none")] {
      let refused = try ran("study", "gold", "trial", name, "gold.stylet.json")
      #expect(refused.status == 64 && refused.complaint?.contains(word) == true, "\(refused.err)")
    }
    #expect(try ran("study", "gold", "trial", "C00003", "other.stylet.json").status == 65)
    #expect(try ran("study", "gold", "trial", "C00003", "open.stylet.json").status == 65, "nobody has signed it")
    try good("study", "gold", "trial", "C00003", "gold.stylet.json")
    let place = path + "/trial/gold/C00003.stylet.json"
    #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == Data(contentsOf: URL(fileURLWithPath: path + "/gold.stylet.json")))
    try good("study", "check", "trial")

    for (reader, stroke) in [("ann", "<Space>"), ("bob", "2<Right><Space>")] {
      let reading = "<CR>" + stroke + Self.normal
      try good("study", "work", "trial", "--reader", reader, "--script", reading + reading + reading)
    }
    let before = try good("study", "board", "trial", "--json").json
    let unmeasured = try #require(before["unmeasured"] as? Int)
    let gold = try #require((before["gold"] as? [String: Any])?["all"] as? [String: Any])
    #expect(unmeasured >= 3 && gold["right"] is NSNull && gold["sealed"] as? Int == gold["unmeasured"] as? Int)
    let json = try good("study", "board", "trial", "--json", "--measure").json
    #expect(json["unmeasured"] as? Int == 0)
    let all = try #require((json["gold"] as? [String: Any])?["readers"] as? [[String: Any]])
    #expect(all.map { $0["judged"] as? Int } == [1, 1] && all[0]["right"] as? Int == 1, "\(all)")
    let pair = try #require((json["pairs"] as? [[String: Any]])?.first)
    #expect(pair["planned"] as? Int == 2 && pair["sealed"] as? Int == 2 && pair["measured"] as? Int == 2)
    // As `study agreement` has it, which opens the scans.
    let agreement = try good("study", "agreement", "trial", "--json").json
    let dices = (agreement["scans"] as? [[String: Any]] ?? []).compactMap { scan -> Double? in
      let findings = ((scan["pairs"] as? [[String: Any]])?.first?["findings"] as? [[String: Any]]) ?? []
      return findings.first { $0["code"] as? String == "lesion" }?["dice"] as? Double
    }
    let mean = try #require(pair["mean_dice"] as? Double)
    #expect(dices.count == 2 && abs(mean - dices.reduce(0, +) / 2) < 1e-12, "\(dices) \(mean)")

    // Kept: the next one measures nothing, and says the same.
    let again = try good("study", "board", "trial", "--json").json
    let numbers = [again, json].map { $0["gold"] as? NSDictionary }
    #expect(again["unmeasured"] as? Int == 0 && numbers[0] == numbers[1] && numbers[0] != nil)
    for form in [["--html", "-"], ["--lang", "fr"], ["--script", "3", "--dump-screen", "-"], []] {
      let said = try stylet(["study", "board", "trial"] + form, in: path, wrapper: kept)
      #expect(said.status == 0 && said.out.contains("ann") && !said.out.contains("kelvoni"), "\(form): \(said.err)")
      #expect(!said.out.contains(path) && !said.out.contains("<script"), "\(form)")
    }
    try good("study", "board", "trial", "--html", "page.html")
    for own in ["trial/study.json", "trial/cases.jsonl", "kelvoni1.nii.gz"] {
      let refused = try ran("study", "board", "trial", "--html", own)
      #expect(refused.status != 0 && refused.complaint?.contains(own) == true, "\(own): \(refused.err)")
    }
    try good("study", "check", "trial")
    #expect(try ran("study", "board", "trial", "--json", "--html", "-").status == 64)
    #expect(try ran("study", "board", "trial", "--alike", "none").status == 64)
    #expect(try ran("study", "board", "trial", "--silent", "0").status == 64)
  }
}
