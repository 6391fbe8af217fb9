import StyletBase
import StyletFiles
import StyletImaging

/// Slices of one orientation, in order along their normal, as one volume.
struct SliceStack: Sendable {
  /// Lowest first along the normal, one for each position.
  let slices: [SliceHeader]
  /// What the grid's planes are, lowest first: a slice each, unless gaps are filled.
  let planes: [StackPlane]
  let grid: VoxelGrid
  /// What all slices state, and how many are unlike the others.
  let acquisition: AcquisitionFacts
  private let remarks: Remarks

  /// What is odd and was put up with.
  var problems: [String] { remarks.said }

  /// Sorts slices by position (never by number), drops copies, and refuses what is not an evenly spaced stack.
  ///
  /// - Parameters:
  ///   - slices: of equal size, spacing and orientation; at least one.
  ///   - fillGaps: whether what is not evenly spaced is brought onto an even grid instead.
  ///   - leftOut: what may hold slices that are missing.
  ///   - samePixels: whether two slices at one position show the same.
  init(
    _ slices: [SliceHeader], fillGaps: Bool = false, leftOut: [LeftOutSlice] = [],
    samePixels: (SliceHeader, SliceHeader) throws -> Bool
  ) throws {
    var problems = Remarks()
    let normal = slices[0].normal
    let sorted = slices.map { (height: dot($0.position, normal), slice: $0) }
      .sorted {
        ($0.height, $0.slice.path, $0.slice.frameNumber ?? 0) < ($1.height, $1.slice.path, $1.slice.frameNumber ?? 0)
      }.map(\.slice)
    let kept = try Self.withoutCopies(sorted, normal, &problems, samePixels)
    try HUStatement.check(kept)
    problems.append(all: { HUStatement.doubts(kept) })
    var acquisition = AcquisitionFacts(ofAll: kept.map(\.acquisition))
    acquisition.oddRescales = HUStatement.oddRescales(kept)?.count
    acquisition.otherUnit = HUStatement.otherUnit(kept)
    let first = kept[0]
    let noise = kept.map { max(length($0.alongRow - first.alongRow), length($0.alongColumn - first.alongColumn)) }.max()
    if let noise, noise > 3e-4 {
      problems.append(
        words("scan.directions-differ", ["degrees": degrees(ofSine: noise).said, "name": first.name]))
    }
    var step: PatientPoint
    var planes = kept.indices.map(StackPlane.init(slice:))
    if kept.count == 1 {
      step = normal * (first.thickness ?? 1)
      problems.append(
        first.thickness.map { words("scan.single-thick", ["thickness": $0.said]) } ?? words("scan.single-taken"))
    } else {
      step = (kept[kept.count - 1].position - first.position) / Double(kept.count - 1)
      if try !Self.checkSpacing(kept, normal, step, orFill: fillGaps, leftOut, &problems) {
        let heights = kept.map { dot($0.position, normal) }
        let even = try StackPlane.evenGrid(heights)
        planes = even.planes
        step = step * (even.step / dot(step, normal))
      }
    }
    let affine = Affine(
      first.alongRow * first.spacing.alongRow, first.alongColumn * first.spacing.alongColumn, step,
      origin: first.position)
    guard let size = GridSize(first.format.columns, first.format.rows, planes.count) else {
      throw Failure(
        .badData, "\(planes.count) slices of \(first.format.columns)x\(first.format.rows) are too many voxels")
    }
    guard affine.determinant.isFinite, abs(affine.determinant) > 1e-9 else {
      throw Failure(.badData, "the slices' positions give no volume", at: "\(DICOMTag.imagePositionPatient)")
    }
    let grid = VoxelGrid(storedSize: size, storedAffine: affine)
    problems.append(all: { [planes, step] in
      let filled = StackPlane.filledIn(
        planes, isFlipped: grid.storage.flipped[2] == 1, first: dot(first.position, normal), step: dot(step, normal))
      return filled.map { [$0] } ?? []
    })
    self.acquisition = acquisition
    self.slices = kept
    self.planes = planes
    remarks = problems
    self.grid = grid
  }

  /// Closer than this, mm, two positions are one.
  static let samePosition = 0.005

  private static func withoutCopies(
    _ sorted: [SliceHeader], _ normal: PatientPoint, _ problems: inout Remarks,
    _ samePixels: (SliceHeader, SliceHeader) throws -> Bool
  ) throws -> [SliceHeader] {
    var kept: [SliceHeader] = []
    var dropped: [SliceHeader] = []
    for slice in sorted {
      guard let last = kept.last, dot(slice.position - last.position, normal) < samePosition else {
        kept.append(slice)
        continue
      }
      guard length(slice.position - last.position) < samePosition, try samePixels(slice, last) else {
        throw Failure(
          .badData, words("scan.same-position", ["height": slice.height.said]),
          at: last.path == slice.path || last.name != slice.name
            ? [last.name, slice.name].joinedInWords : [last.path, slice.path].joinedInWords,
          advice: words("scan.own-folder"))
      }
      // Of two encodings of one image the one that can be read, and the one that lost nothing, is worth more.
      if last.rank < slice.rank { kept[kept.count - 1] = slice }
      dropped.append(last.rank < slice.rank ? last : slice)
    }
    if !dropped.isEmpty {
      let names = dropped.map(\.name).sorted()
      problems.append(words("scan.copies", ["count": names.count, "names": names.listedInWords()]))
    }
    return kept
  }

  /// Compares every position with an even line from the first slice to the last. What is further off it than
  /// ``StackPlane/tolerance(_:)`` is a gap.
  ///
  /// - Returns: false when there are gaps, which are to be filled.
  private static func checkSpacing(
    _ slices: [SliceHeader], _ normal: PatientPoint, _ step: PatientPoint, orFill fillGaps: Bool,
    _ leftOut: [LeftOutSlice], _ problems: inout Remarks
  ) throws -> Bool {
    let spacing = dot(step, normal)
    var worst = 0.0
    var aside = 0.0
    for (n, slice) in slices.enumerated() {
      let off = slice.position - slices[0].position
      let along = dot(off, normal)
      worst = max(worst, abs(along - spacing * Double(n)))
      // Off the line through the first and the last slice, at its own height.
      aside = max(aside, length(off - step * (along / spacing)))
    }
    let pixel = min(slices[0].spacing.alongRow, slices[0].spacing.alongColumn)
    let hasGaps = worst > StackPlane.tolerance(spacing)
    if hasGaps, !fillGaps { throw SliceGaps(slices).failure(leftOut) }
    guard aside <= max(0.1, 0.2 * pixel) else {
      throw Failure(
        .badData, words("scan.shifted", ["off": aside.said]), at: "\(DICOMTag.imagePositionPatient)",
        advice: words("scan.own-folder"))
    }
    let off = max(worst, aside)
    if !hasGaps, off > max(0.01, 0.01 * spacing) { problems.append(words("scan.uneven", ["off": off.said])) }
    let sine = length(cross(step, normal)) / max(length(step), .leastNormalMagnitude)
    if sine > 0.002 {
      let tilt = degrees(ofSine: sine)
      problems.append(words("scan.tilted", ["degrees": tilt.said]))
    }
    return !hasGaps
  }
}

extension SliceHeader {
  /// Of copies of one image the highest is kept.
  fileprivate var rank: Int {
    switch transferSyntax.encoding {
    case .native: 3
    case .deflated: 2
    case .encapsulated, .unusable: PixelDecoders.canDecode(transferSyntax) ? 1 : 0
    }
  }
}
