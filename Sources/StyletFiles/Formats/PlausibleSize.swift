import StyletBase

/// Compressed files that would become more than they can be: deflate makes a thousand bytes of one, JPEG more, and 10 MB
/// of zeros from a stranger must not take 10 GB of memory.
package enum PlausibleSize {
  /// Volumes of up to so many bytes are taken whatever they are made of: a chest of 2,000 slices of 512x512 twice over.
  package static let always = 2 << 30
  /// Scans shrink to a third or a quarter; a phantom without noise to a fiftieth.
  package static let most = 200

  /// - Parameters:
  ///   - voxels: of the volume that is to be made, two bytes each.
  ///   - stored: bytes of the files that it is made of.
  package static func check(voxels: Int, stored: Int, always: Int = always) throws {
    let (bytes, overflow) = voxels.multipliedReportingOverflow(by: 2)
    guard overflow || bytes > always, overflow || stored < bytes / most else { return }
    throw Failure(
      .badData, "\(stored) bytes would become a volume of \(overflow ? "more than any memory" : "\(bytes) bytes"): no scan "
        + "can be compressed so far", advice: "do not open it if it is from a stranger; else store it uncompressed")
  }
}
