/// The live numbers of every finding, and the tool beside or below them.
enum ExtentPanel {
  /// From this width on the tool stands beside the table.
  static let widthWithTool = 64
}
