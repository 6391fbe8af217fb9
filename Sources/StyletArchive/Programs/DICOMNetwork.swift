import StyletBase
import StyletDICOM
import StyletFiles
import StyletProject

/// An archive by other programs (dcmtk's, unless the settings say others). What they end with says nothing: some end
/// well whose association was refused. What has come is counted.
package final class DICOMNetwork: ArchiveClient {
  private let network: ArchiveNetwork
  private let name: String

  package init(_ network: ArchiveNetwork, name: String) { (self.network, self.name) = (network, name) }

  // MARK: Programs

  /// The words of a command. Each stays one word, whatever is in it; `{keys}` is as many as there are.
  static func command(
    _ template: [String], _ network: ArchiveNetwork, keys: [String] = [], folder: String = "", file: String = ""
  ) -> [String] {
    let places = [
      "{host}": network.host, "{port}": "\(network.port)", "{called}": network.called, "{calling}": network.calling,
      "{listen}": network.listen.map { "\($0)" } ?? "", "{folder}": folder, "{file}": file,
    ]
    return template.flatMap { word -> [String] in
      if word == "{keys}" { return keys.flatMap { ["-k", $0] } }
      return [places[word] ?? word]
    }
  }

  private func run(
    _ job: ArchiveNetwork.Job, keys: [String] = [], folder: String = "", file: String = ""
  ) throws -> String {
    let command = Self.command(network.programs[job] ?? [], network, keys: keys, folder: folder, file: file)
    do {
      let said = try CommandRun.output(of: command, name: command[0], seconds: network.seconds, most: 1 << 20)
      return String(decoding: said, as: UTF8.self)
    } catch var failure as Failure {
      if failure.kind == .noInput { failure.advice = words("archive.no-program-advice") }
      throw failure.about(name)
    }
  }

  /// What a program says went wrong, in its own words: the first such line.
  static func complaint(_ said: String) -> String? {
    said.split(whereSeparator: \.isNewline).lazy.map(String.init).first { line in
      let small = line.lowercased()
      let isRefusal = ["reject", "abort", "refused", "unabletoprocess", "(failed", "association request failed"]
        .contains { small.contains($0) }
      return isRefusal || line.hasPrefix("F: ") || line.hasPrefix("E: ") && !small.contains("cannot create directory")
    }
  }

  private func failure(_ said: String) -> Failure {
    let complaint = Self.complaint(said) ?? ""
    return Failure(
      .io, path: name,
      words("archive.network", ["said": !complaint.isEmpty, "line": complaint]),
      advice: words("archive.network-advice"))
  }

  /// What a query is answered with.
  private func rows(_ keys: [String], _ tags: [String]) throws -> [DICOMAnswer] {
    try Leftovers.withFolder { folder in
      let said = try run(.find, keys: keys, folder: folder)
      let files = (Paths.names(in: folder) ?? []).sorted()
      if files.isEmpty, Self.complaint(said) != nil { throw failure(said) }
      return try files.map { DICOMAnswer(try AskedElements.read(folder.appendingPath($0), tags)) }
    }
  }

  // MARK: What an archive does

  package func echo() throws {
    let said = try run(.echo)
    if Self.complaint(said) != nil { throw failure(said) }
  }

  package func find(_ query: ArchiveQuery) throws -> ArchiveRows {
    var found = ArchiveRows()
    if let study = query.study {
      guard isUID(study) else { throw noUID(study) }
      found.rows = try rows(
        ["QueryRetrieveLevel=SERIES", "StudyInstanceUID=\(study)"]
          + ["SeriesInstanceUID", "Modality", "SeriesDescription", "NumberOfSeriesRelatedInstances"],
        [
          ArchiveTag.studyUID, ArchiveTag.seriesUID, ArchiveTag.modality, ArchiveTag.seriesDescription,
          ArchiveTag.seriesInstances,
        ])
      found.rows.removeAll { $0[ArchiveTag.seriesUID] == nil }
    } else {
      let asked = Dictionary(query.keys.map { ($0.name, $0.value) }) { first, _ in first }
      let all = [
        "PatientID", "PatientName", "StudyDate", "ModalitiesInStudy", "StudyInstanceUID", "StudyDescription",
        "NumberOfStudyRelatedSeries", "NumberOfStudyRelatedInstances",
      ]
      let rows = try rows(
        ["QueryRetrieveLevel=STUDY"] + all.map { key in asked[key].map { "\(key)=\($0)" } ?? key },
        [
          ArchiveTag.patientID, ArchiveTag.patientName, ArchiveTag.studyDate, ArchiveTag.modalities,
          ArchiveTag.studyUID, ArchiveTag.studyDescription, ArchiveTag.studySeries, ArchiveTag.studyInstances,
        ])
      var unheeded: Set<String> = []
      for row in rows where row[ArchiveTag.studyUID] != nil {
        if let key = query.contradicted(by: row) { unheeded.insert(key) } else { found.rows.append(row) }
      }
      found.remarks = unheeded.sorted().map { words("archive.unheeded", ["key": $0]) }
    }
    if found.rows.count > query.most {
      found.rows.removeLast(found.rows.count - query.most)
      found.isCut = true
    }
    return found
  }

  package func instances(study: String, series: String) throws -> [ListedInstance] {
    for uid in [study, series] where !isUID(uid) { throw noUID(uid) }
    let uids = try rows(
      ["QueryRetrieveLevel=IMAGE", "StudyInstanceUID=\(study)", "SeriesInstanceUID=\(series)", "SOPInstanceUID"],
      [ArchiveTag.instanceUID]
    ).compactMap { $0[ArchiveTag.instanceUID] }
    guard uids.allSatisfy(isUID) else {
      throw Failure(.badData, path: name, words("archive.bad-uid"))
    }
    let row = try find(ArchiveQuery(study: study)).rows.first { $0[ArchiveTag.seriesUID] == series }
    try checkCount(uids.count, of: row, in: name)
    return uids.map { ListedInstance($0) }
  }

  package func fetch(_ series: ReceivedSeries) throws {
    guard !series.missing.isEmpty else { return }
    try Leftovers.withFolder { folder in
      let common = ["StudyInstanceUID=\(series.study)", "SeriesInstanceUID=\(series.series)"]
      var said = ""
      if series.isMostlyMissing {
        said = try run(.get, keys: ["QueryRetrieveLevel=SERIES"] + common, folder: folder)
      } else {
        for uid in series.missing {
          said = try run(.get, keys: ["QueryRetrieveLevel=IMAGE"] + common + ["SOPInstanceUID=\(uid)"], folder: folder)
        }
      }
      let files = (Paths.names(in: folder) ?? []).sorted()
      var bad: Failure?
      for file in files {
        // What was cut off is not whole; the others are.
        do { try series.take(folder.appendingPath(file)) } catch let failure as Failure where failure.kind == .badData {
          bad = failure
        }
      }
      series.mayBeTranscoded = network.listen == nil
      if !series.missing.isEmpty { try series.mustBeWhole(because: bad ?? failure(said)) }
    }
  }

  package func store(_ path: String, _ object: ArchivedObject) throws -> ArchiveStored {
    let said = try run(.store, file: path)
    if Self.complaint(said) != nil { throw failure(said) }
    let uids = try instances(study: object.studyUID, series: object.seriesUID)
    return ArchiveStored(isNamed: uids.contains { $0.uid == object.instanceUID })
  }
}
