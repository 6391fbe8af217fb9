import Glibc

/// Times as the project's files write them.
public enum UTC {
  /// ISO 8601 to the second: "2026-03-01T09:30:00Z".
  public static func now() -> String { Moment.now.iso8601 }
}

/// A second of the clock, as universal time has it: day and time of the proleptic Gregorian calendar.
public struct Moment: Hashable, Sendable {
  public let year, month, day, hour, minute, second: Int

  public static var now: Moment {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Moment(secondsSince1970: Double(now.tv_sec))
  }

  /// The second that is going on then. What is beyond the years 0 to 9999 is their first or last second, and what is no
  /// number the beginning of 1970.
  public init(secondsSince1970 seconds: Double) {
    let bounded = seconds.isFinite ? min(max(seconds, -62_167_219_200), 253_402_300_799).rounded(.down) : 0
    var time = time_t(bounded), parts = tm()
    gmtime_r(&time, &parts)
    year = Int(parts.tm_year) + 1900
    (month, day) = (Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    (hour, minute, second) = (Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec))
  }

  /// "2026-03-01T09:30:00Z".
  public var iso8601: String {
    let parts = [month, day, hour, minute, second].map { Self.digits($0, 2) }
    return "\(Self.digits(year, 4))-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])Z"
  }

  /// "20260301".
  public var dateDigits: String { Self.digits(year, 4) + Self.digits(month, 2) + Self.digits(day, 2) }
  /// "093000".
  public var timeDigits: String { Self.digits(hour, 2) + Self.digits(minute, 2) + Self.digits(second, 2) }

  private static func digits(_ n: Int, _ count: Int) -> String {
    let text = String(n)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
