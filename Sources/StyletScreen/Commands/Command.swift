import StyletBase
import StyletCore

/// How a command was called.
public struct Call: Sendable {
  /// The number typed before the key; nil when none was.
  public var count: Int?
  /// What stands after the command in the palette or the keymap, without blanks around it.
  public var argument: String

  public init(count: Int? = nil, argument: String = "") {
    self.count = count
    self.argument = argument
  }

  /// How often to do it.
  public var times: Int { count ?? 1 }
}

/// A row of the command table: everything that keymap, hints, palette, help and manual know of a command.
public struct Command: Sendable {
  public enum Section: String, Sendable, CaseIterable {
    case moving
    case drawing
    case measuring
    case findings
    case lungs
    case window
    case views
    case history
    case reading
    case project
    case help

    public var title: String { words("section.\(rawValue)") }

    /// Whether what is drawn stays as it is: it may run where the picture cannot be seen, or waits beside the form.
    var leavesDrawings: Bool { [.moving, .window, .views, .help, .reading, .project].contains(self) }
  }

  /// What a number before a key means. That is said by the key map's own help, never by that of a command: not all key
  /// maps take numbers.
  public enum Counting: Sendable {
    case none
    /// It is done so often.
    case times
    /// On so many slices, from this one towards the head.
    case slicesOn
    /// The slice of that number.
    case slice
  }

  /// Stable: what keymaps and scripts call it by.
  public let id: String
  /// A few words, for hints and the palette.
  public var title: String { words("command.\(id).title") }
  /// A sentence or two, for help and the manual.
  public var help: String { words("command.\(id).help") }
  public let section: Section
  /// Further names in the palette: "w".
  public let aliases: [String]
  /// What it takes in the palette: "MM"; nil when nothing. In brackets when it may be left out.
  public let argument: String?
  /// The modes it makes sense in.
  public let modes: Set<Mode>
  /// What a number before the key means, in key maps that take one (``Keymap/takesCounts``).
  public let counts: Counting
  /// Whether `.` does it again elsewhere.
  public let repeatable: Bool
  /// Whether it waits for the end while the scan is still being read: all that draws, keeps or writes does.
  public let needsScan: Bool
  /// - Throws: a ``Failure``, which becomes a notice; nothing has changed then.
  let perform: @Sendable (Controllers, Call) throws -> Void

  init(
    _ id: String, in section: Section, aliases: [String] = [], argument: String? = nil,
    modes: Set<Mode> = Set(Mode.allCases), counts: Counting = .none, repeatable: Bool = false, needsScan: Bool? = nil,
    perform: @escaping @Sendable (Controllers, Call) throws -> Void
  ) {
    self.id = id
    self.section = section
    self.aliases = aliases
    self.argument = argument
    // What draws or measures needs the cursor's place on the slice, which a mosaic does not show.
    let needsCursor = [.drawing, .measuring].contains(section) && id != "back"
    self.modes = needsCursor ? modes.subtracting([.mosaic]) : modes
    self.counts = counts
    self.repeatable = repeatable
    self.needsScan = needsScan ?? ![.moving, .findings, .window, .views, .help].contains(section)
    self.perform = perform
  }

  /// Whether the palette cannot run it without something typed after it.
  public var needsArgument: Bool { argument.map { !$0.hasPrefix("[") } ?? false }

  /// The shortest of its names: "w".
  public var name: String { aliases.first { $0.count < id.count } ?? id }

  /// As typed in the palette: ":brush MM", ":w".
  public var typed: String { ":" + name + (argument.map { " " + Self.shown($0) } ?? "") }

  /// What is taken, its capitals in the language in force: "[NAME|FILE]".
  private static func shown(_ argument: String) -> String {
    argument.replacing(#/[A-Z]+/#) { words("command-argument.\($0.output.lowercased())") }
  }
}

/// The one table of commands.
public enum CommandTable {
  public static let all: [Command] =
    navigation + drawing + contour + contourEditing + assists + measuring + interpolation + seeds + shapes
      + findings + lesions + proposals + comparison + lungs + window + views + solid + history + macros + reading + project + help

  private static let named: [String: Command] = {
    var named: [String: Command] = [:]
    for command in all {
      for name in [command.id] + command.aliases { named[name] = command }
    }
    return named
  }()

  /// The command of an id or an alias.
  public static func command(_ name: String) -> Command? { named[name] }

  /// How many commands have a name that begins so.
  static func begin(with typed: String) -> Int {
    all.count { command in ([command.id] + command.aliases).contains { $0.hasPrefix(typed) } }
  }
}
