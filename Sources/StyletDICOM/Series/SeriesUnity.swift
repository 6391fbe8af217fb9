import StyletBase
import StyletImaging

/// Whether the slices of a series can be of one patient, one study and one kind of image.
///
/// PS3.3 gives a series one patient, study, modality and frame of reference; files do not always keep to it: an export
/// may lie in the folder of another one under the same SeriesInstanceUID. What contradicts is never joined. What is
/// stated by some and not by others is a doubt: whoever makes files anonymous may have passed some over.
enum SeriesUnity {
  /// - Parameter slices: all of a series, whether they make one volume or not.
  /// - Throws: a ``Failure`` that names the files which differ from most, and in what; never a value.
  static func check(_ slices: [SliceHeader]) throws {
    let files = files(slices)
    var tags: [DICOMTag] = []
    var odd: Set<Int> = []
    var worst = SeriesAttributes.Bond.said
    for (n, attribute) in SeriesAttributes.all.enumerated() where attribute.bond < .said {
      let groups = groups(files, n)
      guard groups.count > 1, !isOneEach(attribute.tag, groups, files) else { continue }
      tags.append(attribute.tag)
      odd.formUnion(groups.dropFirst().joined())
      worst = min(worst, attribute.bond)
    }
    guard worst < .said else { return }
    let names = names(odd.sorted(), of: files)
    throw Failure(
      .badData,
      words(
        "scan.not-one",
        [
          "kind": worst == .patient ? "patients" : worst == .study ? "studies" : "modalities",
          "tags": tags.map(\.name).joinedInWords, "tag-count": tags.count, "names": names.listedInWords(3),
          "others": files.count - names.count,
        ]),
      advice: words("scan.move-out", ["packed": slices[0].location.file == nil, "count": names.count]))
  }

  /// An object is what its SOPInstanceUID says; copies of one file are the same object.
  /// - Throws: a ``Failure`` where files under one of them cannot be copies: they differ in place, size or frames.
  ///   Whether those at one place show the same is seen when they are stacked.
  static func checkObjects(_ slices: [SliceHeader]) throws {
    let files = files(slices)
    for same in Dictionary(grouping: files.filter { !$0.instanceUID.isEmpty }, by: \.instanceUID).values {
      let first = same[0]
      let odd = same.indices.dropFirst().filter { !same[$0].isPlaced(like: first) }
      guard !odd.isEmpty else { continue }
      let names = names(odd, of: same), whose = Self.names([0], of: same)
      throw Failure(
        .badData,
        words("scan.same-object", ["names": names.listedInWords(3), "count": odd.count, "other": whose[0]]),
        at: "\(DICOMTag.sopInstanceUID)", advice: words("scan.same-object-advice"))
    }
  }

  /// What is said of the slices of a volume: what is stated of some only, and what differs and may.
  static func doubts(_ slices: [SliceHeader]) -> [String] {
    let files = files(slices)
    var differing: [(odd: [Int], tags: [DICOMTag])] = []
    var silent: [(odd: [Int], tags: [DICOMTag])] = []
    var scattered: [DICOMTag] = []
    func add(_ tag: DICOMTag, _ odd: [Int], to list: inout [(odd: [Int], tags: [DICOMTag])]) {
      guard let n = list.firstIndex(where: { $0.odd == odd }) else { return list.append((odd, [tag])) }
      list[n].tags.append(tag)
    }
    for (n, attribute) in SeriesAttributes.all.enumerated() {
      let groups = groups(files, n)
      if isOneEach(attribute.tag, groups, files) {
        scattered.append(attribute.tag)
      } else if groups.count > 1 {
        add(attribute.tag, groups.dropFirst().joined().sorted(), to: &differing)
      }
      let missing = files.indices.filter { files[$0].series.digests[n] == nil }
      if !groups.isEmpty, !missing.isEmpty { add(attribute.tag, missing, to: &silent) }
    }
    func listed(_ odd: [Int]) -> String { names(odd, of: files).listedInWords(3) }
    var doubts: [String] = []
    if !scattered.isEmpty {
      doubts.append(words("scan.scattered", ["tags": scattered.map(\.name).joinedInWords]))
    }
    doubts += differing.map { odd, tags in
      words(
        "scan.files-differ",
        [
          "tags": tags.map(\.name).joinedInWords, "count": odd.count, "all": files.count, "tag-count": tags.count,
          "names": listed(odd),
        ])
    }
    doubts += silent.map { odd, tags in
      let isOfPatient = tags.contains { tag in SeriesAttributes.all.contains { $0.tag == tag && $0.bond < .said } }
      return words(
        "scan.files-silent",
        [
          "tags": tags.map(\.name).alternatives, "count": odd.count, "all": files.count, "doubt": isOfPatient,
          "names": listed(odd),
        ])
    }
    return doubts
  }

  /// Whether a UID is another in every one of three objects or more: whoever made the files anonymous gave each one of
  /// its own, and it tells nothing. Copies of an object have that object's.
  static func isOneEach(_ values: some Collection, of slices: [SliceHeader]) -> Bool {
    values.count > 2 && Set(slices.map { $0.instanceUID.isEmpty ? $0.path : $0.instanceUID }).count == values.count
  }

  private static func isOneEach(_ tag: DICOMTag, _ groups: [[Int]], _ files: [SliceHeader]) -> Bool {
    tag.dictionaryVR == .ui && isOneEach(groups.map { $0[0] }, of: groups.joined().map { files[$0] })
  }

  /// Files by their names, or by their paths where a name is there twice.
  private static func names(_ odd: [Int], of files: [SliceHeader]) -> [String] {
    let names = Dictionary(grouping: files, by: \.location.name)
    return odd.map { names[files[$0].location.name]?.count == 1 ? files[$0].location.name : files[$0].path }
  }

  /// A slice of each file, by path: frames share what their file says.
  private static func files(_ slices: [SliceHeader]) -> [SliceHeader] {
    Dictionary(slices.map { ($0.path, $0) }) { a, _ in a }.values.sorted { $0.path < $1.path }
  }

  /// The files that state an attribute, by what they state: the most first, then by path.
  private static func groups(_ files: [SliceHeader], _ attribute: Int) -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for (n, file) in files.enumerated() {
      if let digest = file.series.digests[attribute] { groups[digest, default: []].append(n) }
    }
    return groups.values.sorted { $0.count == $1.count ? $0[0] < $1[0] : $0.count > $1.count }
  }
}

extension SliceHeader {
  /// Whether it can be a copy of another one, or another encoding of it.
  fileprivate func isPlaced(like other: SliceHeader) -> Bool {
    length(position - other.position) < SliceStack.samePosition && hasSize(of: other)
      && frames?.count == other.frames?.count && frameNumber == other.frameNumber
  }
}
