import Foundation
import TestSupport
import Testing

/// Reports that go into an archive, and notes that something that went there is not to be used.
@Suite(.serialized, .enabled(if: OrthancServer.isInstalled, OrthancServer.missing)) struct ArchiveRejectTests {
  private func drawn() throws -> (place: ArchiveCase, project: String) {
    let place = try ArchiveCase()
    #expect(try place.run("get", "local", place.study, "got").status == 0)
    let folder = "got/\(place.series.uid)"
    #expect(try place.command(["open", folder, "--script", "<Space>", "--save", "--lungs", "ask"]).status == 0)
    return (place, folder + ".stylet.json")
  }

  private func receipts(_ place: ArchiveCase) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.path + "/got").filter { $0.contains(".sent-") }.sorted()
  }

  private func receipt(_ place: ArchiveCase, _ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: place.path + "/got/" + name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The one object of the study with this modality, as the archive gives it.
  private func object(_ place: ArchiveCase, _ modality: String, into folder: String) throws -> [Data] {
    let listed = try place.run("find", "local", "--study", place.study, "--json").json["rows"] as? [[String: Any]] ?? []
    return try listed.filter { $0["modality"] as? String == modality }.compactMap { $0["series"] as? String }.map { uid in
      #expect(try place.run("get", "local", "\(place.study)/\(uid)", folder).status == 0)
      let name = try #require(FileManager.default.contentsOfDirectory(atPath: "\(place.path)/\(folder)/\(uid)").first)
      return try Data(contentsOf: URL(fileURLWithPath: "\(place.path)/\(folder)/\(uid)/\(name)"))
    }
  }

  @Test func aReportAsPDF() throws {
    let (place, project) = try drawn()
    for _ in 0..<2 {
      let sent = try place.run("send", "local", project, "--yes", "--report")
      #expect(sent.status == 0 && sent.out.contains("2 objects"), "\(sent)")
    }
    let names = try receipts(place)
    let uids = try names.flatMap { try (receipt(place, $0)["objects"] as? [[String: Any]] ?? []).compactMap { $0["instance"] as? String } }
    #expect(names.count == 2 && Set(uids).count == 4, "new ones each time")
    let documents = try object(place, "DOC", into: "docs")
    #expect(documents.count == 2)
    for one in documents {
      let start = try #require(one.range(of: Data("%PDF-1.4".utf8))), end = try #require(one.range(of: Data("%%EOF".utf8)))
      let pdf = String(decoding: one[start.lowerBound..<end.upperBound], as: UTF8.self)
      #expect(pdf.contains("research") && pdf.contains("Tj") && one.count > 2000)
      #expect(one.range(of: Data("1.2.840.10008.5.1.4.1.1.104.1".utf8)) != nil)
      #expect(one.range(of: Data("application/pdf".utf8)) != nil && one.range(of: Data("Research use only: ".utf8)) != nil)
      #expect(one.range(of: Data("\(place.series.uid).3".utf8)) != nil, "it names the slices")
      #expect(one.range(of: Data("P1".utf8)) != nil)
    }
  }

  @Test func whatWasSentIsRejected() throws {
    let (place, project) = try drawn()
    #expect(try place.run("send", "local", project, "--yes", "--sr").status == 0)
    let name = try #require(receipts(place).first), path = "got/" + name
    let sent = try (receipt(place, name)["objects"] as? [[String: Any]] ?? []).compactMap { $0["instance"] as? String }
    let dry = try place.run("reject", "local", path, "--reason", "safety", "--dry-run")
    #expect(dry.status == 0 && dry.out.contains("2 objects are rejected (113037)") && dry.out.contains("P1"), "\(dry)")
    #expect(try place.run("reject", "local", path, "--reason", "safety").status == 64, "nobody was asked")
    #expect(try place.run("reject", "local", path, "--reason", "other", "--yes").status == 64)
    #expect(try place.run("reject", "net", path, "--reason", "safety", "--yes").status == 64, "sent to another archive")
    #expect(try place.run("reject", "local", project, "--reason", "safety", "--yes").status == 65)
    #expect(try receipts(place) == [name] && object(place, "KO", into: "notes").isEmpty)
    for (reason, code) in [("quality", "113001"), ("safety", "113037"), ("worklist", "113038"), ("retention", "113039")] {
      let before = try Set(receipts(place))
      let ran = try place.run("reject", "local", path, "--reason", reason, "--text", "wrong side", "--yes")
      #expect(ran.status == 0 && ran.out.contains("1 object") && ran.err.contains("do not heed"), "\(ran)")
      let new = try Set(receipts(place)).subtracting(before)
      #expect(new.count == 1)
      let kept = try receipt(place, #require(new.first))
      let rejects = kept["rejects"] as? [String: Any]
      #expect(rejects?["code"] as? String == code && rejects?["instances"] as? [String] == sent)
      let outcome = (kept["objects"] as? [[String: Any]])?.first?["outcome"] as? String
      #expect(outcome == "identical" && "\(kept)".contains("P1") == false)
    }
    let notes = try object(place, "KO", into: "notes")
    #expect(notes.count == 4)
    for note in notes {
      #expect(note.range(of: Data("1.2.840.10008.5.1.4.1.1.88.59".utf8)) != nil)
      for uid in sent + ["wrong side", "P1", place.study] { #expect(note.range(of: Data(uid.utf8)) != nil, "\(uid)") }
    }
    // What is not there any more cannot be rejected, and no note is sent.
    var gone = try String(contentsOfFile: place.path + "/" + path, encoding: .utf8)
    gone = gone.replacingOccurrences(of: sent[0], with: "2.25.1")
    try gone.write(toFile: place.path + "/gone.json", atomically: false, encoding: .utf8)
    #expect(try place.run("reject", "local", "gone.json", "--reason", "quality", "--yes").status == 66)
    #expect(try object(place, "KO", into: "again").count == 4)
  }
}
