import StyletBase
import StyletCore
import StyletImaging

/// A mask of lungs from elsewhere, as the layer of the lungs has it: 1 right, 2 left, 3 airways.
public struct LungMask: Sendable {
  public let labels: LabelMap
  /// The column i from which on a mask of one value was taken for the left lung, base 0; nil where it named both.
  public let divided: Int?
  /// Values that were left out, ascending.
  public let leftOut: [UInt8]

  /// - Parameters:
  ///   - mask: on the scan's grid, canonical order.
  ///   - mapping: mask value → 1, 2, 3 or what else; a value that is not named keeps its number.
  ///   - named: values of which a name, a code or a rule says what they are.
  /// - Throws: a ``Failure`` when it does not say which lung is which: more than one value, and neither 1 nor 2 of
  ///   them; or one value, and that the airways'.
  ///
  /// One value that means no more than "lung", 1 without a name or a number that is no part's, is divided by the
  /// patient's side at the sagittal slice, in the middle half of its width, that has the least of it. A 2, a name or a
  /// rule says which lung it is: a patient may have one. Cost: the mask's voxels.
  public init(_ mask: LabelMap, mapping: [UInt8: UInt8] = [:], named: Set<UInt8> = []) throws {
    var becomes = [UInt8](0...255)
    for (from, to) in mapping { becomes[Int(from)] = to }
    becomes[0] = 0
    var seen = [Bool](repeating: false, count: 256)
    var columns = [Int](repeating: 0, count: mask.size.i + 1)
    Self.forEachRun(of: mask) { _, _, i, count, value in
      guard becomes[Int(value)] != 0 else { return }
      seen[Int(value)] = true
      columns[i] += 1
      columns[i + count] -= 1
    }
    let values = seen.indices.filter { seen[$0] }
    let lungs = values.filter { [LungLabels.right, LungLabels.left].contains(becomes[$0]) }
    if values.isEmpty { throw Failure(.badData, words("error.mask-empty"), advice: words("error.export-again")) }
    var divide: Int?
    if let only = values.first, values.count == 1, Self.isBoth(becomes[only], isNamed: named.contains(UInt8(only))) {
      for i in 1..<columns.count { columns[i] += columns[i - 1] }
      divide = Self.valley(columns.dropLast())
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
      if let divide {
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
    divided = divide
    leftOut = divide != nil ? [] : values.filter { becomes[$0] > LungLabels.airway }.map { UInt8($0) }
  }

  /// The edit that puts it in the place of the lungs, their record with it; nil when they are the same.
  /// - Parameter source: the file's name alone.
  public func edit(of layer: LabelLayer, _ annotations: Annotations, volume: Volume, source: String) -> Edit? {
    let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 0)
    var edit =
      ImportTool(mask: labels, source: source).edit(in: context)
      ?? Edit(name: "", tool: ImportTool.id, parameters: ["source": source], layer: layer.name, runs: [])
    edit.title = .words("tool.lungs-from-file")
    let remarks = divided.map { [LungRemark(.dividedAtMidline, at: middle(of: $0))] } ?? []
    edit.annotations = LungRecord(.imported, remarks: remarks, file: source).changes(in: annotations)
    // A slice that is the same as before is the file's too.
    var origins = layer.origins, drawn = Set<SliceKey>()
    for change in edit.origins { origins[change.key] = change.new }
    Self.forEachRun(of: labels) { k, _, _, _, value in drawn.insert(SliceKey(k: k, label: value)) }
    edit.origins += drawn.filter { origins[$0] != .imported }.sorted { ($0.k, $0.label) < ($1.k, $1.label) }
      .map { OriginChange(key: $0, old: origins[$0], new: .imported) }
    return edit.runs.isEmpty && edit.origins.isEmpty && edit.annotations.isEmpty ? nil : edit
  }

  /// Where to look at a division: on its column, in the middle of what is drawn.
  private func middle(of column: Int) -> VoxelIndex {
    var rows = IndexSpan(), slices = IndexSpan()
    Self.forEachRun(of: labels) { k, j, _, _, _ in
      rows.take(j)
      slices.take(k)
    }
    return VoxelIndex(column, rows.middle, slices.middle)
  }

  private struct IndexSpan {
    private var low = Int.max, high = 0

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

  /// The column with the fewest voxels in the middle half of those that have any; of several the one in the middle.
  private static func valley(_ columns: ArraySlice<Int>) -> Int {
    guard let first = columns.firstIndex(where: { $0 > 0 }), let last = columns.lastIndex(where: { $0 > 0 }) else {
      return 0
    }
    let quarter = (last - first) / 4
    let middle = first + quarter...last - quarter
    let least = middle.map { columns[$0] }.min() ?? 0
    let lowest = middle.filter { columns[$0] == least }
    return lowest[lowest.count / 2]
  }
}
