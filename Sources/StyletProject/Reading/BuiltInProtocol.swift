import StyletTexts

/// The protocols that the program carries: the files of Samples/protocols/.
public enum BuiltInProtocol: String, Sendable, CaseIterable {
  case covidChest = "covid-chest"
  case ild

  /// The protocol as TOML.
  public var text: String {
    switch self {
    case .covidChest: CarriedText.covidChestProtocol
    case .ild: CarriedText.ildProtocol
    }
  }

  /// Cost: its text.
  public var form: ReadingProtocol {
    get throws { try ReadingProtocol.parse(text, name: rawValue) }
  }
}
