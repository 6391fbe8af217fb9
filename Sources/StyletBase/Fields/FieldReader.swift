/// Something wrong in a project, with its place in the file: "layers[0].slices[12].runs".
public struct ProjectProblem: Hashable, Sendable, CustomStringConvertible {
  public enum Weight: String, Sendable {
    /// The project cannot be opened.
    case error
    /// It can, but somebody should look.
    case warning
  }

  /// What is to be mended: the advice goes by it.
  public enum Cause: Sendable {
    /// The project's file itself.
    case file
    /// It is whole, and of a version that this program does not read.
    case version
    /// The scan that it names: gone, moved, or another one.
    case scan
    /// The scan that it names cannot be read just now.
    case scanFile
    /// What it states of its scan: that there is another one, and the backup is of it.
    case changed
    case signature, journal
    /// The project names another protocol than the one that was signed under.
    case readingProtocol
    /// Not the journal's content, but that it cannot be read at all.
    case journalFile
  }

  public var weight: Weight
  public var place: String
  public var what: String
  public var cause: Cause

  public init(_ weight: Weight = .error, at place: String, _ what: String, of cause: Cause = .file) {
    self.weight = weight
    self.place = place
    self.what = what
    self.cause = cause
  }

  public var description: String {
    words("error.problem", ["weight": weight.rawValue, "place": place, "what": what]).escapedForTerminal
  }
}

extension ProjectProblem {
  /// Where the first of several is: "layers[2].slices (and 3 more)".
  package func place(andMore count: Int) -> String {
    count > 0 ? words("error.place-and-more", ["place": place, "count": count]) : place
  }
}

/// Collects all problems of a file, so that a check can list them and not only the first.
package final class ProblemLog {
  package private(set) var problems: [ProjectProblem] = []

  package init() {}

  package func add(_ problem: ProjectProblem) { problems.append(problem) }

  package var firstError: ProjectProblem? { problems.first { $0.weight == .error } }
}

/// Takes the known members out of an object, each checked for its type; what is left is kept as it is.
package struct FieldReader {
  private let object: JSONObject
  package let place: String
  package let log: ProblemLog
  /// Members that were asked for: a few, so that looking through them is quicker than hashing.
  private var known: [String] = []

  package init(_ object: JSONObject, at place: String, log: ProblemLog) {
    self.object = object
    self.place = place
    self.log = log
  }

  /// The members that nobody asked for, in their order.
  package var others: JSONObject { JSONObject(checked: object.members.filter { !known.contains($0.name) }) }

  /// Reports every member that nobody asked for.
  package func refuseOthers() {
    for member in others.members { report(member.name, "is not known here") }
  }

  package func place(of name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  package func report(_ name: String, _ what: String) { log.add(ProjectProblem(at: place(of: name), what)) }

  private mutating func take<T>(
    _ name: String, _ wanted: @autoclosure () -> String, required: Bool, _ convert: (JSONValue) -> T?
  ) -> T? {
    known.append(name)
    guard let value = object[name] else {
      if required { report(name, "is missing; \(wanted()) was expected") }
      return nil
    }
    if case .null = value, !required { return nil }
    guard let converted = convert(value) else {
      report(name, "\(wanted()) was expected, here is \(Self.shown(value))")
      return nil
    }
    return converted
  }

  /// A number as the file has it, of anything else its kind alone: a text may name a patient.
  private static func shown(_ value: JSONValue) -> String {
    guard case .number(let number) = value else { return value.kind }
    return number.text.count > 20 ? number.text.prefix(20) + "…" : number.text
  }

  /// "0", not "0.0".
  private static func shown(_ x: Double) -> String { x.rounded() == x && abs(x) < 1e15 ? "\(Int(x))" : "\(x)" }

  package func has(_ name: String) -> Bool { object[name] != nil }

  /// A member of any kind.
  package mutating func value(_ name: String) -> JSONValue? { take(name, "", required: false) { $0 } }

  package mutating func string(_ name: String, required: Bool = true) -> String? {
    take(name, "text", required: required) { $0.string }
  }

  package mutating func int(_ name: String, in range: ClosedRange<Int>, required: Bool = true) -> Int? {
    take(name, "a whole number from \(range.lowerBound) to \(range.upperBound)", required: required) {
      $0.int.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  package mutating func bool(_ name: String, required: Bool = true) -> Bool? {
    take(name, "true or false", required: required) { if case .bool(let b) = $0 { b } else { nil } }
  }

  package mutating func double(_ name: String, required: Bool = true) -> Double? {
    take(name, "a number", required: required) { $0.double }
  }

  package mutating func numbers(_ name: String, count: Int) -> [Double]? {
    take(name, "a list of \(count) numbers", required: true) {
      guard let values = $0.array?.map(\.double), values.count == count else { return nil }
      return values.contains(nil) ? nil : values.compactMap { $0 }
    }
  }

  package mutating func array(_ name: String, required: Bool = false) -> [JSONValue] {
    take(name, "a list", required: required) { $0.array } ?? []
  }

  package mutating func object(_ name: String, required: Bool = false) -> JSONObject? {
    take(name, "an object", required: required) { $0.object }
  }

  /// A member that is an object with members of its own.
  package mutating func reader(_ name: String, required: Bool = true) -> FieldReader? {
    object(name, required: required).map { FieldReader($0, at: place(of: name), log: log) }
  }

  /// An object with members of its own, none beyond those that `body` asks for. A missing one is reported and read as
  /// if it were empty.
  package mutating func section<T>(_ name: String, _ body: (inout FieldReader) -> T) -> T {
    var inner = reader(name) ?? FieldReader([:], at: place(of: name), log: log)
    defer { inner.refuseOthers() }
    return body(&inner)
  }

  /// A number of a range, which is not negative if nothing else is said; its lower bound where there is none.
  package mutating func number(_ name: String, in range: ClosedRange<Double> = 0...1e9) -> Double {
    guard let x = double(name) else { return range.lowerBound }
    guard range.contains(x) else {
      let (low, high) = (Self.shown(range.lowerBound), Self.shown(range.upperBound))
      report(name, "a number from \(low) to \(high) was expected, here is \(Self.shown(x))")
      return range.lowerBound
    }
    return x
  }

  /// A list of objects, each with its own reader.
  package mutating func readers(_ name: String, required: Bool = false) -> [FieldReader] {
    var readers: [FieldReader] = []
    for (n, element) in array(name, required: required).enumerated() {
      let place = "\(self.place(of: name))[\(n)]"
      if let object = element.object {
        readers.append(FieldReader(object, at: place, log: log))
      } else {
        log.add(ProjectProblem(at: place, "an object was expected, here is \(element.kind)"))
      }
    }
    return readers
  }
}
