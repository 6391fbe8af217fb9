import Foundation
import StyletCore
import StyletFormats

/// Small files of every kind, made by the program's own writers: what mutation begins from.
public enum FuzzSeeds {
  static let grid = VoxelGrid(size: GridSize(12, 10, 6)!, affine: Affine(spacing: [0.8, 0.9, 2.5], origin: [-5, 4, -30]))

  static let nifti: [UInt8] = file("x.nii") { try FormatRegistry.standard.writer(for: $0).write(volume(), to: $0) } ?? []
  static let project: [UInt8]? = work?.project
  private static let work = drawn()

  public static func seeds(of target: FuzzTarget) -> [[UInt8]] {
    switch target {
    case .scan:
      let files = ["x.nii", "x.nii.gz", "x.mha", "x.nrrd"].compactMap { name in
        file(name) { try FormatRegistry.standard.writer(for: $0).write(volume(), to: $0) }
      }
      return files + [slice(0), zip([slice(0), slice(1)])]
    case .series: return [Chunks((0..<4).map { slice($0) }).bytes, Chunks((0..<5).filter { $0 != 2 }.map { slice($0) }).bytes]
    case .mask: return masks()
    case .toml: return tomls.map { Array($0.utf8) }
    case .project: return [project].compactMap { $0 }
    case .journal: return [work?.journal].compactMap { $0 }
    case .json: return [project].compactMap { $0 } + [Array(#"{"a": [1, -2.5e3, "\u00e9\ud83e\udec1", null, true]}"#.utf8)]
    case .input:
      return ["\u{1b}[<0;3;4M\u{1b}[<0;3;4m", "\u{1b}[200~x\u{1b}[201~", "\u{1b}OA\u{1b}[1;5C é\u{9b}3~s1 ", "\u{1b}]0;x\u{7}:wq\r"]
        .map { Array($0.utf8) }
    }
  }

  private static func volume() throws -> Volume {
    try Volume(grid: grid) { samples in for n in samples.indices { samples[n] = Int16(n * 37 % 1500 - 1000) } }
  }

  private static func file(_ name: String, _ write: (String) throws -> Void) -> [UInt8]? {
    var bytes: [UInt8]?
    FuzzFolder.with([]) { folder in
      let path = folder + "/" + name
      do { try write(path) } catch { return }
      bytes = FileManager.default.contents(atPath: path).map(Array.init)
    }
    return bytes
  }

  // MARK: Masks, projects

  /// A disc on two slices.
  private static func edit(_ session: EditSession, k: Int, label: UInt8) -> Edit? {
    let context = ToolContext(layer: session.findings, volume: session.volume, plane: .axial, label: label)
    return BrushTool(radius: 3, path: [VoxelIndex(5, 4, k)]).edit(in: context)
  }

  private static func masks() -> [[UInt8]] {
    guard let volume = try? volume() else { return [] }
    var session = EditSession(volume: volume)
    for (k, label) in [(2, UInt8(1)), (3, 2)] { if let edit = edit(session, k: k, label: label) { try? session.perform(edit) } }
    var out: [[UInt8]] = []
    FuzzFolder.with((0..<6).map { ("s\($0).dcm", slice($0)) }) { series in
      let source = MaskSource(layer: session.findings, findings: .standard, volume: volume, scan: series)
      for writer in FormatRegistry.standard.maskWriters {
        out += [file("m." + (writer.extensions.first ?? writer.form)) { try writer.write(source, to: $0) }].compactMap { $0 }
      }
    }
    return out
  }

  private static func drawn() -> (project: [UInt8], journal: [UInt8])? {
    var out: (project: [UInt8], journal: [UInt8])?
    FuzzFolder.with([("x.nii", nifti)]) { folder in
      let files = ProjectFiles(scan: folder + "/x.nii")
      guard let volume = try? FormatRegistry.standard.read(files.scan).volume,
        let opened = try? ProjectStore.open(files, volume: volume, reader: "fuzz")
      else { return }
      let store = opened.store
      var session = opened.session
      if let edit = edit(session, k: 2, label: 1) { try? session.perform(edit) }
      _ = try? store.save(&session)
      for (k, label) in [(3, UInt8(2)), (4, 1)] {
        if let edit = edit(session, k: k, label: label) { try? session.perform(edit) }
      }
      _ = try? session.undo()
      try? store.close(session, keepingUnsaved: true)
      let read = FileManager.default.contents(atPath:)
      if let project = read(files.project), let journal = read(files.journal) { out = (Array(project), Array(journal)) }
    }
    return out
  }

  private static let tomls = [
    """
    base = "default"
    [keys]
    "<Left>" = "cursor-left"
    "gg" = "slice-first"
    [contour.keys]
    "a" = "contour-close"
    """,
    """
    [segmenter.opacity]
    command = "mytool --in {scan} --out {labels}"
    seconds = 300
    kind = "lesions"
    labels = { 1 = "GGO", 2 = "CON" }
    """,
    """
    id = "x"
    version = 1
    title = "X"
    [[finding]]
    value = 1
    code = "GGO"
    name = "Ground glass"
    colour = "#ffcc00"
    counts = true
    [[section]]
    title = "S"
    [[section.field]]
    id = "f"
    title = "F"
    kind = "choice"
    options = [ { code = "a", name = "A" }, { code = "b", name = "B" } ]
    """,
    "a.b.c = 1\nd = 1979-05-27T07:32:00.5Z\ne = [ 1, 0x1F, 1_000, -inf, nan ]\nf = '''\nx'''\n[[g]]\nh = { i = \"\\u00e9\" }\n",
  ]

  // MARK: DICOM

  /// A slice in explicit little endian, 12 by 10.
  private static func slice(_ z: Int) -> [UInt8] {
    var body: [UInt8] = []
    func element(_ group: Int, _ number: Int, _ vr: String, _ value: [UInt8]) {
      let value = value.count % 2 == 0 ? value : value + [vr == "UI" ? 0 : 0x20]
      body += [group, number].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + Array(vr.utf8)
      let isLong = vr == "OW" || vr == "OB"
      body += (isLong ? [0, 0] : []) + (0..<(isLong ? 4 : 2)).map { UInt8(truncatingIfNeeded: value.count >> (8 * $0)) }
      body += value
    }
    func text(_ group: Int, _ number: Int, _ vr: String, _ text: String) { element(group, number, vr, Array(text.utf8)) }
    func short(_ group: Int, _ number: Int, _ n: Int) { element(group, number, "US", [UInt8(n & 255), UInt8(n >> 8)]) }
    element(2, 1, "OB", [0, 1])
    text(2, 2, "UI", "1.2.840.10008.5.1.4.1.1.2")
    text(2, 3, "UI", "1.2.3.\(z + 1)")
    text(2, 0x10, "UI", "1.2.840.10008.1.2.1")
    text(8, 8, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
    text(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.2")
    text(8, 0x18, "UI", "1.2.3.\(z + 1)")
    text(8, 0x60, "CS", "CT")
    text(0x10, 0x10, "PN", "Doe^J")
    text(0x18, 0x50, "DS", "2.5")
    text(0x18, 0x60, "DS", "120")
    text(0x20, 0x0d, "UI", "1.2.4")
    text(0x20, 0x0e, "UI", "1.2.3")
    text(0x20, 0x11, "IS", "3")
    text(0x20, 0x12, "IS", "1")
    text(0x20, 0x13, "IS", "\(z + 1)")
    text(0x20, 0x32, "DS", "-5\\4\\\(Double(z) * 2.5)")
    text(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0")
    text(0x20, 0x52, "UI", "1.2.5")
    short(0x28, 2, 1)
    text(0x28, 4, "CS", "MONOCHROME2")
    short(0x28, 0x10, 10)
    short(0x28, 0x11, 12)
    text(0x28, 0x30, "DS", "0.9\\0.8")
    short(0x28, 0x100, 16)
    short(0x28, 0x101, 16)
    short(0x28, 0x102, 15)
    short(0x28, 0x103, 1)
    short(0x28, 0x120, 63536)
    text(0x28, 0x1052, "DS", "-1024")
    text(0x28, 0x1053, "DS", "1")
    element(0x7fe0, 0x10, "OW", (0..<120).flatMap { [UInt8($0 * 2), UInt8($0 % 4)] })
    return [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + body
  }

  /// An archive of stored members.
  private static func zip(_ members: [[UInt8]]) -> [UInt8] {
    func number(_ n: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: n >> (8 * $0)) } }
    var out: [UInt8] = [], directory: [UInt8] = []
    for (n, member) in members.enumerated() {
      let name = Array("s\(n).dcm".utf8)
      var common = number(0, 8)
      for (value, width) in [(Int(crc(member)), 4), (member.count, 4), (member.count, 4), (name.count, 2), (0, 2)] {
        common += number(value, width)
      }
      directory += Array("PK\u{1}\u{2}".utf8) + [20, 0, 20, 0] + common
      directory += number(0, 10) + number(out.count, 4) + name
      out += Array("PK\u{3}\u{4}".utf8) + [20, 0] + common + name + member
    }
    var end = Array("PK\u{5}\u{6}".utf8) + number(0, 4)
    for (value, width) in [(members.count, 2), (members.count, 2), (directory.count, 4), (out.count, 4), (0, 2)] {
      end += number(value, width)
    }
    return out + directory + end
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var value = ~UInt32(0)
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = value & 1 == 1
        value >>= 1
        if isOdd { value ^= 0xedb8_8320 }
      }
    }
    return ~value
  }
}
