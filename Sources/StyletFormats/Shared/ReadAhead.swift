import Dispatch
import Foundation
import StyletCore

/// Reads a stream in another thread, a few blocks ahead: inflating goes on while what was inflated is put in its
/// place. Whoever makes one calls ``stop()`` before the stream is used for anything else.
final class ReadAhead: ByteStream, @unchecked Sendable {
  // Small enough to stay in the cache of a core between the two threads.
  private static let blockSize = 1 << 18
  private static let blockCount = 4

  private let source: any ByteStream
  private let blocks: UnsafeMutableRawBufferPointer
  private let finished = DispatchSemaphore(value: 0)
  private let condition = NSCondition()
  // Under the condition: how many blocks were filled and emptied, the bytes in each, and how it ended.
  private var filled = 0
  private var emptied = 0
  private var sizes = [Int](repeating: 0, count: blockCount)
  private var isOver = false
  private var isStopped = false
  private var error: (any Error)?
  // Of the reader alone.
  private var position = 0
  private var hasJoined = false

  /// - Parameter count: how many bytes of the stream are wanted: no more are read.
  init(_ source: any ByteStream, count: Int) {
    self.source = source
    blocks = .allocate(byteCount: Self.blockSize * Self.blockCount, alignment: 64)
    DispatchQueue.global(qos: .userInitiated).async { self.fill(count) }
  }

  deinit { blocks.deallocate() }

  /// Only for after ``stop()``, or an error: until then the place moves.
  var place: String {
    stop()
    return source.place
  }

  /// Gives up reading and waits until the thread has left the stream.
  func stop() {
    guard !hasJoined else { return }
    condition.lock()
    isStopped = true
    condition.broadcast()
    condition.unlock()
    finished.wait()
    hasJoined = true
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let to = buffer.baseAddress, buffer.count > 0 else { return 0 }
    condition.lock()
    while filled == emptied, !isOver { condition.wait() }
    let hasBlock = filled > emptied
    let slot = emptied % Self.blockCount
    let size = sizes[slot]
    let error = error
    condition.unlock()
    guard hasBlock, let from = blocks.baseAddress else {
      if let error { throw error }
      return 0
    }
    let n = min(buffer.count, size - position)
    to.copyMemory(from: from + slot * Self.blockSize + position, byteCount: n)
    position += n
    if position == size {
      position = 0
      condition.lock()
      emptied += 1
      condition.broadcast()
      condition.unlock()
    }
    return n
  }

  private func fill(_ count: Int) {
    var left = count
    do {
      while left > 0, let slot = freeSlot() {
        let start = slot * Self.blockSize
        let n = try source.fill(
          UnsafeMutableRawBufferPointer(rebasing: blocks[start..<start + min(left, Self.blockSize)]))
        if n == 0 { break }
        left -= n
        condition.lock()
        sizes[slot] = n
        filled += 1
        condition.broadcast()
        condition.unlock()
      }
    } catch {
      condition.lock()
      self.error = error
      condition.unlock()
    }
    condition.lock()
    isOver = true
    condition.broadcast()
    condition.unlock()
    finished.signal()
  }

  /// Waits for a block to be free; nil when reading was given up.
  private func freeSlot() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while filled - emptied == Self.blockCount, !isStopped { condition.wait() }
    return isStopped ? nil : filled % Self.blockCount
  }
}
