/// Files that a bad disk does not give: every read of a file whose path ends in a given way fails with EIO.
enum BrokenDisk {
  static var isAvailable: Bool { Preloaded.isAvailable }

  private static let library = Result { try Preloaded("eio", source) }

  /// For ``stylet(_:in:wrapper:)``.
  static func wrapper(_ name: String) throws -> [String] { try library.get().wrapper(["EIO_OF": name]) }

  private static let source = """
    static int broken(int file) {
      const char *name = getenv("EIO_OF"), *path = path_of(file);
      size_t length = name ? strlen(name) : 0, n = strlen(path);
      return name && n >= length && !strcmp(path + n - length, name);
    }

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
