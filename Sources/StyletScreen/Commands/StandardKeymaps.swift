import StyletBase
import StyletTexts

/// The keymaps that the program carries: the files of Keymaps/.
public enum BuiltInKeymap: String, Sendable, CaseIterable {
  case standard = "default"
  case azerty, itksnap, slicer

  /// The map as TOML.
  public var text: String {
    switch self {
    case .standard: CarriedText.defaultKeymap
    case .azerty: CarriedText.azertyKeymap
    case .itksnap: CarriedText.itksnapKeymap
    case .slicer: CarriedText.slicerKeymap
    }
  }
}

extension Keymap {
  /// The default keys.
  public static let standard = Keymap.reading(.standard, over: Keymap())

  /// A map that the program carries, merged over the default keys.
  public static func builtIn(_ map: BuiltInKeymap) -> Keymap {
    map == .standard ? standard : reading(map, over: standard)
  }

  private static func reading(_ map: BuiltInKeymap, over base: Keymap) -> Keymap {
    KeymapFile(name: map.rawValue, text: map.text).merged(over: base).keymap
  }
}

extension KeymapFile {
  /// The file merged over `base`, its commands checked against the table.
  public func merged(over base: Keymap = .standard) -> (keymap: Keymap, problems: [Failure]) {
    merged(over: base) { CommandTable.command($0.command) != nil }
  }
}
