/// Any JSON value, with what a round trip must keep: the order of an object's members and a number's own text.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  public static func int(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// null for infinities and NaN, which JSON has no words for.
  public static func double(_ value: Double) -> JSONValue { JSONNumber(value).map(JSONValue.number) ?? .null }

  public var string: String? { if case .string(let s) = self { s } else { nil } }
  public var array: [JSONValue]? { if case .array(let a) = self { a } else { nil } }
  public var object: JSONObject? { if case .object(let o) = self { o } else { nil } }
  /// The number when it is a whole one that fits, exactly.
  public var int: Int? { if case .number(let n) = self { n.int } else { nil } }
  /// The number when it is finite as a Double.
  public var double: Double? { if case .number(let n) = self { n.double } else { nil } }

  /// "a number", for messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A number as it is written in the file.
public struct JSONNumber: Hashable, Sendable {
  public let text: String

  /// - Parameter text: follows JSON's grammar; the parser has checked that.
  package init(checked text: String) { self.text = text }

  public init(_ value: Int) { text = String(value) }

  /// The shortest text that reads back as the same Double; nil unless finite.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = "\(value)"
  }

  /// The value when it is whole and fits. "3.0" and "3e0" count; they are exact below 2⁵³.
  public var int: Int? {
    if let n = Int(text) { return n }
    guard let d = double, d.magnitude < 0x1p53, d.rounded(.towardZero) == d else { return nil }
    return Int(d)
  }

  /// The nearest Double; nil when it is beyond what a Double holds.
  public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}

/// The members of an object in their order. Names are unique.
public struct JSONObject: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  public struct Member: Hashable, Sendable {
    public let name: String
    public var value: JSONValue

    package init(name: String, value: JSONValue) { (self.name, self.value) = (name, value) }
  }

  public private(set) var members: [Member] = []

  public init() {}

  /// A name that stands twice keeps its last value.
  public init(_ members: [(name: String, value: JSONValue)]) {
    for member in members { self[member.name] = member.value }
  }

  /// - Parameter members: their names are unique; the parser has checked that.
  package init(checked members: [Member]) { self.members = members }

  /// A name that stands twice keeps its last value.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (name, value) in elements { self[name] = value }
  }

  public var isEmpty: Bool { members.isEmpty }

  /// Cost: the members before it. A new one goes to the end; nil takes it away.
  public subscript(name: String) -> JSONValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let at = members.firstIndex { $0.name == name }
      switch (at, newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): members.remove(at: at)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Puts the members of `others` that are not here yet after one's own.
  package func with(_ others: JSONObject) -> JSONObject {
    guard !others.isEmpty else { return self }
    let names = Set(members.map(\.name))
    return JSONObject(checked: members + others.members.filter { !names.contains($0.name) })
  }
}
