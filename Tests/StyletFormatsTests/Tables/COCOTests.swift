import Foundation
import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct COCOTests {
  static let scan = VoxelGrid(size: MaskSample.size, affine: MaskSample.affine)

  private func read(_ text: String, on scan: VoxelGrid = scan) throws -> LoadedLabels {
    try withFile(Array(text.utf8), "x.coco.json") { try FormatRegistry.standard.readMask($0, on: scan) }
  }

  /// Strings that pycocotools 2.0 made of these runs.
  @Test func stringsOfPycocotools() throws {
    let known: [([Int], String)] = [
      ([35], "S1"), ([0, 35], "0S1"), ([3, 2, 5, 1, 24], "325Oc0"), ([1, 1000, 31, 32, 4936], "1Xo0o0hQOYi4"),
      ([0, 1], "01"), ([15], "?"), ([16], "`0"), ([31], "o0"), ([32], "P1"), ([5, 6, 7, 1], "567K"),
      ([13, 2, 6, 1, 13], "=26O7"), ([14, 3, 18], ">3b0"),
    ]
    for (counts, string) in known {
      #expect(COCORuns.string(counts) == string)
      #expect(try COCORuns.counts(string, at: "") == counts)
    }
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let counts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        Int.random(in: 0...(1 << Int.random(in: 0...33, using: &random)), using: &random)
      }
      #expect(try COCORuns.counts(COCORuns.string(counts), at: "") == counts)
    }
  }

  @Test func roundTripInEveryAxisOrder() throws {
    for order in everyStorageOrder {
      let mask = try MaskSample.source(order, labels: [1, 4, 200])
      try MaskSample.writing("coco", mask) { path in
        let back = try FormatRegistry.standard.readMask(path, on: Self.scan)
        #expect(back.labels.plain == MaskSample.plain([1, 4, 200]), "\(order)")
        #expect(back.values == [1, 4, 200])
        #expect(Self.scan.mismatch(with: back.description.grid, tolerance: 1e-9) == nil)
        #expect(back.segments.map(\.code) == ["GGO", "CON", "NOD", "OTH", "L200"])
        #expect(back.description.problems.isEmpty)
      }
    }
  }

  /// One pixel and a bent line on a slice of 5 x 7, by hand: columns first.
  @Test func content() throws {
    var mask = try MaskSample.source()
    mask.layer = LabelLayer(name: LabelLayer.findings, size: MaskSample.size)
    var builder = EditBuilder(layer: mask.layer)
    builder.set(j: 6, k: 1, 1..<2, to: 2)
    builder.set(j: 0, k: 1, 2..<4, to: 2)
    builder.set(j: 3, k: 1, 4..<5, to: 1)
    mask.layer.apply(builder.edit(name: "", tool: "", origin: .manual)!)
    try MaskSample.writing("coco", mask) { path in
      let root = try #require(JSONFile.read(path).object)
      #expect(root["images"]?.array?.count == 3)
      let image = try #require(root["images"]?.array?[1].object)
      #expect(
        image["width"]?.int == 5 && image["height"]?.int == 7 && image["id"]?.int == 2 && image["slice"]?.int == 1)
      let notes = try #require(root["annotations"]?.array).compactMap(\.object)
      #expect(notes.map { $0["category_id"]?.int } == [1, 2] && notes.map { $0["image_id"]?.int } == [2, 2])
      #expect(notes.map { $0["area"]?.int } == [1, 3])
      #expect(notes.map { $0["bbox"]?.array?.compactMap(\.int) } == [[4, 3, 1, 1], [1, 0, 3, 7]])
      // j + 7 i: 13, 14 (together) and 21
      let text = try #require(notes[1]["segmentation"]?.object?["counts"]?.string)
      #expect(try COCORuns.counts(text, at: "") == [13, 2, 6, 1, 13])
      #expect(root["info"]?.object?["description"]?.string?.contains(ResearchUse.notice) == true)
    }
  }

  /// A file of another program: numbers as runs, ids of its own, no grid.
  private func foreign(_ segmentation: String, image: String = "{\"id\": 40, \"slice\": 2}", more: String = "")
    -> String
  {
    """
    {"images": [\(image)], "categories": [{"id": 900, "name": "Ground glass"}, {"id": 3}],
     "annotations": [{"image_id": 40, "category_id": 900, "segmentation": \(segmentation)}\(more)]}
    """
  }

  @Test func runsAsNumbers() throws {
    let first = "{\"size\": [7, 5], \"counts\": [13, 2, 6, 1, 13]}"
    let second =
      ", {\"image_id\": 40, \"category_id\": 3, \"segmentation\": {\"size\": [7, 5], \"counts\": [14, 3, 18]}}"
    let back = try read(foreign(first, more: second))
    #expect(back.values == [1, 3] && back.segments.map(\.name) == ["Ground glass", ""])
    let drawn = MaskSample.size.voxels.filter { back.labels[$0] != 0 }
    #expect(drawn == [(2, 0), (3, 0), (2, 1), (2, 2), (1, 6)].map { VoxelIndex($0.0, $0.1, 2) })
    #expect(drawn.map { back.labels[$0] } == [3, 1, 3, 3, 1])
    #expect(back.description.problems.count == 1)
    #expect(back.description.problems.first?.hasPrefix("1 voxel is in both \"Ground glass\"") == true)
  }

  @Test func whatCannotBe() throws {
    for bad in [
      "{\"size\": [7, 5], \"counts\": [13, 23]}", "{\"size\": [7, 5], \"counts\": [13, 21]}",
      "{\"size\": [7, 5], \"counts\": [13, -2, 24]}",
      "{\"size\": [7, 5], \"counts\": [9223372036854775807, 9223372036854775807]}",
      "{\"size\": [7, 5], \"counts\": [1.5]}", "{\"size\": [7, 5], \"counts\": \"~\"}",
      "{\"size\": [7, 5], \"counts\": \"ooooooooooooo\"}",
      "{\"size\": [7, 5], \"counts\": \"S\"}", "{\"size\": [7, 5], \"counts\": \"é\"}",
      "{\"size\": [5, 7], \"counts\": [35]}",
      "{\"size\": [2147483648, 2147483648], \"counts\": [35]}", "{\"size\": [], \"counts\": [35]}",
      "{\"counts\": [35]}",
      "{\"size\": [7, 5]}", "[[1, 2, 3, 4, 5, 6]]", "3", "null",
    ] {
      let f = failure { _ = try read(foreign(bad)) }
      #expect(
        f?.kind == .badData && f?.place?.hasPrefix("annotations[0].segmentation") == true,
        "\(bad): \(String(describing: f))")
    }
    let runs = "{\"size\": [7, 5], \"counts\": [35]}"
    for image in ["{\"id\": 40}", "{\"id\": 40, \"slice\": 3}", "{\"id\": 40, \"slice\": -1}", "{\"slice\": 1}", "1",
      "{\"id\": 40, \"slice\": 1}, {\"id\": 40, \"slice\": 2}"]
    {
      let f = failure { _ = try read(foreign(runs, image: image)) }
      #expect(f?.kind == .badData && f?.place?.hasPrefix("images[") == true, "\(image)")
    }
    #expect(failure { _ = try read(foreign(runs, image: "")) }?.place == "annotations[0].image_id")
  }

  /// A grid far larger than the scan: refused by what is drawn, before it takes memory.
  @Test func absurdGrids() throws {
    func grid(_ size: String, i: String = "[1, 0, 0]") -> String {
      "{\"info\": {\"grid\": {\"size\": \(size), \"origin\": [0, 0, 0], \"i\": \(i), \"j\": [0, 1, 0], "
        + "\"k\": [0, 0, 1]}}, "
        + foreign("{\"size\": [1048576, 16384], \"counts\": [0, 17179869184]}", image: "{\"id\": 40, \"slice\": 0}")
          .dropFirst()
    }
    let f = failure { _ = try read(grid("[16384, 1048576, 1]")) }
    #expect(f?.what.contains("more than a slice of the scan has") == true, "\(String(describing: f))")
    for size in ["[1e9, 1e9, 1e9]", "[0, 1, 1]", "[1, 1]", "[-1, 2, 3]"] {
      #expect(failure { _ = try read(grid(size)) }?.kind == .badData)
    }
    for i in ["[0, 0, 0]", "[-1, 0, 0]", "[1e300, 0, 0]", "[0, 1, 0]", "[1, 2]"] {
      #expect(failure { _ = try read(grid("[5, 7, 3]", i: i)) }?.kind == .badData, "\(i)")
    }
  }

  @Test func damage() throws {
    let bytes = Array(foreign("{\"size\": [7, 5], \"counts\": \"=26O7\"}").utf8)
    try withTemporaryFolder { folder in
      for n in bytes.indices {
        let cut = try put(Array(bytes[..<n]), "a.json", in: folder)
        #expect(failure { _ = try FormatRegistry.standard.readMask(cut, on: Self.scan) }?.kind == .badData, "\(n)")
        for bit in [[UInt8(1), 128, 8, 2, 32][n % 5]] {
          var turned = bytes
          turned[n] ^= bit
          let path = try put(turned, "b.json", in: folder)
          let f = failure { _ = try FormatRegistry.standard.readMask(path, on: Self.scan) }
          #expect(f.map { $0.kind == .badData } ?? true, "\(n): \(String(describing: f))")
        }
      }
    }
  }
}
