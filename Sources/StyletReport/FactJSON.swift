import StyletBase

extension JSONValue {
  /// What is known of a scan, for programs: a quantity as a number with its unit, all else as text.
  public init(fact name: String, _ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, ["mm", "kV"].contains(parts[1]), let number = Double(parts[0]), number.isFinite else {
      self = .object(["name": .string(name), "value": .string(text)])
      return
    }
    self = .object(["name": .string(name), "value": .double(number), "unit": .string(String(parts[1]))])
  }
}
