import Foundation
import StyletCore

/// The scan that a path stands for, placed; pixels not read.
struct DICOMScan: Sendable {
  let index: DICOMIndex
  let series: DICOMSeries
  let stack: SliceStack
  let fileCount: Int
  private var problems: [String] = []

  init(_ path: String, choice: ScanChoice, progress: ((Double) throws -> Void)?) throws {
    do {
      var file: String?
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Failure(.noInput, "no such file or folder")
      }
      if isFolder.boolValue {
        index = try DICOMIndex(folder: path, deep: true, progress: progress)
        guard let best = index.series.first else { throw Self.nothing(in: index) }
        series = best
      } else {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let named = try DICOMIndex(paths: [url.path])
        guard let own = named.series.first?.first else { throw Self.notASlice(named) }
        index = try DICOMIndex(folder: url.deletingLastPathComponent().path, deep: false, progress: progress)
        // A hidden file is not in the folder's index, and stands alone.
        let whole = index.series.first { $0.first.seriesUID == own.seriesUID }
        series = whole.flatMap { $0.contains(url.path) ? $0 : nil } ?? named.series[0]
        file = url.path
      }
      do {
        let slices = try series.slices(named: file, &problems)
        fileCount = slices.count
        stack = try Self.stack(slices)
      } catch var failure as Failure {
        failure.advice = Self.advice(failure.advice, index.series, but: series)
        throw failure
      }
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  /// What to do, and which other series there are to be opened.
  private static func advice(_ advice: String?, _ all: [DICOMSeries], but refused: DICOMSeries) -> String? {
    let others = all.filter { $0 != refused }
    guard !others.isEmpty else { return advice }
    let list = others.map { "\($0.first.path) (\($0.summary))" }.listed(3)
    return (advice.map { $0 + "; " } ?? "") + "or name a file of another series: \(list)"
  }

  private static func stack(_ slices: [SliceHeader]) throws -> SliceStack {
    let reader = FrameReader()
    return try SliceStack(slices) { a, b in
      guard PixelDecoders.canDecode(a.transferSyntax), PixelDecoders.canDecode(b.transferSyntax) else {
        return a.instanceUID == b.instanceUID && !a.instanceUID.isEmpty
      }
      guard a.format.pixels == b.format.pixels, a.unpackedRescale == b.unpackedRescale else { return false }
      try a.checkPixels()
      try b.checkPixels()
      return try reader.samples(a) == reader.samples(b)
    }
  }

  private static func notASlice(_ index: DICOMIndex) -> Failure {
    if let broken = index.broken.first { return broken }
    guard let kind = index.setAside.keys.first else { return Failure(.badData, "not a DICOM file") }
    if kind.hasPrefix("multi-frame") {
      return Failure(
        .badData, "a \(kind): frames that share a file are not read yet",
        advice: "export the series with an image a file")
    }
    return Failure(
      .badData, "a \(kind), not a slice of a scan", advice: "name a slice, or the folder of a whole series")
  }

  private static func nothing(in index: DICOMIndex) -> Failure {
    if let broken = index.broken.first { return broken }
    if let others = index.setAsideInWords {
      return Failure(
        .badData, "no slices of a scan in it, only \(others)",
        advice: "name a folder with the axial images of one series")
    }
    return Failure(.badData, "no DICOM images in it", advice: "name a folder with the slices of a scan")
  }

  /// The common rescales to be tried, the exact one first.
  func rescales() -> [CommonRescale] {
    [CommonRescale.exact(stack.slices), CommonRescale.rounded(stack.slices)].compactMap { $0 }
  }

  func description(rescale: Rescale) -> ImageDescription {
    let first = stack.slices[0]
    var facts = first.facts
    facts.append(("slices", "\(stack.slices.count) in \(fileCount) files"))
    let syntaxes = Set(stack.slices.map(\.transferSyntax)).map(\.description).sorted()
    facts.append(("transfer syntax", syntaxes.listed(3)))
    facts.append(("bits stored", "\(first.format.bitsStored) of \(first.format.bitsAllocated)"))
    if let padding = first.paddingValue { facts.append(("pixel padding value", "\(padding)")) }
    if let others = index.setAsideInWords { facts.append(("set aside", others)) }
    if index.series.count > 1 {
      for other in index.series.prefix(20) {
        facts.append((other == series ? "series, opened" : "series", other.summary))
      }
    }

    var problems = self.problems + stack.problems
    problems += stack.slices.lazy.compactMap(\.pixelFailure).prefix(1).map { "cannot be read: \($0.description)" }
    if !first.isCT { problems.append("the modality is \(first.modality), not CT: values are not HU") }
    if stack.slices.contains(where: \.inverted) { problems.append("MONOCHROME1: low values are meant to be bright") }
    problems += index.broken.prefix(5).map { "left out: \($0.description)" }
    if index.broken.count > 5 { problems.append("left out: \(index.broken.count - 5) more files that cannot be read") }
    return ImageDescription(
      format: "DICOM series", voxelType: first.format.typeName, grid: stack.grid, rescale: rescale, facts: facts,
      problems: problems)
  }
}
