import Glibc
import StyletBase

/// Bytes encrypted by a passphrase as Cryptographic Message Syntax has it (RFC 5652, 5083, 3211: AES-256-GCM, a key by
/// PBKDF2), by the system's libcrypto, which is loaded when it is first needed. `openssl cms -decrypt -inform DER` reads
/// it anywhere.
public struct PassphraseSeal: Sendable {
  private let passphrase: [UInt8]

  /// Of PBKDF2 with HMAC-SHA-1, which is what RFC 3211's recipients have (OWASP, 2023: 1,300,000). About a second.
  private static let rounds: CInt = 1_300_000

  /// - Parameter path: a file whose first line it is, of 12 bytes or more.
  /// - Throws: a ``Failure``: not there, too short, or libcrypto is not.
  public static func read(_ path: String) throws -> PassphraseSeal {
    guard Paths.exists(path) else {
      throw Failure(
        .noInput, path: path, words("deidentify.no-passphrase"), advice: words("deidentify.no-passphrase-advice"))
    }
    let content = try SafeFile.read(path, limit: 1 << 16).bytes
    let line = Array(content.prefix { $0 != 10 && $0 != 13 })
    guard line.count >= 12, !line.contains(0) else {
      throw Failure(
        .badData, path: path, words("deidentify.short-passphrase"), advice: words("deidentify.no-passphrase-advice"))
    }
    _ = try CryptoLibrary.load()
    return PassphraseSeal(passphrase: line)
  }

  /// - Returns: the message, in DER.
  /// - Throws: a ``Failure`` where libcrypto refuses: one older than 3.0 has no AES-GCM here.
  func sealed(_ bytes: [UInt8]) throws -> [UInt8] {
    let library = try CryptoLibrary.load()
    guard let made = library.sealed(bytes, passphrase, rounds: Self.rounds) else { throw CryptoLibrary.missing }
    return made
  }

  /// nil where it is another passphrase, or was changed.
  func opened(_ message: [UInt8]) throws -> [UInt8]? { try CryptoLibrary.load().opened(message, passphrase) }
}

/// libcrypto of OpenSSL 3.
private struct CryptoLibrary: @unchecked Sendable {  // addresses of functions, which nothing changes
  private typealias Pointer = UnsafeMutableRawPointer
  private typealias Make = @convention(c) () -> Pointer?
  private typealias Free = @convention(c) (Pointer?) -> Void

  private let memory: @convention(c) (UnsafeRawPointer?, CInt) -> Pointer?
  private let sink: @convention(c) (Pointer?) -> Pointer?
  private let memorySink: Make
  private let control: @convention(c) (Pointer?, CInt, Int, UnsafeMutableRawPointer?) -> Int
  private let freeStream: Free
  private let galois: Make, chained: Make
  private let encrypt: @convention(c) (Pointer?, Pointer?, Pointer?, CUnsignedInt) -> Pointer?
  private let addPassphrase: @convention(c) (Pointer?, CInt, CInt, CInt, Pointer?, Int, Pointer?) -> Pointer?
  private let finish: @convention(c) (Pointer?, Pointer?, Pointer?, CUnsignedInt) -> CInt
  private let write: @convention(c) (Pointer?, Pointer?) -> CInt
  private let read: @convention(c) (Pointer?, UnsafeMutableRawPointer?) -> Pointer?
  private let setPassphrase: @convention(c) (Pointer?, UnsafePointer<UInt8>, Int) -> CInt
  private let decrypt: @convention(c) (Pointer?, Pointer?, Pointer?, Pointer?, Pointer?, CUnsignedInt) -> CInt
  private let freeMessage: Free
  private let allocate: @convention(c) (Int, UnsafePointer<CChar>?, CInt) -> Pointer?
  private let erase: @convention(c) (Pointer?, Int, UnsafePointer<CChar>?, CInt) -> Void

  static var missing: Failure {
    Failure(.noInput, words("deidentify.no-crypto"), advice: words("deidentify.no-crypto-advice"))
  }

  private static let names = ["libcrypto.so.3", "libcrypto.3.dylib"]
  private static let loaded: CryptoLibrary? = names.lazy
    .compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first.flatMap(CryptoLibrary.init)

  static func load() throws -> CryptoLibrary {
    guard let loaded else { throw missing }
    return loaded
  }

  private init?(_ library: Pointer) {
    func symbol<T>(_ name: String, _: T.Type = T.self) -> T? {
      dlsym(library, name).map { unsafeBitCast($0, to: T.self) }
    }
    guard let memory: @convention(c) (UnsafeRawPointer?, CInt) -> Pointer? = symbol("BIO_new_mem_buf"),
      let sink: @convention(c) (Pointer?) -> Pointer? = symbol("BIO_new"), let memorySink: Make = symbol("BIO_s_mem"),
      let control: @convention(c) (Pointer?, CInt, Int, UnsafeMutableRawPointer?) -> Int = symbol("BIO_ctrl"),
      let freeStream: Free = symbol("BIO_free_all"), let galois: Make = symbol("EVP_aes_256_gcm"),
      let chained: Make = symbol("EVP_aes_256_cbc"),
      let encrypt: @convention(c) (Pointer?, Pointer?, Pointer?, CUnsignedInt) -> Pointer? = symbol("CMS_encrypt"),
      let addPassphrase: @convention(c) (Pointer?, CInt, CInt, CInt, Pointer?, Int, Pointer?) -> Pointer? =
        symbol("CMS_add0_recipient_password"),
      let finish: @convention(c) (Pointer?, Pointer?, Pointer?, CUnsignedInt) -> CInt = symbol("CMS_final"),
      let write: @convention(c) (Pointer?, Pointer?) -> CInt = symbol("i2d_CMS_bio"),
      let read: @convention(c) (Pointer?, UnsafeMutableRawPointer?) -> Pointer? = symbol("d2i_CMS_bio"),
      let setPassphrase: @convention(c) (Pointer?, UnsafePointer<UInt8>, Int) -> CInt =
        symbol("CMS_decrypt_set1_password"),
      let decrypt: @convention(c) (Pointer?, Pointer?, Pointer?, Pointer?, Pointer?, CUnsignedInt) -> CInt =
        symbol("CMS_decrypt"),
      let freeMessage: Free = symbol("CMS_ContentInfo_free"),
      let allocate: @convention(c) (Int, UnsafePointer<CChar>?, CInt) -> Pointer? = symbol("CRYPTO_malloc"),
      let erase: @convention(c) (Pointer?, Int, UnsafePointer<CChar>?, CInt) -> Void = symbol("CRYPTO_clear_free")
    else { return nil }
    (self.memory, self.sink, self.memorySink, self.control) = (memory, sink, memorySink, control)
    (self.freeStream, self.galois, self.chained, self.encrypt) = (freeStream, galois, chained, encrypt)
    (self.addPassphrase, self.finish, self.write, self.read) = (addPassphrase, finish, write, read)
    (self.setPassphrase, self.decrypt, self.freeMessage) = (setPassphrase, decrypt, freeMessage)
    (self.allocate, self.erase) = (allocate, erase)
  }

  // Of cms.h.
  private static let partial: CUnsignedInt = 0x4000, binary: CUnsignedInt = 0x80

  func sealed(_ bytes: [UInt8], _ passphrase: [UInt8], rounds: CInt) -> [UInt8]? {
    guard bytes.count <= Int(CInt.max), let message = encrypt(nil, nil, galois(), Self.partial | Self.binary) else {
      return nil
    }
    defer { freeMessage(message) }
    // The message owns the passphrase from then on, and erases it.
    guard let copy = allocate(passphrase.count, nil, 0) else { return nil }
    copy.copyMemory(from: passphrase, byteCount: passphrase.count)
    guard addPassphrase(message, rounds, -1, -1, copy, passphrase.count, chained()) != nil else {
      erase(copy, passphrase.count, nil, 0)
      return nil
    }
    return bytes.withUnsafeBytes { buffer in
      guard let content = memory(buffer.baseAddress, CInt(buffer.count)), let out = sink(memorySink()) else {
        return nil
      }
      defer {
        freeStream(content)
        freeStream(out)
      }
      guard finish(message, content, nil, Self.partial | Self.binary) == 1, write(out, message) == 1 else { return nil }
      return contents(of: out)
    }
  }

  func opened(_ bytes: [UInt8], _ passphrase: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBytes { buffer in
      guard buffer.count <= Int(CInt.max), let source = memory(buffer.baseAddress, CInt(buffer.count)) else {
        return nil
      }
      defer { freeStream(source) }
      guard let message = read(source, nil), let out = sink(memorySink()) else { return nil }
      defer {
        freeMessage(message)
        freeStream(out)
      }
      guard setPassphrase(message, passphrase, passphrase.count) == 1,
        decrypt(message, nil, nil, nil, out, Self.binary) == 1
      else { return nil }
      return contents(of: out)
    }
  }

  /// BIO_CTRL_INFO: where the bytes lie, and how many they are.
  private func contents(of stream: Pointer) -> [UInt8] {
    var start: UnsafeMutablePointer<UInt8>?
    let count = control(stream, 3, 0, &start)
    return start.map { Array(UnsafeBufferPointer(start: $0, count: max(count, 0))) } ?? []
  }
}
