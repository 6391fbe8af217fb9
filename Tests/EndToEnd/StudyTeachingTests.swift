import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// A reader learns from gold cases where the study lets him, and nowhere else; rules that change meanwhile.
@Suite struct StudyTeachingTests {
  /// One reader, a case and a gold case, whose answer is a voxel of ground glass and good quality.
  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-teaching-\(UUID().uuidString.prefix(8))"
    let reader = ReaderName("ann")!
    var folder: StudyFolder { StudyFolder(path + "/trial") }

    init(_ rules: String...) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try StudyCases.rules.write(toFile: path + "/rules.toml", atomically: true, encoding: .utf8)
      for n in 1...2 { try good(["phantom", "chest\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)"]) }
      try good(
        ["study", "init", "trial", "--reader", "ann", "--protocol", "rules.toml", "--seed", "7", "--doubles", "0"]
          + ["--repeats", "0", "--gold", "1000"] + rules)
      try good(["study", "add", "trial", "chest1.nii.gz"])
      try good(["study", "add", "trial", "chest2.nii.gz", "--gold"])
      try good(["study", "assign", "trial"])
      try good([
        "open", "chest2.nii.gz", "--project", "known.stylet.json", "--reader", "Zq7Wx-chief", "--protocol",
        "rules.toml", "--script", "<Space>Ra<Tab>Sny", "--save", "--lungs", "ask",
      ])
      try good(["study", "gold", "trial", "C00002", "known.stylet.json"])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: [String]) throws -> Ran {
      let ran = try stylet(arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }

    /// Plays keys on the list, with the gold case or another one chosen.
    func work(onGold: Bool = true, _ keys: String, _ more: String...) throws -> Ran {
      let design = try DesignedReading.read(folder), list = try ListedReading.read(folder, reader)
      let row = list.firstIndex { row in design.contains { $0.alias == row.alias && ($0.kind == .gold) == onGold } }
      return try stylet(
        ["study", "work", "trial", "--reader", "ann", "--script", "\(row! + 1)g" + keys, "--dump-screen", "-", "--size"]
          + ["100x30"] + more, in: path)
    }

    var gold: String {
      get throws {
        let own = try DesignedReading.read(folder).first { $0.kind == .gold }
        return folder.project(reader, try #require(own).alias)
      }
    }

    func events() throws -> [ReadingEvent.Kind] {
      try EventLog(folder, study: Study.read(folder).id, reader: reader).read().map(\.kind)
    }

    /// All bytes of the reader's folder, by name.
    func files() throws -> [String: Data] {
      var all: [String: Data] = [:]
      let own = folder.reader(reader)
      for name in FileManager.default.enumerator(atPath: own)?.allObjects as? [String] ?? [] {
        all[name] = FileManager.default.contents(atPath: own + "/" + name)
      }
      return all
    }
  }

  private static let seal = "<CR>4<Right><Space>Ra<Tab>Sny"

  @Test func aSealedReadingIsComparedWithWhatIsKnown() throws {
    let desk = try Desk("--teaching", "after")
    let answers = try Data(contentsOf: URL(fileURLWithPath: desk.folder.answers(desk.reader)))
    for secret in ["chief", "\"GGO\"", "quality", "chest2", "C00002"] {
      #expect(answers.range(of: Data(secret.utf8)) == nil, "\(secret)")
    }
    // Before the seal, and of what is not gold, the list says the same.
    for isGold in [true, false] {
      let ran = try desk.work(onGold: isGold, "c")
      #expect(ran.out.contains("nothing to compare") && !ran.out.contains("known"), "\(ran.out)")
    }
    let plain = try desk.work(onGold: false, Self.seal)
    #expect(plain.out.contains("is sealed. The next case"), "\(plain.out)")
    #expect(try desk.work(onGold: false, "c").out.contains("nothing to compare"))

    let sealed = try desk.work(Self.seal)
    #expect(sealed.out.contains("This case is known: c compares"), "\(sealed.out)")
    let before = try desk.files()
    let view = try desk.work("c")
    #expect(view.status == 0 && view.out.contains("A is your reading as it was sealed"), "\(view)")
    #expect(view.out.contains("A ann, B known") && view.out.contains("2 of 2 regions open"), "\(view.out)")
    for secret in ["chief", "chest2", "C00002"] { #expect(!view.out.contains(secret), "\(secret): \(view.out)") }
    #expect(try desk.work("cn", "--lang", "fr").out.contains("A ann, B connu"))
    // Nothing is made of them, and back to the list.
    for keys in ["cnDA", "c<Space>", "cRS", "c:w<CR>"] {
      let refused = try desk.work(keys)
      #expect(refused.status != 0, "\(keys): \(refused.out)")
    }
    #expect(try desk.work("c:q<CR>").out.contains("2 of 2 sealed"))
    // The log alone has grown; the sealed reading is what it was.
    let after = try desk.files()
    #expect(Set(after.keys) == Set(before.keys))
    for (name, bytes) in before where !name.hasPrefix("events.") { #expect(after[name] == bytes, "\(name)") }
    #expect(try desk.events().suffix(2) == [.compare, .compare])
    // Who has seen it does not open his reading again.
    let again = try desk.work("<CR>:reopen as they say<CR>")
    #expect(again.status == 64 && again.out.contains("was shown"), "\(again.out)")
    #expect(try !desk.events().contains(.reopen))
    try desk.good(["study", "check", "trial"])
  }

  @Test func withoutTheRuleNothingGivesGoldAway() throws {
    let desk = try Desk()
    let before = try desk.work("?")
    #expect(!before.out.contains("compare"), "\(before.out)")
    let sealed = try desk.work(Self.seal)
    #expect(sealed.out.contains("is sealed. The next case") && !sealed.out.contains("known"), "\(sealed.out)")
    let other = try desk.work(onGold: false, Self.seal)
    #expect(!other.out.contains("known"))
    let asked = try desk.work("c")
    #expect(asked.status == 64 && asked.out.contains("No command on c"), "\(asked)")
    #expect(try !desk.files().keys.contains("answers.jsonl") && !desk.events().contains(.compare))
    try desk.good(["study", "check", "trial"])
  }

  /// The rule comes and goes while the study goes on; what was shown stays known.
  @Test func theRuleIsAmended() throws {
    let desk = try Desk()
    _ = try desk.work(Self.seal)
    let amend = ["study", "amend", "trial", "--reason", "trainees come"]
    let done = try desk.good(amend + ["--teaching", "after"])
    #expect(done.out.contains("1 file written"), "\(done.out)")
    #expect(try stylet(amend + ["--teaching", "after"], in: desk.path).complaint?.contains("hold already") == true)
    #expect(try desk.work("c").out.contains("B known"))
    try desk.good(["study", "check", "trial"])
    try desk.good(amend + ["--teaching", "off"])
    #expect(try !desk.files().keys.contains("answers.jsonl"))
    #expect(try desk.work("c").status == 64)
    #expect(try desk.work("<CR>:reopen again<CR>").out.contains("was shown"))
    try desk.good(["study", "check", "trial"])
  }
}
