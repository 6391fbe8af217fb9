import StyletBase

/// Rows of a reader's folder that his program has to find by an alias, and has no key for: a reader who looks at the
/// file, or searches it, learns nothing. Rows stand in the order of digests, no alias is in them, what they say is
/// masked by the alias, and the same thing looks otherwise in each row, all rows equally long. Whoever writes a program
/// can unmask his own list: that is not what it is against.
struct MaskedRows {
  /// What the digests of a kind of rows begin with.
  private let tagged: String, masked: String, checked: String

  /// `readers/NAME/scans.jsonl`: where scans lie.
  static let places = MaskedRows(tagged: "place", masked: "mask", checked: "check")
  /// `readers/NAME/answers.jsonl`: what is known of cases.
  static let answers = MaskedRows(tagged: "answer", masked: "answer mask", checked: "answer check")

  private init(tagged: String, masked: String, checked: String) {
    func begun(_ word: String) -> String { "stylet study \(word)|" }
    (self.tagged, self.masked, self.checked) = (begun(tagged), begun(masked), begun(checked))
  }

  /// - Returns: the file's bytes. Cost: a digest for each 32 bytes of it.
  func bytes(_ rows: [(alias: Alias, text: [UInt8])]) -> [UInt8] {
    let length = ((rows.map(\.text.count).max() ?? 0) + 255) / 256 * 256
    let lines = rows.map { (tag: tag(of: $0.alias), row: $0) }.sorted { $0.tag < $1.tag }.map {
      tag, row -> JSONObject in
      let padded = row.text + [UInt8](repeating: 32, count: length - row.text.count)
      let masked = mask(padded, by: row.alias)
      return [
        "tag": .string(tag), "place": .string(Base64.encode(masked)), "check": .string(check(masked, row.alias)),
      ]
    }
    return StudyFile.bytes(ofLines: lines)
  }

  /// What the rows of some aliases say; those that are not there are left out.
  /// - Parameter isLenient: leaves out those that were changed, too.
  /// - Throws: a ``Failure`` with the line that was changed. Cost: the file.
  func texts(
    of aliases: [Alias], in path: String, isLenient: Bool = false
  ) throws -> [Alias: (line: Int, text: [UInt8])] {
    let wanted = Dictionary(aliases.map { (tag(of: $0), $0) }) { first, _ in first }
    var line = 0, found: [Alias: (line: Int, masked: [UInt8], check: String)] = [:]
    _ = try StudyFile.lines(path) { fields -> Bool? in
      line += 1
      let tag = fields.text("tag", required: true), place = fields.string("place")
      let check = fields.text("check", required: true)
      guard let tag, let place, let check else { return nil }
      if let alias = wanted[tag] { found[alias] = (line, Base64.decode(place) ?? [], check) }
      return true
    }
    var texts: [Alias: (line: Int, text: [UInt8])] = [:]
    for (alias, row) in found {
      guard row.check == check(row.masked, alias) else {
        if isLenient { continue }
        throw StudyFile.wrong(path, "line \(row.line), check", words("error.study.changed-place"))
      }
      texts[alias] = (row.line, mask(row.masked, by: alias))
    }
    return texts
  }

  /// What names the rows of a file. Cost: the file.
  static func tags(in path: String) throws -> Set<String> {
    try Set(
      StudyFile.lines(path) { fields in
        _ = (fields.string("place"), fields.text("check", required: true))
        return fields.text("tag", required: true)
      })
  }

  func tag(of alias: Alias) -> String { String(sha256(Array("\(tagged)\(alias)".utf8)).prefix(32)) }

  private func check(_ masked: [UInt8], _ alias: Alias) -> String {
    String(sha256(Array("\(checked)\(alias)|".utf8) + masked).prefix(32))
  }

  /// Masks, and unmasks.
  private func mask(_ bytes: [UInt8], by alias: Alias) -> [UInt8] {
    var out = bytes
    let key = Array("\(masked)\(alias)".utf8)
    for block in 0..<(bytes.count + 31) / 32 {
      let stream = KeyedHash.of(Array("\(block)".utf8), key: key)
      for n in 0..<min(32, bytes.count - block * 32) { out[block * 32 + n] ^= stream[n] }
    }
    return out
  }
}
