import StyletBase

/// The files that a DICOMDIR lists (PS3.3 F.3, PS3.10 §8): what a CD of images begins with.
package struct DICOMDirectory: Sendable {
  /// The paths of those that are there, as the folder has them.
  package private(set) var files: [String] = []
  /// Those that are not there, as the DICOMDIR names them: "DICOM/ST0/IM4".
  package private(set) var missing: [String] = []
  /// How many files it lists of a series, by SeriesInstanceUID.
  package let counts: [String: Int]
  /// Why files were taken from all records in turn, not along the records' links; nil when the links are whole.
  let brokenLinks: String?

  /// More records are no medium's.
  static let mostRecords = 1_000_000

  /// - Throws: ``Failure`` when the file is a DICOMDIR and damaged; nil when it is none.
  package init?(_ path: String) throws {
    do {
      guard let file = try DICOMFile(path: path), file.isDirectory else { return nil }
      let records = try DICOMDirectoryRecords(file.dataSet)
      (brokenLinks, counts) = (records.brokenLinks, records.counts)
      let end = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
      var folder = MediumFolder(end == path.startIndex ? "." : String(path[..<end]))
      var known: Set<String> = []
      for components in records.files {
        let name = components.joined(separator: "/")
        guard known.insert(name).inserted else { continue }
        if let found = folder.file(components) { files.append(found) } else { missing.append(name) }
      }
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  /// What is to be said of the files that are not there; nil when there are none.
  var missingInWords: String? {
    guard !missing.isEmpty else { return nil }
    let all = missing.count + files.count
    return words(
      "scan.not-there", ["all": all, "count": missing.count, "names": missing.listedInWords(3)])
  }
}

/// A DICOMDIR's records, followed.
private struct DICOMDirectoryRecords {
  /// Of each record that names a file, the components of its ReferencedFileID.
  var files: [[String]] = []
  /// Where the links are whole, how many of them lie below a series' record.
  var counts: [String: Int] = [:]
  var brokenLinks: String?

  private struct Record {
    var next: Int
    var lower: Int
    var isInUse: Bool
    var file: [String]
    /// Of a series' record its UID.
    var series: String?

    /// An empty value is one empty string.
    var namesFile: Bool { isInUse && file.contains { !$0.isEmpty } }
  }

  init(_ dataSet: DICOMObject) throws {
    var records: [Record] = []
    var index: [Int: Int] = [:]
    try dataSet.eachItem(.directoryRecordSequence) { offset, item in
      guard records.count < DICOMDirectory.mostRecords else {
        throw Failure(
          .badData, "the DICOMDIR has more than \(DICOMDirectory.mostRecords) records", at: "offset \(offset)",
          advice: "open the folder instead")
      }
      index[offset] = records.count
      records.append(
        Record(
          next: try item.integer(.nextDirectoryRecord, in: 0...Int(UInt32.max)) ?? 0, 
          lower: try item.integer(.lowerDirectoryRecord, in: 0...Int(UInt32.max)) ?? 0,
          isInUse: try item.integer(.recordInUseFlag, in: 0...65535) != 0, file: try item.strings(.referencedFileID),
          series: try? item.string(.seriesInstanceUID)))
    }
    let reached: [Int]
    do {
      let first = try dataSet.integer(.firstDirectoryRecord, in: 0...Int(UInt32.max)) ?? 0
      let followed = try Self.follow(records, index, from: first)
      reached = followed.map(\.record)
      for (record, series) in followed where records[record].namesFile {
        if let series { counts[series, default: 0] += 1 }
      }
    } catch let failure as Failure {
      brokenLinks = failure.what
      reached = Array(records.indices)
    }
    files = reached.map { records[$0] }.filter(\.namesFile).map(\.file)
  }

  /// The records along the links, each with the series that it is below: a record, all that is below it, then the next
  /// one.
  private static func follow(
    _ records: [Record], _ index: [Int: Int], from first: Int
  ) throws -> [(record: Int, series: String?)] {
    var order: [(record: Int, series: String?)] = []
    var seen = [Bool](repeating: false, count: records.count)
    var waiting: [(offset: Int, series: String?)] = [(first, nil)]
    while let (offset, series) = waiting.popLast() {
      if offset == 0 { continue }
      guard let n = index[offset] else {
        throw Failure(.badData, "a link leads to offset \(offset), where no record is")
      }
      guard !seen[n] else { throw Failure(.badData, "the links lead to the record at offset \(offset) twice") }
      seen[n] = true
      order.append((n, series))
      waiting.append((records[n].next, series))
      // What a record not in use holds is not in use either.
      if records[n].isInUse { waiting.append((records[n].lower, records[n].series ?? series)) }
    }
    guard !order.isEmpty || records.isEmpty else { throw Failure(.badData, "no link leads to the first record") }
    return order
  }
}

/// Finds files by the names that a DICOMDIR has for them: CDs show them in capitals or small letters, some with
/// the version of ISO 9660 ("IM1.;1").
struct MediumFolder {
  private let root: String
  private var folders: [String: Listing] = [:]

  private struct Listing {
    var files: [String: String] = [:]
    var folders: [String: String] = [:]
  }

  init(_ root: String) { self.root = root }

  /// The path of a file in the folder; nil when there is none, or when the components would lead out of it.
  mutating func file(_ components: [String]) -> String? {
    guard let last = components.last, components.count <= 64, components.allSatisfy(Self.isName) else { return nil }
    var folder = root
    for component in components.dropLast() {
      let listing = listing(folder)
      guard let next = Self.find(component, listing.folders) else { return nil }
      folder = next
    }
    return Self.find(last, listing(folder).files)
  }

  private static func isName(_ component: String) -> Bool {
    !component.isEmpty && component != "." && component != ".." && !component.contains { $0 == "/" || $0 == "\0" }
  }

  private static func find(_ name: String, _ entries: [String: String]) -> String? {
    entries[name] ?? entries[plain(name)]
  }

  /// In capitals, without version and final dot.
  private static func plain(_ name: String) -> String {
    var plain = Substring(name.uppercased())
    if let mark = plain.lastIndex(of: ";"), plain[plain.index(after: mark)...].allSatisfy(\.isNumber) {
      plain = plain[..<mark]
    }
    if plain.hasSuffix(".") { plain = plain.dropLast() }
    // Never the name of a file as it is written, which has a namespace of its own.
    return "/" + plain
  }

  private mutating func listing(_ folder: String) -> Listing {
    if let known = folders[folder] { return known }
    func entries(_ paths: [String]) -> [String: String] {
      var entries: [String: String] = [:]
      for path in paths {
        let name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
        entries[name] = path
        if entries[Self.plain(name)] == nil { entries[Self.plain(name)] = path }
      }
      return entries
    }
    // A folder that may not be read has no files, as far as we can tell.
    let walk = try? FolderWalk(folder, deep: false)
    let listing = Listing(files: entries(walk?.files ?? []), folders: entries(walk?.folders ?? []))
    folders[folder] = listing
    return listing
  }
}
