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
  /// Its name for people: common findings have one in each language.
  public var said: String {
    if self == LabelTable.unnamed(value) { return words("core.finding-not-listed", ["value": Int(value)]) }
    return words("core.finding", ["name": FixedWords.name(name), "own": name])
  }
}

/// What `stylet info` and reports call the facts of a scan's file.
public enum ScanFactWords {
  public static func name(_ name: String) -> String {
    words("core.scan-fact", ["name": FixedWords.name(name), "own": name])
  }
}

/// Names of scales, grades and bands of `Samples/standards`.
public enum StandardsWords {
  public static func said(_ name: String) -> String {
    words("core.standard", ["name": FixedWords.name(name), "own": name])
  }
}
