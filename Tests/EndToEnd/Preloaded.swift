import Foundation

/// A library of a few lines of C that comes before the C library's own in a program: so a test has a bad disk, another
/// clock, a machine that stops at a chosen call.
struct Preloaded: Sendable {
  let path: String

  /// Whether there is a compiler, and a system that loads such a library.
  static let isAvailable: Bool = {
    #if os(Linux)
      (try? Preloaded("nothing", "")) != nil
    #else
      false
    #endif
  }()
  private static var folder: String { NSTemporaryDirectory() + "/stylet-preloaded-\(getpid())" }
  private static let made: Void = {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Preloaded.folder) }
  }()

  /// - Parameter source: functions in C that stand for those of their names; `NEXT(name)` has the C library's own as
  ///   `next`, and `path_of(file)` is the path of an open file.
  init(_ name: String, _ source: String) throws {
    _ = Self.made
    let code = Self.folder + "/\(name).c"
    path = Self.folder + "/\(name).so"
    try (Self.head + source).write(toFile: code, atomically: true, encoding: .utf8)
    for compiler in ["cc", "clang", "gcc"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [compiler, "-shared", "-fPIC", "-o", path, code, "-ldl"]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { continue }
      process.waitUntilExit()
      if process.terminationStatus == 0 { return }
    }
    throw CocoaError(.executableNotLoadable)
  }

  /// For ``stylet(_:in:wrapper:)``, with what the library is told.
  func wrapper(_ settings: [String: String]) -> [String] {
    ["/usr/bin/env", "LD_PRELOAD=" + path] + settings.map { "\($0.key)=\($0.value)" }
  }

  private static let head = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <signal.h>
    #include <stdarg.h>
    #include <stdatomic.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/uio.h>
    #include <time.h>
    #include <unistd.h>

    #define NEXT(name) static __typeof__(&name) next; if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

    static inline const char *path_of(int file) {
      static _Thread_local char path[4096];
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", file);
      ssize_t n = readlink(link, path, sizeof path - 1);
      path[n > 0 ? n : 0] = 0;
      return path;
    }

    """
}
