import Glibc

/// Why a call of the system failed, in the language in force: what the system says itself is English.
public enum SystemReason {
  /// - Parameter code: errno.
  public static func said(_ code: Int32) -> String {
    words("error.system-reason", ["code": name(code), "own": String(cString: strerror(code))])
  }

  /// What chooses the words; those of the system stand for all others.
  private static func name(_ code: Int32) -> String {
    switch code {
    case EIO: "io"
    case EACCES: "denied"
    case EPERM: "not-permitted"
    case EROFS: "read-only"
    case ENOENT: "nothing-there"
    case ENOSPC: "full"
    case EDQUOT: "quota"
    case EISDIR: "folder"
    case ENOTDIR: "no-folder"
    case EMFILE, ENFILE: "many-open"
    case ENOMEM: "no-memory"
    case EPIPE: "pipe"
    case ELOOP: "links"
    case ENAMETOOLONG: "long-name"
    case EFBIG: "too-large"
    case EXDEV: "other-disk"
    default: "other"
    }
  }
}
