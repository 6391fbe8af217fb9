import Foundation
import Glibc
import TestSupport
import Testing

/// Who an archive is, and who asks it: certificates of an authority of our own, and a server that speaks TLS.
@Suite(.serialized, .enabled(if: Certificates.isPossible, "openssl or python3 is not installed")) struct ArchiveTLSTests {
  private let certificates: Certificates

  init() throws { certificates = try Certificates() }

  private func server(
    _ name: String, clients: String? = nil, scheme: String = "Basic", leadingTo other: Int? = nil
  ) throws -> TLSServer {
    try TLSServer(
      certificate: certificates.path(name + ".pem"), clients: clients.map(certificates.path), scheme: scheme,
      leadingTo: other)
  }

  /// Asks whether the archive answers, with settings of its own.
  private func echo(
    _ server: TLSServer, _ settings: String, host: String = "localhost", netrc: String? = nil
  ) throws -> Ran {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/stylet", withIntermediateDirectories: true)
      let text = "[archive.x]\nurl = \"https://\(host):\(server.port)/dicom-web\"\n"
        + settings.replacingOccurrences(of: "FOLDER", with: folder)
      try text.write(toFile: folder + "/stylet/settings.toml", atomically: false, encoding: .utf8)
      for (name, content) in [("secret", TLSServer.password + "\n"), (".netrc", netrc ?? "")] {
        try content.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
        chmod(folder + "/" + name, 0o600)
      }
      let ran = try stylet(
        ["archive", "echo", "x"], in: folder,
        wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(folder)", "HOME=\(folder)"])
      #expect(!(ran.out + ran.err).contains(TLSServer.password))
      return ran
    }
  }

  private var basic: String { "auth = \"basic\"\nuser = \"stylet\"\nsecret-file = \"FOLDER/secret\"\n" }
  private var bearer: String { "auth = \"bearer\"\nsecret-file = \"FOLDER/secret\"\n" }
  private var trusted: String { "ca = \"\(certificates.path("ca.crt"))\"\n" }

  @Test func whoTheArchiveIs() throws {
    let good = try server("good")
    #expect(try echo(good, trusted + basic).status == 0)
    #expect(try echo(good, trusted + basic, host: "127.0.0.1").status == 0)
    for settings in [basic, "ca = \"\(certificates.path("other.crt"))\"\n" + basic] {
      let stranger = try echo(good, settings)
      #expect(stranger.status == 74 && stranger.complaint?.contains("authority that is not trusted") == true, "\(stranger)")
    }
    let missing = try echo(good, "ca = \"/nowhere/ca.crt\"\n" + basic)
    #expect(missing.status == 74 && missing.complaint?.contains("not safe") == true, "\(missing)")
    for (name, said) in [("elsewhere", "for another host"), ("expired", "has expired")] {
      let one = try server(name)
      let ran = try echo(one, trusted + basic)
      #expect(ran.status == 74 && ran.complaint?.contains(said) == true, "\(name): \(ran)")
      #expect(ran.err.contains("nothing was sent"))
    }
  }

  /// Certificates of one's own: none, one of a stranger, the right one.
  @Test func whoAsks() throws {
    let strict = try server("good", clients: "ca.crt")
    func own(_ name: String) -> String {
      "client-cert = \"\(certificates.path(name + ".crt"))\"\nclient-key = \"\(certificates.path(name + ".key"))\"\n"
    }
    for settings in ["", own("stranger")] {
      let refused = try echo(strict, trusted + basic + settings)
      #expect(refused.status == 74, "\(refused)")
      #expect(refused.complaint?.contains("certificate of this side") == true, "\(refused)")
    }
    #expect(try echo(strict, trusted + basic + own("client")).status == 0)
    let noKey = try echo(
      strict, trusted + basic + own("client").replacingOccurrences(of: "client.key", with: "other.key"))
    #expect(noKey.status == 74 && noKey.complaint?.contains("certificate of this side") == true, "\(noKey)")
  }

  /// The ways to say who one is, with a server that looks.
  @Test func passwords() throws {
    let good = try server("good")
    let user = "auth = \"basic\"\nuser = \"stylet\"\n"
    #expect(try echo(good, trusted + user + "secret-command = \"cat FOLDER/secret\"\n").status == 0)
    let none = try echo(good, trusted + user + "secret-command = \"false\"\n")
    #expect(none.status != 0 && none.complaint?.contains("gave no secret") == true, "\(none)")
    for (host, status) in [("localhost", 0), ("elsewhere", 77)] as [(String, Int32)] {
      let ran = try echo(
        good, trusted + "auth = \"netrc\"\n",
        netrc: "machine \(host)\nlogin stylet\npassword \(TLSServer.password)\n")
      #expect(ran.status == status, "\(host): \(ran)")
    }
    for settings in ["auth = \"none\"\n", bearer] {
      let refused = try echo(good, trusted + settings)
      #expect(refused.status == 77 && refused.complaint?.contains("401") == true, "\(refused)")
    }
  }

  /// A token lets in where a server wants one, alone and with a certificate of one's own; it does not go where that server
  /// leads, though the other one is trusted too and would take it.
  @Test func tokens() throws {
    let good = try server("good", scheme: "Bearer")
    #expect(try echo(good, trusted + bearer).status == 0)
    #expect(try echo(good, trusted + "auth = \"bearer\"\nsecret-command = \"cat FOLDER/secret\"\n").status == 0)
    #expect(try echo(good, trusted + basic).status == 77)
    #expect(try echo(good, bearer).status == 74, "not trusted: nothing is sent")
    let leading = try echo(server("good", scheme: "Bearer", leadingTo: good.port), trusted + bearer)
    #expect(leading.status == 74 && leading.complaint?.contains("302") == true, "\(leading)")
    let strict = try server("good", clients: "ca.crt", scheme: "Bearer")
    let own =
      "client-cert = \"\(certificates.path("client.crt"))\"\nclient-key = \"\(certificates.path("client.key"))\"\n"
    #expect(try echo(strict, trusted + bearer + own).status == 0)
    #expect(try echo(strict, trusted + bearer).status == 74)
    #expect(try echo(strict, trusted + basic + own).status == 77)
  }
}

/// An authority, and certificates of it: for this machine, for another host, expired, of one who asks; and a stranger's.
private final class Certificates {
  private let folder: String
  static let program = "/usr/bin/openssl"
  static let isPossible = [program, TLSServer.program].allSatisfy(FileManager.default.isExecutableFile)

  init() throws {
    folder = NSTemporaryDirectory() + "/stylet-tls-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["ca", "other"] {
      try openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(name).key", "-out", "\(name).crt", "-days", "30",
        "-subj", "/CN=\(name)")
    }
    try leaf("good", names: "DNS:localhost,IP:127.0.0.1")
    try leaf("elsewhere", names: "DNS:elsewhere.example")
    try leaf("expired", names: "DNS:localhost", days: -1)
    try leaf("client", names: "DNS:reader.example")
    try leaf("stranger", names: "DNS:reader.example", of: "other")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  private func leaf(_ name: String, names: String, of authority: String = "ca", days: Int = 30) throws {
    try openssl(
      "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(name)")
    try "subjectAltName=\(names)\n".write(toFile: path(name + ".ext"), atomically: false, encoding: .utf8)
    try openssl(
      "x509", "-req", "-in", "\(name).csr", "-CA", "\(authority).crt", "-CAkey", "\(authority).key", "-CAcreateserial",
      "-out", "\(name).crt", "-days", "\(days)", "-extfile", "\(name).ext")
    let both = try [".crt", ".key"].map { try String(contentsOfFile: path(name + $0), encoding: .utf8) }.joined()
    try both.write(toFile: path(name + ".pem"), atomically: false, encoding: .utf8)
  }

  private func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
  }
}

/// A server of Python's library that speaks TLS, wants a password, and has no studies.
private final class TLSServer {
  static let program = "/usr/bin/python3"
  static let password = "test-only-7d1"
  let port: Int
  private let process = Process()

  /// - Parameters:
  ///   - clients: an authority; then who asks needs a certificate of it.
  ///   - scheme: of the credentials that are let in: Basic or Bearer.
  ///   - other: a port that whoever is let in is sent on to.
  init(certificate: String, clients: String?, scheme: String, leadingTo other: Int?) throws {
    let out = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = [
      "-c", Self.script, certificate, clients ?? "", Self.password, scheme, other.map(String.init) ?? "",
    ]
    (process.standardOutput, process.standardError) = (out, FileHandle.nullDevice)
    try process.run()
    let line = String(decoding: out.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static let script = """
    import base64, http.server, socket, ssl, sys
    certificate, clients, password, scheme, other = sys.argv[1:]
    given = base64.b64encode(f"stylet:{password}".encode()).decode() if scheme == "Basic" else password
    wanted = scheme + " " + given

    class Archive(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            known = self.headers.get("Authorization") == wanted
            body = b"[]" if known else b""
            self.send_response(302 if known and other else 200 if known else 401)
            if known and other:
                self.send_header("Location", f"https://localhost:{other}/dicom-web/studies")
            if known:
                self.send_header("Content-Type", "application/dicom+json")
            else:
                self.send_header("WWW-Authenticate", 'Basic realm="archive"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    class Server(http.server.ThreadingHTTPServer):
        def finish_request(self, request, address):
            # What was not read would make the system take back what was said last.
            raw = request.dup()
            raw.settimeout(5)
            secure = context.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
            try:
                secure.do_handshake()
                super().finish_request(secure, address)
            except OSError:
                try:
                    raw.shutdown(socket.SHUT_WR)
                    while raw.recv(4096):
                        pass
                except OSError:
                    pass
            finally:
                raw.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if clients:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(clients)
    server = Server(("127.0.0.1", 0), Archive)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """
}
