/// The number of a data element: its group and element. Shown as PS3.6 writes it, with the keyword where it has
/// one: "(0028,0010) Rows".
struct DICOMTag: Hashable, Comparable, Sendable, CustomStringConvertible {
  let code: UInt32

  init(_ group: UInt16, _ element: UInt16) { code = UInt32(group) << 16 | UInt32(element) }

  init(code: UInt32) { self.code = code }

  var group: UInt16 { UInt16(code >> 16) }
  var element: UInt16 { UInt16(truncatingIfNeeded: code) }
  /// Odd groups belong to vendors.
  var isPrivate: Bool { group & 1 == 1 }

  static func < (l: DICOMTag, r: DICOMTag) -> Bool { l.code < r.code }

  var description: String {
    func hex(_ n: UInt16) -> String {
      let digits = String(n, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    let number = "(\(hex(group)),\(hex(element)))"
    return DICOMDictionary.keyword(self).map { number + " " + $0 } ?? number
  }

  /// "Rows"; the number where there is no keyword.
  var name: String { DICOMDictionary.keyword(self) ?? description }

  /// What implicit VR leaves to the dictionary: the value representation; `.un` where it has none.
  var dictionaryVR: DICOMValueRepresentation {
    DICOMDictionary.representation(self) ?? (element == 0 ? .ul : .un)
  }
}
