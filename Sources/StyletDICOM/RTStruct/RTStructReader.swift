import StyletBase
import StyletCore
import StyletFiles
import StyletImaging

/// Reads RT structure sets: closed planar contours, filled on the scan's grid.
///
/// A voxel belongs to a region when its centre lies inside the region's contours on its slice, as ``ContourLoops``
/// combines them, or when a contour passes through it, as PS3.3 C.8.8.6.3 has it. A contour belongs to the slice that it
/// is nearest to. Nothing is drawn on slices without contours. Where regions overlap the later one counts, and the voxels
/// are counted.
package struct RTStructReader: MaskReader {
  package let name = "RTSTRUCT"

  package init() {}

  /// By its SOP class, which stands near the start, in the meta information and in the data set.
  package func recognises(_ probe: FileProbe) -> Bool {
    guard !probe.isDirectory, DICOMFile.recognises(probe.head, size: probe.size) else { return false }
    let uid = Array(RTStruct.storageClass.utf8)
    guard let at = probe.head.firstRange(of: uid) else { return false }
    // A number or a point after it makes it another UID.
    let after = at.upperBound < probe.head.count ? probe.head[at.upperBound] : 0
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(after) && after != UInt8(ascii: ".")
  }

  package func readMask(_ path: String, on scan: VoxelGrid, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) {
      guard let file = try DICOMFile(path: path) else { throw Failure(.badData, "not a DICOM file") }
      return try Self.labels(try RTStructFile(file.dataSet), on: scan, file.transferSyntax, options)
    }
  }

  private static func labels(
    _ file: RTStructFile, on scan: VoxelGrid, _ syntax: TransferSyntax, _ options: ReadOptions
  ) throws -> LoadedLabels {
    let drawn = file.regions.filter { !$0.contours.isEmpty }
    guard drawn.count <= 255 else {
      throw Failure(
        .badData, words("mask.too-many-regions", ["count": drawn.count]),
        advice: words("mask.too-many-regions-advice"))
    }
    let values = Self.values(drawn)
    let slices = StoredSlices(scan)
    var problems = file.problems
    var byName: [String] = []
    var placed: [PlacedContours] = []
    for region in drawn {
      let name = Self.title(region)
      byName.append(name)
      let contours = try PlacedContours(region, named: name, on: slices)
      problems += contours.problems
      placed.append(contours)
    }
    if !drawn.isEmpty, placed.allSatisfy(\.polygons.isEmpty) {
      throw Failure(.badData, words("mask.off-the-scan"), advice: words("mask.off-the-scan-advice"))
    }
    problems += try Self.leftOut(placed, of: drawn.reduce(0) { $0 + $1.contours.count })
    let filled = try Self.fill(placed, values, slices, options)
    for (pair, count) in filled.overlaps.sorted(by: { $0.key < $1.key }).prefix(10) {
      let (under, over) = (byName[pair >> 8], byName[pair & 255])
      problems.append(words("mask.regions-overlap", ["count": count, "under": under, "over": over]))
    }
    if filled.overlaps.count > 10 {
      problems.append(words("mask.more-regions-overlap", ["count": filled.overlaps.count - 10]))
    }
    for (n, region) in drawn.enumerated() where filled.counts[n] == 0 && !placed[n].polygons.isEmpty {
      problems.append(words("mask.region-between-voxels", ["region": Self.title(region)]))
    }
    for (n, name) in byName.enumerated() {
      if filled.twice[n] > 0 {
        problems.append(words("mask.contour-twice", ["region": name, "slices": filled.twice[n]]))
      }
      if filled.crossing[n] > 0 {
        problems.append(words("mask.contours-overlap", ["region": name, "slices": filled.crossing[n]]))
      }
    }
    problems += Self.skipped(file.regions)
    let found = Set(filled.labels.drawnValues)
    let segments = drawn.indices.filter { found.contains(values[$0]) }
      .map { Self.segment(drawn[$0], values[$0], isOwn: file.manufacturer == "Stylet") }
    let description = ImageDescription(
      format: "DICOM RT structure set", voxelType: "contours", grid: scan,
      facts: [
        ("regions of interest", "\(file.regions.count)"),
        ("contours", "\(file.regions.reduce(0) { $0 + $1.contours.count })"),
        ("transfer syntax", syntax.description),
      ], problems: problems)
    return LoadedLabels(
      labels: filled.labels, values: found.sorted(), segments: segments, description: description)
  }

  /// The most of all contours that may lie off the scan's slices. Beyond it the structure set is another scan's, and
  /// what is left would be a part of its regions with a volume that looks right.
  private static let mostOff = 0.05

  /// What is said of contours that are left out, with their share.
  /// - Throws: a ``Failure`` where too many of them lie outside of the scan or between its slices.
  private static func leftOut(_ placed: [PlacedContours], of all: Int) throws -> [String] {
    let outside = placed.reduce(0) { $0 + $1.outside }, between = placed.reduce(0) { $0 + $1.between }
    guard Double(outside + between) <= mostOff * Double(all) else {
      throw Failure(
        .badData,
        words(
          "error.contours-off",
          [
            "off": outside + between, "count": all, "outside": outside, "between": between,
            "most": NumberText.trimmed(mostOff * 100),
          ]), advice: words("error.contours-off-advice"))
    }
    let left = placed.reduce(0) { $0 + $1.leftOut }
    guard left > 0 else { return [] }
    let percent = NumberText.fixed(100 * Double(left) / Double(all), 1)
    return [words("error.contours-left-out", ["left": left, "count": all, "percent": percent])]
  }

  /// The regions' numbers where they can be labels, else 1, 2, 3 …
  private static func values(_ regions: [RTStructFile.Region]) -> [UInt8] {
    let numbers = regions.compactMap { UInt8(exactly: $0.number) }.filter { $0 != 0 }
    return numbers.count == regions.count ? numbers : regions.indices.map { UInt8($0 + 1) }
  }

  private static func title(_ region: RTStructFile.Region) -> String {
    region.name.isEmpty
      ? words("mask.region", ["number": region.number])
      : words("mask.named", ["name": String(region.name.prefix(64))])
  }

  private static func segment(_ region: RTStructFile.Region, _ value: UInt8, isOwn: Bool) -> Segment {
    // What a label of an observation means is only known of our own.
    let code = isOwn ? region.label : nil
    return Segment(
      value: value, name: region.name, code: code ?? region.type.flatMap(Finding.code(of:)), type: region.type,
      colour: region.colour)
  }

  private static func skipped(_ regions: [RTStructFile.Region]) -> [String] {
    var out: [String] = []
    for region in regions {
      for (type, count) in region.skipped.sorted(by: { $0.key < $1.key }) {
        out.append(words("mask.contours-open", ["region": title(region), "count": count, "type": type]))
      }
    }
    let empty = regions.filter { $0.contours.isEmpty && $0.skipped.isEmpty }.map(title)
    if !empty.isEmpty { out.append(words("mask.without-contours", ["regions": empty.listedInWords(10)])) }
    return out
  }

  private struct Filled {
    var labels: LabelMap
    /// Voxels of each region that were written, whether or not another one took them.
    var counts: [Int]
    /// Slices of each region on which contours stand twice, and on which they cross.
    var twice: [Int], crossing: [Int]
    /// By the earlier region · 256 + the later one.
    var overlaps: [Int: Int] = [:]
  }

  /// Slice by slice, and on each the regions in their order. Memory: two slices.
  private static func fill(
    _ placed: [PlacedContours], _ values: [UInt8], _ slices: StoredSlices, _ options: ReadOptions
  ) throws -> Filled {
    let zeros = [Int](repeating: 0, count: placed.count)
    var filled = Filled(labels: LabelMap(size: slices.grid.size), counts: zeros, twice: zeros, crossing: zeros)
    // 1 + the region, so that labels that stand twice would still be told apart; 0 for none.
    var owner = [UInt8](repeating: 0, count: slices.width * slices.height)
    var loops = ContourLoops(width: slices.width, height: slices.height)
    let used = Set(placed.flatMap(\.polygons.keys)).sorted()
    for (n, z) in used.enumerated() {
      try options.progress?(Double(n) / Double(used.count))
      for region in placed.indices {
        guard let polygons = placed[region].polygons[z] else { continue }
        let seen = try loops.fill(polygons) { y, xs in
          filled.counts[region] += xs.count
          for at in y * slices.width + xs.lowerBound..<y * slices.width + xs.upperBound {
            if owner[at] != 0 { filled.overlaps[(Int(owner[at]) - 1) << 8 | region, default: 0] += 1 }
            owner[at] = UInt8(region + 1)
          }
        }
        if seen.twice { filled.twice[region] += 1 }
        if seen.crossing { filled.crossing[region] += 1 }
      }
      let runs = slices.runs(owner, z).map { run in
        var run = run
        run.new = values[Int(run.new) - 1]
        return run
      }
      filled.labels.apply(Edit(name: "", tool: "", runs: runs))
      for at in owner.indices { owner[at] = 0 }
    }
    return filled
  }
}

extension LabelMap {
  /// The labels that voxels carry. Cost: the rows of the slices that are drawn on.
  fileprivate var drawnValues: [UInt8] {
    var found = [Bool](repeating: false, count: 256)
    for k in 0..<size.k where isUsed(k: k) {
      for j in 0..<size.j { forEachRun(j: j, k: k) { _, _, label in found[Int(label)] = true } }
    }
    return (1...255).filter { found[$0] }.map { UInt8($0) }
  }
}
