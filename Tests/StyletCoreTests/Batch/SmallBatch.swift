import Foundation
import StyletBase

@testable import StyletBatch

/// A batch of scans that are not there: for what needs none.
enum SmallBatch {
  static func manifest(_ count: Int, steps: String = "lungs,propose,extent") throws -> BatchManifest {
    let settings = BatchSettings(try BatchSteps(steps, of: .scans), of: .scans)
    let items = (0..<count).map { n in
      BatchItem(
        path: "/scans/p\(n)/ct.nii.gz", series: n % 3 == 0 ? "1.2.3.\(n)" : nil, files: 1 + n, bytes: 1000 * n,
        fingerprint: sha256([UInt8(n % 256), UInt8(n / 256)]), format: "NIfTI-1", size: [64, 64, 32 + n],
        spacing: [0.7, 0.7, 1.25], seconds: Double(n * 7 % 11))
    }
    return BatchManifest(settings, items)
  }

  static func attempt(_ reason: BatchReason? = nil, host: String = "n1", second: Int = 0) -> BatchResult.Attempt {
    let time = "2026-03-01T09:00:\(second < 10 ? "0" : "")\(second)Z"
    return BatchResult.Attempt(
      reason, reason.map { "\($0)" } ?? "", host: host, began: time, ended: time, seconds: 1.25, peak: 300)
  }

  /// Writes what a run would have left of an item.
  static func finish(
    _ item: BatchItem, of manifest: BatchManifest, in folder: BatchFolder, _ attempts: [BatchResult.Attempt]
  ) throws {
    try folder.makeFolders(for: item, claims: true)
    var outputs: [BatchResult.Output] = []
    if attempts.last?.reason == nil {
      for (n, file) in manifest.settings.steps.all.flatMap(\.files).enumerated() {
        let text = file.hasSuffix(".json") ? answer(item, file, n) : "mask"
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.outputs(item) + "/" + file))
        outputs.append(.init(file, bytes: text.utf8.count, digest: sha256(Array(text.utf8))))
      }
    }
    let result = BatchResult(
      item: item.id, settings: manifest.settings.digest, fingerprint: item.fingerprint, attempts: attempts,
      outputs: outputs)
    try result.write(to: folder.result(item))
  }

  private static func answer(_ item: BatchItem, _ file: String, _ n: Int) -> String {
    """
    {"format": "stylet-x", "version": 1, "program": "stylet 0.1.0", "notice": "n", \
    "scan": {"name": "\(item.name)", "sha256": "\(sha256(Array(item.id.utf8)))"}, \
    "both": {"ml": \(n).5, "percent": null}, "findings": [{"value": 1, "code": "GGO", "name": "Ground glass", "ml": 2}], \
    "remarks": [{"badge": "apex_cut", "words": "w"}, {"badge": "one_lung", "words": "w"}], "size": [1, 2], "none": []}
    """
  }
}
