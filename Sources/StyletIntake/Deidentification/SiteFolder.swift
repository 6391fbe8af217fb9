import StyletBase
import StyletFiles

/// What stays at the site of a delivery, for its owner's eyes alone (0700, files 0600): who became whom, and what was put
/// aside, as it came.
struct SiteFolder {
  private let stage: StagedFolder
  private var patients: [String: JSONObject] = [:]
  private var uids: [String: String] = [:]
  private var files: [JSONValue] = []

  init(_ path: String) throws { stage = try StagedFolder(path) }

  mutating func note(patient identity: String, _ pseudonym: String, shift: Int) {
    patients[pseudonym] = ["new": .string(pseudonym), "old": .string(identity), "days_back": .int(shift)]
  }

  mutating func note(uids new: [String: String]) { uids.merge(new) { old, _ in old } }

  mutating func note(file number: Int, _ name: String, to place: String?, _ reason: String?) {
    files.append(
      .object([
        "number": .int(number), "old": .string(name), "new": place.map(JSONValue.string) ?? .null,
        "aside": reason.map(JSONValue.string) ?? .null,
      ]))
  }

  /// A copy of a file that was put aside.
  func keep(_ path: String, number: Int) throws {
    let name = path.lastPathPart
    let place = try stage.place(of: "quarantine/\(number)/" + (name.isEmpty ? "file" : name))
    let from = try InputFile(path), to = try OutputFile(place)
    while true {
      let piece = try from.bytes(upTo: 1 << 20)
      if piece.isEmpty { break }
      try to.write(piece)
    }
    try OutputFile.commit(to)
  }

  /// Writes the lists, and puts the folder in its place.
  /// - Parameter seal: by which they are encrypted: `mapping.cms` instead of `mapping.json`.
  func commit(key: DeidentificationKey, seal: PassphraseSeal?) throws {
    let list: JSONObject = [
      "format": .string("stylet-deidentification-mapping"), "version": .int(1), "key": .string(key.id),
      "patients": .array(patients.sorted { $0.key < $1.key }.map { .object($0.value) }),
      "files": .array(files),
      "uids": .object(
        JSONObject(checked: uids.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .string($0.value)) })),
    ]
    let bytes = Array((JSONValue.object(list).text + "\n").utf8)
    if let seal {
      try OutputFile.write(seal.sealed(bytes), to: stage.place(of: "mapping.cms"))
    } else {
      try OutputFile.write(bytes, to: stage.place(of: "mapping.json"))
    }
    try stage.commit()
  }
}
