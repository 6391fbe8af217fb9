import StyletBase
import StyletImaging

/// Whether the slices of a scan say how their values become Hounsfield units.
enum HUStatement {
  /// - Throws: ``Failure`` when slices without a rescale lie among others whose rescale makes something else of the
  ///   same stored values: nobody could tell which are right.
  static func check(_ slices: [SliceHeader], _ problems: inout [String]) throws {
    let silent = slices.filter { !$0.statesRescale }
    let stated = Set(slices.filter(\.statesRescale).map(\.rescale))
    if let odd = silent.first(where: { slice in stated.contains { $0 != slice.rescale } }), let other = stated.first {
      let names = silent.map(\.name).listed(3)
      throw Failure(
        .badData,
        "\(silent.count) of \(slices.count) slices \(silent.count == 1 ? "states" : "state") no rescale (\(names)), "
          + "where others have slope \(other.slope.short) and intercept \(other.intercept.short): their values would "
          + "not be on one scale", at: "\(DICOMTag.rescaleIntercept) of \(odd.name)",
        advice: "fetch the whole series again")
    }
    guard slices.contains(where: \.isCT) else { return }
    problems += missing(slices)
    if let odd = slices.first(where: { isImplausible($0.rescale, $0.format) })?.rescale {
      problems.append(
        "the rescale, slope \(odd.slope) and intercept \(odd.intercept), makes values that are no HU of a CT")
    }
    if let odd = oddRescales(slices), odd.count < slices.count / 2 {
      problems.append(
        "\(odd.tags.map(\.name).inWords) of \(odd.count) of \(slices.count) slices "
          + "\(odd.tags.count == 1 ? "is" : "are") unlike the others', and \(odd.count == 1 ? "its" : "their") values "
          + "are HU only if that is right: \(odd.names.listed(3))")
    } else if stated.count > 1 {
      problems.append("the rescale differs from slice to slice (\(stated.count) of them): each slice has its own")
    }
    let types = Set(slices.compactMap(\.rescaleType)).filter { !$0.uppercased().hasPrefix("HU") }
    if !types.isEmpty { problems.append("the rescale type is \(types.sorted().listed(3)): values are not HU") }
  }

  /// What is said where slope or intercept is not stated: of all slices, or of some whose value is that of the others.
  private static func missing(_ slices: [SliceHeader]) -> [String] {
    [[DICOMTag.rescaleSlope, .rescaleIntercept], [.rescaleSlope], [.rescaleIntercept]].compactMap { tags in
      let silent = slices.filter { $0.missingRescale == tags }
      if silent.isEmpty { return nil }
      let what = tags.count == 2 ? "rescale" : tags[0].name
      let taken =
        tags.count == 2
        ? "values are as stored, and may not be HU"
        : tags == [.rescaleSlope] ? "1 is taken" : "0 is taken, and values may not be HU"
      if silent.count == slices.count { return "no \(what) is stated: \(taken)" }
      return "\(silent.count) of \(slices.count) slices \(silent.count == 1 ? "states" : "state") no \(what), "
        + "\(taken): \(silent.map(\.name).listed(3))"
    }
  }

  /// A slope below 0, one that makes a grey of all that can be stored, or steps of it, or an intercept beyond 16 bits.
  private static func isImplausible(_ rescale: Rescale, _ format: PixelFormat) -> Bool {
    let span = Double(format.range.upperBound - format.range.lowerBound) * rescale.slope
    return span < 100 || rescale.slope > 32 || abs(rescale.intercept) > 32768
  }

  /// What the images are said to be that makes their values other than those of the tissue at a place.
  static func remarks(_ slices: [SliceHeader]) -> [String] {
    var remarks: [String] = []
    func add(_ odd: [SliceHeader], _ what: String, _ meaning: String) {
      if odd.isEmpty { return }
      let whose = odd.count == slices.count ? "" : " of \(odd.count) of \(slices.count) slices"
      remarks.append("\(what)\(whose): \(meaning)" + (whose.isEmpty ? "" : ": \(odd.map(\.name).listed(3))"))
    }
    let projected = slices.filter { !$0.projections.isEmpty }
    let kinds = Set(projected.flatMap(\.projections)).sorted().inWords
    add(projected, "ImageType says \(kinds)", "values are made of several slices, and are not those of one place")
    add(slices.filter(\.isLossy), "LossyImageCompression is 01", "values were changed when the images were compressed")
    return remarks
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
