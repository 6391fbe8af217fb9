import StyletBase
import StyletDICOM

/// What is looked for in an archive.
package struct ArchiveQuery: Sendable {
  package var patientID: String?, patientName: String?, date: String?, modality: String?
  /// Of one study itself, by its UID.
  package var studyUID: String?
  /// Then the series of this study are listed.
  package var study: String?
  /// So many rows at most.
  package var most = 500

  package init(study: String? = nil) { self.study = study }

  /// The keys of a search for studies, as the standard names them. A name without wildcards is looked for anywhere.
  var keys: [(name: String, tag: String, value: String)] {
    var keys: [(String, String, String)] = []
    if let patientID { keys.append(("PatientID", ArchiveTag.patientID, patientID)) }
    if let patientName {
      let isPattern = patientName.contains { "*?".contains($0) }
      keys.append(("PatientName", ArchiveTag.patientName, isPattern ? patientName : "*\(patientName)*"))
    }
    if let date { keys.append(("StudyDate", ArchiveTag.studyDate, date)) }
    if let studyUID { keys.append(("StudyInstanceUID", ArchiveTag.studyUID, studyUID)) }
    if let modality { keys.append(("ModalitiesInStudy", ArchiveTag.modalities, modality)) }
    return keys
  }

  /// The key that a row contradicts: an archive that does not know a key answers with everything.
  func contradicted(by row: DICOMAnswer) -> String? {
    keys.first { key in
      guard let values = row.elements[key.tag], values.contains(where: { !$0.isEmpty }) else { return false }
      return !values.contains { Self.matches($0, key.value, isDate: key.tag == ArchiveTag.studyDate) }
    }?.name
  }

  /// As PS3.4 C.2.2.2 matches, in small letters or capitals.
  static func matches(_ value: String, _ asked: String, isDate: Bool) -> Bool {
    if isDate {
      let ends = asked.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2 else { return value == asked }
      return (ends[0].isEmpty || value >= ends[0]) && (ends[1].isEmpty || value <= ends[1])
    }
    // Greedy, with one way back: the cost is that of both texts multiplied at most.
    let value = Array(value.lowercased()), asked = Array(asked.lowercased())
    var at = 0, next = 0, star: (next: Int, at: Int)?
    while at < value.count {
      if next < asked.count, asked[next] == "*" {
        star = (next + 1, at)
        next += 1
      } else if next < asked.count, asked[next] == "?" || asked[next] == value[at] {
        (at, next) = (at + 1, next + 1)
      } else if let back = star {
        star = (back.next, back.at + 1)
        (next, at) = (back.next, back.at + 1)
      } else {
        return false
      }
    }
    return asked[next...].allSatisfy { $0 == "*" }
  }
}

/// What a search found.
package struct ArchiveRows: Sendable {
  package var rows: [DICOMAnswer] = []
  /// There are more rows than were asked for.
  package var isCut = false
  /// What is odd about the answer, in words.
  package var remarks: [String] = []
}

/// An instance that an archive lists.
package struct ListedInstance: Hashable, Sendable {
  /// SOPInstanceUID.
  package var uid: String
  /// Where a slice lies: ImagePositionPatient, LPS, mm; nil where the archive does not say.
  package var place: SIMD3<Double>?

  package init(_ uid: String, at place: SIMD3<Double>? = nil) { (self.uid, self.place) = (uid, place) }
}

/// What became of an object that was sent.
package struct ArchiveStored: Sendable {
  /// The archive's answer names it as stored.
  package var isNamed: Bool
  /// Its reason where it does not (PS3.18 I.2.2), in hexadecimal digits.
  package var reason: String?
}

/// An archive, whatever it speaks.
package protocol ArchiveClient: AnyObject {
  /// - Throws: a ``Failure`` where it does not answer.
  func echo() throws
  /// Studies, or the series of one.
  func find(_ query: ArchiveQuery) throws -> ArchiveRows
  /// The instances of a series, as the archive lists them.
  func instances(study: String, series: String) throws -> [ListedInstance]
  /// Brings what is missing of a series; what came whole stays when it throws.
  func fetch(_ series: ReceivedSeries) throws
  /// Sends one file.
  func store(_ path: String, _ object: ArchivedObject) throws -> ArchiveStored
}

/// Holds the instances listed of a series to what the archive counts in it.
/// - Parameter row: the series, as a search lists it; nil where it does not.
func checkCount(_ listed: Int, of row: DICOMAnswer?, in archive: String) throws {
  guard let counted = row?.count(ArchiveTag.seriesInstances), counted != listed else { return }
  throw Failure(
    .io, path: archive, words("archive.other-count", ["listed": listed, "counted": counted]),
    advice: words("archive.still-arriving"))
}

/// What is said of a text that is to be a UID and is none.
func noUID(_ text: String) -> Failure {
  Failure(.usage, words("archive.no-uid", ["uid": text]), advice: words("archive.no-uid-advice"))
}
