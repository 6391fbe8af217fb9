/// Files of JSON objects that others may have written: one object, or one a line. What is wrong is said with file, line
/// and field.
package enum ObjectFile {
  /// - Parameters:
  ///   - limit: the most bytes that the file may have.
  ///   - advice: what to do where it is wrong.
  /// - Throws: a ``Failure`` with file, line and field of the first mistake. Cost: the file, in memory.
  package static func lines<T>(
    _ path: String, limit: Int, advice: String, _ row: (inout FieldReader) -> T?
  ) throws -> [T] {
    var lines = LinesOfBytes(try SafeFile.read(path, limit: limit).bytes)
    var all: [T] = [], number = 0
    while let line = lines.next() {
      number += 1
      guard line.isWhole else { throw wrong(path, "line \(number)", words("error.objects.cut-line"), advice: advice) }
      all.append(try object(Array(line.bytes), path, "line \(number)", advice: advice, row))
    }
    return all
  }

  /// One object, a whole file or a line of one.
  /// - Parameter place: the line's; empty where it is the whole file.
  package static func object<T>(
    _ bytes: [UInt8], _ path: String, _ place: String, advice: String, _ read: (inout FieldReader) -> T?
  ) throws -> T {
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONParser.parse(bytes) } catch {
      throw wrong(path, place.isEmpty ? error.place : "\(place), column \(error.column)", error.said, advice: advice)
    }
    guard let object = value.object else {
      throw wrong(path, place, "an object was expected, here is \(value.kind)", advice: advice)
    }
    let log = ProblemLog()
    var fields = FieldReader(object, at: "", log: log)
    let read = read(&fields)
    fields.refuseOthers()
    if let problem = log.firstError {
      throw wrong(path, place.isEmpty ? problem.place : "\(place), \(problem.place)", problem.what, advice: advice)
    }
    guard let read else { throw wrong(path, place, words("error.objects.not-read"), advice: advice) }
    return read
  }

  package static func wrong(_ path: String, _ place: String, _ what: String, advice: String) -> Failure {
    Failure(.badData, path: path, what, at: place.isEmpty ? nil : place, advice: advice)
  }

  package static func bytes(ofLines rows: [JSONObject]) -> [UInt8] {
    var writer = JSONWriter()
    for row in rows {
      writer.value(.object(row))
      writer.raw("\n")
    }
    return writer.bytes
  }
}

extension FieldReader {
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
    if UTC.seconds(text) != nil { return text }
    report(member, "a time was expected, as 2026-03-01T09:30:00Z")
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
}
