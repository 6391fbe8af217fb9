import StyletBase
import StyletFiles

/// The series of a folder or an archive, for those who take one after another.
public enum SeriesList {
  /// Their SeriesInstanceUIDs, which ``ScanChoice/series`` takes, the best chest CT first; empty of what is no folder of
  /// DICOM files, and without series that state none.
  ///
  /// Cost: the headers of all files.
  public static func uids(_ path: String) throws -> [String] {
    guard DICOMSeriesReader().recognises(try FileProbe(path)) else { return [] }
    guard let index = try DICOMIndex(within: path, progress: nil) else { return [] }
    return index.series.map(\.first.statedSeriesUID).filter { !$0.isEmpty }
  }

  /// Whether a file is a DICOM file, by how it begins: a slice of a series, as a rule, and no scan of its own.
  public static func isPart(_ probe: FileProbe) -> Bool {
    !probe.isDirectory && DICOMFile.recognises(probe.head, size: probe.size)
  }
}
