import StyletBase
import StyletImaging

/// Slices that share a SeriesInstanceUID. Series are ordered by how likely they are the chest CT that is meant: CT
/// before others, a volume before a few slices, chest before what is not said and before other regions, then most
/// slices, then thinnest.
struct DICOMSeries: Sendable, Comparable {
  /// The slices by shape: size, pixel spacing and orientation, and of frames the volume of their file that they are
  /// of; the largest first. At least one.
  let shapes: [[SliceHeader]]
  /// For each of them what tells its acquisition from those of the others; empty where nothing does.
  private let acquisitions: [String]
  /// What the header says of the region.
  private let region: Region

  /// Fewer slices than this are hardly a scan of the chest.
  private static let few = 16

  init(slices: [SliceHeader]) {
    var shapes: [[SliceHeader]] = []
    var byPart: [FramePart?: [Int]] = [:]
    let sorted = slices.sorted { ($0.path, $0.frameNumber ?? 0) < ($1.path, $1.frameNumber ?? 0) }
    for slice in sorted {
      if let n = byPart[slice.part]?.first(where: { shapes[$0][0].hasShape(of: slice) }) {
        shapes[n].append(slice)
      } else {
        byPart[slice.part, default: []].append(shapes.count)
        shapes.append([slice])
      }
    }
    let scans = shapes.flatMap(AcquisitionKeys.scans).sorted {
      let (a, b) = ($0.slices, $1.slices)
      if a.count != b.count { return a.count > b.count }
      if let x = a[0].part, let y = b[0].part, x != y { return x < y }
      return (a[0].path, a[0].frameNumber ?? 0) < (b[0].path, b[0].frameNumber ?? 0)
    }
    self.shapes = scans.map(\.slices)
    acquisitions = scans.map(\.words)
    region = Region(self.shapes[0][0])
  }

  var all: [SliceHeader] { shapes.flatMap { $0 } }
  /// The largest shape's slices.
  var main: [SliceHeader] { shapes[0] }
  func contains(_ path: String) -> Bool { shapes.contains { $0.contains { $0.path == path } } }
  /// A slice that stands for all.
  var first: SliceHeader { main[0] }

  static func < (l: DICOMSeries, r: DICOMSeries) -> Bool {
    if l.first.isCT != r.first.isCT { return l.first.isCT }
    if (l.main.count < few) != (r.main.count < few) { return r.main.count < few }
    if l.region != r.region { return l.region < r.region }
    if l.main.count != r.main.count { return l.main.count > r.main.count }
    let a = l.first.thickness ?? .infinity
    let b = r.first.thickness ?? .infinity
    if a != b { return a < b }
    return (l.first.seriesNumber ?? .max, l.first.path) < (r.first.seriesNumber ?? .max, r.first.path)
  }

  static func == (l: DICOMSeries, r: DICOMSeries) -> Bool {
    l.first.path == r.first.path && l.first.seriesUID == r.first.seriesUID
  }

  /// "series 3 (CT, 275 slices of 512x512)": no text of the file.
  var title: String {
    let f = first.format
    return words(
      "scan.series",
      [
        "ct": first.isCT, "slices": main.count, "size": "\(f.columns)x\(f.rows)",
        "named": first.seriesNumber.map { words("scan.series-number", ["number": $0]) }
          ?? words("scan.series-unnumbered"),
      ])
  }

  /// "3: CT, 275 slices of 512x512, 1 mm, kernel B30f, Thorax lung". Text of the file is as it stands there: to be
  /// escaped by who shows it.
  var summary: String {
    let f = first.format
    var text = (first.seriesNumber.map { "\($0): " } ?? "") + "\(first.modality), "
    text += words("scan.slices-of", ["slices": main.count, "size": "\(f.columns)x\(f.rows)"])
    if let thickness = first.thickness { text += ", \(thickness.said) mm" }
    if let kernel = first.facts.first(where: { $0.name == "kernel" }) {
      text += words("scan.summary-kernel", ["kernel": kernel.value])
    }
    if let description = first.description { text += ", \(description)" }
    return text
  }

  /// Whether so many slices of all are plainly the scan, and the others a few that are left out.
  static func isPlain(_ count: Int, of all: Int) -> Bool { count >= 4 * (all - count) }

  /// The slices that make the volume.
  ///
  /// - Parameters:
  ///   - named: the file that was asked for; its shape is the one.
  ///   - volume: which shape, base 0, the largest first; nil for the one that is plainly the scan.
  /// - Throws: ``Failure`` when no shape is plainly the scan: mixed orientation, size or spacing, several volumes.
  func slices(named: String?, volume: Int? = nil) throws -> [SliceHeader] {
    if let volume {
      guard shapes.indices.contains(volume) else {
        throw Failure(
          .usage,
          words("scan.no-volume", ["number": volume < Int.max ? volume + 1 : volume, "count": shapes.count]),
          advice: words("scan.use-volume", ["kinds": kinds]))
      }
      return shapes[volume]
    }
    let own = named.map { named in shapes.filter { $0.contains { $0.path == named } } } ?? []
    if own.count == 1, let slice = own[0].first(where: { $0.path == named }) {
      // Without a neighbour along the normal there is no stack to look for: just the file.
      return own[0].allSatisfy { abs($0.height - slice.height) < 0.005 } ? [slice] : own[0]
    }
    let meant = own.isEmpty ? shapes : own
    let others = meant.dropFirst().reduce(0) { $0 + $1.count }
    if others == 0 { return meant[0] }
    guard Self.isPlain(meant[0].count, of: meant[0].count + others) else {
      let isFrames = meant.allSatisfy { $0[0].part != nil }
      throw Failure(
        .badData,
        isFrames
          ? words("scan.frames-of-volumes", ["count": meant.count, "kinds": kinds])
          : words(
            "scan.no-volume-together",
            ["differing": differing.map(\.said).joined(separator: ", "), "kinds": kinds]),
        at: isFrames ? "\(DICOMTag.perFrameFunctionalGroupsSequence)" : nil,
        advice: words("scan.choose-volume", ["count": shapes.count, "frames": isFrames]))
    }
    return meant[0]
  }

  private enum Difference: String {
    case size, spacing, orientation, acquisition

    /// "size", "pixel spacing" …
    var said: String { words("scan.difference", ["of": rawValue]) }
  }

  /// What the shapes differ in.
  private var differing: [Difference] {
    let first = shapes[0][0]
    let others = shapes.dropFirst().map { $0[0] }
    var out: [Difference] = []
    if others.contains(where: { !$0.hasSize(of: first) }) { out.append(.size) }
    if others.contains(where: { !$0.hasSpacing(of: first) }) { out.append(.spacing) }
    if others.contains(where: { !$0.hasOrientation(of: first) }) { out.append(.orientation) }
    if acquisitions.contains(where: { !$0.isEmpty }) { out.append(.acquisition) }
    return out
  }

  /// Numbered as `--volume` takes them, each with what they differ in: "1: 12 of 512x512, acquisition 1, 2: 12 of
  /// 512x512, acquisition 2".
  private var kinds: String {
    let differing = Set(differing)
    return shapes.prefix(20).enumerated().map { n, shape in
      let slice = shape[0]
      var text = words(
        "scan.kind",
        ["number": n + 1, "slices": shape.count, "size": "\(slice.format.columns)x\(slice.format.rows)"])
      if differing.contains(.spacing) {
        text += words(
          "scan.kind-spacing", ["x": "\(slice.spacing.alongRow)", "y": "\(slice.spacing.alongColumn)"])
      }
      if differing.contains(.orientation) {
        text += words(
          "scan.kind-orientation", ["rows": slice.alongRow.inWords, "columns": slice.alongColumn.inWords])
      }
      if !acquisitions[n].isEmpty { text += ", \(acquisitions[n])" }
      if let part = slice.part?.inWords, !part.isEmpty { text += " (\(part))" }
      return text
    }.listedInWords(8)
  }
}

/// What is pictured, as far as the header gives it away.
private enum Region: Int, Comparable {
  case chest, unknown, other

  init(_ slice: SliceHeader) {
    let text = (slice.region + " " + (slice.description ?? "")).lowercased()
    func has(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
    self = has(Self.chestWords) ? .chest : has(Self.otherWords) ? .other : .unknown
  }

  static func < (l: Region, r: Region) -> Bool { l.rawValue < r.rawValue }

  /// English, German, French, Spanish and Italian, as far as they differ.
  private static let chestWords = [
    "chest", "thora", "torax", "tórax", "torace", "lung", "lunge", "poumon", "pulm", "hrct", "brust",
  ]
  private static let otherWords = [
    "abd", "pelv", "becken", "liver", "leber", "foie", "kidney", "head", "kopf", "brain", "crane", "crân", "cereb",
    "skull", "schädel", "neck", "hals", "cou ", "sinus", "spine", "wirbel", "rachis", "lumb", "knee", "foot", "ankle",
    "hand", "shoulder", "hip", "extremity", "femur", "colon",
  ]
}

extension SliceHeader {
  /// Whether both can be slices of one volume, as far as their shapes go.
  fileprivate func hasShape(of other: SliceHeader) -> Bool {
    hasSize(of: other) && part == other.part && hasSpacing(of: other) && hasOrientation(of: other)
  }

  func hasSize(of other: SliceHeader) -> Bool {
    format.rows == other.format.rows && format.columns == other.format.columns
  }

  func hasSpacing(of other: SliceHeader) -> Bool {
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-4 * max(a, b) }
    return near(spacing.alongRow, other.spacing.alongRow) && near(spacing.alongColumn, other.spacing.alongColumn)
  }

  func hasOrientation(of other: SliceHeader) -> Bool {
    length(alongRow - other.alongRow) < SliceDirections.same
      && length(alongColumn - other.alongColumn) < SliceDirections.same
  }
}

extension PatientPoint {
  /// "(0, 0.0005, 1)": six decimals, so that what is told apart does not read alike.
  fileprivate var inWords: String {
    func word(_ x: Double) -> String {
      let rounded = (x * 1e6).rounded() / 1e6
      return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
    }
    return "(\(word(x)), \(word(y)), \(word(z)))"
  }
}
