import StyletBase
import StyletFiles
import StyletImaging

/// The scan that a path stands for, placed; pixels not read.
struct DICOMScan: Sendable {
  let index: DICOMIndex
  let series: DICOMSeries
  let stack: SliceStack
  let fileCount: Int
  /// A file was named, and the series is its own.
  private let isOfFile: Bool
  /// A project states that the scan was these files and no others.
  private let isWholeByProject: Bool
  /// What is of its series, or may be, and not in it: what cannot be read first, then by path.
  let leftOut: [LeftOutSlice]

  init(_ path: String, choice: ScanChoice, progress: (@Sendable (Double) throws -> Void)?) throws {
    do {
      var file: String?
      if let whole = try DICOMIndex(within: path, progress: progress) {
        index = whole
        guard let best = index.series.first else { throw Self.nothing(in: index) }
        series = try Self.series(choice, of: index) ?? best
      } else {
        let whole = path.absolutePath
        let named = try DICOMIndex(paths: [whole])
        guard let own = named.series.first?.first else { throw Self.notASlice(named) }
        index = try DICOMIndex(folder: whole.pathFolder, deep: false, progress: progress)
        // A hidden file is not in the folder's index, and stands alone.
        let all = index.series.first { $0.first.seriesUID == own.seriesUID }
        series = all.flatMap { $0.contains(whole) ? $0 : nil } ?? named.series[0]
        file = whole
        if let text = choice.series, try Self.series(text, of: index.series) != series {
          throw Failure(
            .usage, words("error.input.not-of-series", ["series": text]), advice: words("error.input.name-folder"))
        }
      }
      isOfFile = file != nil
      do {
        let (slices, others, unread, placed) = try Self.place(series, of: index, named: file, choice)
        fileCount = Set(slices.map(\.path)).count
        stack = placed
        // Volumes beside the one that was asked for are not lost.
        let isChosen =
          choice.volume != nil || slices.count != series.main.count || slices[0].path != series.first.path
        leftOut = unread.filter { !$0.isScout || $0.isLacking(in: placed) } + (isChosen ? [] : others)
        isWholeByProject = choice.drawn?.fingerprint.map { Self.isOf($0, placed) } ?? false
      } catch var failure as Failure {
        failure.advice = Self.advice(failure.advice, index.series, but: series)
        throw failure
      }
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  private static func place(
    _ series: DICOMSeries, of index: DICOMIndex, named file: String?, _ choice: ScanChoice
  ) throws -> (slices: [SliceHeader], others: [LeftOutSlice], unread: [LeftOutSlice], stack: SliceStack) {
    try SeriesUnity.check(series.all)
    try SeriesUnity.checkObjects(series.all)
    let slices = try series.slices(named: file, volume: choice.volume)
    let others = series.leftOut(besides: slices)
    let unread = index.leftOut(of: slices)
    let stack = try stack(
      slices, fillGaps: choice.fillGaps, leftOut: unread.filter { $0.isBeside(slices) } + others)
    return (slices, others, unread, stack)
  }

  /// The series that is meant; nil where the best one is. A project's own is known by its content: whatever has come to
  /// lie beside it since, and though two have one number now.
  private static func series(_ choice: ScanChoice, of index: DICOMIndex) throws -> DICOMSeries? {
    guard let drawn = choice.drawn else { return try choice.series.map { try series($0, of: index.series) } }
    let stacks = index.series.count > 1 ? index.series.map { try? place($0, of: index, named: nil, choice).stack } : []
    let placed = zip(index.series, stacks).compactMap { series, stack in stack.map { (series: series, stack: $0) } }
    var own = drawn.fingerprint.flatMap { stated in
      placed.first { isOf(stated, $0.stack) }?.series
    }
    if own == nil, let text = choice.series { own = try series(text, of: index.series) }
    own = own ?? drawn.size.flatMap { size in placed.first { $0.stack.grid.size == size }?.series }
    guard let asked = drawn.asked else { return own }
    let found = try series(asked, of: index.series)
    guard found == own ?? index.series.first else {
      throw Failure(
        .usage, words("error.input.not-drawn-on-series", ["series": asked]),
        advice: words("error.input.leave-series-out"))
    }
    return found
  }

  private static func isOf(_ fingerprint: String, _ stack: SliceStack) -> Bool {
    guard let files = stack.files, !files.isEmpty else { return false }
    return (try? ScanIdentity.fingerprint(ofFiles: files)) == fingerprint
  }

  /// The series that is chosen by its number, or else by how its UID begins.
  /// - Throws: a ``Failure`` of usage, with all that there are, unless it is exactly one.
  private static func series(_ text: String, of all: [DICOMSeries]) throws -> DICOMSeries {
    var fitting: [DICOMSeries] = []
    if let number = Int(text) { fitting = all.filter { $0.first.seriesNumber == number } }
    if fitting.isEmpty, !text.isEmpty {
      fitting = all.filter { $0.first.statedSeriesUID.hasPrefix(text) }
      // One UID may be the beginning of another.
      if let exact = fitting.first(where: { $0.first.statedSeriesUID == text }) { fitting = [exact] }
    }
    if fitting.count == 1 { return fitting[0] }
    // The number is enough unless it is absent or there twice.
    let numbers = Dictionary(grouping: all, by: \.first.seriesNumber)
    let list = all.map { series in
      let isPlain = series.first.seriesNumber != nil && numbers[series.first.seriesNumber]?.count == 1
      return isPlain ? series.summary : "\(series.summary) [\(series.first.statedSeriesUID)]"
    }
    throw Failure(
      .usage, fitting.isEmpty
        ? words("error.input.no-such-series", ["series": text])
        : words("error.input.many-series", ["count": fitting.count, "series": text]),
      advice: words("error.input.give-series", ["list": list.joined(separator: " | ")]))
  }

  /// What to do, and which other series there are to be opened.
  private static func advice(_ advice: String?, _ all: [DICOMSeries], but refused: DICOMSeries) -> String? {
    let others = all.filter { $0 != refused }
    guard !others.isEmpty else { return advice }
    let other = words("scan.series-advice", ["list": others.map(\.summary).listedInWords(3)])
    return advice.map { words("scan.or-advice", ["advice": $0, "other": other]) } ?? other
  }

  private static func stack(
    _ slices: [SliceHeader], fillGaps: Bool, leftOut: [LeftOutSlice]
  ) throws -> SliceStack {
    let reader = FrameReader()
    return try SliceStack(slices, fillGaps: fillGaps, leftOut: leftOut) { a, b in
      guard PixelDecoders.canDecode(a.transferSyntax), PixelDecoders.canDecode(b.transferSyntax) else {
        return a.instanceUID == b.instanceUID && a.frameNumber == b.frameNumber && !a.instanceUID.isEmpty
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
    if kind == .multiFrame { return DICOMContent.undescribedFrames }
    return Failure(
      .badData, words("scan.no-slice", ["what": kind.inWords]), advice: words("scan.no-slice-advice"))
  }

  private static func nothing(in index: DICOMIndex) -> Failure {
    if let broken = index.broken.first { return broken }
    if let others = index.setAsideInWords {
      return Failure(
        .badData, words("scan.only-others", ["others": others]), advice: words("scan.only-others-advice"))
    }
    return Failure(.badData, words("scan.no-dicom"), advice: words("scan.no-dicom-advice"))
  }

  /// - Parameter rescale: of the volume's samples; what is described is that of the values as they are stored.
  func description(rescale: Rescale) -> ImageDescription {
    let first = stack.slices[0]
    var stored = rescale
    if rescale == first.unpackedRescale { stored = first.rescale }
    var facts = HUStatement.facts(stack.slices)
    facts.append(("slices", words("scan.slices-in-files", ["slices": stack.slices.count, "files": fileCount])))
    if let part = first.part?.inWords, !part.isEmpty { facts.append(("frames of", part)) }
    let syntaxes = Set(stack.slices.map(\.transferSyntax)).map(\.description).sorted()
    facts.append(("transfer syntax", syntaxes.listedInWords(3)))
    let bits = (stored: first.format.bitsStored, allocated: first.format.bitsAllocated)
    facts.append(("bits stored", words("scan.bits-of", ["stored": bits.stored, "allocated": bits.allocated])))
    if let padding = first.padding {
      let (low, high) = (padding.lowerBound, padding.upperBound)
      facts.append(("pixel padding value", low == high ? "\(low)" : words("scan.span", ["low": low, "high": high])))
    }
    if let others = index.setAsideInWords { facts.append(("set aside", others)) }
    if index.series.count > 1 {
      for other in index.series.prefix(20) {
        let uid = other.first.statedSeriesUID.isEmpty ? "" : ", UID \(other.first.statedSeriesUID)"
        facts.append((other == series ? "series, opened" : "series", other.summary + uid))
      }
    }

    var problems = leftOutInWords + stack.problems + SeriesUnity.doubts(stack.slices)
    problems += InterleavedScans.doubts(stack.slices) + index.notes.said
    problems += stack.slices.lazy.compactMap(\.pixelFailure).prefix(1).map {
      words("scan.not-read", ["why": $0.description])
    }
    problems += HUStatement.remarks(stack.slices)
    if first.modality != "CT" { problems.append(words("scan.not-ct", ["modality": first.modality])) }
    problems += index.broken.prefix(3).map { words("scan.file-left-out", ["why": $0.description]) }
    if index.broken.count > 3 { problems.append(words("scan.files-left-out", ["count": index.broken.count - 3])) }
    var description = ImageDescription(
      format: "DICOM series", voxelType: first.format.typeName, grid: stack.grid, rescale: stored, facts: facts,
      problems: problems)
    description.sliceRescales = HUStatement.rescales(stack.slices)
    description.leftOut = leftOut.map {
      LeftOutFile(
        path: $0.path, name: $0.name, reason: $0.reason, isLacking: !isWholeByProject && $0.isLacking(in: stack))
    }
    description.names = stack.slices.map(\.location.name) + leftOut.map(\.name)
    // The scan is its instances: what else lies in the folder is none of it. Those of an archive are the archive.
    description.parts = stack.files ?? []
    if !isOfFile, index.series.count > 1 { description.chosen = (series.title, index.series.count - 1) }
    return description
  }

  /// What is left out for its header, by the cause: "of another KVP, left out: a, b, c and 2 more".
  private var leftOutInWords: [String] {
    let byCause = Dictionary(grouping: leftOut.filter { $0.attributes != nil }, by: \.reason)
    return byCause.values.sorted { $0[0].path < $1[0].path }.map { slices in
      let names = slices.map(\.name).listedInWords(3)
      let isLacking = slices.contains { $0.isLacking(in: stack) }
      guard slices[0].isPlaced else { return words("scan.left-out", ["reason": slices[0].reason, "names": names]) }
      return words(
        "scan.left-out-other",
        [
          "tags": (slices[0].attributes ?? []).map(\.name).joinedInWords, "names": names, "lacking": isLacking,
          "count": slices.count,
        ])
    }
  }
}

extension SliceStack {
  /// The files that its slices are in; nil of an archive.
  fileprivate var files: [String]? {
    let files = Set(slices.map(\.location.file))
    return files.contains(nil) ? nil : files.compactMap { $0 }.sorted()
  }
}
