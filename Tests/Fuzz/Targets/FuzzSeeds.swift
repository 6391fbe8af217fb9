import Foundation
import StyletCore
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletScreen
import StyletTexts

/// Small files of every kind, made by the program's own writers or by hand: what mutation begins from.
public enum FuzzSeeds {
  static let grid = VoxelGrid(
    size: GridSize(12, 10, 6)!, affine: Affine(spacing: [0.8, 0.9, 2.5], origin: [-5, 4, 0]))

  static let nifti: [UInt8] =
    file("x.nii") { try FormatRegistry.standard.writer(for: $0).write(volume(), to: $0) } ?? []

  public static func seeds(of target: FuzzTarget) -> [[UInt8]] {
    switch target {
    case .scan: return images + dicomFiles + [zip([slice(0), slice(1)])]
    case .series:
      let whole = (0..<4).map { slice($0) }
      return [whole, [0, 1, 3, 4].map { slice($0) }, [directory(["S1.DCM", "S2.DCM"])] + whole, [frames()]]
        .map { Chunks($0).bytes }
    case .mask: return masks()
    case .toml: return tomls.map { Array($0.utf8) }
    case .project: return [drawn(), drawn(isSigned: true)].compactMap { $0?.project }
    case .journal: return drawn(isRead: false).map { [Chunks([$0.project, $0.journal, $0.history]).bytes] } ?? []
    case .json:
      let texts = [#"{"a": [1, -2.5e3, "\u00e9\ud83e\udec1", null, true]}"#, model]
      return (drawn().map { [$0.project] } ?? []) + texts.map { Array($0.utf8) }
    case .input:
      return [
        "\u{1b}[<0;3;4M\u{1b}[<0;3;4m", "\u{1b}[200~x\u{1b}[201~", "\u{1b}OA\u{1b}[1;5C é\u{9b}3~s1 ",
        "\u{1b}]0;x\u{7}:wq\r",
      ]
      .map { Array($0.utf8) }
    case .reply:
      return [
        "\u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}]11;rgb:ffff/ffff/dddd\u{7}\u{1b}[6;20;10t\u{1b}[4;600;800t"
          + "\u{1b}[?1;0;256S\u{1b}[?62;4;22c\u{1b}_Gi=31;OK\u{1b}\\q\u{1b}[?64c",
        "\u{1b}]11;rgba:00/00/00/ff\u{1b}\\x\u{1b}[0n\u{1b}[?1;2c",
      ]
      .map { Array($0.utf8) }
    case .deidentify: return dicomFiles + [Array(CarriedText.deidentificationPolicy.utf8)]
    case .study: return FuzzStudy.seed.map { [$0] } ?? []
    case .answer:
      let part = "Content-Type: application/dicom\r\nContent-Length: 5\r\n\r\nDICM\r\r\n"
      return [
        "multipart/related; type=\"application/dicom\"; boundary=ab-c\n--ab-c\r\n\(part)"
          + "--ab-c \r\n\r\nx\r\n--ab\r\n--ab-c--\r\n",
        "multipart/related; boundary=\"a b\"\nbefore\r\n--a b\r\nA: x\r\n\r\n--a b\r\n\r\n\r\n--a b--after",
        #"[{"0020000D": {"vr": "UI", "Value": ["1.2"]}, "00100010": {"vr": "PN", "Value": [{"Alphabetic": "A^B"}]}}]"#,
      ]
      .map { Array($0.utf8) }
    }
  }

  /// Formats of scans and of masks of which no seed is.
  public static var formatsWithoutSeed: [String] {
    let registry = FormatRegistry.standard
    var names: [FuzzTarget: [String: (FileProbe) -> Bool]] = [.scan: [:], .mask: [:]]
    for reader in registry.readers { names[.scan]?[reader.name] = { reader.recognises($0) } }
    for reader in registry.maskReaders { names[.mask]?[reader.name] = { reader.recognises($0) } }
    for target in [FuzzTarget.scan, .mask] {
      for seed in seeds(of: target) {
        _ = FuzzFolder.with([("x", seed)]) { folder in
          guard let probe = try? FileProbe(folder + "/x") else { return }
          names[target] = names[target]?.filter { !$0.value(probe) }
        }
      }
    }
    return names.values.flatMap(\.keys).sorted()
  }

  static func volume() throws -> Volume {
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

  // MARK: Images

  private static var images: [[UInt8]] {
    let written = ["x.nii", "x.nii.gz", "x.mha", "x.nrrd"].compactMap { name in
      file(name) { try FormatRegistry.standard.writer(for: $0).write(volume(), to: $0) }
    }
    let numbers = (0..<24).map { "\($0 * 61 % 1200 - 1000)" }.joined(separator: " ")
    let words = (0..<24).flatMap { [UInt8($0 * 9), UInt8($0 % 5)] }
    // The data in another file, here the same one; numbers as text; several volumes.
    return written + [
      Array("NRRD0004\ntype: short\ndimension: 3\nsizes: 4 3 2\nencoding: ascii\n\n\(numbers)\n".utf8),
      Array(
        """
        NRRD0005
        type: int16
        dimension: 4
        space: left-posterior-superior
        sizes: 2 4 3 1
        space directions: none (0.5,0,0) (0,0.5,0) (0,0,2)
        kinds: list domain domain domain
        space origin: (0,0,0)
        endian: little
        encoding: raw
        byte skip: -1
        data file: x


        """.utf8) + words,
      Array(
        """
        ObjectType = Image
        NDims = 3
        DimSize = 4 3 2
        ElementSpacing = 0.5 0.5 2
        TransformMatrix = 1 0 0 0 1 0 0 0 1
        ElementType = MET_SHORT
        HeaderSize = -1
        ElementDataFile = x

        """.utf8) + words,
    ]
  }

  // MARK: Masks

  private static func masks() -> [[UInt8]] {
    guard let volume = try? volume() else { return [] }
    var session = EditSession(volume: volume)
    for (k, label) in [(2, UInt8(1)), (3, 2)] {
      if let edit = disc(session, k: k, label: label) { try? session.perform(edit) }
    }
    var out: [[UInt8]] = []
    FuzzFolder.with((0..<6).map { ("s\($0).dcm", slice($0)) }) { series in
      // As of a DICOM series, whose slices are named, and as of a scan of one file.
      for scan in [series, nil] {
        let source = MaskSource(layer: session.findings, findings: .standard, volume: volume, scan: scan)
        for writer in FormatRegistry.standard.maskWriters
        where !["csv", "json"].contains(writer.form)
          && (scan != nil || writer.extensions.contains { $0.hasSuffix("dcm") })
        {
          let name = "m." + (writer.extensions.first ?? writer.form)
          out += [file(name) { try writer.write(source, to: $0) }].compactMap { $0 }
        }
      }
    }
    return out
  }

  // MARK: Texts

  private static var model: String {
    // Large: of its trees, the first.
    let text = OpacityModel.standard.text
    guard let trees = text.firstRange(of: "\"trees\": ["), let end = text[trees.upperBound...].firstIndex(of: ","),
      let after = text[end...].firstIndex(of: "]")
    else { return text }
    return String(text[..<end] + text[after...])
  }

  private static let tomls =
    BuiltInKeymap.allCases.map(\.text) + BuiltInProtocol.allCases.map(\.text)
    + [CarriedText.chestStandards, CarriedText.proposalStandards, CarriedText.lungStandards] + [
      """
      [keys]
      "<Left>" = "cursor-left"
      "gg" = "slice-first"
      "wl" = "window lung"
      "<C-x><PageUp>" = "none"
      [contour]
      "a" = "contour-close"
      [digits]
      "&" = 1
      """,
      """
      [segmenter.opacity]
      command = "mytool --in {scan} --out {mask}"
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
      #"""
      a.b.c = 1
      d = 1979-05-27T07:32:00.5Z
      e = [ 1, 0x1F, 1_000, -inf, nan ]
      f = '''
      x'''
      [[g]]
      h = { i = "\u00e9" }
      """#,
      "30G<Space>5<Right>p3<Down>p:w<Enter>\n# keys\n<C-x><F12>é",
    ]
}
