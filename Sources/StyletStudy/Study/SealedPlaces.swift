import StyletBase
import StyletImaging

/// `readers/NAME/scans.jsonl`: where the scans of a reader's aliases lie. A reader's program has to find them and has
/// no key; a reader who looks at the file, or searches it, learns nothing: rows stand in the order of digests, no alias
/// is in them, what they say is masked by the alias, and the same scan looks otherwise in each row, all rows equally
/// long. Whoever writes a program can unmask his own list: that is not what it is against.
package enum SealedPlaces {
  /// - Returns: the file's bytes. Cost: a few digests a row.
  package static func bytes(_ places: [(alias: Alias, place: ScanPlace)]) -> [UInt8] {
    let plain = places.map { (tag: tag(of: $0.alias), alias: $0.alias, text: $0.place.json.bytes) }
    let length = ((plain.map(\.text.count).max() ?? 0) + 255) / 256 * 256
    let rows = plain.sorted { $0.tag < $1.tag }.map { row -> JSONObject in
      let padded = row.text + [UInt8](repeating: 32, count: length - row.text.count)
      let masked = mask(padded, by: row.alias)
      return [
        "tag": .string(row.tag), "place": .string(Base64.encode(masked)), "check": .string(check(masked, row.alias)),
      ]
    }
    return StudyFile.bytes(ofLines: rows)
  }

  /// - Throws: a ``Failure`` where the alias has no place, or its row was changed. Cost: the file.
  package static func place(of alias: Alias, in path: String) throws -> ScanPlace {
    let wanted = tag(of: alias)
    var line = 0, found: (line: Int, place: [UInt8], check: String)?
    _ = try StudyFile.lines(path) { fields -> Bool? in
      line += 1
      let tag = fields.text("tag", required: true), place = fields.string("place")
      let check = fields.text("check", required: true)
      guard let tag, let place, let check else { return nil }
      if tag == wanted { found = (line, Base64.decode(place) ?? [], check) }
      return true
    }
    guard let found else {
      throw Failure(
        .noInput, path: path, words("error.study.no-place", ["alias": alias.text]),
        advice: words("error.study.no-place-advice"))
    }
    guard found.check == check(found.place, alias) else {
      throw StudyFile.wrong(path, "line \(found.line), check", words("error.study.changed-place"))
    }
    return try StudyFile.object(mask(found.place, by: alias), path, "line \(found.line)") { ScanPlace(&$0) }
  }

  /// The places of several, of those that are there and as they were written: one look through the file.
  package static func places(of aliases: [Alias], in path: String) throws -> [Alias: ScanPlace] {
    let wanted = Dictionary(aliases.map { (tag(of: $0), $0) }) { first, _ in first }
    var line = 0, found: [Alias: ScanPlace] = [:]
    _ = try StudyFile.lines(path) { fields -> Bool? in
      line += 1
      let tag = fields.text("tag", required: true), place = fields.string("place")
      let sum = fields.text("check", required: true)
      guard let tag, let place, let sum else { return nil }
      guard let alias = wanted[tag], let masked = Base64.decode(place), sum == check(masked, alias) else { return true }
      found[alias] = try? StudyFile.object(mask(masked, by: alias), path, "line \(line)") { ScanPlace(&$0) }
      return true
    }
    return found
  }

  static func tag(of alias: Alias) -> String {
    String(sha256(Array("stylet study place|\(alias)".utf8)).prefix(32))
  }

  private static func check(_ masked: [UInt8], _ alias: Alias) -> String {
    String(sha256(Array("stylet study check|\(alias)|".utf8) + masked).prefix(32))
  }

  /// Masks, and unmasks.
  private static func mask(_ bytes: [UInt8], by alias: Alias) -> [UInt8] {
    var out = bytes
    let key = Array("stylet study mask|\(alias)".utf8)
    for block in 0..<(bytes.count + 31) / 32 {
      let stream = KeyedHash.of(Array("\(block)".utf8), key: key)
      for n in 0..<min(32, bytes.count - block * 32) { out[block * 32 + n] ^= stream[n] }
    }
    return out
  }
}

extension ScanPlace {
  var json: JSONValue {
    let own: JSONObject = [
      "path": .string(path), "sha256": .string(sha256), "fingerprint": .string(fingerprint),
    ]
    return .object(own.with(choice.json))
  }

  init?(_ fields: inout FieldReader) {
    let path = fields.text("path", most: 4096, required: true), choice = ScanChoice(&fields)
    let sha256 = fields.digest("sha256"), fingerprint = fields.digest("fingerprint")
    guard let path, let sha256, let fingerprint else { return nil }
    self.init(path: path, choice: choice, sha256: sha256, fingerprint: fingerprint)
  }
}

extension StudyFolder {
  /// Where the scan of a reader's alias lies, and what tells it from others.
  /// - Throws: a ``Failure``: an alias typed wrong, a changed row.
  public func place(of alias: Alias, of reader: ReaderName) throws -> ScanPlace {
    try SealedPlaces.place(of: alias, in: places(reader))
  }
}
