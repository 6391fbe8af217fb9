import Foundation

/// A real terminal for end-to-end tests: a shell in tmux, on a server of its own that ends with the object.
///
/// Nothing waits by the clock: `waitFor` looks until the screen says what is expected.
public final class TmuxTerminal {
  public struct Problem: Error, CustomStringConvertible {
    public var description: String
    public init(description: String) { self.description = description }
  }

  /// What the shell shows when it waits for a command.
  public static let prompt = "PROMPT>"

  /// Whether tmux is here; tests that need it are skipped by name without.
  public static let isAvailable = tmuxPath != nil
  private static let tmuxPath = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let socket = "stylet-\(getpid())-\(UUID().uuidString.prefix(8))"

  /// Opens a terminal with an interactive shell under `term`.
  /// - Parameter environment: added to PATH, HOME and the locale C.UTF-8; an empty value removes a name.
  public init(term: String, width: Int = 80, height: Int = 24, environment: [String: String] = [:]) throws {
    // Swift's backtracer would ask a question on this terminal.
    var variables = ["LC_ALL": "C.UTF-8", "PS1": Self.prompt + " ", "TERM": term, "SWIFT_BACKTRACE": "enable=no"]
    for name in ["PATH", "HOME", "TMPDIR"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    // No settings of whoever runs the tests: they may name another language.
    variables["XDG_CONFIG_HOME"] = "/dev/null"
    variables.merge(environment) { $1 }
    let shell =
      ["env", "-i"] + variables.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }.sorted()
      + ["/bin/sh", "-i"]
    try tmux(
      ["start-server", ";", "set", "-g", "status", "off", ";", "set", "-g", "escape-time", "0", ";"]
        + ["set", "-g", "remain-on-exit", "on", ";"]
        + ["new-session", "-d", "-s", "t", "-x", "\(width)", "-y", "\(height)"] + shell)
    try waitFor(Self.prompt)
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// Types a command and Enter.
  public func run(_ command: String) throws {
    try type(command)
    try press("Enter")
  }

  /// Keys by tmux's names: "Enter", "Escape", "C-z", "PageUp", "a".
  public func press(_ keys: String...) throws { try tmux(["send-keys", "-t", "t"] + keys) }

  /// Text as it stands.
  public func type(_ text: String) throws { try tmux(["send-keys", "-t", "t", "-l", text]) }

  /// Pastes as a terminal does, in brackets where the program asked for them.
  public func paste(_ text: String) throws {
    try tmux(["set-buffer", text])
    try tmux(["paste-buffer", "-p", "-t", "t"])
  }

  public func resize(width: Int, height: Int) throws {
    try tmux(["resize-window", "-t", "t", "-x", "\(width)", "-y", "\(height)"])
  }

  /// Drops the line: what closing an emulator's window or losing the connection does. Ends the terminal.
  public func hangUp() throws { try tmux(["kill-pane", "-t", "t"]) }

  /// The characters on the screen, a line a row.
  public func screen() throws -> String { try tmux(["capture-pane", "-p", "-t", "t"]) }

  /// The same with colours, as escape sequences.
  public func colouredScreen() throws -> String { try tmux(["capture-pane", "-p", "-e", "-t", "t"]) }

  /// A tmux format: `#{cursor_flag}`, `#{alternate_on}`, `#{mouse_button_flag}`, `#{pane_dead}` …
  public func state(_ format: String) throws -> String {
    try tmux(["display-message", "-p", "-t", "t", format]).trimmingCharacters(in: .newlines)
  }

  /// Looks until the screen has `text`.
  /// - Throws: a `Problem` with the screen when it does not within `seconds`.
  @discardableResult
  public func waitFor(_ text: String, seconds: Double = 15) throws -> String {
    try waitFor("'\(text)'", seconds: seconds) { $0.contains(text) }
  }

  @discardableResult
  public func waitFor(_ what: String, seconds: Double = 15, _ condition: (String) throws -> Bool) throws -> String {
    let end = Date.end(ofWaiting: seconds)
    // Asking runs a program: less and less often, or those who wait leave nothing for what they wait for.
    var pause = 20_000.0
    while true {
      let now = try screen()
      if try condition(now) { return now }
      if Date() > end { throw Problem(description: "waited for \(what) on this screen:\n\(now)") }
      usleep(UInt32(pause))
      pause = min(pause * 1.3, 200_000)
    }
  }

  /// Waits for the shell to be back, and gives what is wrong with the terminal that it was handed; empty when nothing.
  public func remains(after command: String, seconds: Double = 15) throws -> [String] {
    try waitFor("the shell after \(command)", seconds: seconds) {
      let lines = $0.split(separator: "\n")
      return try lines.last?.hasPrefix(Self.prompt) == true && state("#{pane_current_command}") == "sh"
    }
    var wrong: [String] = []
    let flags = ["alternate_on": "0", "cursor_flag": "1", "mouse_any_flag": "0", "keypad_flag": "0"]
    for (flag, good) in flags where try state("#{\(flag)}") != good { wrong.append("\(flag) is not \(good)") }
    let region = try state("#{scroll_region_upper} #{scroll_region_lower}")
    if try region != "0 \((Int(state("#{pane_height}")) ?? 0) - 1)" { wrong.append("scroll region is \(region)") }
    let settings = try lineSettings().split { $0 == " " || $0 == ";" || $0 == "\n" }
    for good: Substring in ["echo", "icanon", "isig", "iexten", "opost", "onlcr", "icrnl", "ixon"]
    where !settings.contains(good) {
      wrong.append("stty: no \(good)")
    }
    return wrong
  }

  /// `stty -a` of the pane, asked from outside.
  public func lineSettings() throws -> String {
    try Self.output(of: "/bin/sh", ["-c", "stty -a < \(try state("#{pane_tty}"))"])
  }

  /// The process in the foreground whose command line has `name`.
  public func process(named name: String) throws -> pid_t {
    let tty = try state("#{pane_tty}").replacingOccurrences(of: "/dev/", with: "")
    let list = try Self.output(of: "/bin/ps", ["-t", tty, "-o", "pid=,args="])
    for line in list.split(separator: "\n") where line.contains(name) {
      if let pid = line.split(separator: " ").first.flatMap({ pid_t($0) }) { return pid }
    }
    throw Problem(description: "no process \(name) in:\n\(list)")
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    guard let path = Self.tmuxPath else { throw Problem(description: "tmux is not installed") }
    return try Self.output(of: path, ["-u", "-L", socket, "-f", "/dev/null"] + arguments)
  }

  private static func output(of path: String, _ arguments: [String]) throws -> String {
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C.UTF-8"
    environment["TMUX"] = nil
    let command = [path] + arguments
    let (status, text) = try TestSupport.output(of: command, environment: environment)
    if status != 0 { throw Problem(description: "\(command.joined(separator: " ")): \(text)") }
    return text
  }
}

/// The path of a program that this package builds, beside the tests; `STYLET_BINARY` names another `stylet`.
public func builtProduct(_ name: String) -> String {
  if name == "stylet", let path = ProcessInfo.processInfo.environment["STYLET_BINARY"], !path.isEmpty {
    return URL(fileURLWithPath: path).path
  }
  return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent(name).path
}
