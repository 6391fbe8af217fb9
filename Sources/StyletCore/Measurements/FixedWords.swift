import StyletBase
import StyletImaging

/// Names that files have in English, in the language in force. One that is not known stands as it is: a study's own.
/// Their messages choose by `name`, and end with `{$own}`.
enum FixedWords {
  /// As a message can choose by it: hyphens for all but letters and digits.
  static func name(_ name: String) -> String {
    String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
  }
}

extension Finding {
  /// Its name for people: the study's, where it has one in the language in force; common findings have one in each.
  public var said: String {
    if self == LabelTable.unnamed(value) { return words("core.finding-not-listed", ["value": Int(value)]) }
    return names[Words.language.rawValue] ?? words("core.finding", ["name": FixedWords.name(name), "own": name])
  }
}

/// What `stylet info` and reports call the facts of a scan's file.
public enum ScanFactWords {
  public static func name(_ name: String) -> String {
    words("core.scan-fact", ["name": FixedWords.name(name), "own": name])
  }

  /// A fact's value, or a scan's format: "12 of 16" and the like as the language has them; lengths and voltages with
  /// its decimal mark and without the zeros that files fill them up with.
  public static func value(_ value: String) -> String {
    if let number = value.wholeMatch(of: #/([0-9]+)\.([0-9]*?)0*( (?:mm|kV))/#)?.output {
      return NumberText.marked(number.1 + (number.2.isEmpty ? "" : "." + number.2) + number.3)
    }
    let numbers = value.matches(of: #/-?[0-9]+/#).map { String($0.output) }
    return words(
      "core.scan-fact-value",
      [
        "shape": FixedWords.name(value.replacing(#/-?[0-9]+/#, with: "n")), "first": numbers.first ?? "",
        "second": numbers.dropFirst().first ?? "", "own": value,
      ])
  }
}

/// Names of scales, grades and bands of `Samples/standards`.
public enum StandardsWords {
  public static func said(_ name: String) -> String {
    words("core.standard", ["name": FixedWords.name(name), "own": name])
  }
}

/// The sides of the patient.
public enum PatientSide {
  /// The letter of a side in the language in force: panes, places and pictures have it.
  /// - Parameter letter: R, L, A, P, S or I, as grids name them.
  public static func letter(_ letter: String) -> String { words("core.direction", ["letter": letter]) }
}
