import StyletBase
import StyletImaging

/// `readers/NAME/scans.jsonl`: where the scans of a reader's aliases lie.
package enum SealedPlaces {
  /// - Returns: the file's bytes. Cost: a few digests a row.
  package static func bytes(_ places: [(alias: Alias, place: ScanPlace)]) -> [UInt8] {
    MaskedRows.places.bytes(places.map { ($0.alias, $0.place.json.bytes) })
  }

  /// - Throws: a ``Failure`` where the alias has no place, or its row was changed. Cost: the file.
  package static func place(of alias: Alias, in path: String) throws -> ScanPlace {
    guard let row = try MaskedRows.places.texts(of: [alias], in: path)[alias] else {
      throw Failure(
        .noInput, path: path, words("error.study.no-place", ["alias": alias.text]),
        advice: words("error.study.no-place-advice"))
    }
    return try StudyFile.object(row.text, path, "line \(row.line)") { ScanPlace(&$0) }
  }

  /// The places of several, of those that are there and as they were written: one look through the file.
  package static func places(of aliases: [Alias], in path: String) throws -> [Alias: ScanPlace] {
    try MaskedRows.places.texts(of: aliases, in: path, isLenient: true).compactMapValues { row in
      try? StudyFile.object(row.text, path, "line \(row.line)") { ScanPlace(&$0) }
    }
  }
}

extension ScanPlace {
  var json: JSONValue {
    var own: JSONObject = [
      "path": .string(path), "sha256": .string(sha256), "fingerprint": .string(fingerprint),
    ]
    if let copy {
      own["copy_sha256"] = .string(copy.sha256)
      own["copy_fingerprint"] = .string(copy.fingerprint)
    }
    return .object(own.with(choice.json))
  }

  init?(_ fields: inout FieldReader) {
    let path = fields.text("path", most: 4096, required: true), choice = ScanChoice(&fields)
    let sha256 = fields.digest("sha256"), fingerprint = fields.digest("fingerprint")
    let own = fields.digest("copy_sha256", required: false)
    let ownFingerprint = fields.digest("copy_fingerprint", required: false)
    guard let path, let sha256, let fingerprint else { return nil }
    let copy = own.flatMap { own in ownFingerprint.map { Copy(sha256: own, fingerprint: $0) } }
    self.init(path: path, choice: choice, sha256: sha256, fingerprint: fingerprint, copy: copy)
  }
}

extension StudyFolder {
  /// Where the scan of a reader's alias lies, and what tells it from others.
  /// - Throws: a ``Failure``: an alias typed wrong, a changed row.
  public func place(of alias: Alias, of reader: ReaderName) throws -> ScanPlace {
    try SealedPlaces.place(of: alias, in: places(reader))
  }

  /// The scans of several of them. Cost: a look through the file of places.
  /// - Throws: a ``Failure`` where that cannot be read.
  public func scans(of aliases: [Alias], of reader: ReaderName) throws -> [String] {
    try SealedPlaces.places(of: aliases, in: places(reader)).values.map { located($0.path) }
  }
}
