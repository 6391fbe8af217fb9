import StyletBase

/// A data element by where its value lies; the value itself is fetched when asked for.
struct DICOMElement: Hashable, Sendable {
  let tag: DICOMTag
  /// nil where the file states none: implicit VR, and what is written so in other files.
  let statedVR: DICOMValueRepresentation?
  /// Bytes of tag, VR and length, before the value; 0 where the element was made or changed here.
  let header: UInt8
  /// Of the value, in the source; 0 where the element was made or changed here.
  let offset: Int
  /// Bytes of the value; nil when undefined: it ends with a delimiter.
  let length: Int?

  init(tag: DICOMTag, statedVR: DICOMValueRepresentation?, header: UInt8 = 0, offset: Int = 0, length: Int?) {
    self.tag = tag
    self.statedVR = statedVR
    self.header = header
    self.offset = offset
    self.length = length
  }

  /// The dictionary's where none is stated.
  var vr: DICOMValueRepresentation { statedVR ?? tag.dictionaryVR }

  /// Where its tag lies, in the source.
  var start: Int { offset - Int(header) }

  /// It stands again with another value: neither counts.
  var standsTwice: Failure {
    Failure(
      .badData, words("scan.stands-twice", ["tag": tag.name]), at: place, advice: words("scan.stands-twice-advice"))
  }

  /// Fragments of compressed pixels (PS3.5 A.4): items that are no data sets.
  var isEncapsulated: Bool { length == nil && tag == .pixelData }

  /// Whether the value is items that are objects. Programs that did not know a sequence left it as UN.
  var isSequence: Bool {
    if length == nil { return !isEncapsulated }
    return vr == .sq || vr == .un && tag.dictionaryVR == .sq
  }

  /// "(0028,0010) Rows, offset 1234"
  var place: String { header == 0 ? "\(tag)" : "\(tag), offset \(offset)" }
}
