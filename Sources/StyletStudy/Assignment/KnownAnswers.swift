import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What is known of gold cases, as readers may see it who have sealed theirs: `readers/NAME/answers.jsonl`, a row for
/// each gold case of the reader, made like `scans.jsonl`. A row is a project for the alias with drawing and answers
/// alone: who made it, when, and on which scan, is not in it.
struct KnownAnswers {
  private var projects: [CaseID: Project] = [:]
  private let cases: [CaseID: StudyCase]
  private let time: String

  /// Of cases that are read and have an answer. Cost: the files in `gold/`.
  /// - Throws: a ``Failure`` of the first that cannot be read.
  init(_ folder: StudyFolder, _ cases: [StudyCase], of study: Study) throws {
    let open = cases.filter { $0.use == .gold && $0.status == .open }
    self.cases = Dictionary(open.map { ($0.id, $0) }) { first, _ in first }
    time = study.made
    for one in open where Paths.exists(folder.gold(one.id)) {
      projects[one.id] = try SealedReading.read(folder.gold(one.id)).project
    }
  }

  /// The file of a list. Cost: a digest for each 32 bytes of its projects.
  func bytes(of list: DealtList, _ deal: StudyDeal) -> [UInt8] {
    let rows = list.rows.filter { $0.kind == .gold && !$0.isAway }
    return MaskedRows.answers.bytes(
      rows.compactMap { row in text(of: deal.cases[row.place].id, for: row.alias).map { (row.alias, $0) } })
  }

  private func text(of id: CaseID, for alias: Alias) -> [UInt8]? {
    guard let gold = projects[id], let one = cases[id] else { return nil }
    let grid = gold.scan.grid, a = grid.affine
    let atOrigin = Affine(a[0], a[1], a[2], origin: .zero)
    let scan = ScanReference(
      path: alias.text, fingerprint: alias.blinded(one.fingerprint),
      grid: VoxelGrid(size: grid.size, affine: atOrigin, storage: grid.storage))
    var made = Project(scan: scan, reader: "", readingProtocol: gold.readingProtocol, labels: gold.labels)
    made.layers = gold.layers.filter { $0.name == LabelLayer.findings }
    let own = ReadingRecord(gold.reading)
    var record = ReadingRecord()
    for field in own.answered {
      guard let known = own.answer(to: field) else { continue }
      record.set(ReadingAnswer(known.value, reader: "", time: time), for: field)
    }
    made.reading = record.json
    return made.encoded()
  }
}
