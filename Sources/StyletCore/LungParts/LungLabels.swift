import StyletImaging

/// The values of the layer of the lungs, and what they are called.
public enum LungLabels {
  public static let right: UInt8 = 1, left: UInt8 = 2
  /// Trachea and bronchi outside the lungs.
  public static let airway: UInt8 = 3

  public static let table = LabelTable([
    Finding(value: 1, code: "RL", name: "Right lung", colour: RGB(0x00, 0x72, 0xb2)),
    Finding(value: 2, code: "LL", name: "Left lung", colour: RGB(0xd5, 0x5e, 0x00)),
    Finding(value: 3, code: "AW", name: "Trachea and bronchi", colour: RGB(0xf0, 0xe4, 0x42)),
  ])!

  /// Whether right and left are exchanged in lungs on a canonical grid: the middle of the right one lies further to the
  /// patient's left. A side that has less than a tenth of the other decides nothing. Cost: the rows that are drawn on.
  /// - Parameter mapping: value → part; a value that is not named keeps its number.
  public static func areExchanged(_ labels: LabelMap, mapping: [UInt8: UInt8] = [:]) -> Bool {
    var voxels = [0, 0], columns = [0.0, 0.0]
    for k in 0..<labels.size.k where labels.isUsed(k: k) {
      labels.forEachRun(k: k) { _, i, count, value in
        let part = mapping[value] ?? value
        guard part == right || part == left else { return }
        let side = part == right ? 0 : 1
        voxels[side] += count
        columns[side] += Double(count) * (Double(i) + Double(count - 1) / 2)
      }
    }
    guard 10 * min(voxels[0], voxels[1]) > max(voxels[0], voxels[1]) else { return false }
    return columns[0] / Double(voxels[0]) > columns[1] / Double(voxels[1])
  }

  /// The label of "right", "left" or "airway"; nil for other words.
  public static func value(named word: String) -> UInt8? {
    switch word.lowercased() {
    case "right": right
    case "left": left
    case "airway": airway
    default: nil
    }
  }
}
