/// The notice that stands in `--version`, on the welcome line and in every export and report.
public enum ResearchUse {
  /// For people, in their language.
  public static var notice: String { words("core.notice") }

  /// As it stands in reports, whatever language they were written in.
  public static var inAllLanguages: [String] {
    Language.allCases.map { language in Words.$inTask.withValue(language) { notice } }
  }

  /// In files and answers for programs, the same in every language.
  public static let inData =
    "For research use only. Not a medical device. Automatic values are unvalidated proposals that need review by a "
    + "qualified radiologist."
}

/// The program's version (semantic versioning).
public enum Release {
  public static let version = "0.1.0"
}
