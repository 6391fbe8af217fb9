import Foundation

/// How many times longer than usual tests wait for a program: STYLET_TEST_PATIENCE, 1 without it. Under a sanitizer a
/// program is slower, and not wrong.
public let patience = ProcessInfo.processInfo.environment["STYLET_TEST_PATIENCE"].flatMap(Double.init) ?? 1

extension Date {
  /// When waiting ends that usually takes at most `seconds`.
  public static func end(ofWaiting seconds: Double) -> Date { Date().addingTimeInterval(seconds * patience) }
}
