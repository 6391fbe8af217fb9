import Glibc
import StyletBase

/// A process that another one of this program has started, to do a part of its work: it ends when its standard input
/// does, with that one, whichever way that ends.
enum EndOfParent {
  static func watch() {
    var s = stat()
    guard fstat(STDIN_FILENO, &s) == 0, s.st_mode & S_IFMT == S_IFIFO, getpgrp() == getpid() else { return }
    Threads.run {
      var byte: UInt8 = 0
      while true {
        let n = read(STDIN_FILENO, &byte, 1)
        if n < 0, errno == EINTR { continue }
        if n <= 0 { break }
      }
      // What it has begun goes first: nobody else would.
      Leftovers.clear()
      kill(0, SIGKILL)
    }
  }
}
