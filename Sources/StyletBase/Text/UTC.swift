import Glibc

/// Times as the project's files write them.
public enum UTC {
  /// ISO 8601 to the second: "2026-03-01T09:30:00Z".
  public static func now() -> String { Moment.now.iso8601 }

  /// Seconds since 1970 of "2026-03-01T09:30:00Z"; nil of anything else, and of days that no calendar has.
  package static func seconds(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { b in
      guard b.count == 20, b[4] == 45, b[7] == 45, b[10] == 84, b[13] == 58, b[16] == 58, b[19] == 90 else { return nil }
      func number(_ range: Range<Int>) -> Int? {
        var n = 0
        for at in range {
          guard (48...57).contains(b[at]) else { return nil }
          n = n * 10 + Int(b[at]) - 48
        }
        return n
      }
      guard let y = number(0..<4), let m = number(5..<7), let d = number(8..<10), let h = number(11..<13),
        let min = number(14..<16), let s = number(17..<19), (1...12).contains(m), (1...days(of: m, in: y)).contains(d),
        h < 24, min < 60, s < 60
      else { return nil }
      // Days from the civil date (Hinnant, "chrono-compatible low-level date algorithms").
      let year = m <= 2 ? y - 1 : y, era = (year >= 0 ? year : year - 399) / 400, inEra = year - era * 400
      let ofYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1
      let days = era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + ofYear - 719_468
      return days * 86_400 + h * 3600 + min * 60 + s
    }
  }

  /// Of a month, 1…12, in the Gregorian calendar.
  private static func days(of month: Int, in year: Int) -> Int {
    guard month == 2 else { return [4, 6, 9, 11].contains(month) ? 30 : 31 }
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  }
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
