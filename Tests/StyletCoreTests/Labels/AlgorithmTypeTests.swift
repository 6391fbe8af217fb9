import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct AlgorithmTypeTests {
  /// A finding of value 3 with an origin on each slice; finding 5 is proposed throughout and plays no part.
  private static func layer(_ origins: [Origin]) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: GridSize(4, 4, 8)!)
    for (k, origin) in origins.enumerated() {
      for (label, origin) in [(UInt8(3), origin), (5, .proposed)] {
        var builder = EditBuilder(layer: layer)
        builder.set(j: Int(label) % 4, k: k, 1..<3, to: label)
        layer.apply(builder.edit(name: "", tool: "", origin: origin)!)
      }
    }
    return layer
  }

  @Test func eachOriginAlone() {
    let expected: [Origin: AlgorithmType] = [
      .manual: .manual, .proposed: .automatic, .interpolated: .semiautomatic, .grown: .semiautomatic,
      .copied: .semiautomatic, .imported: .semiautomatic, .accepted: .semiautomatic,
    ]
    for origin in Origin.allCases {
      #expect(Self.layer([origin, origin]).algorithmType(of: 3) == expected[origin], "\(origin)")
    }
  }

  @Test func twoKindsAreSemiautomatic() {
    for a in Origin.allCases {
      for b in Origin.allCases where a != b {
        #expect(Self.layer([a, b, b]).algorithmType(of: 3) == .semiautomatic)
      }
    }
  }

  @Test func nothingDrawnIsManual() {
    #expect(Self.layer([]).algorithmType(of: 3) == .manual)
    #expect(Self.layer([.manual]).algorithmType(of: 9) == .manual)
    #expect(Self.layer([.manual]).algorithmType(of: 5) == .automatic)
  }

  /// DICOM's own words.
  @Test func words() {
    #expect(AlgorithmType.allCases.map(\.rawValue) == ["AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"])
  }
}
