import Foundation
import StyletBase
import StyletDICOM
import StyletProject
import StyletStudy

/// A study's files, as they lie in its folder: an input holds them in this order (see ``Chunks``).
enum FuzzStudy {
  private static let reader = ReaderName("ann")!
  private static let names = [
    "study.json", "cases.jsonl", "keys/design.jsonl", "keys/trail.jsonl", "readers/ann/list.jsonl",
    "readers/ann/scans.jsonl", "readers/ann/events.here.jsonl", "protocol.toml", "keys/study.key",
  ]

  /// Deals, checks and counts as the coordinator's commands do.
  static func read(_ parts: [[UInt8]]) -> Bool {
    FuzzFolder.with([]) { path in
      let folder = StudyFolder(path + "/study")
      for made in [folder.path, folder.keys, folder.readers, folder.reader(reader)] { mkdir(made, 0o700) }
      for (name, bytes) in zip(names, parts) {
        _ = FileManager.default.createFile(atPath: folder.path + "/" + name, contents: Data(bytes))
      }
      if let key = try? StudyKey.read(folder.key, id: nil), let study = try? Study.read(folder),
        let cases = try? StudyCase.read(folder)
      {
        _ = try? StudyDeal(study, cases: cases, key: key)
      }
      _ = try? StudyCheck(folder, now: time)
      _ = try? SealedPlaces.place(of: Alias("22222222") ?? nobody, in: folder.places(reader))
      guard let records = try? StudyRecords(folder) else { return false }
      _ = StudyBoard(
        records, measures: StudyMeasures(nil, forms: StudyForms([]), protocolDigests: []), goldDigests: [:],
        rule: ExportRule(), now: time)
      return true
    } ?? false
  }

  private static let time = "2026-03-02T09:30:00Z"
  private static let nobody = Alias(of: reader, CaseID("C1")!, occasion: 1, key: StudyKey(bytes: [1]))

  /// Twelve cases dealt to one reader, who has opened two and sealed one.
  static var seed: [UInt8]? {
    FuzzFolder.with([]) { path -> [UInt8]? in
      let folder = StudyFolder(path + "/study"), key = StudyKey(bytes: (0..<32).map { UInt8($0) })
      let form = ["schema = 1", "id = \"outlines\"", "version = 1", "title = \"Outlines\""].joined(separator: "\n")
      var design = StudyDesign()
      (design.repeatsPer1000, design.repeatCases, design.repeatDays) = (200, 2, 1)
      let study = Study(
        id: "trial", title: "Outlines", made: "2026-03-01T09:30:00Z", seed: 1,
        protocolUsed: StudyProtocol(
          reference: ProtocolReference(id: "outlines", version: 1), digest: sha256(Array(form.utf8))),
        keyID: key.id, readers: [StudyReader(name: reader)], design: design, rules: StudyRules())
      do {
        try StudyChange.begin(study, key: key, protocolText: Array(form.utf8), in: folder)
        let change = try StudyChange(folder)
        try change.add(
          (1...12).map { n in
            StudyCase(
              id: CaseID("C\(n)")!, path: "scans/\(n)", sha256: sha256([UInt8(n)]), fingerprint: sha256([0, UInt8(n)]),
              files: 8, size: [24, 20, 8], spacing: [0.8, 0.8, 2], site: "s\(n % 2)", patient: "p\(n)",
              added: "2026-03-01T09:30:00Z")
          }, time: "2026-03-01T09:31:00Z")
        let dealt = try change.assign([.assigned(time: "2026-03-01T09:32:00Z", through: 12, due: "2026-04-01")])
        let log = EventLog(folder, study: study.id, reader: reader, host: HostName("here")!)
        for (n, own) in dealt.deal.design.prefix(2).enumerated() {
          try log.add(ReadingEvent(.open, of: own.alias, time: "2026-03-01T10:0\(n):00Z"))
          let kind = n == 0 ? ReadingEvent.Kind.seal : .skip
          try log.add(
            ReadingEvent(
              kind, of: own.alias, time: "2026-03-01T10:0\(n):30Z", reason: n == 0 ? nil : "no lung in it",
              project: n == 0 ? sha256([9]) : nil))
        }
        _ = try change.anchor(time: "2026-03-01T11:00:00Z")
      } catch { return nil }
      let parts = names.map { Array(FileManager.default.contents(atPath: folder.path + "/" + $0) ?? Data()) }
      return parts.contains([]) ? nil : Chunks(parts).bytes
    } ?? nil
  }
}

/// An instance that may leave: cleaned, written and proved.
enum FuzzDeidentification {
  static func run(_ folder: String) -> Bool {
    let cleaner = DICOMDeidentifier(policy: .standard, pseudonyms: Pseudonyms(key: [UInt8](repeating: 7, count: 32)))
    guard case .clean(let instance) = try? cleaner.clean(folder + "/x", name: "x.dcm"),
      (try? instance.write(to: folder + "/y")) != nil
    else { return false }
    return (try? instance.prove(folder + "/y")) != nil
  }
}
