/// What became of an object's elements. It has tags and counts alone where it leaves.
struct CleaningRecord {
  enum Fate: String, CaseIterable, Sendable {
    case kept, removed, emptied, replaced, moved
  }

  private(set) var fates: [Fate: Int] = [:]
  /// How often each element was not kept as it was; private ones by their group alone.
  private(set) var changed: [DICOMTag: Int] = [:]
  var removed = RemovedValues()
  /// Values that stand in the output because they were put there: by the key, or from a table.
  var made: Set<String> = []
  var keptSafePrivate = false

  mutating func note(_ fate: Fate, _ tag: DICOMTag) {
    fates[fate, default: 0] += 1
    if fate != .kept { changed[tag.isPrivate ? DICOMTag(tag.group, 0) : tag, default: 0] += 1 }
  }
}
