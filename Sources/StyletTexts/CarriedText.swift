import CTexts

/// The texts that the program carries: the messages of each language (Languages/), and the files of Keymaps/,
/// Samples/protocols/, Samples/standards/ and Samples/models/ themselves, embedded when it is built, so that each stands
/// once, and the registries of DICOM's elements and codes. `CTexts/texts.c` says which.
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
  public static var lungStandards: String { text("lungs.toml") }
  public static var deidentificationPolicy: String { text("deidentification.toml") }
  public static var triageRule: String { text("triage.toml") }

  // Samples/models/
  public static var opacityModel: String { text("opacity-forest.json") }

  // Languages/
  /// The messages of a language by its code, "en" or "fr", as UTF-8; empty for one that there is not.
  public static func catalogue(_ code: String) -> [UInt8] { Array(bytes(code + ".toml")) }

  // Sources/StyletDICOM/Dictionary/
  /// The registry of DICOM's data elements where it lies, for as long as the program runs: no copy is made.
  // Constant data of the program: threads may share it.
  public nonisolated(unsafe) static let dicomElements = bytes("dicom-elements.txt")

  /// What codes mean, where it lies: a line each.
  public nonisolated(unsafe) static let dicomCodes = bytes("dicom-codes.txt")

  private static func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  private static func bytes(_ name: String) -> UnsafeBufferPointer<UInt8> {
    guard let text = stylet_text_named(name)?.pointee else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: text.bytes, count: text.count)
  }
}
