import StyletBase

/// A data set as DICOMweb answers it (PS3.18 F.2): elements by their tags in eight hexadecimal digits, as text.
package struct DICOMAnswer: Sendable, Hashable {
  package private(set) var elements: [String: [String]] = [:]
  /// Of sequences their items.
  package private(set) var items: [String: [DICOMAnswer]] = [:]

  /// The largest answer in JSON, bytes.
  package static let most = 64 << 20

  package init(_ elements: [String: [String]] = [:]) { self.elements = elements }

  init(_ object: JSONObject) {
    for member in object.members {
      guard let element = member.value.object, let values = element["Value"]?.array else { continue }
      let tag = member.name.uppercased()
      if element["vr"]?.string == "SQ" {
        items[tag] = values.compactMap { $0.object.map(DICOMAnswer.init) }
      } else {
        elements[tag] = values.map(Self.text)
      }
    }
  }

  /// Numbers come as numbers or as text, names of persons as objects.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): number.text
    case .object(let object):
      ["Alphabetic", "Ideographic", "Phonetic"].lazy.compactMap { object[$0]?.string }.first ?? ""
    default: ""
    }
  }

  /// The first value; nil where there is none, or an empty one.
  package subscript(tag: String) -> String? { elements[tag]?.first.flatMap { $0.isEmpty ? nil : $0 } }

  /// All values, in one text.
  package func text(_ tag: String) -> String { (elements[tag] ?? []).joined(separator: "\\") }

  /// A number that counts something; nil where there is none.
  package func count(_ tag: String) -> Int? { self[tag].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

  /// The rows of an answer.
  /// - Throws: a ``Failure`` for what is no list of data sets.
  package static func rows(_ bytes: [UInt8]) throws -> [DICOMAnswer] {
    guard case .array(let rows) = try JSONValue(reading: bytes) else {
      throw Failure(.badData, words("archive.no-rows"))
    }
    return rows.compactMap { $0.object.map(DICOMAnswer.init) }
  }
}

/// The elements that are asked for and read of answers.
package enum ArchiveTag {
  package static let studyUID = "0020000D", seriesUID = "0020000E", instanceUID = "00080018"
  static let position = "00200032"
  package static let patientID = "00100020", patientName = "00100010", studyDate = "00080020"
  package static let modality = "00080060", modalities = "00080061"
  package static let studyDescription = "00081030", seriesDescription = "0008103E"
  package static let studyInstances = "00201208", studySeries = "00201206", seriesInstances = "00201209"
  static let stored = "00081199", failed = "00081198", storedInstance = "00081155", reason = "00081197"
}

/// A unique identifier (PS3.5 §9): digits and points, 64 at most. What is none never becomes a file's name nor a part
/// of an address.
package func isUID(_ text: String) -> Bool {
  (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { 48...57 ~= $0 || $0 == 46 }
    && !text.hasPrefix(".") && !text.hasSuffix(".") && !text.contains("..")
}
