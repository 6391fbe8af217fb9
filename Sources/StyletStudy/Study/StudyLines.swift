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
    try ObjectFile.lines(path, limit: limit, advice: words("error.study.wrong-advice"), row)
  }

  /// One object, a whole file or a line of one.
  package static func object<T>(
    _ bytes: [UInt8], _ path: String, _ place: String, _ read: (inout FieldReader) -> T?
  ) throws -> T {
    try ObjectFile.object(bytes, path, place, advice: words("error.study.wrong-advice"), read)
  }

  static func wrong(_ path: String, _ place: String, _ what: String) -> Failure {
    ObjectFile.wrong(path, place, what, advice: words("error.study.wrong-advice"))
  }

  package static func bytes(ofLines rows: [JSONObject]) -> [UInt8] { ObjectFile.bytes(ofLines: rows) }

  /// Puts a file in its place, whole: the one before stays until then.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = ownMode, calls: SystemCalls = .live
  ) throws {
    do throws(SystemError) {
      try SafeFile.replace(path, calls: calls) { file, temporary throws(SystemError) in
        // EPERM of a file that was just made: the disk has no modes.
        guard fchmod(file, mode) == 0 || errno == EPERM else {
          throw SystemError(call: .mode, code: errno, path: temporary)
        }
        try calls.write(bytes, to: file, temporary)
      }
    } catch { throw error.failure(words("error.study.not-written"), about: path) }
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

  /// A day: 2026-03-01.
  package mutating func day(_ member: String) -> String? {
    guard let text = string(member, required: false) else { return nil }
    if UTC.seconds(text + "T00:00:00Z") != nil { return text }
    report(member, "a day was expected, as 2026-03-01")
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
  /// A time; where it is not later than another one, the second after that.
  package static func text(after other: String, orNow now: String) -> String {
    guard other >= now, let seconds = UTC.seconds(other) else { return now }
    return Moment(secondsSince1970: Double(seconds + 1)).iso8601
  }
}
