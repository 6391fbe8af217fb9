/// What a file says of one of the labels in it, beyond the number.
public struct Segment: Hashable, Sendable {
  /// What its voxels carry in the labels that were read, 1...255.
  public var value: UInt8
  /// As a person reads it: "Ground-glass opacity"; empty when the file has none.
  public var name: String
  /// A finding's short code, where the file has one: "GGO".
  public var code: String?
  /// What kind of thing it is.
  public var type: CodedConcept?
  public var colour: RGB?

  public init(value: UInt8, name: String, code: String? = nil, type: CodedConcept? = nil, colour: RGB? = nil) {
    self.value = value
    self.name = name
    self.code = code
    self.type = type
    self.colour = colour
  }
}

/// A code of a published terminology (PS3.3 §8): scheme "SCT", value "9804008", meaning "Lung".
public struct CodedConcept: Hashable, Sendable {
  public var scheme: String
  public var value: String
  public var meaning: String

  public init(scheme: String, value: String, meaning: String) {
    self.scheme = scheme
    self.value = value
    self.meaning = meaning
  }

  /// Whether both mean the same, however it is worded.
  public func isSame(as other: CodedConcept) -> Bool { scheme == other.scheme && value == other.value }
}
