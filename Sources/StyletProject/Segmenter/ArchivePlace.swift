import StyletBase

/// An archive of a hospital's, as a user's settings name it. No secret is in it: it says where secrets are.
///
/// ```toml
/// [archive.hospital]
/// url = "https://pacs.example.org/dicom-web"
/// auth = "basic"
/// user = "stylet"
/// secret-file = "~/.config/stylet/hospital.secret"
///
/// [archive.old]
/// host = "10.0.0.7"
/// port = 104
/// called = "PACS"
/// calling = "STYLET"
/// ```
public struct ArchivePlace: Hashable, Sendable {
  public var name: String
  public var way: Way
  /// For research: what was de-identified may be sent there.
  public var isResearch: Bool
  /// Where series that are opened from there are kept; nil for the user's data folder.
  public var folder: String?

  public enum Way: Hashable, Sendable {
    /// DICOMweb (PS3.18).
    case web(ArchiveWeb)
    /// The network protocol of PS3.8, by other programs.
    case network(ArchiveNetwork)
  }
}

/// Where DICOMweb is, and how one says who one is.
public struct ArchiveWeb: Hashable, Sendable {
  /// http or https, without a slash at its end.
  public var url: String
  /// Where a single file is asked for as of old (WADO-URI); nil where the archive has no such place.
  public var wadoURL: String?
  public var auth: Auth
  public var user: String?
  public var secret: Secret?
  /// Certificates: those that are trusted instead of the system's; one's own and its key.
  public var trusted: String?, certificate: String?, key: String?
  /// So many rows are asked for at once.
  public var page: Int

  public enum Auth: String, Hashable, Sendable, CaseIterable { case none, basic, bearer, netrc }

  /// Where a password or token is.
  public enum Secret: Hashable, Sendable {
    /// The first line of a file that nobody else may read.
    case file(String)
    /// The first line that a command writes.
    case command([String])
  }

  /// Of an address: letters as they are written, the host in lower case.
  static func parts(of url: String) -> (scheme: String, host: String)? {
    guard let mark = url.firstRange(of: "://"),
      url.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"@?#\\\"<>".utf8.contains($0) })
    else { return nil }
    let scheme = url[..<mark.lowerBound].lowercased()
    var host = url[mark.upperBound...].prefix { $0 != "/" }.lowercased()
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      host = String(host[...end])
    } else if let colon = host.firstIndex(of: ":") {
      host = String(host[..<colon])
    }
    return host.isEmpty || !["http", "https"].contains(scheme) ? nil : (scheme, host)
  }

  /// Whether an address leads to this machine itself.
  public var isLoopback: Bool { Self.parts(of: url).map { Self.isLoopback($0.host) } ?? false }

  static func isLoopback(_ host: String) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host == "localhost" || host == "[::1]" || numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}

/// A node of DICOM's network, and the programs by which it is spoken to.
public struct ArchiveNetwork: Hashable, Sendable {
  public var host: String
  public var port: Int
  /// Its application entity title, and one's own.
  public var called: String, calling: String
  /// Where it sends what one asks to be moved here; nil where files are got on the connection that asks for them.
  public var listen: Int?
  public var programs: [Job: [String]]
  /// Each of them may take so long, s.
  public var seconds: Double

  public enum Job: String, Hashable, Sendable, CaseIterable { case echo, find, get, store }

  /// What dcmtk's programs are told. `{keys}` stands for the words of a query, `{folder}` and `{file}` for a path.
  static func usual(_ job: Job, listens: Bool) -> String {
    let node = "-aet {calling} -aec {called} {host} {port}"
    return switch job {
    case .echo: "echoscu -v \(node)"
    case .find: "findscu -v -S -X -od {folder} {keys} \(node)"
    case .get where listens:
      "movescu -v -S +xa +P {listen} -aem {calling} -od {folder} {keys} \(node)"
    case .get: "getscu -v -S -od {folder} {keys} \(node)"
    // Without -R more classes are proposed than one association takes, and SEG is not among them.
    case .store: "storescu -v -R \(node) {file}"
    }
  }
}

extension ArchivePlace {
  init?(_ name: String, _ fields: inout FieldReader) {
    guard Self.isName(name) else {
      fields.report("", words("error.settings.archive-name"))
      return nil
    }
    isResearch = fields.bool("research", required: false) ?? false
    folder = fields.path("folder")
    self.name = name
    let isWeb = fields.has("url"), isNetwork = fields.has("host")
    guard isWeb != isNetwork else {
      fields.report(isWeb ? "host" : "url", words("error.settings.archive-way"))
      return nil
    }
    guard let way = isWeb ? ArchiveWeb(&fields).map(Way.web) : ArchiveNetwork(&fields).map(Way.network) else {
      return nil
    }
    self.way = way
  }

  /// Where series that are opened from there are kept: as the settings say, else `$XDG_DATA_HOME/stylet/archive/NAME`, or
  /// `~/.local/share/stylet/archive/NAME`.
  public var keptIn: String {
    if let folder { return folder }
    let asked = Paths.environment(["XDG_DATA_HOME"])["XDG_DATA_HOME"] ?? ""
    let data = asked.hasPrefix("/") ? asked : Paths.home.appendingPath(".local/share")
    return data.appendingPath("stylet/archive/" + name)
  }

  /// It stands in names of files.
  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 45 || $0 == 95 }
  }
}

extension ArchiveWeb {
  init?(_ fields: inout FieldReader) {
    let mayBePlain = fields.bool("http", required: false) ?? false
    let address = Self.address("url", &fields, mayBePlain)
    wadoURL = fields.has("wado-url") ? Self.address("wado-url", &fields, mayBePlain) : nil
    let known = Auth.allCases.map(\.rawValue).joined(separator: ", ")
    let asked = fields.string("auth", required: false)
    if let asked, Auth(rawValue: asked) == nil { fields.report("auth", words("error.settings.kind", ["known": known])) }
    auth = asked.flatMap(Auth.init) ?? .none
    user = fields.string("user", required: auth == .basic)
    trusted = fields.path("ca")
    certificate = fields.path("client-cert")
    key = fields.path("client-key")
    page = fields.int("page", in: 1...10_000, required: false) ?? 100
    secret = fields.path("secret-file").map(Secret.file)
    if let command = fields.string("secret-command", required: false) {
      let split = Segmenter.split(command) ?? []
      if split.isEmpty { fields.report("secret-command", words("error.settings.quote")) }
      if secret != nil { fields.report("secret-command", words("error.settings.two-secrets")) }
      secret = .command(split)
    }
    if auth == .basic || auth == .bearer, secret == nil {
      fields.report("secret-file", words("error.settings.no-secret"))
    }
    if auth == .none, secret != nil {
      fields.report("auth", words("error.settings.unused-secret"))
    }
    guard let address else { return nil }
    url = address
  }

  private static func address(_ name: String, _ fields: inout FieldReader, _ mayBePlain: Bool) -> String? {
    guard var url = fields.string(name) else { return nil }
    guard let (scheme, host) = parts(of: url) else {
      fields.report(name, words("error.settings.url"))
      return nil
    }
    guard scheme == "https" || mayBePlain || isLoopback(host) else {
      fields.report(name, words("error.settings.plain"))
      return nil
    }
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }
}

extension ArchiveNetwork {
  init?(_ fields: inout FieldReader) {
    let host = fields.string("host"), port = fields.int("port", in: 1...65_535)
    let called = fields.title("called", required: true), calling = fields.title("calling", required: false)
    listen = fields.int("listen", in: 1...65_535, required: false)
    let seconds = fields.double("seconds", required: false)
    if let seconds, !(1...86_400).contains(seconds) { fields.report("seconds", words("error.settings.seconds")) }
    self.seconds = min(max(seconds ?? 600, 1), 86_400)
    programs = [:]
    let asked = fields.object("programs") ?? JSONObject()
    let known = Job.allCases.map(\.rawValue).joined(separator: ", ")
    for member in asked.members where Job(rawValue: member.name) == nil {
      fields.report("programs.\(member.name)", words("error.settings.kind", ["known": known]))
    }
    for job in Job.allCases {
      let text = asked[job.rawValue].map { $0.string ?? "" } ?? Self.usual(job, listens: listen != nil)
      let split = Segmenter.split(text) ?? []
      if split.isEmpty { fields.report("programs.\(job.rawValue)", words("error.settings.quote")) }
      programs[job] = split
    }
    guard let host, let port, let called else { return nil }
    // A word of its own of a command: it must not look like an option.
    let isHost = host.utf8.allSatisfy { $0 > 32 && $0 < 127 } && !host.isEmpty && !host.hasPrefix("-")
    if !isHost { fields.report("host", words("error.settings.url")) }
    (self.host, self.port, self.called, self.calling) = (host, port, called, calling ?? "STYLET")
  }
}

extension FieldReader {
  /// A file's path; `~/` is the user's own folder.
  fileprivate mutating func path(_ name: String) -> String? {
    guard let path = string(name, required: false) else { return nil }
    if path.hasPrefix("~/") { return Paths.home.appendingPath(String(path.dropFirst(2))) }
    if !path.hasPrefix("/") { report(name, words("error.settings.path")) }
    return path
  }

  /// An application entity title (PS3.5, AE).
  fileprivate mutating func title(_ name: String, required: Bool) -> String? {
    guard let title = string(name, required: required) else { return nil }
    let isGood = (1...16).contains(title.utf8.count) && title.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 92 }
    if !isGood || title.hasPrefix("-") { report(name, words("error.settings.title")) }
    return title
  }
}
