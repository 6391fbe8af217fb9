import StyletBase
import StyletCore
import StyletImaging

/// A mask of lungs from elsewhere, as the layer of the lungs has it: 1 right, 2 left, 3 airways.
public struct LungMask: Sendable {
  public let labels: LabelMap
  /// The column i from which on a mask of one value was taken for the left lung, base 0; nil where it named both.
  public let divided: Int?
  /// The lung that a mask of one value was taken for by its place; nil where it named it, or has both.
  public let placed: UInt8?
  /// Values that were left out, ascending.
  public let leftOut: [UInt8]

  /// - Parameters:
  ///   - mask: on the scan's grid, canonical order.
  ///   - mapping: mask value → 1, 2, 3 or what else; a value that is not named keeps its number.
  ///   - named: values of which a name, a code or a rule says what they are.
  ///   - volume: the scan, whole, which tells where the patient's middle is.
  /// - Throws: a ``Failure`` when it does not say which lung is which: more than one value, and neither 1 nor 2 of
  ///   them; one value, and that the airways'; one of which neither place nor shape says whether it is both lungs; or
  ///   one that is named as one lung and lies on both sides of the patient alike.
  ///
  /// One value that means no more than "lung", 1 without a name or a number that is no part's, is one lung where it lies
  /// on one side of the patient, else divided by the patient's side at the sagittal slice, in the middle half of its
  /// width, that has the least of it (``LungMaskSides``). A 2, a name or a rule says which lung it is: a patient may
  /// have one. Cost: the mask's voxels.
  public init(
    _ mask: LabelMap, mapping: [UInt8: UInt8] = [:], named: Set<UInt8> = [], on volume: Volume? = nil
  ) throws {
    var becomes = [UInt8](0...255)
    for (from, to) in mapping { becomes[Int(from)] = to }
    becomes[0] = 0
    var seen = [Bool](repeating: false, count: 256)
    // By value, in each column i the rows that begin there less those that have ended.
    var columns = [[Int]](repeating: [], count: 256)
    var slices = IndexSpan()
    Self.forEachRun(of: mask) { k, _, i, count, value in
      guard becomes[Int(value)] != 0 else { return }
      seen[Int(value)] = true
      slices.take(k)
      if columns[Int(value)].isEmpty { columns[Int(value)] = [Int](repeating: 0, count: mask.size.i + 1) }
      columns[Int(value)][i] += 1
      columns[Int(value)][i + count] -= 1
    }
    let values = seen.indices.filter { seen[$0] }
    let lungs = values.filter { [LungLabels.right, LungLabels.left].contains(becomes[$0]) }
    if values.isEmpty { throw Failure(.badData, words("error.mask-empty"), advice: words("error.export-again")) }
    var divide: Int?, place: UInt8?
    // Airways beside it, and what is no part, do not say which lung it is.
    let sole = lungs.count == 1 ? lungs.first : values.count == 1 ? values.first : nil
    let sides = sole.map { only in
      let middle = volume.flatMap { volume in slices.range.flatMap { LungMaskSides.middle(of: volume, slices: $0) } }
      var rows = 0
      let counts = columns[only].dropLast().map { change -> Int in
        rows += change
        return rows
      }
      return LungMaskSides(columns: counts, middle: middle)
    }
    if let only = sole, let sides, Self.isBoth(becomes[only], isNamed: named.contains(UInt8(only))) {
      switch sides.meaning {
      case .both(let column): divide = column
      case .one(let part): (place, becomes[only]) = (part, part)
      case .unclear:
        throw Failure(
          .badData, words("error.mask-one-lung", ["value": only]),
          advice: words("error.mask-one-lung-advice", ["value": only]))
      }
    } else if let only = sole, let sides, sides.isOnBothSides, !lungs.isEmpty {
      throw Failure(
        .badData, words("error.mask-both-sides", ["value": only, "isright": becomes[only] == LungLabels.right]),
        advice: words("error.mask-one-lung-advice", ["value": only]))
    } else if lungs.isEmpty {
      let list = values.map(String.init).joined(separator: ", ")
      throw Failure(
        .badData, words("error.mask-sides", ["values": list]),
        advice: words("error.mask-sides-advice"))
    }
    var runs: [Run] = []
    Self.forEachRun(of: mask) { k, j, i, count, value in
      let new = becomes[Int(value)]
      guard new != 0 else { return }
      if let divide, Int(value) == sole {
        let right = min(max(divide - i, 0), count)
        if right > 0 { runs.append(Run(k: k, j: j, i: i, count: right, old: 0, new: LungLabels.right)) }
        if right < count {
          runs.append(Run(k: k, j: j, i: i + right, count: count - right, old: 0, new: LungLabels.left))
        }
      } else if new <= LungLabels.airway {
        runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: new))
      }
    }
    var map = LabelMap(size: mask.size)
    map.apply(runs)
    labels = map
    (divided, placed) = (divide, place)
    leftOut = values.filter { becomes[$0] > LungLabels.airway && !(divide != nil && $0 == sole) }.map { UInt8($0) }
  }

  /// The edit that puts it in the place of the lungs, their record with it; nil when they are the same.
  /// - Parameter source: the file's name alone.
  public func edit(of layer: LabelLayer, _ annotations: Annotations, volume: Volume, source: String) -> Edit? {
    let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 0)
    var edit =
      ImportTool(mask: labels, source: source).edit(in: context)
      ?? Edit(name: "", tool: ImportTool.id, parameters: ["source": source], layer: layer.name, runs: [])
    edit.title = .words("tool.lungs-from-file")
    var remarks = divided.map { [LungRemark(.dividedAtMidline, at: middle(of: $0))] } ?? []
    if let placed {
      remarks.append(LungRemark(.sideByPlace(placed == LungLabels.right ? .right : .left), at: middle()))
    }
    edit.annotations = LungRecord(.imported, remarks: remarks, file: source).changes(in: annotations)
    // A slice that is the same as before is the file's too.
    var origins = layer.origins, drawn = Set<SliceKey>()
    for change in edit.origins { origins[change.key] = change.new }
    Self.forEachRun(of: labels) { k, _, _, _, value in drawn.insert(SliceKey(k: k, label: value)) }
    edit.origins += drawn.filter { origins[$0] != .imported }.sorted { ($0.k, $0.label) < ($1.k, $1.label) }
      .map { OriginChange(key: $0, old: origins[$0], new: .imported) }
    return edit.runs.isEmpty && edit.origins.isEmpty && edit.annotations.isEmpty ? nil : edit
  }

  /// Where to look: in the middle of what is drawn, or on the column of a division.
  private func middle(of column: Int? = nil) -> VoxelIndex {
    var columns = IndexSpan(), rows = IndexSpan(), slices = IndexSpan()
    Self.forEachRun(of: labels) { k, j, i, count, _ in
      columns.take(i)
      columns.take(i + count - 1)
      rows.take(j)
      slices.take(k)
    }
    return VoxelIndex(column ?? columns.middle, rows.middle, slices.middle)
  }

  private struct IndexSpan {
    private var low = Int.max, high = 0

    var range: ClosedRange<Int>? { low > high ? nil : low...high }
    var middle: Int { low > high ? 0 : (low + high) / 2 }
    mutating func take(_ n: Int) { (low, high) = (min(low, n), max(high, n)) }
  }

  private static func forEachRun(
    of mask: LabelMap, _ body: (_ k: Int, _ j: Int, _ i: Int, _ count: Int, _ value: UInt8) -> Void
  ) {
    for k in 0..<mask.size.k where mask.isUsed(k: k) {
      for j in 0..<mask.size.j { mask.forEachRun(j: j, k: k) { body(k, j, $0, $1, $2) } }
    }
  }

  /// Whether the only value of a mask means both lungs.
  private static func isBoth(_ part: UInt8, isNamed: Bool) -> Bool {
    part > LungLabels.airway || (part == LungLabels.right && !isNamed)
  }
}
