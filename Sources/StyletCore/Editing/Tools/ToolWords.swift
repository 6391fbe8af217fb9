import Foundation

/// How edits are named and their parameters written, alike for all tools.
extension ToolContext {
  /// "Brush, slice 152", or "Brush, coronal slice 152" off the axial plane. Slice numbers shown to a reader
  /// count from 1 in every plane: w + 1.
  func sliceName(_ what: String, w: Int, of plane: Plane) -> String {
    what + (plane == .axial ? ", slice " : ", \(plane.rawValue) slice ") + "\(w + 1)"
  }

  /// The same, saying so when the tool erases: "Brush erase, slice 152".
  func editName(_ what: String, w: Int, of plane: Plane) -> String {
    sliceName(label == 0 ? what + " erase" : what, w: w, of: plane)
  }

  /// What every tool records besides its own parameters: plane, label, gate.
  func parameters(_ own: [String: String], plane: Plane) -> [String: String] {
    var all = own
    all["plane"] = plane.rawValue
    all["label"] = "\(label)"
    if label == 0, let erasing { all["erasing"] = "\(erasing)" }
    if let gate { all["gate"] = "\(gate.lowerBound.plain) to \(gate.upperBound.plain) HU" }
    return all
  }
}

extension Double {
  /// Without a trailing ".0": "5", "2.5".
  var plain: String { String(format: "%g", self) }
}

extension VoxelIndex {
  /// "i,j,k", base 0.
  var words: String { "\(i),\(j),\(k)" }
}
