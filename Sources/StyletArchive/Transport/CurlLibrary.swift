import Glibc
import StyletBase

/// libcurl, loaded when an archive is first spoken to: the program is built and started without it.
struct CurlLibrary: @unchecked Sendable {  // addresses of functions, which nothing changes
  typealias Handle = UnsafeMutableRawPointer
  typealias Receive = @convention(c) (UnsafeMutablePointer<UInt8>?, Int, Int, UnsafeMutableRawPointer?) -> Int

  // curl_easy_setopt takes what kind of argument its option says (`...`). On Linux a variable argument of a word's size
  // goes where a declared one does.
  private typealias SetWord = @convention(c) (Handle, CInt, Int) -> CInt
  private typealias SetPointer = @convention(c) (Handle, CInt, UnsafeRawPointer?) -> CInt
  private typealias SetReceive = @convention(c) (Handle, CInt, Receive) -> CInt
  private typealias GetWord = @convention(c) (Handle, CInt, UnsafeMutablePointer<Int>) -> CInt

  private let make: @convention(c) () -> Handle?
  private let free: @convention(c) (Handle) -> Void
  private let clear: @convention(c) (Handle) -> Void
  private let run: @convention(c) (Handle) -> CInt
  private let says: @convention(c) (CInt) -> UnsafePointer<CChar>?
  private let appendLine: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
  private let freeLines: @convention(c) (UnsafeMutableRawPointer?) -> Void
  private let option: UnsafeMutableRawPointer
  private let info: UnsafeMutableRawPointer

  /// Names of the library, by Linux and by macOS.
  private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"]

  private static let loaded: Result<CurlLibrary, Failure> = load(names)

  /// - Throws: a ``Failure`` that names the package where it is missing.
  static func load() throws -> CurlLibrary { try loaded.get() }

  static func load(_ names: [String]) -> Result<CurlLibrary, Failure> {
    let missing = Failure(.noInput, words("archive.no-curl"), advice: words("archive.no-curl-advice"))
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      return .failure(missing)
    }
    return CurlLibrary(library).map { .success($0) } ?? .failure(missing)
  }

  private init?(_ library: UnsafeMutableRawPointer) {
    func symbol<T>(_ name: String, _: T.Type = T.self) -> T? {
      dlsym(library, name).map { unsafeBitCast($0, to: T.self) }
    }
    guard let begin: @convention(c) (Int) -> CInt = symbol("curl_global_init"),
      let make: @convention(c) () -> Handle? = symbol("curl_easy_init"),
      let free: @convention(c) (Handle) -> Void = symbol("curl_easy_cleanup"),
      let clear: @convention(c) (Handle) -> Void = symbol("curl_easy_reset"),
      let run: @convention(c) (Handle) -> CInt = symbol("curl_easy_perform"),
      let says: @convention(c) (CInt) -> UnsafePointer<CChar>? = symbol("curl_easy_strerror"),
      let append: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>) -> UnsafeMutableRawPointer? =
        symbol("curl_slist_append"),
      let freeLines: @convention(c) (UnsafeMutableRawPointer?) -> Void = symbol("curl_slist_free_all"),
      let option = dlsym(library, "curl_easy_setopt"), let info = dlsym(library, "curl_easy_getinfo"), begin(3) == 0
    else { return nil }
    (self.make, self.free, self.clear, self.run, self.says) = (make, free, clear, run, says)
    (appendLine, self.freeLines, self.option, self.info) = (append, freeLines, option, info)
  }

  func handle() -> Handle? { make() }
  func free(_ handle: Handle) { free(handle) }
  func reset(_ handle: Handle) { clear(handle) }
  func perform(_ handle: Handle) -> Int { Int(run(handle)) }
  func reason(_ code: Int) -> String { says(CInt(truncatingIfNeeded: code)).map { String(cString: $0) } ?? "\(code)" }

  /// - Returns: whether the library knows the option and takes the value.
  @discardableResult
  func set(_ handle: Handle, _ option: CurlOption, _ value: Int) -> Bool {
    unsafeBitCast(self.option, to: SetWord.self)(handle, option.rawValue, value) == 0
  }

  /// The library copies the text.
  @discardableResult
  func set(_ handle: Handle, _ option: CurlOption, _ text: String) -> Bool {
    text.withCString { unsafeBitCast(self.option, to: SetPointer.self)(handle, option.rawValue, $0) == 0 }
  }

  @discardableResult
  func set(_ handle: Handle, _ option: CurlOption, _ pointer: UnsafeRawPointer?) -> Bool {
    unsafeBitCast(self.option, to: SetPointer.self)(handle, option.rawValue, pointer) == 0
  }

  @discardableResult
  func set(_ handle: Handle, _ option: CurlOption, receive: Receive) -> Bool {
    unsafeBitCast(self.option, to: SetReceive.self)(handle, option.rawValue, receive) == 0
  }

  /// CURLINFO_RESPONSE_CODE; 0 where there was no answer.
  func status(_ handle: Handle) -> Int {
    var status = 0
    _ = unsafeBitCast(info, to: GetWord.self)(handle, 0x20_0002, &status)
    return status
  }

  /// Lines that are valid while `body` runs.
  func withLines<R>(_ lines: [String], _ body: (UnsafeRawPointer?) throws -> R) rethrows -> R {
    var list: UnsafeMutableRawPointer?
    for line in lines { list = appendLine(list, line) ?? list }
    defer { freeLines(list) }
    return try body(UnsafeRawPointer(list))
  }
}

/// Numbers of options, which never change (curl.h).
enum CurlOption: CInt {
  case lowSpeedLimit = 19, lowSpeedTime = 20, timeout = 13, post = 47, netrc = 51, verifyPeer = 64, connectTimeout = 78
  case httpGet = 80, verifyHost = 81, noSignal = 99, httpAuth = 107, protocols = 181
  case writeData = 10001, url = 10002, errorBuffer = 10010, postFields = 10015, userAgent = 10018, httpHeader = 10023, certificate = 10025
  case headerData = 10029, caInfo = 10065, key = 10087, acceptEncoding = 10102, userName = 10173, password = 10174
  case noProxy = 10177
  case write = 20011, header = 20079
  case postSize = 30120
}
