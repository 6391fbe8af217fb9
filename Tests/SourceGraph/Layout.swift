extension SourceGraph {
  /// The floor of each module: what it imports has a lower one. ARCHITECTURE.md has the same table.
  public static let floors = [
    "StyletTexts": 0,
    "StyletBase": 1,
    "StyletImaging": 2,
    "StyletCore": 3,
    "StyletDetection": 4, "StyletPhantom": 4, "StyletProject": 4,
    "StyletFiles": 5, "StyletLearning": 5, "StyletReport": 5,
    "StyletAgreement": 6, "StyletBatch": 6, "StyletDICOM": 6, "StyletScreen": 6,
    "StyletArchive": 7, "StyletFormats": 7, "StyletStudy": 7, "StyletTerminal": 7,
    "StyletIntake": 8, "StyletTriage": 8,
    "stylet": 9, "StyletBench": 9, "StyletTrain": 9,
  ]

  /// By folder: what it uses although that uses it, too. Without these no folders of a module use one another in a
  /// circle. The list is to become shorter, and the tests ask that each row be needed. `make graph` prints the names.
  public static let backward = [
    "StyletTerminal/Detection": ["StyletTerminal/Session"],
  ]
}
