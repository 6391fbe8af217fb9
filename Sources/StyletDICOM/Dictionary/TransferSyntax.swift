import StyletFiles

/// How a DICOM file is written (PS3.5 §10 and annex A).
struct TransferSyntax: Hashable, Sendable, CustomStringConvertible {
  /// How the data set and its pixels are stored.
  enum Encoding: Hashable, Sendable {
    /// Pixels as plain words.
    case native
    /// All after the file meta information is one deflate stream (RFC 1951).
    case deflated
    /// Each frame is compressed, in fragments.
    case encapsulated
    /// Not pixels of a still image, or kept elsewhere.
    case unusable
  }

  let uid: String
  let name: String
  let encoding: Encoding
  var order: ByteOrder { uid == Self.explicitBigEndian.uid ? .big : .little }

  /// "JPEG-LS Lossless (1.2.840.10008.1.2.4.80)"
  var description: String { "\(name) (\(uid))" }

  /// By its UID; one that PS3.5 does not have is taken for a compression that is not known here.
  init(uid: String) {
    self = Self.byUID[uid] ?? TransferSyntax(uid, "unknown transfer syntax", .encapsulated)
  }

  private init(_ uid: String, _ name: String, _ encoding: Encoding) {
    self.uid = uid
    self.name = name
    self.encoding = encoding
  }

  static let implicitLittleEndian = TransferSyntax("1.2.840.10008.1.2", "Implicit VR Little Endian", .native)
  static let explicitLittleEndian = TransferSyntax("1.2.840.10008.1.2.1", "Explicit VR Little Endian", .native)
  static let explicitBigEndian = TransferSyntax("1.2.840.10008.1.2.2", "Explicit VR Big Endian", .native)
  static let deflatedLittleEndian = TransferSyntax(
    "1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", .deflated)
  static let jpegLossless = TransferSyntax("1.2.840.10008.1.2.4.57", "JPEG Lossless, process 14", .encapsulated)
  static let jpegLosslessFirstOrder = TransferSyntax(
    "1.2.840.10008.1.2.4.70", "JPEG Lossless, process 14, selection value 1", .encapsulated)
  static let rleLossless = TransferSyntax("1.2.840.10008.1.2.5", "RLE Lossless", .encapsulated)
  /// JPEG-LS, lossless and near-lossless.
  static let jpegLS = [".4.80", ".4.81"].map { TransferSyntax(uid: root + $0) }
  /// JPEG 2000, lossless and lossy.
  static let jpeg2000 = [".4.90", ".4.91"].map { TransferSyntax(uid: root + $0) }

  private static let root = "1.2.840.10008.1.2"
  private static let byUID: [String: TransferSyntax] = {
    let further: [(String, String, Encoding)] = [
      (".1.98", "Encapsulated Uncompressed Explicit VR Little Endian", .encapsulated),
      (".4.50", "JPEG Baseline, process 1", .encapsulated),
      (".4.51", "JPEG Extended, processes 2 and 4", .encapsulated),
      (".4.52", "JPEG Extended, processes 3 and 5", .encapsulated),
      (".4.53", "JPEG Spectral Selection, processes 6 and 8", .encapsulated),
      (".4.54", "JPEG Spectral Selection, processes 7 and 9", .encapsulated),
      (".4.55", "JPEG Full Progression, processes 10 and 12", .encapsulated),
      (".4.56", "JPEG Full Progression, processes 11 and 13", .encapsulated),
      (".4.58", "JPEG Lossless, process 15", .encapsulated),
      (".4.59", "JPEG Extended Hierarchical, processes 16 and 18", .encapsulated),
      (".4.60", "JPEG Extended Hierarchical, processes 17 and 19", .encapsulated),
      (".4.61", "JPEG Spectral Selection Hierarchical, processes 20 and 22", .encapsulated),
      (".4.62", "JPEG Spectral Selection Hierarchical, processes 21 and 23", .encapsulated),
      (".4.63", "JPEG Full Progression Hierarchical, processes 24 and 26", .encapsulated),
      (".4.64", "JPEG Full Progression Hierarchical, processes 25 and 27", .encapsulated),
      (".4.65", "JPEG Lossless Hierarchical, process 28", .encapsulated),
      (".4.66", "JPEG Lossless Hierarchical, process 29", .encapsulated),
      (".4.80", "JPEG-LS Lossless", .encapsulated),
      (".4.81", "JPEG-LS Near-Lossless", .encapsulated),
      (".4.90", "JPEG 2000 Lossless", .encapsulated),
      (".4.91", "JPEG 2000", .encapsulated),
      (".4.92", "JPEG 2000 Multi-component Lossless", .encapsulated),
      (".4.93", "JPEG 2000 Multi-component", .encapsulated),
      (".4.94", "JPIP Referenced", .unusable),
      (".4.95", "JPIP Referenced Deflate", .unusable),
      (".4.100", "MPEG2 Main Profile, Main Level", .unusable),
      (".4.100.1", "Fragmentable MPEG2 Main Profile, Main Level", .unusable),
      (".4.101", "MPEG2 Main Profile, High Level", .unusable),
      (".4.101.1", "Fragmentable MPEG2 Main Profile, High Level", .unusable),
      (".4.102", "MPEG-4 AVC/H.264 High Profile, Level 4.1", .unusable),
      (".4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile, Level 4.1", .unusable),
      (".4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile, Level 4.1", .unusable),
      (".4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile, Level 4.1", .unusable),
      (".4.104", "MPEG-4 AVC/H.264 High Profile, Level 4.2, 2D Video", .unusable),
      (".4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile, Level 4.2, 2D Video", .unusable),
      (".4.105", "MPEG-4 AVC/H.264 High Profile, Level 4.2, 3D Video", .unusable),
      (".4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile, Level 4.2, 3D Video", .unusable),
      (".4.106", "MPEG-4 AVC/H.264 Stereo High Profile, Level 4.2", .unusable),
      (".4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile, Level 4.2", .unusable),
      (".4.107", "HEVC/H.265 Main Profile, Level 5.1", .unusable),
      (".4.108", "HEVC/H.265 Main 10 Profile, Level 5.1", .unusable),
      (".4.110", "JPEG XL Lossless", .encapsulated),
      (".4.111", "JPEG XL JPEG Recompression", .encapsulated),
      (".4.112", "JPEG XL", .encapsulated),
      (".4.201", "High-Throughput JPEG 2000 Lossless", .encapsulated),
      (".4.202", "High-Throughput JPEG 2000 with RPCL Options Lossless", .encapsulated),
      (".4.203", "High-Throughput JPEG 2000", .encapsulated),
      (".4.204", "JPIP HTJ2K Referenced", .unusable),
      (".4.205", "JPIP HTJ2K Referenced Deflate", .unusable),
      (".6.1", "RFC 2557 MIME Encapsulation", .unusable),
      (".6.2", "XML Encoding", .unusable),
      (".7.1", "SMPTE ST 2110-20 Uncompressed Progressive Active Video", .unusable),
      (".7.2", "SMPTE ST 2110-20 Uncompressed Interlaced Active Video", .unusable),
      (".7.3", "SMPTE ST 2110-30 PCM Digital Audio", .unusable),
      (".8.1", "Deflated Image Frame Compression", .encapsulated),
    ]
    let all =
      [
        implicitLittleEndian, explicitLittleEndian, explicitBigEndian, deflatedLittleEndian, jpegLossless,
        jpegLosslessFirstOrder, rleLossless,
      ] + further.map { TransferSyntax(root + $0.0, $0.1, $0.2) }
    return Dictionary(uniqueKeysWithValues: all.map { ($0.uid, $0) })
  }()
}
