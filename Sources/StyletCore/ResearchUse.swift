/// The notice that stands in `--version`, on the welcome line and in every export and report.
public enum ResearchUse {
  public static let notice =
    "For research use only. Not a medical device. Automatic values are unvalidated proposals that need review by a "
    + "qualified radiologist."
}

/// The program's version (semantic versioning).
public enum Release {
  public static let version = "0.1.0"
}
