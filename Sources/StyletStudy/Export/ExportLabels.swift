import StyletBase
import StyletImaging

/// The values of exported masks: findings from 1 without a gap, in the study's order, and last the value of voxels that
/// say nothing, as nnU-Net wants its `ignore`: those that readers leave undecided, and slices that nobody has read.
public struct ExportLabels: Hashable, Sendable {
  public struct Class: Hashable, Sendable {
    public var value: UInt8
    public var code: String
    public var name: String
    public var colour: RGB
  }

  public let classes: [Class]
  public let ignore: UInt8

  /// - Parameter tables: of the readings, those of the study's protocol first. A finding is known by its code.
  /// - Returns: nil where there are more findings than a mask has values.
  public init?(_ tables: some Sequence<LabelTable>) {
    var classes: [Class] = [], known: Set<String> = [Finding.undecidedCode]
    for finding in tables.flatMap(\.findings) where known.insert(finding.code).inserted {
      guard classes.count < 254 else { return nil }
      classes.append(
        Class(
          value: UInt8(classes.count + 1), code: finding.code, name: finding.name, colour: finding.colour))
    }
    (self.classes, ignore) = (classes, UInt8(classes.count + 1))
  }

  /// As a table of findings; the last is "IGNORE".
  public var table: LabelTable {
    let own = classes.map { Finding(value: $0.value, code: $0.code, name: $0.name, colour: $0.colour) }
    let last = Finding(value: ignore, code: "IGNORE", name: "Says nothing", colour: RGB(0x99, 0x99, 0x99))
    return LabelTable(own + [last]) ?? .standard
  }

  /// The value of each of a project's; what nobody has named says nothing.
  public func value(of label: UInt8, in table: LabelTable) -> UInt8 {
    guard label != 0 else { return 0 }
    let code = table[label]?.code
    return classes.first { $0.code == code }?.value ?? ignore
  }

  /// A drawing with these values.
  /// - Parameters:
  ///   - unread: axial slices, all of which say nothing.
  /// Cost: the rows of the slices in use, and the slices that are unread.
  public func mask(_ labels: LabelMap, _ table: LabelTable, unread: some Sequence<Int>) -> LabelMap {
    var out = LabelMap(size: labels.size), runs: [Run] = []
    let unread = Set(unread), size = labels.size
    let values = (0...255).map { value(of: UInt8($0), in: table) }
    for k in 0..<size.k {
      runs.removeAll(keepingCapacity: true)
      if unread.contains(k) {
        for j in 0..<size.j { runs.append(Run(k: k, j: j, i: 0, count: size.i, old: 0, new: ignore)) }
      } else {
        labels.forEachRun(k: k) { j, i, count, label in
          runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: values[Int(label)]))
        }
      }
      out.apply(runs)
    }
    return out
  }

  /// Axial slices that no reader has read: where something is as a program drew it; and where nothing is drawn, unless
  /// the reading says what is not there.
  /// Cost: the origins; and the bricks, where the reading does not say it.
  public static func unread(of layer: LabelLayer, saysWhatIsNotThere: Bool) -> [Int] {
    let proposed = layer.origins.filter { $0.value.isUnreviewed }.map { Int($0.key.k) }
    let bare = saysWhatIsNotThere ? [] : (0..<layer.size.k).filter { !layer.labels.isUsed(k: $0) }
    return Set(proposed + bare).sorted()
  }
}
