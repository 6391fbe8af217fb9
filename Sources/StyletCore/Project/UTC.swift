import Foundation

/// Times as the project's files write them.
public enum UTC {
  /// ISO 8601 to the second: "2026-03-01T09:30:00Z".
  public static func now() -> String { Date().ISO8601Format() }
}
