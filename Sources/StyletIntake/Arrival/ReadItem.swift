import StyletBase
import StyletDICOM
import StyletFiles

/// A file of a delivery, read once: what it is, its bytes, their digest.
enum ReadItem: Sendable {
  case instance(DeliveredInstance, bytes: [UInt8], digest: String)
  case damaged(bytes: [UInt8], digest: String)
  case refused(IntakeReason, digest: String?)
  case archive(String)
  case unfinished

  init(_ item: DeliveredItem, most: Int) {
    switch item.read(most: most) {
    case .archive(let path): self = .archive(path)
    case .unfinished: self = .unfinished
    case .refused(let reason): self = .refused(reason, digest: nil)
    case .bytes(let bytes):
      // On the disk it would have been one of the delivery's own.
      if ZipArchive.recognises(Array(bytes.prefix(8))) {
        self = .refused(.nestedArchive, digest: nil)
        return
      }
      let digest = sha256(bytes)
      do {
        if let one = try DeliveredInstance(bytes) {
          self = .instance(one, bytes: bytes, digest: digest)
        } else {
          self = .refused(.notDICOM, digest: digest)
        }
      } catch { self = .damaged(bytes: bytes, digest: digest) }
    }
  }

  /// Bytes that were read.
  var count: Int {
    switch self {
    case .instance(_, let bytes, _), .damaged(let bytes, _): bytes.count
    case .refused, .archive, .unfinished: 0
    }
  }
}
