import StyletProject

extension ReadingFacts.Words {
  /// As the form says them.
  public static var standard: ReadingFacts.Words { ReadingText.factWords }
}
