import StyletBase
import StyletFiles
import StyletImaging

/// Reads NIfTI-1 and NIfTI-2: .nii, .nii.gz, and pairs of .hdr and .img (either may be named, either may be
/// gzip-compressed), in either byte order.
struct NIfTIReader: HeaderedReader {
  let name = "NIfTI"

  func recognises(_ probe: FileProbe) -> Bool {
    guard !probe.isDirectory else { return false }
    let bytes = probe.content
    // A DICOM file's preamble may hold anything.
    if bytes.count >= 132, bytes[128..<132].elementsEqual("DICM".utf8) { return false }
    if let (version, _) = NIfTIHeader.claim(bytes) {
      if bytes.count < version.size || version == .one { return true }
      return bytes[4] == UInt8(ascii: "n")
    }
    return Self.headerBeside(probe.path) != nil
  }

  func header(_ path: String) throws -> StoredImage {
    var headerPath = path
    var bytes = try Self.start(of: path)
    if NIfTIHeader.claim(bytes) == nil, let beside = Self.headerBeside(path) {
      headerPath = beside
      bytes = try Self.start(of: beside)
    }
    return try Failure.naming(headerPath) { try image(NIfTIHeader(bytes), path, headerPath) }
  }

  private func image(_ h: NIfTIHeader, _ path: String, _ headerPath: String) throws -> StoredImage {
    let (extents, volumes) = try h.extents()
    let element = try h.element()
    let geometry = NIfTIGeometry(h, extents: extents)
    var image = StoredImage(
      path: path, format: "NIfTI-\(h.version.rawValue)", element: element, order: h.order,
      grid: try StoredImage.grid(extents, geometry.affine), rescale: try rescale(h),
      data: StoredData(files: [headerPath], encoding: .raw), facts: [("geometry from", geometry.source)],
      problems: geometry.problems)
    image.data.volumes = volumes
    image.comment = h.descrip
    if h.bitpix != element.size * 8 {
      image.problems.append(words("scan.bitpix", ["bitpix": h.bitpix, "type": "\(element)", "bits": element.size * 8]))
    }
    if !h.slope.isFinite {
      image.problems.append(words("scan.no-scale", ["slope": "\(h.slope)"]))
    } else if h.slope < 0 || h.slope > 1e6 || abs(h.intercept) > 1e6 {
      image.problems.append(
        words("scan.odd-scale", ["slope": "\(h.slope)", "intercept": "\(h.intercept)"]))
    }
    if h.dim[0] < 3 || extents[2] == 1 { image.problems.append(words("scan.single")) }
    var offset = try voxelOffset(h)
    if h.isSingleFile {
      if offset == 0 {
        image.problems.append(words("scan.vox-offset", ["used": h.version.firstVoxel]))
        offset = h.version.firstVoxel
      }
      guard offset >= h.version.firstVoxel else {
        throw Failure(.badData, "vox_offset is \(offset), inside the header", at: "vox_offset")
      }
    } else {
      image.data.files = [try Self.imageFile(of: headerPath, named: path)]
      image.facts.append(("voxels in", String(image.data.files[0].split(separator: "/").last ?? "")))
    }
    if let extensions = try Self.extensions(h, headerPath, end: h.isSingleFile ? offset : Self.extensionLimit) {
      image.facts.append(("extensions", extensions))
    }
    let head = try InputFile(image.data.files[0]).bytes(upTo: 2)
    if head == [0x1f, 0x8b] { image.data.encoding = .deflated }
    image.data.skip = .bytes(offset)
    return image
  }

  /// The rescale; none where scl_slope is 0 or no number, as the standard has it.
  private func rescale(_ h: NIfTIHeader) throws -> Rescale {
    guard h.slope.isFinite, h.slope != 0 else { return .identity }
    guard h.intercept.isFinite else {
      throw Failure(.badData, "scl_inter is \(h.intercept) with a scl_slope of \(h.slope)", at: "scl_inter")
    }
    return Rescale(slope: h.slope, intercept: h.intercept)
  }

  private func voxelOffset(_ h: NIfTIHeader) throws -> Int {
    guard let offset = Int(exactly: h.voxOffset), offset >= 0, offset < 1 << 40 else {
      throw Failure(.badData, "vox_offset is \(h.voxOffset)", at: "vox_offset")
    }
    return offset
  }

  private static let extensionLimit = 1 << 20

  /// How many extensions lie between the header and the voxels, and their codes (nifti1.h: "extension"); nil when
  /// there are none. What they hold, DICOM headers among it, is not shown.
  private static func extensions(_ h: NIfTIHeader, _ path: String, end: Int) throws -> String? {
    let first = h.version.firstVoxel
    guard end >= first + 16 || !h.isSingleFile else { return nil }
    let bytes = try start(of: path, upTo: min(end, extensionLimit))
    guard bytes.count >= first + 8, bytes[first - 4] != 0 else { return nil }
    let reader = ByteReader(bytes, order: h.order)
    var codes: [String] = []
    var at = first
    while at + 8 <= bytes.count, codes.count < 100 {
      let size = Int(try reader.at(at, Int32.self))
      guard size >= 16, size % 16 == 0 else { break }
      codes.append(String(try reader.at(at + 4, Int32.self)))
      at += size
    }
    guard !codes.isEmpty else { return nil }
    return "\(codes.count), of code \(codes.prefix(8).joined(separator: ", "))"
  }

  /// The first bytes of a file, decompressed where it is gzip.
  private static func start(of path: String, upTo count: Int = NIfTIHeader.Version.two.size) throws -> [UInt8] {
    let file = try InputFile(path)
    let head = try file.bytes(upTo: max(count, FileProbe.headLength))
    guard head.starts(with: [0x1f, 0x8b]) else { return Array(head.prefix(count)) }
    try file.seek(to: 0)
    // By way of the probe's decompression, so that a stream cut within the header says what is there.
    let bytes = InflateStream.start(of: head, upTo: count)
    return bytes.count == count ? bytes : try InflateStream(file).bytes(upTo: count)
  }

  private static let pairs = [(".hdr", ".img"), (".HDR", ".IMG")]

  /// The header of a pair, when `path` is its .img file and the header is there.
  private static func headerBeside(_ path: String) -> String? {
    for (header, image) in pairs {
      for end in [image, image + ".gz"] where path.hasSuffix(end) {
        let stem = path.dropLast(end.count)
        for beside in [stem + header, stem + header + ".gz"] {
          if let bytes = try? start(of: String(beside)), NIfTIHeader.claim(bytes) != nil { return String(beside) }
        }
      }
    }
    return nil
  }

  /// The .img file of a header: the one the user named, or the one beside the header.
  private static func imageFile(of header: String, named path: String) throws -> String {
    if path != header { return path }
    for (end, image) in pairs {
      for full in [end, end + ".gz"] where header.hasSuffix(full) {
        let stem = header.dropLast(full.count)
        for beside in [stem + image, stem + image + ".gz"] where (try? InputFile(String(beside))) != nil {
          return String(beside)
        }
        throw Failure(
          .noInput, path: header, "its voxels should be in \(stem + image), which is not there",
          advice: "put the .img file beside the header")
      }
    }
    throw Failure(.badData, path: header, "a NIfTI header whose voxels are in another file, but it is not named .hdr")
  }
}
