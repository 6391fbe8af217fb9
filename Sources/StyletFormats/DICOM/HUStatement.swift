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
    if stated.count > 1 {
      problems.append("the rescale differs from slice to slice (\(stated.count) of them): each slice has its own")
    }
    let types = Set(slices.compactMap(\.rescaleType)).filter { !$0.uppercased().hasPrefix("HU") }
    if !types.isEmpty { problems.append("the rescale type is \(types.sorted().listed(3)): values are not HU") }
  }
}
