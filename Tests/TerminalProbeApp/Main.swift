import Glibc
import StyletBase
import StyletScreen
import StyletTerminal

/// The smallest application on a real terminal, for the tests of StyletTerminal: shows what arrives.
///
/// `q` ends, `T` traps, `E` calls exit(3), `P` prints on standard error, `F` fills the screen with colours, `W` asks
/// for idle events. With PROBE_HANG set it does not end when told to; PROBE_HANGUP_FILE is made when it is told.
/// Arguments: a colour tier, `--ascii`.
final class Probe: Application {
  let traits: TerminalTraits
  var isFinished = false
  var wantsIdle = false
  private var events: [String] = []
  private var idles = 0
  private var fills = 0

  init(traits: TerminalTraits) { self.traits = traits }

  func handle(_ event: InputEvent) {
    switch event {
    case .key(.character("q")): isFinished = true
    case .key(.character("T")): fatalError("trap as asked")
    case .key(.character("E")): exit(3)
    case .key(.character("P")): complain("printed while up")
    case .key(.character("F")): fills += 1
    case .key(.character("W")): wantsIdle = true
    case .idle: idles += 1
    case .hangUp:
      while getenv("PROBE_HANG") != nil { sleep(60) }
      if let path = getenv("PROBE_HANGUP_FILE") { creat(path, 0o600) }
    default: break
    }
    if event != .idle { events.append("\(event)") }
  }

  func draw(width: Int, height: Int) -> CellBuffer {
    var buffer = CellBuffer(width: width, height: height)
    for row in 0..<height where fills > 0 {
      for col in 0..<width {
        let n = (row * 31 + col * 17 + fills * 7) % 200
        let ink = traits.tier == .direct ? Ink.direct(UInt8(n), UInt8(n / 2), 90) : .palette(n)
        buffer[col, row] = Cell(traits.unicode ? "▀" : "#", ink: ink, paper: .palette((n * 7 + fills) % 256))
      }
    }
    buffer.write("ready \(traits.tier.rawValue) unicode=\(traits.unicode) \(width)x\(height)", col: 0, row: 0)
    buffer.write("idles \(idles) fills \(fills)", col: 0, row: 1, ink: .palette(3), .bold)
    for (n, event) in events.suffix(max(height - 3, 0)).enumerated() {
      buffer.write("\(events.count - min(events.count, height - 3) + n): \(event)", col: 0, row: 2 + n)
    }
    buffer[width - 1, height - 1] = Cell(traits.unicode ? "▀" : "@", ink: .palette(1), paper: .palette(4))
    return buffer
  }
}

@main enum Main {
  static func main() {
    do throws(Failure) {
      let arguments = CommandLine.arguments.dropFirst()
      let colour = arguments.compactMap { ColourChoice(rawValue: $0) }.first ?? .auto
      let probe = try TerminalProbe(colour: colour, ascii: arguments.contains("--ascii"))
      let application = Probe(traits: probe.traits)
      var options = TerminalSession.Options()
      options.graceSeconds = 1
      let ending = try TerminalSession.run(application, on: probe, options: options)
      print("ended: \(ending)")
    } catch {
      complain("probe: \(error)")
      exit(error.kind.rawValue)
    }
  }
}

func complain(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
}
