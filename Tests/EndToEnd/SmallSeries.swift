import Foundation
import StyletImaging

/// A DICOM series of small CT slices as bytes: what is needed and no more, explicit little endian.
struct SmallSeries {
  var count = 8
  var uid = "1.2.826.0.1.3680043.10.511.7"
  /// Added to every stored value: another content on the same grid.
  var shift: Int16 = 0
  /// Stands in every element that says who the patient is, who sent and who read; none of them when nil.
  var identity: String?
  /// PatientID, Modality, ConvolutionKernel and RescaleIntercept of a slice; no element where they are nil.
  var patient: (Int) -> String? = { _ in nil }
  var modality: (Int) -> String = { _ in "CT" }
  var kernel: (Int) -> String? = { _ in nil }
  var intercept: (Int) -> Int = { _ in -1024 }
  /// Stored values; when false they are the same numbers in an unsigned element.
  var isSigned = true
  /// Where the first voxel lies, mm.
  var corner = (x: 0, y: 0, z: 0)
  static let side = 24
  /// Voxels in HU with their grid, instead of small slices of numbers; `count` is its slices then.
  var scan: Volume? { didSet { count = scan?.size.k ?? count } }
  private var columns: Int { scan?.size.i ?? Self.side }
  private var rows: Int { scan?.size.j ?? Self.side }
  private var spacing: SIMD3<Double> { scan?.grid.spacing ?? [0.8, 0.8, 2] }

  /// Slice n, base 0, in steps of 2 mm, or of those of its scan, towards the head.
  func slice(_ n: Int) -> Data {
    var out = Data(count: 128) + Data("DICM".utf8)
    let syntax = element(2, 0x10, "UI", "1.2.840.10008.1.2.1")
    out += element(2, 0, "UL", withUnsafeBytes(of: UInt32(syntax.count).littleEndian) { Data($0) }) + syntax
    out += element(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.2") + element(8, 0x18, "UI", "\(uid).\(n + 1)")
    if let identity { out += element(8, 0x50, "SH", identity) }
    out += element(8, 0x60, "CS", modality(n))
    if let identity {
      for (number, type) in [(0x80, "LO"), (0x81, "ST"), (0x90, "PN"), (0x1010, "SH"), (0x1050, "PN"), (0x1070, "PN")] {
        out += element(8, number, type, identity)
      }
      out += element(9, 0x10, "LO", identity)
      for (number, type) in [
        (0x10, "PN"), (0x20, "LO"), (0x1000, "LO"), (0x1040, "LO"), (0x2154, "SH"), (0x4000, "LT"),
      ] {
        out += element(0x10, number, type, identity)
      }
    }
    if let patient = patient(n) { out += element(0x10, 0x20, "LO", patient) }
    if let kernel = kernel(n) { out += element(0x18, 0x1210, "SH", kernel) }
    out += element(0x20, 0xd, "UI", "\(uid).99") + element(0x20, 0xe, "UI", uid)
    let height = text(Double(corner.z) + spacing.z * Double(n))
    out += element(0x20, 0x13, "IS", "\(n + 1)") + element(0x20, 0x32, "DS", "\(corner.x)\\\(corner.y)\\\(height)")
    out += element(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0") + element(0x28, 2, "US", number(1))
    out += element(0x28, 4, "CS", "MONOCHROME2") + element(0x28, 0x10, "US", number(rows))
    out += element(0x28, 0x11, "US", number(columns))
    out += element(0x28, 0x30, "DS", "\(text(spacing.y))\\\(text(spacing.x))")
    out += element(0x28, 0x100, "US", number(16)) + element(0x28, 0x101, "US", number(16))
    out += element(0x28, 0x102, "US", number(15)) + element(0x28, 0x103, "US", number(isSigned ? 1 : 0))
    out += element(0x28, 0x1052, "DS", "\(intercept(n))") + element(0x28, 0x1053, "DS", "1")
    return out + element(0x7fe0, 0x10, "OW", pixels(n))
  }

  private func pixels(_ n: Int) -> Data {
    let plane = rows * columns
    let values: [Int16] =
      scan.map { scan in
        scan.withSamples { samples in
          samples[n * plane..<(n + 1) * plane].map { Int16(scan.rescale.value($0)) - Int16(intercept(n)) + shift }
        }
      } ?? (0..<plane).map { Int16(truncatingIfNeeded: $0 * 3 + n * 50) + shift }
    return values.withUnsafeBytes { Data($0) }
  }

  /// In millimetres to the thousandth: a DS has 16 characters.
  private func text(_ x: Double) -> String { x == x.rounded() ? "\(Int(x))" : String(format: "%.3f", x) }

  /// Makes the folder and a file a slice, `s000.dcm` …
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for n in 0..<count {
      try slice(n).write(to: URL(fileURLWithPath: folder + String(format: "/s%03d.dcm", n)))
    }
  }

  private func number(_ x: Int) -> Data { withUnsafeBytes(of: Int16(truncatingIfNeeded: x).littleEndian) { Data($0) } }

  private func element(_ group: Int, _ element: Int, _ type: String, _ text: String) -> Data {
    let padded = text.count % 2 == 0 ? text : text + (type == "UI" ? "\0" : " ")
    return self.element(group, element, type, Data(padded.utf8))
  }

  private func element(_ group: Int, _ element: Int, _ type: String, _ value: Data) -> Data {
    let head = number(group) + number(element) + Data(type.utf8)
    guard type == "OW" else { return head + number(value.count) + value }
    return head + Data(count: 2) + withUnsafeBytes(of: UInt32(value.count).littleEndian) { Data($0) } + value
  }
}
