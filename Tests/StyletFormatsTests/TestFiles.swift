import Foundation
import StyletBase
import StyletImaging
import TestSupport

@testable import StyletFiles
@testable import StyletFormats

/// Writes `bytes` under `name` in a folder; its path.
@discardableResult
func put(_ bytes: [UInt8], _ name: String, in folder: String) throws -> String {
  let path = folder + "/" + name
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}

/// Runs `body` with the path of a file of these bytes.
func withFile<R>(_ bytes: [UInt8], _ name: String, _ body: (String) throws -> R) throws -> R {
  try withTemporaryFolder { try body(put(bytes, name, in: $0)) }
}

/// Collects what is written to it.
final class ByteCollector: ByteSink {
  var bytes: [UInt8] = []
  func write(_ more: UnsafeRawBufferPointer) { bytes += more }
}

func compressed(_ bytes: [UInt8], _ wrapping: DeflateSink.Wrapping = .gzip) throws -> [UInt8] {
  let collector = ByteCollector()
  let sink = try DeflateSink(collector, wrapping, level: 6)
  try sink.write(bytes)
  try sink.finish()
  return collector.bytes
}

/// The failure that `body` throws; nil when it throws none.
func failure(_ body: () throws -> Void) -> Failure? {
  do { try body() } catch { return error as? Failure ?? Failure(.defect, "\(error)") }
  return nil
}

/// The failure of reading these bytes as a file of this name.
func failureReading(_ bytes: [UInt8], _ name: String) throws -> Failure? {
  try withFile(bytes, name) { path in failure { _ = try FormatRegistry.standard.read(path) } }
}

let everyStorageOrder: [StorageOrder] = [
  SIMD3(0, 1, 2), SIMD3(0, 2, 1), SIMD3(1, 0, 2), SIMD3(1, 2, 0), SIMD3(2, 0, 1), SIMD3(2, 1, 0),
].flatMap { axes in
  (0..<8).map { StorageOrder(axes: axes, flipped: SIMD3($0 & 1, $0 >> 1 & 1, $0 >> 2)) }
}
