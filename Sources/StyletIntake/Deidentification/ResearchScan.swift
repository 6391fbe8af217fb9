import StyletBase
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletImaging

/// A NIfTI, NRRD or MetaImage file on its way out: its header is made anew of grid and rescale alone, so that names,
/// dates and comments of the old one, what follows the voxels, and what a compressed file says of its name stay behind.
struct ResearchScan {
  private let image: LoadedImage
  private let source: String
  let ending: String

  /// - Returns: nil for what none of these formats is.
  /// - Throws: ``Aside`` where it cannot be read, its numbers could not be written exactly, or a slice may have text.
  /// - Parameter isCut: whether it may show what lies above the lungs.
  init?(_ path: String, _ policy: DeidentificationPolicy, isCut: Bool = false) throws(Aside) {
    guard let reader = try? FormatRegistry.standard.reader(for: path) else { return nil }
    guard let ending = Self.endings[reader.name] else { return nil }
    guard let image = try? FormatRegistry.standard.read(path), Self.exact.contains(image.description.voxelType) else {
      throw Aside(reason: .unreadable)
    }
    if image.volume.hasText(policy.burnedIn) { throw Aside(reason: .burnedInText) }
    if isCut, let reason = ApexPlan.reason(image.volume) { throw Aside(reason: reason) }
    (self.image, self.ending, source) = (image, ending, path)
  }

  struct Aside: Error { let reason: QuarantineReason }

  private static let endings = ["NIfTI": ".nii.gz", "NRRD": ".nrrd", "MetaImage": ".mha"]
  private static let exact: Set<String> = ["int8", "uint8", "int16", "uint16"]

  /// The files that it is made of: a header's voxels may lie in others.
  private var parts: [String] { image.description.parts.isEmpty ? [source] : image.description.parts }

  /// Whether the file is the voxels of a header beside it, which goes for both.
  var isPart: Bool { parts.contains(source) && parts.first != source }

  func write(to path: String) throws { try FormatRegistry.standard.writer(for: path).write(image.volume, to: path) }

  /// Reads what was written: grid and every voxel are those of the source, and no text of its header is in it.
  /// - Returns: how many texts were looked for.
  /// - Throws: ``Failure`` where it must not leave.
  func prove(_ path: String) throws -> Int {
    let written = try FormatRegistry.standard.read(path).volume
    guard written.isSame(as: image.volume)
    else { throw Failure(.badData, words("deidentify.unproved", ["why": words("deidentify.pixels")])) }
    let old = Self.headerWords(try FileProbe(parts[0]).content)
    let new = Self.headerWords(try FileProbe(path).content)
    guard old.intersection(new).isSubset(of: Self.own) else {
      throw Failure(.badData, words("deidentify.unproved", ["why": words("deidentify.left", ["tag": ending])]))
    }
    return old.count
  }

  /// Words of a header: four letters and more, in small letters.
  private static func headerWords(_ head: [UInt8]) -> Set<String> {
    let letters = head.prefix(headerEnd(head)).map { (0x41...0x5a).contains($0 & 0xdf) ? $0 | 0x20 : 0 }
    return Set(letters.split(separator: 0).filter { $0.count >= 4 }.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Where the voxels begin, or the bytes end.
  private static func headerEnd(_ head: [UInt8]) -> Int {
    if head.starts(with: "NRRD".utf8) {
      let ends = [[10, 10], [13, 10, 13, 10] as [UInt8]].compactMap { head.firstRange(of: $0)?.upperBound }
      return ends.min() ?? head.count
    }
    if let last = head.firstRange(of: Array("ElementDataFile".utf8)) {
      return head[last.upperBound...].firstIndex(of: 10) ?? head.count
    }
    guard head.count >= 544 else { return head.count }
    // vox_offset, of either byte order: what is beyond the bytes is none.
    let reader = ByteReader(head)
    let stated: Int
    if head[4] == UInt8(ascii: "n") {
      stated = Int(clamping: (try? reader.at(168, Int64.self)) ?? 0)
    } else {
      stated = Int(exactly: ((try? reader.at(108, Float.self)) ?? 0).rounded()) ?? 0
    }
    return (352...head.count).contains(stated) ? stated : head.count
  }

  /// Words that our own headers have.
  private static let own: Set<String> = [
    "nrrd", "written", "stylet", "type", "short", "dimension", "space", "left", "posterior", "superior", "right",
    "anterior", "inferior", "sizes", "directions", "kinds", "domain", "endian", "little", "encoding", "gzip", "origin",
    "uint", "units", "objecttype", "image", "comment", "ndims", "binarydata", "true", "false",
    "binarydatabyteordermsb", "compresseddata", "compresseddatasize", "transformmatrix", "offset", "centerofrotation",
    "anatomicalorientation", "elementspacing", "dimsize", "elementtype", "elementdatafile", "local", "none",
  ]
}

extension Volume {
  /// Whether somebody may have written in a slice. Labels, which have few values, have edges like strokes.
  fileprivate func hasText(_ doubt: BurnedInText) -> Bool {
    withSamples { samples in
      var values: Set<Int16> = []
      for sample in samples where values.count <= 24 { values.insert(sample) }
      guard values.count > 24 else { return false }
      let count = size.i * size.j
      return (0..<size.k).contains {
        doubt.isDoubtful(slice: UnsafeBufferPointer(rebasing: samples[$0 * count..<($0 + 1) * count]), columns: size.i)
      }
    }
  }

  /// Whether the samples are the same, and what they mean.
  fileprivate func isSame(as other: Volume) -> Bool {
    guard grid == other.grid || grid.isNear(other.grid), size == other.size else { return false }
    let slope = abs(rescale.slope - other.rescale.slope) <= 1e-6 * max(abs(rescale.slope), 1e-12)
    let intercept = abs(rescale.intercept - other.rescale.intercept) <= 1e-4
    return slope && intercept && withSamples { mine in
      other.withSamples { mine.elementsEqual($0) }
    }
  }
}

extension VoxelGrid {
  /// Headers of 32 bits hold a place to a part in a million.
  fileprivate func isNear(_ other: VoxelGrid) -> Bool {
    let a = affine, b = other.affine
    let farthest = max(size.i, size.j, size.k)
    let most = 1e-5 * Double(farthest) + 1e-5 * max(abs(a.origin.x), abs(a.origin.y), abs(a.origin.z))
    let isOrigin = (0..<3).allSatisfy { abs(a.origin[$0] - b.origin[$0]) <= most }
    return isOrigin && (0..<3).allSatisfy { axis in (0..<3).allSatisfy { abs(a[axis][$0] - b[axis][$0]) <= 1e-5 } }
  }
}
