/// The texts that the program carries: the messages of each language (Languages/), and the files of Keymaps/,
/// Samples/protocols/, Samples/standards/ and Samples/models/ themselves, embedded when it is built, so that each stands
/// once. The symbolic links beside this file say which.
public enum CarriedText {
  // Keymaps/
  public static var defaultKeymap: String { text(PackageResources.default_toml) }
  public static var azertyKeymap: String { text(PackageResources.azerty_toml) }
  public static var itksnapKeymap: String { text(PackageResources.itksnap_toml) }
  public static var slicerKeymap: String { text(PackageResources.slicer_toml) }

  // Samples/protocols/
  public static var covidChestProtocol: String { text(PackageResources.covid_chest_toml) }
  public static var ildProtocol: String { text(PackageResources.ild_toml) }

  // Samples/standards/
  public static var chestStandards: String { text(PackageResources.chest_ct_toml) }
  public static var proposalStandards: String { text(PackageResources.lesion_proposal_toml) }

  // Samples/models/
  public static var opacityModel: String { text(PackageResources.opacity_forest_json) }

  // Languages/
  /// The messages of a language by its code: "en", "fr"; empty for one that there is not.
  public static func catalogue(_ code: String) -> String {
    switch code {
    case "en": text(PackageResources.en_toml)
    case "fr": text(PackageResources.fr_toml)
    default: ""
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
