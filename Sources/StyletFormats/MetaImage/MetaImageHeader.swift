import StyletBase

/// The "key = value" lines of a MetaImage header, up to ElementDataFile, which ends it.
///
/// Source: the MetaIO documentation of ITK (itk.org/Wiki/ITK/MetaIO/Documentation).
struct MetaImageHeader {
  private var values: [String: (text: String, line: Int)] = [:]
  /// What ElementDataFile says.
  let dataFile: String
  /// The lines after `ElementDataFile = LIST`.
  let list: [String]
  /// Offset of the first byte after the header.
  let end: Int

  /// Whether a file's first bytes are such a header.
  static func recognises(_ head: [UInt8]) -> Bool {
    var lines = HeaderLines(head)
    var seen = Set<String>()
    while let line = lines.next() {
      if let (key, _) = split(line) { seen.insert(key) }
      if seen.contains("ndims"), seen.contains("dimsize") || seen.contains("objecttype") { return true }
      if seen.contains("elementdatafile") { return false }
    }
    return false
  }

  private static func split(_ line: String) -> (key: String, value: String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let key = line[..<equals].trimmed.lowercased()
    guard !key.isEmpty, !key.hasPrefix("#") else { return nil }
    return (key, line[line.index(after: equals)...].trimmed)
  }

  init(_ path: String) throws {
    var lines = try HeaderLines(path)
    var dataFile: String?
    var list: [String] = []
    while dataFile == nil, let line = lines.next() {
      guard let (key, value) = Self.split(line) else { continue }
      if key == "elementdatafile" {
        dataFile = value
        if value.words.first?.uppercased() == "LIST" {
          while let name = lines.next() { if !name.trimmed.isEmpty { list.append(name.trimmed) } }
        }
      } else if let before = values[key], before.text != value, Self.essential.contains(key) {
        throw Failure(.badData, "\(key) stands twice and differs", at: "lines \(before.line) and \(lines.number)")
      } else {
        values[key] = (value, lines.number)
      }
    }
    guard let dataFile, !dataFile.isEmpty else {
      throw Failure(
        .badData, "the header does not say where the voxels are", at: "ElementDataFile", advice: "copy the file again")
    }
    self.dataFile = dataFile
    self.list = list
    end = lines.position
  }

  private static let essential: Set<String> = [
    "ndims", "dimsize", "elementtype", "transformmatrix", "orientation", "rotation", "offset", "position", "origin",
    "elementspacing", "elementsize", "headersize", "compresseddata",
  ]

  /// The keys that MetaIO defines for images, in lower case.
  private static let known: Set<String> = essential.union([
    "objecttype", "objectsubtype", "transformtype", "name", "id", "parentid", "compresseddatasize", "binarydata",
    "binarydatabyteordermsb", "elementbyteordermsb", "color", "centerofrotation", "anatomicalorientation",
    "distanceunits", "modality", "elementnumberofchannels", "sequenceid", "elementmin", "elementmax",
    "elementtointensityfunctionslope", "elementtointensityfunctionoffset", "itk_inputfiltername",
    "itk_originaldirection", "itk_originalspacing", "patientage", "patientsex",
  ])

  /// How many keys are of others' making: names, numbers and dates of a patient may be among them, so that what
  /// they say is never shown.
  var foreignKeys: Int { values.keys.count { !Self.known.contains($0) } }

  /// The value of the first of `keys` that is there, and its line.
  func text(_ keys: String...) -> (text: String, place: String)? {
    for key in keys {
      if let v = values[key.lowercased()], !v.text.isEmpty { return (v.text, "\(key), line \(v.line)") }
    }
    return nil
  }

  func required(_ key: String) throws -> (text: String, place: String) {
    guard let v = text(key) else { throw Failure(.badData, "the header has no \(key)", at: key) }
    return v
  }

  /// Whether a key says True (or T, Yes, 1); `fallback` where it is missing.
  func flag(_ keys: String..., fallback: Bool) -> Bool {
    for key in keys {
      if let v = values[key.lowercased()]?.text.lowercased().first { return "ty1".contains(v) }
    }
    return fallback
  }
}
