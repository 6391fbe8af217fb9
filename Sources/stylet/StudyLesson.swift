import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletScreen
import StyletStudy

/// A sealed reading of a gold case beside what is known of it: to look at, in the comparing view. Nothing is written
/// but the line in the reader's log.
final class StudyLesson: DeskSitting {
  let alias: Alias
  let workstation: Workstation
  private let reading: Reading
  private let scan: BlindScan

  /// - Throws: a ``Failure`` that names the alias alone: not sealed, nothing known, a file that is not as it was
  ///   sealed. Nothing is noted then.
  init(_ alias: Alias, of diary: StudyDiary, keymap: Keymap, traits: TerminalTraits, atOnce: Bool) throws {
    let folder = diary.folder, scan = try BlindScan(alias, folder, of: diary.reader)
    (self.alias, self.scan) = (alias, scan)
    do {
      let pair = try TaughtReadings(alias, diary)
      let name = folder.projectFolder(diary.reader, alias).appendingPath(alias.text)
      // Nothing lies there, and nothing will: what is made of the two is only looked at.
      let none = ProjectFiles(scan: name, project: name + "-known" + ProjectNames.ending)
      let own = try Reading(
        ResolvedFiles(none), reader: diary.reader.text, keymap: keymap, traits: traits, atOnce: atOnce, lungs: .ask,
        comparing: pair, blind: scan, isLookedAt: true
      ) { files in
        StudyFiles(files, scan, noProposals: Failure(.usage, words("study.work.no-proposals"))) { _ in }
      }
      (reading, workstation) = (own, own.workstation)
      do { try diary.note(ReadingEvent(.compare, of: alias)) } catch {
        try? own.endAsOpened()
        throw error
      }
    } catch { throw scan.said(error) }
    workstation.say(words("study.work.taught"), .info)
  }

  func handle(_ event: InputEvent) { workstation.handle(event) }

  func settle() -> StudySitting.Outcome {
    guard workstation.isFinished else { return .open }
    do { try reading.endAsOpened() } catch { return .left(scan.said(error, parts: reading.parts)) }
    return .left(nil)
  }
}

/// A reader's own reading and what is known of the case.
private struct TaughtReadings: ReadingPair {
  private let own: Project, known: Project
  private let digests: (own: String, known: String)
  private let path: String

  init(_ alias: Alias, _ diary: StudyDiary) throws {
    path = diary.folder.project(diary.reader, alias)
    guard let seal = diary.mayCompare(alias),
      let answer = try diary.folder.answer(to: alias, of: diary.reader)
    else { throw Failure(.usage, path: alias.text, words("study.work.nothing-known")) }
    let read = try SealedReading.read(path, sealed: seal)
    (own, known, digests) = (read.project, answer.project, (read.digest, answer.digest))
  }

  func open(
    on volume: Volume, fingerprint: String, identities: @escaping () throws -> [String]
  ) throws -> OpenedReadings {
    for one in [own, known] where one.scan.grid.size != volume.size {
      throw Failure(.badData, path: path, words("study.sealed.other-grid"), advice: words("study.work.ask-coordinator"))
    }
    func opened(_ project: Project, _ digest: String) -> OpenedReadings.One {
      let drawn = project.layers.first { $0.name == LabelLayer.findings }
      return OpenedReadings.One(
        project, layer: drawn ?? LabelLayer(name: LabelLayer.findings, size: volume.size), file: digest)
    }
    var a = opened(own, digests.own), b = opened(known, digests.known)
    a.protocolFile = a.record.protocolFile.map { ProjectFiles.absolute($0, from: path) }
    b.reader = words("study.work.known")
    var both = OpenedReadings(a: a, b: b, isNamed: true)
    both.isLookedAt = true
    return both
  }
}
