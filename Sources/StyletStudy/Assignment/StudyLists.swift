import Glibc
import StyletBase

/// What a deal makes of the folder's files.
extension StudyDeal {
  /// Reader by reader, each in the order of the list; of rows that were taken away nothing.
  public var design: [DesignedReading] {
    lists.flatMap { list in
      list.rows.filter { !$0.isAway }.map { row in
        DesignedReading(
          reader: list.reader.name, alias: row.alias, caseID: cases[row.place].id, occasion: row.occasion,
          kind: row.kind)
      }
    }
  }

  /// Those who are in the study now, in the order in which they came.
  public var readers: [ReaderName] { active.map { lists[$0].reader.name } }

  /// In reading order; nil of a reader who was never in the study. A case that was withdrawn is not in it.
  public func list(of reader: ReaderName) -> [ListedReading]? {
    lists.first { $0.reader.name == reader }?.listed(cases, days: study.design.repeatDays)
  }

  /// Where the scans of a list lie; those of withdrawn cases too.
  func places(_ list: DealtList) -> [(alias: Alias, place: ScanPlace)] {
    list.rows.filter { !$0.isAway }.map { ($0.alias, cases[$0.place].scanPlace) }
  }

  /// What readers may be shown of gold cases; nil where the study shows nothing.
  func knownAnswers(_ folder: StudyFolder) throws -> KnownAnswers? {
    study.rulesInForce.teaching == .off ? nil : try KnownAnswers(folder, cases, of: study)
  }

  /// Writes lists, places, known answers and the design, those that have changed.
  /// - Returns: how many files were written.
  @discardableResult
  public func write(_ folder: StudyFolder) throws -> Int {
    var written = 0
    func write(_ bytes: [UInt8], _ path: String, shared: Bool) throws {
      if Paths.exists(path), try SafeFile.read(path, limit: StudyFile.limit).bytes == bytes { return }
      try StudyFile.write(bytes, to: path, mode: shared ? StudyFile.sharedMode : StudyFile.ownMode)
      written += 1
    }
    let known = try knownAnswers(folder)
    for list in lists {
      let name = list.reader.name
      try Paths.makeFolder(folder.reader(name))
      // Places first: a list never has an alias whose scan cannot be found.
      try write(SealedPlaces.bytes(places(list)), folder.places(name), shared: true)
      if let known {
        try write(known.bytes(of: list, self), folder.answers(name), shared: true)
      } else if unlink(folder.answers(name).systemPath) == 0 {
        written += 1
      }
      let rows = list.listed(cases, days: study.design.repeatDays)
      try write(ListedReading.bytes(rows), folder.list(name), shared: true)
    }
    try write(DesignedReading.bytes(design), folder.design, shared: false)
    return written
  }
}

extension StudyCase {
  var scanPlace: ScanPlace { ScanPlace(path: path, choice: choice, sha256: sha256, fingerprint: fingerprint) }
}
