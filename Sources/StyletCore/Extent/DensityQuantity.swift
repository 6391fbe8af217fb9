import StyletBase

/// A quantity of lung densitometry: what it is called in data and by people, and its number. Every list of them, in
/// files, in tables and on the screen, is this one.
public struct DensityQuantity: Sendable {
  /// In JSON and in tables for programs.
  package let name: String
  /// Behind the decimal mark, for people.
  public let decimals: Int
  public let value: @Sendable (QuantitativeCT.Values) -> Double?
  private let said: @Sendable () -> String

  /// With its unit, in the language in force: "mean, HU".
  public var label: String { said() }

  private init(
    _ name: String, _ decimals: Int, _ value: @escaping @Sendable (QuantitativeCT.Values) -> Double?,
    _ said: @escaping @Sendable () -> String
  ) {
    (self.name, self.decimals, self.value, self.said) = (name, decimals, value, said)
  }

  /// Those of every standard.
  package static let all: [DensityQuantity] = [
    DensityQuantity("volume_ml", 0, { $0.volume }) { words("core.density.volume") },
    DensityQuantity("mass_g", 0, { $0.mass }) { words("core.density.mass") },
    DensityQuantity("gas_ml", 0, { $0.gas }) { words("core.density.gas") },
    DensityQuantity("mean_hu", 1, { $0.mean }) { words("core.density.mean") },
    DensityQuantity("sd_hu", 1, { $0.sd }) { words("core.density.sd") },
    DensityQuantity("skewness", 2, { $0.skewness }) { words("core.density.skewness") },
    DensityQuantity("kurtosis", 2, { $0.kurtosis }) { words("core.density.kurtosis") },
    DensityQuantity("laa950_percent", 2, { $0.laa950 }) { words("core.density.laa950") },
    DensityQuantity("laa910_percent", 2, { $0.laa910 }) { words("core.density.laa910") },
    DensityQuantity("perc15_hu", 1, { $0.perc15 }) { words("core.density.perc15") },
    DensityQuantity("density_g_l", 1, { $0.density }) { words("core.density.at-perc15") },
    DensityQuantity("haa_percent", 2, { $0.haa }) { words("core.density.haa") },
    DensityQuantity("well_aerated_percent", 2, { $0.wellAerated }) { words("core.density.well-aerated") },
    DensityQuantity("compromised_percent", 2, { $0.compromised }) { words("core.density.compromised") },
  ]

  /// The rows of a table for people: ``all``, then the classes of aeration of these values.
  public static func rows(_ values: QuantitativeCT.Values?) -> [DensityQuantity] {
    all + (values?.aeration ?? []).map { $0.name }.enumerated().map { n, name in
      DensityQuantity(name, 2, { $0.aeration.indices.contains(n) ? $0.aeration[n].percent : nil }) {
        words("core.density.aeration", ["name": StandardsWords.said(name)])
      }
    }
  }
}

extension QuantitativeCT.Values {
  /// Names of the quantities with their numbers, in order: of JSON's members and of columns and rows for programs.
  var quantities: [(name: String, value: Double?)] { DensityQuantity.all.map { ($0.name, $0.value(self)) } }
}
