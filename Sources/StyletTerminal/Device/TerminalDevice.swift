import CTerminal
import Glibc
import StyletBase
import StyletScreen

/// The terminal as a device: its mode, its size and the bytes to and from it. Nothing here waits for a slow line,
/// except `drain`, for as long as it is told.
final class TerminalDevice {
  enum Reading {
    case bytes([UInt8])
    case nothing
    /// The line was dropped.
    case closed
  }

  let descriptor: Int32
  /// As it was found.
  let foundMode: termios
  private(set) var isClosed = false
  private var pending: [UInt8] = []
  private var sent = 0

  /// Opens the terminal that standard input and output are.
  /// - Throws: `.usage` when they are none.
  init() throws(Failure) {
    guard isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0 else {
      throw Failure(
        .usage, words("error.not-terminal"),
        advice: words("error.start-in-terminal"))
    }
    // A description of our own: O_NONBLOCK on the shared one would also strike the shell.
    var name = [CChar](repeating: 0, count: 256)
    var fd: Int32 = -1
    if ttyname_r(STDOUT_FILENO, &name, name.count) == 0 {
      fd = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    }
    if fd < 0 { fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) }
    var mode = termios()
    guard fd >= 0, tcgetattr(fd, &mode) == 0 else {
      let reason = SystemReason.said(errno)
      if fd >= 0 { close(fd) }
      throw Failure(.io, words("error.terminal-not-opened", ["why": reason]), advice: words("error.try-tmux"))
    }
    descriptor = fd
    foundMode = mode
  }

  deinit { close(descriptor) }

  func enterRawMode() {
    var raw = foundMode
    stylet_make_raw(&raw)
    Leftovers.add(.terminal(descriptor, mode: modeBytes))
    tcsetattr(descriptor, TCSANOW, &raw)
  }

  /// Back to the mode it was found in. What was typed ahead is for nobody: answers and mouse reports among it would be
  /// run by the shell.
  func leaveRawMode() {
    tcflush(descriptor, TCIFLUSH)
    var mode = foundMode
    tcsetattr(descriptor, TCSANOW, &mode)
    Leftovers.forget(.terminal(descriptor, mode: modeBytes))
  }

  private var modeBytes: [UInt8] { withUnsafeBytes(of: foundMode) { Array($0) } }

  /// Columns and rows, held to 1...1000 by 1...500; 80 x 24 where the terminal does not know.
  var size: (width: Int, height: Int) {
    var columns: Int32 = 80, rows: Int32 = 24
    _ = stylet_size(descriptor, &columns, &rows)
    return (min(max(Int(columns), 1), 1000), min(max(Int(rows), 1), 500))
  }

  /// All of its pixels, where the system knows them.
  var pixels: PixelSize? { Self.pixels(of: descriptor) }

  static func pixels(of descriptor: Int32) -> PixelSize? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_xpixel > 0, size.ws_ypixel > 0 else { return nil }
    return PixelSize(width: Int(size.ws_xpixel), height: Int(size.ws_ypixel))
  }

  // MARK: Out

  /// Whether earlier bytes still wait for the line.
  var isCongested: Bool { sent < pending.count }

  func send(_ bytes: [UInt8]) {
    guard !isClosed else { return }
    pending += bytes
    flush()
  }

  /// Writes what the line takes now.
  func flush() {
    while sent < pending.count && !isClosed {
      let n = pending[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if n > 0 {
        sent += n
      } else if n < 0 && errno == EINTR {
        continue
      } else if n < 0 && errno != EAGAIN {
        isClosed = true
      } else {
        return
      }
    }
    pending.removeAll(keepingCapacity: true)
    sent = 0
  }

  /// Waits until all is written, at most about `milliseconds`.
  func drain(milliseconds: Int) {
    flush()
    var turns = max(milliseconds / 20, 1)
    while isCongested && !isClosed && turns > 0 {
      if stylet_can_write(descriptor, 20) != 0 { flush() }
      turns -= 1
    }
  }

  // MARK: In

  /// What has arrived, at most 4 KiB; first what ``EndingKey`` has read meanwhile.
  func read() -> Reading {
    let ahead = EndingKey.typed()
    if !ahead.isEmpty { return .bytes(ahead) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let n = Glibc.read(descriptor, &buffer, buffer.count)
      if n > 0 { return .bytes(Array(buffer[..<n])) }
      if n < 0 && errno == EINTR { continue }
      if n < 0 && errno == EAGAIN { return .nothing }
      isClosed = true
      return .closed
    }
  }
}
