import StyletBase

/// What a receipt says was stored: what ``SentObjects/receipt(at:)`` writes.
package struct SentReceipt {
  package struct Object: Hashable, Sendable { package let instance: String, series: String, study: String }

  package let archive: String
  /// Those that were read back identical; at least one.
  package let objects: [Object]

  /// - Throws: a ``Failure`` that names it: no receipt, or of nothing that was stored.
  package init(_ path: String) throws {
    let wrong = Failure(.badData, path: path, words("archive.no-receipt"), advice: words("archive.no-receipt-advice"))
    let bytes = try SafeFile.read(path, limit: 16 << 20).bytes
    guard let value = try? JSONValue(reading: bytes), let all = value.object,
      all["format"]?.string == "stylet-archive-receipt", let name = all["archive"]?.string,
      let rows = all["objects"]?.array
    else { throw wrong }
    archive = name
    objects = try rows.compactMap { row in
      guard let row = row.object, let instance = row["instance"]?.string, let series = row["series"]?.string,
        let study = row["study"]?.string, [instance, series, study].allSatisfy(isUID)
      else { throw wrong }
      return row["outcome"]?.string == SentObjects.Outcome.identical.word
        ? Object(instance: instance, series: series, study: study) : nil
    }
    if objects.isEmpty {
      throw Failure(.badData, path: path, words("archive.nothing-stored"), advice: words("archive.no-receipt-advice"))
    }
  }
}
