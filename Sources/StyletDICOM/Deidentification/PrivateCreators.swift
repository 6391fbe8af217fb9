import StyletBase

/// Who has reserved which blocks of private elements in an object (PS3.5 §7.8.1).
struct PrivateCreators {
  private var names: [DICOMTag: String] = [:]

  init(_ object: DICOMObject) {
    for entry in object.entries where entry.element.tag.isPrivate && (0x10...0xff).contains(entry.element.tag.element) {
      guard let bytes = try? object.bytes(of: entry, atMost: 64) else { continue }
      names[entry.element.tag] = object.characterSet.values(bytes).first
    }
  }

  func creator(at tag: DICOMTag) -> String? { names[tag] }
  func creator(of tag: DICOMTag) -> String? { names[DICOMTag(tag.group, tag.element >> 8)] }

  func isSafe(_ tag: DICOMTag, _ policy: DeidentificationPolicy) -> Bool { vr(of: tag, policy) != nil }

  func vr(of tag: DICOMTag, _ policy: DeidentificationPolicy) -> DICOMValueRepresentation? {
    guard tag.element >= 0x1000, let creator = creator(of: tag) else { return nil }
    let element = Int(tag.element & 0xff)
    return policy.safePrivate.first {
      $0.creator == creator && $0.group == Int(tag.group) && $0.element == element
    }?.vr
  }
}
