import CTexts

/// The texts that the program carries: the messages of each language (Languages/), and the files of Keymaps/,
/// Samples/protocols/, Samples/standards/ and Samples/models/ themselves, embedded when it is built, so that each stands
/// once. `CTexts/texts.c` says which.
public enum CarriedText {
  // Keymaps/
  public static var defaultKeymap: String { text("default.toml") }
  public static var azertyKeymap: String { text("azerty.toml") }
  public static var itksnapKeymap: String { text("itksnap.toml") }
  public static var slicerKeymap: String { text("slicer.toml") }

  // Samples/protocols/
  public static var covidChestProtocol: String { text("covid-chest.toml") }
  public static var ildProtocol: String { text("ild.toml") }

  // Samples/standards/
  public static var chestStandards: String { text("chest-ct.toml") }
  public static var proposalStandards: String { text("lesion-proposal.toml") }

  // Samples/models/
  public static var opacityModel: String { text("opacity-forest.json") }

  // Languages/
  /// The messages of a language by its code: "en", "fr"; empty for one that there is not.
  public static func catalogue(_ code: String) -> String { text(code + ".toml") }

  private static func text(_ name: String) -> String {
    guard let text = stylet_text_named(name)?.pointee else { return "" }
    return String(decoding: UnsafeBufferPointer(start: text.bytes, count: text.count), as: UTF8.self)
  }
}
