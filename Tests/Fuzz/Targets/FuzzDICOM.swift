import Foundation

// DICOM files made by hand: explicit little endian, 12 by 10 pixels.

/// Elements that are to be written in order.
private struct Elements {
  var bytes: [UInt8] = []
  /// Bytes of the meta information.
  var metaCount = 0

  mutating func put(_ group: Int, _ number: Int, _ vr: String, _ value: [UInt8], isUndefined: Bool = false) {
    let value = value.count % 2 == 0 ? value : value + [vr == "UI" ? 0 : 0x20]
    bytes += [group, number].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + Array(vr.utf8)
    let isLong = ["OW", "OB", "SQ"].contains(vr)
    bytes += (isLong ? [0, 0] : []) + Self.number(isUndefined ? 0xffff_ffff : value.count, isLong ? 4 : 2) + value
  }

  mutating func put(_ group: Int, _ number: Int, _ vr: String, _ text: String) {
    put(group, number, vr, Array(text.utf8))
  }

  mutating func put(_ group: Int, _ number: Int, _ n: Int) { put(group, number, "US", Self.number(n, 2)) }

  /// A sequence of these items; lengths are defined.
  mutating func put(_ group: Int, _ number: Int, items: [Elements]) {
    put(group, number, "SQ", items.flatMap { Self.item($0.bytes) })
  }

  /// Pixel data in fragments, after an empty offset table.
  mutating func put(fragments: [[UInt8]]) {
    let value = ([[]] + fragments).flatMap { Self.item($0.count % 2 == 0 ? $0 : $0 + [0]) }
    put(0x7fe0, 0x10, "OB", value + [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0], isUndefined: true)
  }

  static func item(_ bytes: [UInt8]) -> [UInt8] { [0xfe, 0xff, 0x00, 0xe0] + number(bytes.count, 4) + bytes }

  static func number(_ n: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: n >> (8 * $0)) } }
}

extension FuzzSeeds {
  static let directoryClass = "1.2.840.10008.1.3.10"

  private static let pixels = (0..<120).map { n in [UInt8(truncatingIfNeeded: n * 2), UInt8(n % 4)] }

  /// Every transfer syntax that is read, and frames of one file.
  static var dicomFiles: [[UInt8]] {
    let literal = [pixels.map { $0[1] }, pixels.map { $0[0] }].map { [UInt8(119)] + $0 + [0x80] }
    let starts = [2, 64, 64 + literal[0].count] + [Int](repeating: 0, count: 13)
    let rle = starts.flatMap { Elements.number($0, 4) } + literal.flatMap { $0 }
    return [
      slice(0), frames(), slice(0, syntax: "1.2.840.10008.1.2.1.99"),
      slice(0, syntax: "1.2.840.10008.1.2.5", fragments: [rle]),
    ]
      + coded.map { slice(0, syntax: "1.2.840.10008.1.2.4." + $0.syntax, bits: $0.bits, fragments: [$0.bytes]) }
  }

  /// A slice at z times 2.5 mm.
  static func slice(_ z: Int, syntax: String = "1.2.840.10008.1.2.1", bits: Int = 16, fragments: [[UInt8]] = [])
    -> [UInt8]
  {
    var e = Elements()
    begin(&e, sopClass: "1.2.840.10008.5.1.4.1.1.2", instance: "1.2.3.\(z + 1)", syntax: syntax)
    e.put(0x18, 0x50, "DS", "2.5")
    e.put(0x18, 0x60, "DS", "120")
    series(&e, number: z + 1)
    e.put(0x20, 0x32, "DS", "-5\\4\\\(Double(z) * 2.5)")
    e.put(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0")
    e.put(0x20, 0x52, "UI", "1.2.5")
    image(&e, bits: bits)
    e.put(0x28, 0x1052, "DS", "-1024")
    e.put(0x28, 0x1053, "DS", "1")
    if fragments.isEmpty { e.put(0x7fe0, 0x10, "OW", pixels.flatMap { $0 }) } else { e.put(fragments: fragments) }
    if syntax.hasSuffix(".99") { e.bytes = e.bytes[..<e.metaCount] + stored(e.bytes[e.metaCount...]) }
    return file(e)
  }

  /// An enhanced CT of three frames.
  static func frames() -> [UInt8] {
    func group(_ body: (inout Elements) -> Void) -> Elements {
      var e = Elements()
      body(&e)
      return e
    }
    var e = Elements()
    begin(&e, sopClass: "1.2.840.10008.5.1.4.1.1.2.1", instance: "1.2.3.9", syntax: "1.2.840.10008.1.2.1")
    series(&e, number: 1)
    e.put(0x20, 0x52, "UI", "1.2.5")
    image(&e, frames: 3)
    e.put(
      0x5200, 0x9229,
      items: [
        group {
          $0.put(0x20, 0x9116, items: [group { $0.put(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0") }])
          $0.put(
            0x28, 0x9110,
            items: [
              group {
                $0.put(0x18, 0x50, "DS", "2.5")
                $0.put(0x28, 0x30, "DS", "0.9\\0.8")
              }
            ])
          $0.put(
            0x28, 0x9145,
            items: [
              group {
                $0.put(0x28, 0x1052, "DS", "-1024")
                $0.put(0x28, 0x1053, "DS", "1")
              }
            ])
        }
      ])
    e.put(
      0x5200, 0x9230,
      items: (0..<3).map { z in
        group {
          $0.put(
            0x20, 0x9111,
            items: [
              group {
                $0.put(0x20, 0x9056, "SH", "1")
                $0.put(0x20, 0x9057, "UL", Elements.number(z + 1, 4))
              }
            ])
          $0.put(0x20, 0x9113, items: [group { $0.put(0x20, 0x32, "DS", "-5\\4\\\(z * 3)") }])
        }
      })
    e.put(0x7fe0, 0x10, "OW", (0..<3).flatMap { _ in pixels.flatMap { $0 } })
    return file(e)
  }

  /// A DICOMDIR that lists files of a series, one record after another.
  static func directory(_ files: [String]) -> [UInt8] {
    func record(_ type: String, next: Int, lower: Int, _ file: String? = nil) -> Elements {
      var e = Elements()
      e.put(4, 0x1400, "UL", Elements.number(next, 4))
      e.put(4, 0x1410, 0xffff)
      e.put(4, 0x1420, "UL", Elements.number(lower, 4))
      e.put(4, 0x1430, "CS", type)
      if let file { e.put(4, 0x1500, "CS", file) }
      return e
    }
    func whole(_ links: [Int]) -> (file: [UInt8], items: [Int]) {
      var e = Elements()
      meta(&e, sopClass: directoryClass, instance: "1.2.3.8", syntax: "1.2.840.10008.1.2.1")
      e.put(4, 0x1130, "CS", "FUZZ")
      e.put(4, 0x1200, "UL", Elements.number(links[0], 4))
      e.put(4, 0x1212, 0)
      let records =
        ["PATIENT", "STUDY", "SERIES"].enumerated().map { record($1, next: 0, lower: links[$0 + 1]) }
        + files.enumerated().map { record("IMAGE", next: $0 + 1 < files.count ? links[$0 + 4] : 0, lower: 0, $1) }
      let start = 132 + e.bytes.count + 12
      e.put(4, 0x1220, items: records)
      return (file(e), records.indices.map { n in start + records[..<n].reduce(0) { $0 + $1.bytes.count + 8 } })
    }
    let links = whole([Int](repeating: 0, count: files.count + 4)).items
    return whole(links + [0]).file
  }

  // MARK: Parts

  private static func file(_ e: Elements) -> [UInt8] {
    [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + e.bytes
  }

  private static func meta(_ e: inout Elements, sopClass: String, instance: String, syntax: String) {
    e.put(2, 1, "OB", [0, 1])
    e.put(2, 2, "UI", sopClass)
    e.put(2, 3, "UI", instance)
    e.put(2, 0x10, "UI", syntax)
    e.metaCount = e.bytes.count
  }

  private static func begin(_ e: inout Elements, sopClass: String, instance: String, syntax: String) {
    meta(&e, sopClass: sopClass, instance: instance, syntax: syntax)
    e.put(8, 8, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
    e.put(8, 0x16, "UI", sopClass)
    e.put(8, 0x18, "UI", instance)
    e.put(8, 0x60, "CS", "CT")
    e.put(0x10, 0x10, "PN", "Doe^J")
  }

  private static func series(_ e: inout Elements, number: Int) {
    e.put(0x20, 0x0d, "UI", "1.2.4")
    e.put(0x20, 0x0e, "UI", "1.2.3")
    e.put(0x20, 0x11, "IS", "3")
    e.put(0x20, 0x12, "IS", "1")
    e.put(0x20, 0x13, "IS", "\(number)")
  }

  private static func image(_ e: inout Elements, frames: Int? = nil, bits: Int = 16) {
    e.put(0x28, 2, 1)
    e.put(0x28, 4, "CS", "MONOCHROME2")
    if let frames { e.put(0x28, 8, "IS", "\(frames)") }
    e.put(0x28, 0x10, 10)
    e.put(0x28, 0x11, 12)
    e.put(0x28, 0x30, "DS", "0.9\\0.8")
    e.put(0x28, 0x100, 16)
    e.put(0x28, 0x101, bits)
    e.put(0x28, 0x102, bits - 1)
    e.put(0x28, 0x103, bits == 16 ? 1 : 0)
    if bits == 16 { e.put(0x28, 0x120, 63536) }
  }
}

extension FuzzSeeds {
  /// 12 by 10 pixels of a slope with steps as JPEG lossless, JPEG-LS and JPEG 2000, written by GDCM, CharLS and
  /// OpenJPEG.
  fileprivate static let coded: [(syntax: String, bits: Int, bytes: [UInt8])] = [
    ("70", 16, jpegLossless), ("80", 12, jpegLS), ("90", 12, jpeg2000),
  ].map { ($0, $1, Data(base64Encoded: $2).map(Array.init) ?? []) }

  private static let jpegLossless =
    "/9j/wwALEAAKAAwBAREA/8QAGAABAQEBAQAAAAAAAAAAAAAABgoFCA//2gAIAQEAAQAA8Dg4sGrVrdzFg1atbuYsIjGrVrdz"
    + "Fg1atbuYsGui1a3cxYNWrW7mLBq10Wt3MWDVq1u5iwatWujdzFg1atbuYsGrVrdzcrFg1atbuYsGrVrdzFhEY1atbuYsGrVr"
    + "dzFg10WrW7mLBq1a3cxYNZeNFrdzFg1atbuYsGrWXjRu5iwatWt3MWDVq179/9kA"
  private static let jpegLS =
    "/9j/9wALCwAKAAwBAREA/9oACAEBAAAAAAAAAADwYAAAAA6dFLPNY3EVBGmZ5lG1ipgAAAADuUVIkAAAAAB5SLkaPvBlDcQp"
    + "vdcOTNwMm2jkjbzEiRJORNuMCHnIG2l7iBA482wuc0442sta0AAAAAeSgAAAAHlLaixjDjTaStjDjAAAAAxtoKlrOLNnKVrO"
    + "KNmTLItZxJspOtRxBshMBW/scObGSsxwxsRIQweOFNhI2Y4Q2AiZ+AAAAAeDAP/Z"
  private static let jpeg2000 =
    "/0//UQApAAAAAAAMAAAACgAAAAAAAAAAAAAADAAAAAoAAAAAAAAAAAABCwEB/1IADAAAAAEAAQQEAAH/XAAHQGBoaHD/ZAAl"
    + "AAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAAC7AAH/k9/gtA06njMacMSJ+/AM7hcSSdtYBenK"
    + "mgEkazwtDxuxhAx7Mm6PrxRqfhTDVO+IL8P2JYfsUQ/knCvqX34G7MHdl2BYx3N77qgxIpfpEYikakelEo7/MlPUKqo+4H4x"
    + "Td/Hxqf3Ag/Wjpp/ghyuGnWQjJhc5BD42F5zsNmgErR2JP8mIZhRGiwxlfwtguR2VwW8NEbuphnsW7FoIUnY+GwnYkyagOJn"
    + "NCAUKFo//9k="
}
