import StyletCore

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
    if stated.isEmpty { problems.append("no rescale is stated: values are as stored, and may not be HU") }
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
