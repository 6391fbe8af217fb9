import StyletBase

/// What stands for identifiers, drawn by a key: the same wherever the old one stood, and told by nobody without it.
/// UIDs, names and days are HMAC-SHA256 of what they stand for, each kind under a word of its own.
package struct Pseudonyms: Sendable {
  private let key: [UInt8]

  /// - Parameter key: 16 bytes or more, which stay at the site.
  package init(key: [UInt8]) { self.key = key }

  /// A UID under 2.25: a UUID (version 8) of 122 bits of the hash.
  func uid(_ old: String) -> String { UniqueIdentifier.of(hash("uid", old)) }

  /// "P-3F0C9A52D1E8": 48 bits of the hash.
  func patient(_ identity: String) -> String { "P-" + hexadecimal(hash("patient", identity), count: 6) }

  /// Another text for one of an element, ten characters: station, serial number.
  func text(_ old: String, of tag: DICOMTag) -> String {
    "X" + hexadecimal(hash("text \(tag.code)", old), count: 4)
  }

  /// The name of a file of another format, by its old one: "V-3F0C9A52D1E8".
  package func file(_ old: String) -> String { "V-" + hexadecimal(hash("file", old), count: 6) }

  /// Days that a patient's dates are moved back by, the same for all of them.
  func shift(_ identity: String, in days: ClosedRange<Int>) -> Int {
    let bits = hash("days", identity).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return days.lowerBound + Int(bits % UInt64(days.count))
  }

  private func hash(_ kind: String, _ message: String) -> [UInt8] {
    KeyedHash.of(Array("stylet deidentify|\(kind)|\(message)".utf8), key: key)
  }

  private func hexadecimal(_ bytes: [UInt8], count: Int) -> String {
    KeyedHash.text(Array(bytes.prefix(count))).uppercased()
  }
}

/// Dates of DICOM (DA: YYYYMMDD, DT: YYYYMMDDHHMMSS.F&ZZXX), moved by whole days.
enum MovedDate {
  /// - Parameter keepsTime: of a date with a time, whether the time stays; a zone never does.
  /// - Returns: nil for what is no whole date.
  static func back(_ text: String, days: Int, keepsTime: Bool) -> String? {
    var bytes = Array(text.utf8)
    // As ACR-NEMA wrote them.
    if bytes.count == 10, bytes[4] == UInt8(ascii: "."), bytes[7] == UInt8(ascii: ".") {
      bytes = Array(bytes[0..<4] + bytes[5..<7] + bytes[8..<10])
    }
    guard bytes.count >= 8, let day = dayNumber(bytes[0..<8]) else { return nil }
    let rest = bytes[8...].prefix { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
    let time = String(decoding: rest, as: UTF8.self)
    guard time.isEmpty || isTime(time), bytes.count - 8 - rest.count <= 5 else { return nil }
    guard let moved = written(day - days) else { return nil }
    return moved + (keepsTime ? time : "")
  }

  /// Whether a text is a time of day: HHMMSS.F, of which the end may lack.
  static func isTime(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (2...6).contains(parts[0].count), parts[0].count % 2 == 0,
      parts.count == 1 || parts[0].count == 6 && (1...6).contains(parts[1].count),
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    let pairs = stride(from: 0, to: parts[0].count, by: 2).map { n -> Int in
      Array(parts[0])[n..<n + 2].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    return zip(pairs, [23, 59, 60]).allSatisfy { $0 <= $1 }
  }

  /// How people write a date, for what is looked for; empty for what is none.
  static func forms(of text: String) -> [String] {
    let bytes = Array(text.utf8.prefix(8))
    guard bytes.count == 8, let day = dayNumber(bytes[...]), let date = written(day) else { return [] }
    let year = String(date.prefix(4)), month = String(date.dropFirst(4).prefix(2)), number = String(date.suffix(2))
    var forms = [date, number + month + year]
    for sign in ["-", ".", "/", " "] {
      forms += [[year, month, number], [number, month, year], [month, number, year]].map {
        $0.joined(separator: sign)
      }
    }
    let n = (Int(month) ?? 1) - 1, plain = String(Int(number) ?? 0)
    for names in months {
      for name in [names[n], String(names[n].prefix(3))] {
        forms += ["\(number) \(name) \(year)", "\(number)-\(name)-\(year)", "\(name) \(plain), \(year)"]
        if plain != number { forms.append("\(plain) \(name) \(year)") }
      }
    }
    return forms
  }

  /// A date as a number: "20190314", "14032019", "03142019", and with a year of two digits.
  static func numbers(of date: String) -> [String] {
    let year = String(date.prefix(4)), month = String(date.dropFirst(4).prefix(2)), day = String(date.dropFirst(6))
    var forms: [String] = []
    for year in [year, String(year.suffix(2))] {
      forms.append(contentsOf: ["\(year)\(month)\(day)", "\(day)\(month)\(year)", "\(month)\(day)\(year)"])
    }
    return forms
  }

  private static let months = [
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ],
  ]

  /// Days from 1 January 1970 (Gregorian, also before 1582); nil for what is no date. H. Hinnant, "chrono-compatible
  /// low-level date algorithms": years begin in March, so that a leap day is a year's last.
  static func dayNumber(_ digits: ArraySlice<UInt8>) -> Int? {
    let digits = Array(digits)
    guard digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let year = number(0..<4), month = number(4..<6), day = number(6..<8)
    guard year >= 1, (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400, yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// YYYYMMDD; nil before the year 1.
  static func written(_ day: Int) -> String? {
    let z = day + 719_468
    guard z >= 306 else { return nil }
    let era = z / 146_097, dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let number = dayOfYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civil <= 2 ? 1 : 0)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let years = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
    return years + two(civil) + two(number)
  }
}
