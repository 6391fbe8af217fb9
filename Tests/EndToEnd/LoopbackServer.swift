import Foundation
import Glibc
import TestSupport
import Testing

/// A server on this machine's own address: a thread a connection, until it goes.
final class LoopbackServer: @unchecked Sendable {
  let port: UInt16
  private let listener: Int32

  /// - Parameter serve: called with each connection, which is closed behind it.
  init(_ serve: @escaping @Sendable (Int32) -> Void) throws {
    (listener, port) = try Self.listening()
    let listener = listener
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread {
          serve(connection)
          close(connection)
        }
      }
    }
  }

  /// One that answers each request with bytes, and closes.
  convenience init(answers: @escaping @Sendable (String) -> [UInt8]) throws {
    try self.init { connection in
      var request: [UInt8] = []
      let end = Array("\r\n\r\n".utf8)
      while request.firstRange(of: end) == nil, let more = Self.receive(connection) { request += more }
      Self.send(answers(String(decoding: request, as: UTF8.self)), to: connection)
      // What was not read would make the system take back what was sent.
      shutdown(connection, Int32(SHUT_WR))
      while Self.receive(connection) != nil {}
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// A port that was free just now.
  static func freePort() throws -> UInt16 {
    let (listener, port) = try listening()
    close(listener)
    return port
  }

  /// Passes on what comes, and cuts each answer of files after so many bytes as `limit` says then.
  static func cutting(to upstream: UInt16, limit: @escaping @Sendable () -> Int?) throws -> LoopbackServer {
    try LoopbackServer { client in
      let server = connect(to: upstream)
      guard server >= 0 else { return }
      Thread.detachNewThread {
        while let bytes = receive(client) { send(bytes, to: server) }
        shutdown(server, Int32(SHUT_WR))
      }
      // A connection is kept for several answers: counted from where one of files begins.
      var isFiles = false, sent = 0
      while let bytes = receive(server) {
        isFiles = isFiles || bytes.firstRange(of: Array("multipart/related".utf8)) != nil
        let left = isFiles ? limit().map { max(0, $0 - sent) } ?? bytes.count : bytes.count
        send(Array(bytes.prefix(left)), to: client)
        if left < bytes.count { break }
        if isFiles { sent += bytes.count }
      }
      shutdown(client, Int32(SHUT_RDWR))
      close(server)
    }
  }

  private static func listening() throws -> (Int32, UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = at(0), length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private static func at(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func connect(to port: UInt16) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = at(port)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result == 0 { return descriptor }
    close(descriptor)
    return -1
  }

  /// nil at the end.
  private static func receive(_ descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let n = recv(descriptor, &buffer, buffer.count, 0)
    return n > 0 ? Array(buffer[..<n]) : nil
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let n = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard n > 0 else { return }
      rest = rest.dropFirst(n)
    }
  }
}
