import Glibc
import StyletBase

/// Files of a study: JSON, one object, or one object a line. Each is hostile input: what is wrong is said with file,
/// line and field. Each is written whole or not at all, and has one writer.
package enum StudyFile {
  /// The largest file of a study, bytes.
  package static let limit = 256 << 20
  /// The coordinator's alone; and what the folder's group may read too.
  package static let ownMode: mode_t = 0o600, sharedMode: mode_t = 0o640

  /// - Throws: a ``Failure`` with file, line and field of the first mistake.
  package static func lines<T>(_ path: String, _ row: (inout FieldReader) -> T?) throws -> [T] {
    var lines = LinesOfBytes(try SafeFile.read(path, limit: limit).bytes)
    var all: [T] = [], number = 0
    while let line = lines.next() {
      number += 1
      guard line.isWhole else { throw wrong(path, "line \(number)", words("error.study.cut-line")) }
      all.append(try object(Array(line.bytes), path, "line \(number)", row))
    }
    return all
  }

  /// One object, a whole file or a line of one.
  package static func object<T>(
    _ bytes: [UInt8], _ path: String, _ place: String, _ read: (inout FieldReader) -> T?
  ) throws -> T {
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONParser.parse(bytes) } catch {
      throw wrong(path, place.isEmpty ? error.place : "\(place), column \(error.column)", error.said)
    }
    guard let object = value.object else {
      throw wrong(path, place, "an object was expected, here is \(value.kind)")
    }
    let log = ProblemLog()
    var fields = FieldReader(object, at: "", log: log)
    let read = read(&fields)
    fields.refuseOthers()
    if let problem = log.firstError {
      throw wrong(path, place.isEmpty ? problem.place : "\(place), \(problem.place)", problem.what)
    }
    guard let read else { throw wrong(path, place, words("error.study.not-read")) }
    return read
  }

  static func wrong(_ path: String, _ place: String, _ what: String) -> Failure {
    Failure(.badData, path: path, what, at: place.isEmpty ? nil : place, advice: words("error.study.wrong-advice"))
  }

  package static func bytes(ofLines rows: [JSONObject]) -> [UInt8] {
    var writer = JSONWriter()
    for row in rows {
      writer.value(.object(row))
      writer.raw("\n")
    }
    return writer.bytes
  }

  /// Puts a file in its place, whole: the one before stays until then.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = ownMode, calls: SystemCalls = .live
  ) throws {
    do throws(SystemError) {
      try SafeFile.replace(path, calls: calls) { file, temporary throws(SystemError) in
        guard fchmod(file, mode) == 0 else { throw SystemError(call: .mode, code: errno, path: temporary) }
        try calls.write(bytes, to: file, temporary)
      }
    } catch { throw error.failure(words("error.study.not-written"), about: path) }
  }

  /// Makes a folder that is not there yet, for its owner alone unless another mode is given.
  package static func makeFolder(_ path: String, mode: mode_t = 0o700) throws {
    guard mkdir(path.systemPath, mode) != 0, errno != EEXIST || !Paths.isFolder(path) else { return }
    throw Failure(.cannotCreate, path: path, words("error.study.no-folder", ["why": SystemReason.said(errno)]))
  }
}

extension FieldReader {
  /// A name that becomes a part of a path.
  package mutating func name<Name: StudyName>(_ member: String, as kind: Name.Type) -> Name? {
    guard let text = string(member) else { return nil }
    if let name = Name(text) { return name }
    report(member, "\(Name.wanted) was expected")
    return nil
  }

  /// One of a few words.
  package mutating func word<Word: RawRepresentable & CaseIterable>(
    _ member: String, as kind: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let text = string(member) else { return nil }
    if let word = Word(rawValue: text) { return word }
    report(member, "one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")) was expected")
    return nil
  }

  /// UTC to the second, as the program writes it.
  package mutating func time(_ member: String, required: Bool = true) -> String? {
    guard let text = string(member, required: required) else { return nil }
    if StudyTime.seconds(text) != nil { return text }
    report(member, "a time was expected, as 2026-03-01T09:30:00Z")
    return nil
  }

  /// A day: 2026-03-01.
  package mutating func day(_ member: String) -> String? {
    guard let text = string(member, required: false) else { return nil }
    if StudyTime.seconds(text + "T00:00:00Z") != nil { return text }
    report(member, "a day was expected, as 2026-03-01")
    return nil
  }

  /// A SHA-256 in lower-case hexadecimal.
  package mutating func digest(_ member: String, required: Bool = true) -> String? {
    guard let text = string(member, required: required) else { return nil }
    func isDigit(_ b: UInt8) -> Bool { (48...57).contains(b) || (97...102).contains(b) }
    if text.utf8.count == 64, text.utf8.allSatisfy(isDigit) { return text }
    report(member, "a SHA-256 was expected: 64 of 0-9 a-f")
    return nil
  }

  /// Text of a bounded length.
  package mutating func text(_ member: String, most: Int = 256, required: Bool = false) -> String? {
    guard let text = string(member, required: required) else { return nil }
    if text.utf8.count <= most { return text }
    report(member, "at most \(most) bytes were expected")
    return nil
  }

  /// What is demanded of readers, or what they have: domains with a level 0…9.
  package mutating func experience(_ member: String) -> [String: Int] {
    guard let object = object(member) else { return [:] }
    var levels: [String: Int] = [:]
    for one in object.members {
      guard let level = one.value.int, (0...9).contains(level), CaseID(one.name) != nil else {
        report(member, "domains with a level from 0 to 9 were expected")
        continue
      }
      levels[one.name] = level
    }
    return levels
  }
}

/// Times as the files of a study have them.
package enum StudyTime {
  /// Seconds since 1970 of "2026-03-01T09:30:00Z"; nil of anything else, and of days that no calendar has.
  package static func seconds(_ text: String) -> Int? {
    let b = Array(text.utf8)
    guard b.count == 20, b[4] == 45, b[7] == 45, b[10] == 84, b[13] == 58, b[16] == 58, b[19] == 90 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(0 as Int?) { n, at in (48...57).contains(b[at]) ? n.map { $0 * 10 + Int(b[at]) - 48 } : nil }
    }
    guard let y = number(0..<4), let m = number(5..<7), let d = number(8..<10), let h = number(11..<13),
      let min = number(14..<16), let s = number(17..<19), (1...12).contains(m), d >= 1, h < 24, min < 60, s < 60
    else { return nil }
    // Days from the civil date (Hinnant, "chrono-compatible low-level date algorithms").
    let year = m <= 2 ? y - 1 : y, era = (year >= 0 ? year : year - 399) / 400, inEra = year - era * 400
    let ofYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1
    let days = era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + ofYear - 719_468
    let time = days * 86_400 + h * 3600 + min * 60 + s
    return Moment(secondsSince1970: Double(time)).iso8601 == text ? time : nil
  }
}
