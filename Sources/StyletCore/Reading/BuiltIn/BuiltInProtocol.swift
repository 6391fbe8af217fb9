/// The protocols that the program carries: the same text as the files in Samples/protocols/.
public enum BuiltInProtocol: String, Sendable, CaseIterable {
  case covidChest = "covid-chest"
  case ild

  /// The protocol as TOML.
  public var text: String {
    switch self {
    case .covidChest: Self.covidChestText
    case .ild: Self.ildText
    }
  }

  /// Cost: its text.
  public var form: ReadingProtocol {
    get throws { try ReadingProtocol.parse(text, name: rawValue) }
  }
}
