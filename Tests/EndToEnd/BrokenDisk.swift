import Foundation

/// Files that a bad disk does not give: a library before the C library's own, by which every read of a file whose path
/// ends in a given way fails with EIO.
enum BrokenDisk {
  private static var folder: String { NSTemporaryDirectory() + "/stylet-disk-\(getpid())" }

  static let isAvailable: Bool = (try? library.get()) != nil

  private static let library = Result { () throws -> String in
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: BrokenDisk.folder) }
    try source.write(toFile: folder + "/eio.c", atomically: true, encoding: .utf8)
    for compiler in ["cc", "clang", "gcc"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [compiler, "-shared", "-fPIC", "-o", folder + "/eio.so", folder + "/eio.c", "-ldl"]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { continue }
      process.waitUntilExit()
      if process.terminationStatus == 0 { return folder + "/eio.so" }
    }
    throw CocoaError(.executableNotLoadable)
  }

  /// For ``stylet(_:in:wrapper:)``.
  static func wrapper(_ name: String) throws -> [String] {
    ["/usr/bin/env", "LD_PRELOAD=" + (try library.get()), "EIO_OF=" + name]
  }

  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/uio.h>
    #include <unistd.h>

    static int broken(int file) {
      const char *name = getenv("EIO_OF");
      char link[64], path[4096];
      snprintf(link, sizeof link, "/proc/self/fd/%d", file);
      ssize_t n = readlink(link, path, sizeof path - 1);
      if (!name || n <= 0) return 0;
      path[n] = 0;
      size_t length = strlen(name);
      return (size_t)n >= length && !strcmp(path + n - length, name);
    }

    #define NEXT(name) static __typeof__(&name) next; if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
    #define REFUSE(file) if (broken(file)) { errno = EIO; return -1; }

    ssize_t read(int file, void *to, size_t count) { NEXT(read); REFUSE(file) return next(file, to, count); }
    ssize_t pread(int file, void *to, size_t count, off_t at) {
      NEXT(pread);
      REFUSE(file)
      return next(file, to, count, at);
    }
    ssize_t pread64(int file, void *to, size_t count, off64_t at) {
      NEXT(pread64);
      REFUSE(file)
      return next(file, to, count, at);
    }
    ssize_t readv(int file, const struct iovec *to, int count) {
      NEXT(readv);
      REFUSE(file)
      return next(file, to, count);
    }
    """
}
