import StyletBase
import StyletImaging

/// Whether the slices of a scan say how their values become Hounsfield units.
enum HUStatement {
  /// - Throws: ``Failure`` when slices without a rescale lie among others whose rescale makes something else of the
  ///   same stored values: nobody could tell which are right.
  static func check(_ slices: [SliceHeader]) throws {
    let silent = slices.filter { !$0.statesRescale }
    let stated = Set(slices.filter(\.statesRescale).map(\.rescale))
    if let odd = silent.first(where: { slice in stated.contains { $0 != slice.rescale } }), let other = stated.first {
      let names = silent.map(\.name).listedInWords(3)
      throw Failure(
        .badData,
        words(
          "scan.rescale-silent",
          [
            "count": silent.count, "all": slices.count, "names": names, "slope": other.slope.said,
            "intercept": other.intercept.said,
          ]),
        at: words("scan.tag-of", ["tag": "\(DICOMTag.rescaleIntercept)", "name": odd.name]),
        advice: words("scan.fetch-again"))
    }
  }

  /// What is odd about how the values of a CT become Hounsfield units.
  static func doubts(_ slices: [SliceHeader]) -> [String] {
    guard slices.contains(where: \.isCT) else { return [] }
    let stated = Set(slices.filter(\.statesRescale).map(\.rescale))
    var problems = missing(slices)
    if let odd = slices.first(where: { isImplausible($0.rescale, $0.format) })?.rescale {
      problems.append(
        words("scan.rescale-implausible", ["slope": "\(odd.slope)", "intercept": "\(odd.intercept)"]))
    }
    if let odd = oddRescales(slices), odd.count < slices.count / 2 {
      problems.append(
        words(
          "scan.rescale-odd",
          [
            "tags": odd.tags.map(\.name).joinedInWords, "tag-count": odd.tags.count, "count": odd.count,
            "all": slices.count, "names": odd.names.listedInWords(3),
          ]))
    } else if stated.count > 1 {
      problems.append(words("scan.rescales-differ", ["count": stated.count]))
    }
    let typed = otherTypes(slices)
    if typed.count == slices.count {
      problems.append(words("scan.rescale-type", ["types": names(typed)]))
    } else if !typed.isEmpty {
      problems.append(
        words(
          "scan.rescale-type-of",
          [
            "types": names(typed), "count": typed.count, "all": slices.count,
            "names": typed.map(\.name).listedInWords(3),
          ]))
    }
    return problems
  }

  /// The slices whose rescale type is stated and is none of HU.
  private static func otherTypes(_ slices: [SliceHeader]) -> [SliceHeader] {
    slices.filter { slice in
      // "HU", "HU_MOD", "Hounsfield Units"
      slice.rescaleType.map { type in !["HU", "HOUNSFIELD"].contains { type.uppercased().hasPrefix($0) } } ?? false
    }
  }

  private static func names(_ typed: [SliceHeader]) -> String {
    Set(typed.compactMap(\.rescaleType)).sorted().listedInWords(3)
  }

  /// What the slices say their values to be where that is no HU: by their modality, else by their rescale type.
  static func otherUnit(_ slices: [SliceHeader]) -> AcquisitionFacts.OtherUnit? {
    if let other = slices.first(where: { $0.modality != "CT" }) { return AcquisitionFacts.OtherUnit(other.modality) }
    let typed = otherTypes(slices)
    guard !typed.isEmpty else { return nil }
    return AcquisitionFacts.OtherUnit(names(typed), slices: typed.count == slices.count ? nil : typed.count)
  }

  /// What is said where slope or intercept is not stated: of all slices, or of some whose value is that of the others.
  private static func missing(_ slices: [SliceHeader]) -> [String] {
    [[DICOMTag.rescaleSlope, .rescaleIntercept], [.rescaleSlope], [.rescaleIntercept]].compactMap { tags in
      let silent = slices.filter { $0.missingRescale == tags }
      if silent.isEmpty { return nil }
      let what = tags.count == 2 ? words("scan.a-rescale") : tags[0].name
      let taken = words(
        "scan.rescale-taken", ["missing": tags.count == 2 ? "both" : tags == [.rescaleSlope] ? "slope" : "intercept"])
      if silent.count == slices.count { return words("scan.none-states", ["what": what, "taken": taken]) }
      return words(
        "scan.some-state-none",
        [
          "count": silent.count, "all": slices.count, "what": what, "taken": taken,
          "names": silent.map(\.name).listedInWords(3),
        ])
    }
  }

  /// A slope below 0, one that makes a grey of all that can be stored, or steps of it, or an intercept beyond 16 bits.
  private static func isImplausible(_ rescale: Rescale, _ format: PixelFormat) -> Bool {
    let span = Double(format.range.upperBound - format.range.lowerBound) * rescale.slope
    return span < 100 || rescale.slope > 32 || abs(rescale.intercept) > 32768
  }

  /// What the images are said to be that makes their values other than those of the tissue at a place, or that may be
  /// taken for it.
  static func remarks(_ slices: [SliceHeader]) -> [String] {
    var remarks: [String] = []
    func add(_ odd: [SliceHeader], _ what: String, _ meaning: String) {
      if odd.isEmpty { return }
      if odd.count == slices.count { return remarks.append(words("scan.remark", ["what": what, "meaning": meaning])) }
      remarks.append(
        words(
          "scan.remark-of",
          [
            "what": what, "meaning": meaning, "count": odd.count, "all": slices.count,
            "names": odd.map(\.name).listedInWords(3),
          ]))
    }
    let projected = slices.filter { !$0.projections.isEmpty }
    let kinds = Set(projected.flatMap(\.projections)).sorted().joinedInWords
    add(projected, words("scan.projected", ["kinds": kinds]), words("scan.projected-means"))
    let calculated = slices.filter { !$0.calculations.isEmpty }
    let made = Set(calculated.flatMap(\.calculations)).sorted().joinedInWords
    add(calculated, words("scan.projected", ["kinds": made]), words("scan.calculated-means"))
    add(slices.filter(\.isLossy), words("scan.lossy"), words("scan.lossy-means"))
    // How grey levels are shown, after all that makes values (PS3.3 C.7.6.3.1.2).
    add(slices.filter(\.inverted), words("scan.monochrome1"), words("scan.monochrome1-means"))
    return remarks
  }

  /// What slices state of how they were made: where they differ each value with the number of its slices.
  static func facts(_ slices: [SliceHeader]) -> [(name: String, value: String)] {
    var names: [String] = [], values: [String: [String: Int]] = [:], order: [String: [String]] = [:]
    for (name, value) in slices.lazy.flatMap(\.facts) {
      if values[name] == nil { names.append(name) }
      if values[name]?[value] == nil { order[name, default: []].append(value) }
      values[name, default: [:]][value, default: 0] += 1
    }
    return names.map { name in
      let own = order[name] ?? []
      func said(_ value: String) -> String {
        [" mm", " kV"].contains { value.hasSuffix($0) } ? NumberText.marked(value) : value
      }
      let isOfAll = own.count == 1 && values[name]?[own[0]] == slices.count
      let each = own.map { words("scan.fact-of", ["value": said($0), "count": values[name]?[$0] ?? 0]) }
      return (name, isOfAll ? said(own[0]) : each.listedInWords(4))
    }
  }

  /// The rescales of slices that do not share one, the most slices first; empty where they do.
  static func rescales(_ slices: [SliceHeader]) -> [(rescale: Rescale, slices: Int)] {
    let groups = Dictionary(grouping: slices, by: \.rescale)
    guard groups.count > 1 else { return [] }
    return groups.map { ($0.key, $0.value.count) }.sorted {
      ($1.slices, $0.rescale.slope, $0.rescale.intercept) < ($0.slices, $1.rescale.slope, $1.rescale.intercept)
    }
  }

  /// The slices whose values become HU otherwise than those of most: nil where there are none, or the slices are no CT.
  static func oddRescales(_ slices: [SliceHeader]) -> (count: Int, names: [String], tags: [DICOMTag])? {
    guard slices.contains(where: \.isCT) else { return nil }
    let groups = Dictionary(grouping: slices, by: \.rescale)
    guard groups.count > 1 else { return nil }
    let usual = groups.max { ($0.value.count, $1.value[0].height) < ($1.value.count, $0.value[0].height) }?.key
    let odd = slices.filter { $0.rescale != usual }
    var tags: [DICOMTag] = []
    if odd.contains(where: { $0.rescale.intercept != usual?.intercept }) { tags.append(.rescaleIntercept) }
    if odd.contains(where: { $0.rescale.slope != usual?.slope }) { tags.append(.rescaleSlope) }
    return (odd.count, odd.map(\.name), tags)
  }
}
