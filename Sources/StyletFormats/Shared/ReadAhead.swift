import Dispatch
import StyletBase
import StyletFiles

/// Reads a stream in another thread, a few blocks ahead: inflating goes on while what was inflated is put in its
/// place. Whoever makes one calls ``stop()`` before the stream is used for anything else.
final class ReadAhead: ByteStream, @unchecked Sendable {
  // Small enough to stay in the cache of a core between the two threads.
  private static let blockSize = 1 << 18
  private static let blockCount = 4

  private struct State {
    // How many blocks were filled and emptied, the bytes in each, and how it ended.
    var filled = 0
    var emptied = 0
    var sizes = [Int](repeating: 0, count: blockCount)
    var isOver = false
    var isStopped = false
    var error: (any Error)?
  }

  private let source: any ByteStream
  private let blocks: UnsafeMutableRawBufferPointer
  private let state = Monitor(State())
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
    state.change { $0.isStopped = true }
    state.wait { $0.isOver ? () : nil }
    hasJoined = true
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let to = buffer.baseAddress, buffer.count > 0 else { return 0 }
    let (block, error) = state.wait { state -> ((slot: Int, size: Int)?, (any Error)?)? in
      if state.filled == state.emptied { return state.isOver ? (nil, state.error) : nil }
      let slot = state.emptied % Self.blockCount
      return ((slot, state.sizes[slot]), nil)
    }
    guard let (slot, size) = block, let from = blocks.baseAddress else {
      if let error { throw error }
      return 0
    }
    let n = min(buffer.count, size - position)
    to.copyMemory(from: from + slot * Self.blockSize + position, byteCount: n)
    position += n
    if position == size {
      position = 0
      state.change { $0.emptied += 1 }
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
        state.change { state in
          state.sizes[slot] = n
          state.filled += 1
        }
      }
    } catch {
      state.withLock { $0.error = error }
    }
    state.change { $0.isOver = true }
  }

  /// Waits for a block to be free; nil when reading was given up.
  private func freeSlot() -> Int? {
    let slot = state.wait { state -> Int?? in
      if state.isStopped { return .some(nil) }
      // No ternary: its nil would be the inner one, "given up".
      if state.filled - state.emptied == Self.blockCount { return nil }
      return state.filled % Self.blockCount
    }
    return slot
  }
}
