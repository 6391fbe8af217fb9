import StyletBase

/// Where slices that are not evenly spaced lie too far apart, and what is to be done about it.
struct SliceGaps {
  private let slices: [SliceHeader]
  private let usual: Double
  /// The first slice of each pair whose distance is not the usual one; empty where the distances drift.
  private let uneven: [Int]
  /// The first slice of each pair that is further apart than the nearest one is.
  private let wide: [Int]

  /// - Parameter slices: in order along their normal; two at least.
  init(_ slices: [SliceHeader]) {
    self.slices = slices
    let steps = zip(slices.dropFirst(), slices).map { $0.height - $1.height }
    let usual = steps.sorted()[steps.count / 2]
    self.usual = usual
    uneven = steps.indices.filter { abs(steps[$0] - usual) > StackPlane.tolerance(usual) }
    let least = steps.min() ?? usual
    wide = steps.indices.filter { steps[$0] > least + StackPlane.tolerance(least) }
  }

  private func step(_ n: Int) -> Double { slices[n + 1].height - slices[n].height }

  /// A slice is missing only where no file holds it: what was left out there is named, and to fill the gap would be to
  /// make up what there is.
  func failure(_ leftOut: [LeftOutSlice]) -> Failure {
    let named = uneven.map {
      words("scan.gap", ["step": step($0).said, "lower": slices[$0].name, "upper": slices[$0 + 1].name])
    }
    // No single step stands out where they all drift.
    let what = words(
      "scan.gaps-usual",
      [
        "where": named.isEmpty ? words("scan.gaps-drift", ["step": step(0).said]) : named.listedInWords(3),
        "usual": usual.said,
      ])
    let normal = slices[0].normal
    let held = leftOut.filter { file in
      wide.contains {
        file.mayLie(between: slices[$0].height, and: slices[$0 + 1].height, every: usual, along: normal)
      }
    }
    guard !held.isEmpty else {
      return Failure(
        .badData, words("error.input.gaps", ["where": what]), at: "\(DICOMTag.imagePositionPatient)",
        advice: words("error.input.gaps-advice"))
    }
    return Failure(
      .badData,
      words(
        "scan.gaps-held",
        [
          "count": held.count, "certain": held.allSatisfy(\.isPlaced), "files": held.inWords, "where": what,
        ]),
      advice: words("scan.gaps-held-advice", ["count": held.count]))
  }
}
