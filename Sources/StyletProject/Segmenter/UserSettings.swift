import Glibc
import StyletBase
import StyletCore

/// What a user sets for the program as a whole: `settings.toml` in `$XDG_CONFIG_HOME/stylet`, or in `~/.config/stylet`.
///
/// ```toml
/// language = "fr"
///
/// [segmenter.opacity]
/// command = "mytool --in {scan} --out {labels}"
/// seconds = 300
/// kind = "lesions"
/// labels = { 1 = "GGO", 2 = "CON" }
/// ```
///
/// And archives: ``ArchivePlace``.
public struct UserSettings: Hashable, Sendable {
  /// By name, in alphabetical order.
  public var segmenters: [Segmenter] = []
  /// By name, in alphabetical order.
  public var archives: [ArchivePlace] = []
  /// In which the program speaks; nil leaves it to the locale.
  public var language: Language?

  public init() {}

  /// Where the settings are looked for.
  public static func path(
    _ environment: [String: String] = Paths.environment(["XDG_CONFIG_HOME", "HOME"])
  ) -> String {
    let asked = environment["XDG_CONFIG_HOME"] ?? ""
    let folder = asked.hasPrefix("/") ? asked : (environment["HOME"] ?? Paths.home) + "/.config"
    return folder + "/stylet/settings.toml"
  }

  private static let most = 1 << 20

  /// Those of a file; none where there is no file.
  /// - Throws: a ``Failure`` with the file and the place in it.
  public static func read(_ path: String) throws -> UserSettings {
    guard FileState(path) != nil else { return UserSettings() }
    let bytes = try SafeFile.read(path).bytes
    guard bytes.count <= most, let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, path: path, words("error.settings-text"))
    }
    return try parse(text, name: path)
  }

  /// - Parameter name: for messages: the file's path.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> UserSettings {
    try TOMLText.read(text, name: name) { fields in
      var settings = UserSettings()
      if let code = fields.string("language", required: false) {
        settings.language = Language(code: code)
        if settings.language == nil { fields.report("language", SettingsFault.language) }
      }
      settings.segmenters = fields.named("segmenter") { Segmenter($0, &$1) }
      settings.archives = fields.named("archive") { ArchivePlace($0, &$1) }
      return settings
    }
  }

  /// - Throws: a ``Failure`` that names those that there are.
  public func segmenter(_ name: String, settings path: String) throws -> Segmenter {
    if let found = segmenters.first(where: { $0.name == name }) { return found }
    let known = segmenters.map(\.name).joined(separator: ", ")
    throw Failure(
      .usage, words("error.no-segmenter", ["name": name, "path": path]),
      advice: known.isEmpty
        ? words("error.name-segmenter", ["name": name]) : words("error.use-one-of", ["known": known]))
  }

  /// - Throws: a ``Failure`` that names those that there are.
  public func archive(_ name: String, settings path: String) throws -> ArchivePlace {
    if let found = archives.first(where: { $0.name == name }) { return found }
    let known = archives.map(\.name).joined(separator: ", ")
    throw Failure(
      .usage, words("error.no-archive", ["name": name, "path": path]),
      advice: known.isEmpty
        ? words("error.name-archive", ["name": name]) : words("error.use-one-of", ["known": known]))
  }
}

extension FieldReader {
  /// The tables of a table, each made into what it describes.
  fileprivate mutating func named<T>(_ name: String, _ make: (String, inout FieldReader) -> T?) -> [T] {
    guard var table = reader(name, required: false) else { return [] }
    return table.others.members.compactMap { member in table.section(member.name) { make(member.name, &$0) } }
  }
}

extension Segmenter {
  init?(_ name: String, _ fields: inout FieldReader) {
    let command = fields.string("command"), seconds = fields.double("seconds", required: false)
    let kind = fields.string("kind", required: false)
    let labels = fields.object("labels", required: false)
    guard let command else { return nil }
    guard let words = Self.split(command), !words.isEmpty else {
      fields.report("command", SettingsFault.quote)
      return nil
    }
    for file in [Self.scan, Self.mask] where !words.dropFirst().contains(where: { $0.contains(file) }) {
      fields.report("command", SettingsFault.place(file))
    }
    if let seconds, !(1...86_400).contains(seconds) { fields.report("seconds", SettingsFault.seconds) }
    let known = Kind.allCases.map(\.rawValue)
    if let kind, Kind(rawValue: kind) == nil { fields.report("kind", SettingsFault.kind(known)) }
    self.name = name
    self.words = words
    self.seconds = min(max(seconds ?? Self.usualSeconds, 1), 86_400)
    self.kind = kind.flatMap(Kind.init) ?? .lesions
    self.labels = [:]
    for member in labels?.members ?? [] {
      guard let value = UInt8(member.name), value > 0 else {
        fields.report("labels.\(member.name)", SettingsFault.value)
        continue
      }
      guard let code = member.value.string, !code.isEmpty else {
        fields.report("labels.\(member.name)", SettingsFault.code)
        continue
      }
      if self.kind == .lungs, LungLabels.value(named: code) == nil {
        fields.report("labels.\(member.name)", SettingsFault.lungs)
      }
      self.labels[value] = code
    }
    if self.kind == .lesions, self.labels.isEmpty {
      fields.report("labels", SettingsFault.labels)
    }
  }
}

/// What can be wrong in the settings.
private enum SettingsFault {
  static var language: String {
    words("error.settings.language", ["known": Language.allCases.map(\.rawValue).joined(separator: ", ")])
  }
  static var quote: String { words("error.settings.quote") }
  static var seconds: String { words("error.settings.seconds") }
  static var value: String { words("error.settings.value") }
  static var code: String { words("error.settings.code") }
  static var lungs: String { words("error.settings.lungs") }
  static var labels: String { words("error.settings.labels") }
  static func place(_ file: String) -> String { words("error.settings.place", ["file": file]) }
  static func kind(_ known: [String]) -> String {
    words("error.settings.kind", ["known": known.joined(separator: ", ")])
  }
}
