import StyletBase
import StyletFiles
import StyletImaging

extension FormatRegistry {
  /// The label tables that are read.
  public static let tableReaders: [any LabelTableReader] = [DCMQIReader(), ITKSnapLabelReader()]

  /// Reads what a file says of the values of a mask: a label description of ITK-SNAP, or dcmqi's JSON.
  public static func readLabelTable(_ path: String) throws -> [Segment] {
    let probe = try FileProbe(path)
    guard let reader = tableReaders.first(where: { $0.recognises(probe) }) else {
      throw Failure(
        .badData, path: path, "not a label table that Stylet reads",
        advice: "formats read: " + tableReaders.map(\.name).joined(separator: ", "))
    }
    return try reader.readTable(path)
  }
}
