/// What a screen must have for a picture on it, in cells.
public enum SmallestScreen {
  public static let width = 60
  public static let height = 16
}
