/// What a finding's value is called where it is stated.
public enum FindingKey: String, Sendable {
  /// In the project's file, and in what is signed of it: older versions read them.
  case label
  /// In every answer for programs and every table.
  case value
}
