import Foundation
import Glibc
import TestSupport
import Testing

/// Who an archive is, and who asks it: certificates of an authority of our own, and a server that speaks TLS.
@Suite(
  .serialized, .enabled(if: OrthancServer.isInstalled, OrthancServer.missing),
  .enabled(if: Certificates.isPossible, "openssl is not installed")
) struct ArchiveTLSTests {
  private let certificates: Certificates

  init() throws { certificates = try Certificates() }

  private func server(_ name: String, clients: String? = nil) throws -> OrthancServer {
    var more: [String: Any] = ["SslEnabled": true, "SslCertificate": certificates.path(name + ".pem")]
    if let clients {
      more["SslVerifyPeers"] = true
      more["SslTrustedClientCertificates"] = certificates.path(clients)
    }
    return try OrthancServer(more)
  }

  /// Asks whether the archive answers, with settings of its own.
  private func echo(
    _ server: OrthancServer, _ settings: String, host: String = "localhost", netrc: String? = nil
  ) throws -> Ran {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/stylet", withIntermediateDirectories: true)
      let text = "[archive.x]\nurl = \"https://\(host):\(server.web)/dicom-web\"\n"
        + settings.replacingOccurrences(of: "FOLDER", with: folder)
      try text.write(toFile: folder + "/stylet/settings.toml", atomically: false, encoding: .utf8)
      for (name, content) in [("secret", OrthancServer.password + "\n"), (".netrc", netrc ?? "")] {
        try content.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
        chmod(folder + "/" + name, 0o600)
      }
      let ran = try stylet(
        ["archive", "echo", "x"], in: folder,
        wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(folder)", "HOME=\(folder)"])
      #expect(!(ran.out + ran.err).contains(OrthancServer.password))
      return ran
    }
  }

  private var basic: String { "auth = \"basic\"\nuser = \"stylet\"\nsecret-file = \"FOLDER/secret\"\n" }
  private var trusted: String { "ca = \"\(certificates.path("ca.crt"))\"\n" }

  /// Until it answers at all: a server that is being started refuses the connection.
  private func started(_ server: OrthancServer) throws {
    try wait("Orthanc", seconds: 60) {
      (try? echo(server, trusted + basic).complaint?.contains("not reached")) != true
    }
  }

  @Test func whoTheArchiveIs() throws {
    let good = try server("good")
    try started(good)
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
      try started(one)
      let ran = try echo(one, trusted + basic)
      #expect(ran.status == 74 && ran.complaint?.contains(said) == true, "\(name): \(ran)")
      #expect(ran.err.contains("nothing was sent"))
    }
  }

  /// Certificates of one's own: none, one of a stranger, the right one.
  @Test func whoAsks() throws {
    let strict = try server("good", clients: "ca.crt")
    try started(strict)
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
    try started(good)
    let user = "auth = \"basic\"\nuser = \"stylet\"\n"
    #expect(try echo(good, trusted + user + "secret-command = \"cat FOLDER/secret\"\n").status == 0)
    let none = try echo(good, trusted + user + "secret-command = \"false\"\n")
    #expect(none.status != 0 && none.complaint?.contains("gave no secret") == true, "\(none)")
    for (host, status) in [("localhost", 0), ("elsewhere", 77)] as [(String, Int32)] {
      let ran = try echo(
        good, trusted + "auth = \"netrc\"\n",
        netrc: "machine \(host)\nlogin stylet\npassword \(OrthancServer.password)\n")
      #expect(ran.status == status, "\(host): \(ran)")
    }
    for settings in ["auth = \"none\"\n", "auth = \"bearer\"\nsecret-file = \"FOLDER/secret\"\n"] {
      let refused = try echo(good, trusted + settings)
      #expect(refused.status == 77 && refused.complaint?.contains("401") == true, "\(refused)")
    }
  }
}

/// An authority, and certificates of it: for this machine, for another host, expired, of one who asks; and a stranger's.
private final class Certificates {
  private let folder: String
  static let program = "/usr/bin/openssl"
  static let isPossible = FileManager.default.isExecutableFile(atPath: program)

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
