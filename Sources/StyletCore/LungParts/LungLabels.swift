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
