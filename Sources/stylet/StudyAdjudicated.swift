import StyletBase
import StyletImaging
import StyletProject
import StyletStudy

/// A case of a study that is to be decided: its sealed readings, and the project that is made of them.
struct StudyAdjudicated: ReadingPair {
  let one: StudyCase
  let sealed: SealedStudy
  let pair: AdjudicatedPair
  var project: String { sealed.folder.adjudication(one.id) }

  /// - Throws: a ``Failure``: no such case, readings that are not sealed yet, somebody who has read it himself.
  init(_ one: StudyCase, of sealed: SealedStudy, by adjudicator: ReaderName) throws {
    (self.one, self.sealed) = (one, sealed)
    func refused(_ kind: Failure.Kind, _ why: String, _ advice: String) -> Failure {
      Failure(
        kind, path: one.id.text, words("study.adjudicate.no", ["why": why]),
        advice: words("study.adjudicate.no-advice", ["why": advice]))
    }
    guard one.use == .study, one.status == .open else { throw refused(.usage, "left-out", "list") }
    let design = sealed.design[one.id] ?? [], asked = AskedReadings(design, sealed), own = asked.sealed
    guard asked.isDone else { throw refused(.noInput, "unread", "status") }
    guard own.count > 1 else { throw refused(.noInput, "alone", "list") }
    guard !design.contains(where: { $0.reader == adjudicator }) else {
      throw refused(.usage, "own", "other")
    }
    // What is begun goes on with the two that it was begun of.
    var two = own
    let path = sealed.folder.adjudication(one.id)
    if Paths.exists(path), let begun = try SealedReading.decidedBetween(path) {
      let same = try own.filter { begun.contains(try sealed.seal(of: $0)) }
      if same.count == 2 { two = same }
    }
    pair = try AdjudicatedPair(two, of: one.id, sealed, forms: sealed.forms, key: sealed.key)
  }

  /// What the trail names: the two projects, and their digests.
  func readings() throws -> [(path: String, digest: String)] {
    try [pair.a, pair.b].map { (sealed.path(of: $0), try sealed.seal(of: $0)) }
  }

  /// Whether what lies there already was made of these readings; nil where nobody says.
  func isOfThese() throws -> Bool? {
    try SealedReading.decidedBetween(project).map { $0 == Set(try readings().map(\.digest)) }
  }

  /// The scan where it lies, and the project that is made of the two.
  func files() throws -> ResolvedFiles {
    let scan = sealed.folder.located(one.path)
    try Scans.mustExist(scan)
    return try ProjectFiles.resolve(
      scan, project: project, choice: Paths.exists(project) ? .standard : one.choice)
  }

  func open(
    on volume: Volume, fingerprint: String, identities: @escaping () throws -> [String]
  ) throws -> OpenedReadings {
    guard fingerprint == one.fingerprint else {
      throw Failure(
        .badData, path: sealed.folder.located(one.path), words("study.sealed.other-scan", ["case": one.id.text]),
        advice: words("study.work.ask-coordinator"))
    }
    func opened(_ designed: DesignedReading) throws -> OpenedReadings.One {
      let own = try sealed.reading(designed, on: volume)
      var one = OpenedReadings.One(own.project, layer: own.session.findings, file: own.digest)
      one.protocolFile = sealed.protocolFile(of: own)?.absolutePath
      return one
    }
    return OpenedReadings(a: try opened(pair.a), b: try opened(pair.b), isNamed: false)
  }
}
