/// A kind of lesion that a reader outlines: one row of the label table.
public struct Finding: Hashable, Sendable {
  /// 1...255, what the voxels carry.
  public var value: UInt8
  /// Short and stable, for files and the status line: "GGO".
  public var code: String
  public var name: String
  /// sRGB, 8 bits each.
  public var colour: RGB
  /// The name in other languages, by their codes, where the study gives them: ["fr": "Verre dépoli"].
  public var names: [String: String]

  public init(value: UInt8, code: String, name: String, colour: RGB, names: [String: String] = [:]) {
    self.value = value
    self.code = code
    self.name = name
    self.colour = colour
    self.names = names
  }
}

extension Finding {
  /// What a consensus calls voxels that its readers leave undecided. They are no lesion, and are not none.
  public static let undecidedCode = "UNDECIDED"
}

/// An sRGB colour, written "#rrggbb" in files.
public struct RGB: Hashable, Sendable, CustomStringConvertible {
  public var r: UInt8
  public var g: UInt8
  public var b: UInt8

  public init(_ r: UInt8, _ g: UInt8, _ b: UInt8) {
    self.r = r
    self.g = g
    self.b = b
  }

  /// nil unless `text` is "#rrggbb".
  public init?(_ text: String) {
    guard text.utf8.count == 7, text.utf8.first == UInt8(ascii: "#"),
      text.utf8.dropFirst().allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let n = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(UInt8(n >> 16), UInt8(n >> 8 & 255), UInt8(n & 255))
  }

  public var description: String {
    let hex = String(UInt32(r) << 16 | UInt32(g) << 8 | UInt32(b), radix: 16)
    return "#" + String(repeating: "0", count: 6 - hex.count) + hex
  }
}

/// The findings of a project, in the order they are listed. Values are unique and not 0.
public struct LabelTable: Hashable, Sendable {
  public private(set) var findings: [Finding]

  /// - Returns: nil when a value is 0 or stands twice.
  public init?(_ findings: [Finding]) {
    guard findings.allSatisfy({ $0.value != 0 }), Set(findings.map(\.value)).count == findings.count else { return nil }
    self.findings = findings
  }

  public subscript(value: UInt8) -> Finding? { findings.first { $0.value == value } }

  /// What counts as lesion where no protocol says it: all but what is undecided; nil for all.
  public var lesionFindings: Set<UInt8>? {
    findings.first { $0.code == Finding.undecidedCode }.map { undecided in Set(1...255).subtracting([undecided.value]) }
  }

  /// What stands for a label that is drawn and is not in the table: its voxels count, and nobody has named them.
  public static func unnamed(_ value: UInt8) -> Finding {
    Finding(
      value: value, code: "label-\(value)", name: "label \(value), not in the table", colour: RGB(0x99, 0x99, 0x99))
  }

  /// The labels of these that are not in the table, ascending.
  public func unnamed(of drawn: some Sequence<UInt8>) -> [UInt8] {
    Set(drawn).filter { $0 != 0 && self[$0] == nil }.sorted()
  }

  /// With what stands for the labels of these that are not in the table.
  public func withUnnamed(of drawn: some Sequence<UInt8>) -> LabelTable {
    LabelTable(findings + unnamed(of: drawn).map(Self.unnamed)) ?? self
  }

  /// Adds a finding under the first free value, for a label met in an import. nil when all 255 are taken.
  public mutating func add(
    code: String, name: String, colour: RGB, value: UInt8? = nil, names: [String: String] = [:]
  ) -> Finding? {
    let free = value.flatMap { v in v != 0 && self[v] == nil ? v : nil } ?? (1...255).first { self[$0] == nil }
    guard let free else { return nil }
    let finding = Finding(value: free, code: code, name: name, colour: colour, names: names)
    findings.append(finding)
    return finding
  }

  /// What a project starts with: the two opacities every protocol of Covid-type disease asks for, and a
  /// third for the rest. Colours are from Okabe and Ito's palette, told apart by colour-blind readers.
  public static let standard = LabelTable([
    Finding(value: 1, code: "GGO", name: "Ground-glass opacity", colour: RGB(0xe6, 0x9f, 0x00)),
    Finding(value: 2, code: "CON", name: "Consolidation", colour: RGB(0x56, 0xb4, 0xe9)),
    Finding(value: 3, code: "NOD", name: "Nodule", colour: RGB(0xcc, 0x79, 0xa7)),
    Finding(value: 4, code: "OTH", name: "Other", colour: RGB(0x00, 0x9e, 0x73)),
  ])!
}
