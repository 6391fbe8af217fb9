import Foundation

/// What a user sets for the program as a whole: `settings.toml` in `$XDG_CONFIG_HOME/stylet`, or in `~/.config/stylet`.
///
/// ```toml
/// [segmenter.opacity]
/// command = "mytool --in {scan} --out {labels}"
/// seconds = 300
/// kind = "lesions"
/// labels = { 1 = "GGO", 2 = "CON" }
/// ```
public struct UserSettings: Hashable, Sendable {
  /// By name, in alphabetical order.
  public var segmenters: [Segmenter] = []

  public init() {}

  /// Where the settings are looked for.
  public static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    let asked = environment["XDG_CONFIG_HOME"] ?? ""
    let folder = asked.hasPrefix("/") ? asked : (environment["HOME"] ?? NSHomeDirectory()) + "/.config"
    return folder + "/stylet/settings.toml"
  }

  private static let most = 1 << 20

  /// Those of a file; none where there is no file.
  /// - Throws: a ``Failure`` with the file and the place in it.
  public static func read(_ path: String) throws -> UserSettings {
    guard FileState(path) != nil else { return UserSettings() }
    let bytes = try SafeFile.read(path).bytes
    guard bytes.count <= most, let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, path: path, "is not a text of settings: it must be UTF-8 and below 1 MB")
    }
    return try parse(text, name: path)
  }

  /// - Parameter name: for messages: the file's path.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> UserSettings {
    try TOMLText.read(text, name: name) { fields in
      var settings = UserSettings()
      guard var table = fields.reader("segmenter", required: false) else { return settings }
      for member in table.others.members {
        let segmenter = table.section(member.name) { Segmenter(member.name, &$0) }
        if let segmenter { settings.segmenters.append(segmenter) }
      }
      return settings
    }
  }

  /// - Throws: a ``Failure`` that names those that there are.
  public func segmenter(_ name: String, settings path: String) throws -> Segmenter {
    if let found = segmenters.first(where: { $0.name == name }) { return found }
    let known = segmenters.map(\.name).joined(separator: ", ")
    throw Failure(
      .usage, "there is no segmenter \(name) in \(path)",
      advice: known.isEmpty ? "name it there as [segmenter.\(name)]" : "use one of \(known)")
  }
}

extension Segmenter {
  init?(_ name: String, _ fields: inout FieldReader) {
    let command = fields.string("command"), seconds = fields.double("seconds", required: false)
    let kind = fields.string("kind", required: false)
    let labels = fields.object("labels", required: false)
    guard let command else { return nil }
    guard let words = Self.split(command), !words.isEmpty else {
      fields.report("command", "has a quote that is not closed, or no word")
      return nil
    }
    for file in [Self.scan, Self.mask] where !words.dropFirst().contains(where: { $0.contains(file) }) {
      fields.report("command", "does not say where \(file) goes")
    }
    if let seconds, !(1...86_400).contains(seconds) { fields.report("seconds", "must be 1 to 86400") }
    let known = Kind.allCases.map(\.rawValue)
    if let kind, Kind(rawValue: kind) == nil { fields.report("kind", "is one of \(known.joined(separator: ", "))") }
    self.name = name
    self.words = words
    self.seconds = min(max(seconds ?? Self.usualSeconds, 1), 86_400)
    self.kind = kind.flatMap(Kind.init) ?? .lesions
    self.labels = [:]
    for member in labels?.members ?? [] {
      guard let value = UInt8(member.name), value > 0 else {
        fields.report("labels.\(member.name)", "must be a value from 1 to 255")
        continue
      }
      guard let code = member.value.string, !code.isEmpty else {
        fields.report("labels.\(member.name)", "must be a finding's code")
        continue
      }
      if self.kind == .lungs, Lungs.value(named: code) == nil {
        fields.report("labels.\(member.name)", "must be right, left or airway")
      }
      self.labels[value] = code
    }
    if self.kind == .lesions, self.labels.isEmpty {
      fields.report("labels", "is missing: which value is which finding, as in { 1 = \"GGO\" }")
    }
  }
}

extension Lungs {
  /// The label of "right", "left" or "airway"; nil for other words.
  public static func value(named word: String) -> UInt8? {
    switch word.lowercased() {
    case "right": right
    case "left": left
    case "airway": airway
    default: nil
    }
  }
}
