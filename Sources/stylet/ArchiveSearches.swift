import StyletArchive
import StyletBase
import StyletProject
import StyletScreen

/// Searches of archives in the background, for their page.
final class ArchiveSearches: ArchiveSource {
  private let places: [ArchivePlace]
  /// What came of the search of that number.
  private let answered = Monitor<(number: Int, answer: Result<ArchiveFound, any Error>)?>(nil)
  private var number = 0
  private var isTaken = true

  init(_ places: [ArchivePlace]) { self.places = places }

  var names: [String] { places.map(\.name) }

  func ask(_ search: ArchiveSearch, study: String?, of archive: String, most: Int) {
    number += 1
    isTaken = false
    guard let place = places.first(where: { $0.name == archive }) else { return }
    Threads.run { [answered, number] in
      let found = Result<ArchiveFound, any Error> { try Self.find(search, study: study, of: place, most: most) }
      answered.change { if number >= $0?.number ?? 0 { $0 = (number, found) } }
    }
  }

  func answer() -> Result<ArchiveFound, any Error>? {
    guard !isTaken, let found = answered.withLock({ $0 }), found.number == number else { return nil }
    isTaken = true
    return found.answer
  }

  func waitForAnswer() {
    guard !isTaken else { return }
    answered.wait { [number] in $0?.number == number ? () : nil }
  }

  private static func find(
    _ search: ArchiveSearch, study: String?, of place: ArchivePlace, most: Int
  ) throws -> ArchiveFound {
    var query = ArchiveQuery(study: study)
    query.most = most
    if study == nil {
      for field in [ArchiveSearch.Field.patient, .name, .modality] where search[field]?.contains("\\") == true {
        throw Failure(.usage, words("cli.archive.find.bad-key"))
      }
      (query.patientID, query.patientName) = (search[.patient], search[.name])
      query.modality = search[.modality]?.uppercased()
      query.date = try days(search[.from], search[.to])
    }
    let found = try Archives.client(of: place).find(query)
    var rows = found.rows.compactMap { row(of: $0, isSeries: study != nil) }
    // Few archives heed a description.
    if study == nil, let asked = search[.description]?.lowercased() {
      rows.removeAll { !$0.description.lowercased().contains(asked) }
    }
    var all = ArchiveFound(rows, of: study)
    (all.isCut, all.remarks) = (found.isCut, found.remarks)
    return all
  }

  private static func days(_ from: String?, _ to: String?) throws -> String? {
    if from == nil, to == nil { return nil }
    guard let days = ArchiveFind.days("\(from ?? "")..\(to ?? "")") else {
      throw Failure(.usage, words("archive.bad-days"))
    }
    return days
  }

  private static func row(of answer: DICOMAnswer, isSeries: Bool) -> ArchiveRow? {
    guard let uid = answer[isSeries ? ArchiveTag.seriesUID : ArchiveTag.studyUID], isUID(uid) else { return nil }
    var row = ArchiveRow(uid)
    row.modality = answer.text(isSeries ? ArchiveTag.modality : ArchiveTag.modalities)
    row.description = answer.text(isSeries ? ArchiveTag.seriesDescription : ArchiveTag.studyDescription)
    row.instances = answer.text(isSeries ? ArchiveTag.seriesInstances : ArchiveTag.studyInstances)
    row.patient = answer.text(ArchiveTag.patientID)
    row.name = answer.text(ArchiveTag.patientName)
    row.date = day(answer.text(ArchiveTag.studyDate))
    return row
  }

  /// "20261130" → "2026-11-30".
  private static func day(_ text: String) -> String {
    guard text.utf8.count == 8, text.utf8.allSatisfy({ 48...57 ~= $0 }) else { return text }
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6))"
  }
}
