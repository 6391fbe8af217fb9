import CZlib
import StyletBase

#if FastInflate
  import CISAL
#endif

/// What takes a compressed stream apart, a piece at a time: gzip and zlib by their wrapping, or bare deflate.
protocol InflateEngine: AnyObject {
  /// Inflates some of `input` into `output`.
  /// - Returns: how many bytes were taken and given, and whether a member ended: its checksum was right then. Neither
  ///   taken nor given means that more input is needed.
  /// - Throws: ``InflateDamage``
  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws -> InflateStep
  /// Makes ready for another member.
  func reset()
}

struct InflateStep {
  var taken: Int
  var given: Int
  var isAtEnd: Bool
}

/// Why a stream cannot be inflated, in words.
struct InflateDamage: Error {
  var reason: String
}

/// The library that inflates.
enum InflateBackend: CaseIterable {
  case zlib
  #if FastInflate
    /// ISA-L, in about half of zlib's time.
    case isal
  #endif

  static var fastest: InflateBackend {
    #if FastInflate
      .isal
    #else
      .zlib
    #endif
  }

  func engine(_ wrapping: InflateStream.Wrapping) throws -> any InflateEngine {
    switch self {
    case .zlib: return try ZlibEngine(wrapping)
    #if FastInflate
      // Bare deflate, which only small DICOM data sets are, stays with zlib: it alone says where such a stream ends.
      case .isal: return wrapping == .raw ? try ZlibEngine(wrapping) : ISALEngine()
    #endif
    }
  }
}

final class ZlibEngine: InflateEngine {
  private let stream: UnsafeMutablePointer<z_stream>

  init(_ wrapping: InflateStream.Wrapping) throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let bits: Int32 = wrapping == .raw ? -15 : 15 + 32
    guard inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Failure(.io, "not enough memory to decompress")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func reset() { inflateReset(stream) }

  func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws -> InflateStep {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(output.count)
    let status = inflate(stream, Z_NO_FLUSH)
    switch status {
    case Z_OK, Z_BUF_ERROR, Z_STREAM_END: break
    case Z_MEM_ERROR: throw Failure(.io, "not enough memory to decompress")
    default: throw InflateDamage(reason: stream.pointee.msg.map { String(cString: $0) } ?? "not deflate")
    }
    return InflateStep(
      taken: input.count - Int(stream.pointee.avail_in), given: output.count - Int(stream.pointee.avail_out),
      isAtEnd: status == Z_STREAM_END)
  }
}

#if FastInflate
  /// gzip and zlib by ISA-L. It holds back up to 64 KB of what it inflated, and keeps the last 32 KB.
  final class ISALEngine: InflateEngine {
    private let state: UnsafeMutablePointer<inflate_state>
    /// Whether the first byte of the member was seen, which says what it is wrapped in.
    private var isBegun = false

    init() {
      state = .allocate(capacity: 1)
      UnsafeMutableRawPointer(state).initializeMemory(
        as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
      isal_inflate_init(state)
    }

    deinit { state.deallocate() }

    func reset() {
      isal_inflate_reset(state)
      isBegun = false
    }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws -> InflateStep {
      if !isBegun {
        guard let first = input.first else { return InflateStep(taken: 0, given: 0, isAtEnd: false) }
        state.pointee.crc_flag = UInt32(first == 0x1f ? ISAL_GZIP : ISAL_ZLIB)
        isBegun = true
      }
      state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      state.pointee.avail_in = UInt32(input.count)
      state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      state.pointee.avail_out = UInt32(output.count)
      let status = isal_inflate(state)
      guard status == ISAL_DECOMP_OK else { throw InflateDamage(reason: Self.words(status)) }
      let (left, room) = (Int(state.pointee.avail_in), Int(state.pointee.avail_out))
      guard left <= input.count, room <= output.count else { throw InflateDamage(reason: "its lengths do not agree") }
      return InflateStep(
        taken: input.count - left, given: output.count - room,
        isAtEnd: state.pointee.block_state == ISAL_BLOCK_FINISH)
    }

    private static func words(_ status: Int32) -> String {
      switch status {
      case ISAL_INVALID_BLOCK: "invalid block"
      case ISAL_INVALID_SYMBOL: "invalid code"
      case ISAL_INVALID_LOOKBACK: "invalid distance too far back"
      case ISAL_INVALID_WRAPPER: "incorrect header check"
      case ISAL_UNSUPPORTED_METHOD: "unknown compression method"
      case ISAL_INCORRECT_CHECKSUM: "incorrect data check"
      case ISAL_NEED_DICT: "it needs a dictionary"
      default: "not deflate"
      }
    }
  }
#endif
