import StyletCore

/// What the workstation says to the reader: every notice and question, in one place.
enum Say {
  // MARK: Modes

  static func modeName(_ mode: Mode, _ tool: ToolState) -> String {
    switch mode {
    case .contour: contourName(tool) + onLungs(tool)
    case .adjust: "WINDOW"
    case .preview: "PREVIEW"
    case .measure: "MEASURE"
    case .navigate:
      tool.penDown
        ? (tool.erasing ? "ERASE" : "PAINT") + onLungs(tool) : tool.layer == LabelLayer.lungs ? "LUNGS" : "NAVIGATE"
    }
  }

  private static func onLungs(_ tool: ToolState) -> String { tool.layer == LabelLayer.lungs ? " LUNGS" : "" }

  /// What stands before a command's title when its key is for a mode alone.
  static func inMode(_ mode: Mode) -> String {
    switch mode {
    case .navigate: ""
    case .contour: "contour: "
    case .adjust: "adjusting: "
    case .preview: "preview: "
    case .measure: "measuring: "
    }
  }

  private static func name(_ mode: Mode) -> String {
    switch mode {
    case .navigate: "outside a contour"
    case .contour: "while a contour is drawn"
    case .adjust: "while the window is adjusted"
    case .preview: "while a tool shows its preview"
    case .measure: "while something is measured"
    }
  }

  // MARK: Keys and commands

  /// The keys that matter on the first screen, as the key map in force has them.
  static func firstKeys(_ keymap: Keymap) -> String {
    func key(_ command: String) -> String {
      let keys = keymap.bindings(of: command).first { $0.action.argument.isEmpty }?.keys
      return keys.map(KeyTable.label) ?? CommandTable.command(command)?.typed ?? command
    }
    let leave = CommandTable.command("leave")?.typed ?? ":leave"
    let slices = [key("slice-forward"), key("slice-back")].joined(separator: " ")
    return [
      key("help") + " help", slices + " slices", key("stamp") + " paint", key("palette") + " commands", leave + " leave",
    ].joined(separator: " · ")
  }

  /// Whether a sentence, its keys named, is seen whole: on two lines of a screen of 80 columns.
  static func fits(_ text: String) -> Bool { OverlayView.wrapped(text, 80 - 2).count <= 2 }

  static func check(_ remark: String) -> String { "check: " + remark }
  static func toCheck(_ n: Int) -> String { "\(n) to check: {messages}" }

  /// The first names of a list, as many as stand beside a sentence; then how many more there are.
  static func list(_ names: [String]) -> String {
    let most = 60
    var shown: [String] = []
    for name in names {
      guard (shown + [name]).joined(separator: ", ").count <= most else { break }
      shown.append(name)
    }
    if shown.isEmpty, let first = names.first { shown = [first.count > most ? first.prefix(most - 1) + "…" : first] }
    let left = names.count - shown.count
    return shown.joined(separator: ", ") + (left > 0 ? " and \(left) more" : "")
  }

  static let messagesTitle = "Messages"
  static let noMessages = "Nothing was said yet"

  static func tooSmall(_ command: Command) -> String {
    "\"\(command.title)\" waits until the picture is shown: enlarge the window"
  }

  static func unknownKeys(_ keys: [Key]) -> String {
    if keys == [.control("c")] { return "Ctrl-C stops nothing here; :q and Enter leave" }
    return "No command on \(keys.map(\.label).joined(separator: " ")); {help} shows the keys"
  }

  static func noCount(_ digit: Int) -> String {
    "\(digit) is no count: digits are commands in this key map; {slice} goes to a slice by its number"
  }

  /// What was typed as a number where digits are commands, and what they did.
  static func digitsRan(_ digits: [DigitRun], _ table: LabelTable) -> String {
    let number = digits.map { String($0.digit) }.joined()
    let did = digits.compactMap { run in
      run.action.flatMap { KeyTable.title(of: $0, table) }.map { "\(run.digit) \($0)" }
    }
    return "\(number) is no count here, but commands: \(list(did)); :\(number) goes to slice \(number)"
  }

  static func unknownCommand(_ name: String) -> String {
    let name = name.escapedForTerminal
    return "No command is called \"\(name.columns > 40 ? name.prefix(columns: 39) + "…" : name)\"; "
      + "{palette} and Tab show what there is"
  }

  static func takesNothing(_ command: Command) -> String {
    ":\(command.name) takes nothing behind it: \"\(command.title)\" was not done"
  }

  static func notInMode(_ command: Command, _ mode: Mode) -> String {
    if command.modes == [.contour] { return "\"\(command.title)\" is for a contour; {contour} starts one" }
    if command.modes == [.measure] { return "\"\(command.title)\" is for measuring; {ruler}, {bidirectional}, {ellipse} and {polygon} begin" }
    return "\"\(command.title)\" cannot be done \(name(mode)); Esc leaves that"
  }

  static func expected(_ what: String, _ example: String) -> Failure {
    Failure(.usage, "This needs \(what)", advice: "for example :\(example)")
  }

  static func keysForgotten(_ n: Int) -> String {
    n == 1 ? "The key that waited for the scan is forgotten" : "The \(n) keys that waited for the scan are forgotten"
  }

  static let pasteIgnored = "Pasted text is not taken for keys; type {palette} first to paste a file name"
  static let stay = "stay"

  // MARK: Drawing

  static func refused(_ error: any Error) -> Failure {
    let f = error as? Failure ?? Failure(.io, "\(error)")
    // The file's name alone and what matters first: the line may be 60 columns wide.
    let file = f.path?.split(separator: "/").last.map(String.init)
    return Failure(f.kind, "Refused, nothing was changed: \(f.what)", at: file, advice: f.advice)
  }

  static func done(_ edit: Edit) -> String { "\(edit.name): \(voxels(edit.voxels))" }

  static func repeated(_ edit: Edit, slices: Int) -> String {
    slices > 1 ? "Repeated on \(slices) slices, the last: \(edit.name)" : "Repeated: \(done(edit))"
  }

  /// - Parameter millilitres: of all `n` steps: named where it is much, so that nobody takes a lesion back unnoticed.
  static func undone(_ edit: Edit, _ n: Int, _ millilitres: Double) -> String {
    (n > 1 ? "\(n) steps; undo " : "Undo ") + name(of: edit) + much(millilitres)
  }

  static func redone(_ edit: Edit, _ n: Int, _ millilitres: Double) -> String {
    (n > 1 ? "\(n) steps; redo " : "Redo ") + name(of: edit) + much(millilitres)
  }

  private static func much(_ mL: Double) -> String { mL > 1 ? ": \(NumberText.short(mL)) mL" : "" }

  static let nothingToUndo = "Nothing to undo"
  static let nothingToRedo = "Nothing to redo"
  static let nothingToRepeat = Failure(.usage, "Nothing to repeat yet", advice: "draw something first")
  static let steps = "Steps"
  static let step = "step"
  static let now = "now"
  static let beforeSteps = "before these steps"
  static func undoes(_ n: Int) -> String { ":undo \(n)" }
  static func redoes(_ n: Int) -> String { ":redo \(n)" }

  private static func voxels(_ n: Int) -> String { n == 1 ? "1 voxel" : "\(n) voxels" }

  static func penDown(_ tool: ToolState, _ table: LabelTable) -> String {
    "Pen down: moving \(tool.erasing ? "erases" : "paints") \(code(tool, table)); {pen} lifts it"
  }

  static let penUp = "Pen up"
  static let nothingToErase = "Nothing is drawn that could be erased: {erase} paints again"

  static func painting(_ tool: ToolState, _ table: LabelTable) -> String {
    tool.erasing ? "Erasing \(code(tool, table)) only" : "Painting \(code(tool, table))"
  }

  static func brush(_ tool: ToolState) -> String {
    "Brush: \(tool.shape.rawValue), radius \(NumberText.trimmed(tool.radius)) mm" + adaptive(tool)
  }

  static func gate(_ tool: ToolState) -> String {
    tool.gated ? "Gate on: \(range(tool.gate)) HU" : "Gate off: all values"
  }

  static func nothingChanged(_ stroke: Stroke, _ tool: ToolState, _ table: LabelTable) -> String {
    let finding = code(tool, table)
    let gate =
      (tool.gated ? " within the gate of \(range(tool.gate)) HU ({gate} turns it off)" : "")
      + (tool.withinLungs ? " within the lungs" : "")
    switch stroke {
    case .brush(_, _, _, true, _), .contour(true, _): return "No \(finding) here to erase" + gate
    case .clear: return "No \(finding) on this slice to clear"
    case .copy: return "Nothing to copy onto free voxels" + gate
    case .brush, .contour, .fill, .assist:
      return "All \(finding) here already" + (gate.isEmpty ? "" : ", or nothing" + gate)
    }
  }

  static func preview(_ preview: Preview) -> String {
    let what = preview.assist.title + ": " + preview.assist.words(preview.values, chosen: preview.chosen)
    if let work = preview.work { return what + ": \(Int(work.progress * 100)) %; Esc leaves" }
    switch preview.outcome {
    case .none: return what + ": nothing would change; Enter leaves"
    case .edit(let edit, _):
      let remark = grown(edit) + keptParts(edit)
      return what + ": \(voxels(edit.voxels))\(remark); arrows adjust, Enter accepts, Esc cancels"
    case .refused(let failure): return failure.onScreen
    }
  }

  static func previewEmpty(_ preview: Preview) -> String {
    "\(preview.assist.title) changes nothing with \(preview.assist.words(preview.values))"
  }

  static func drawOver(_ tool: ToolState, _ table: LabelTable) -> String {
    switch tool.over {
    case .everything: "Drawing goes over everything"
    case .unlabelled: "Drawing leaves other findings alone"
    case .finding(let under): "Drawing goes over \(table[under]?.code ?? "\(under)") alone"
    }
  }

  static func locks(_ tool: ToolState, _ table: LabelTable) -> String {
    let codes = table.findings.filter { tool.locked.contains($0.value) }.map(\.code)
    return codes.isEmpty ? "No finding is locked" : "Locked: " + Say.list(codes)
  }

  static func notFilled(_ refusal: FillTool.Refusal, _ finding: String) -> Failure {
    switch refusal {
    case .notEnclosed:
      Failure(.usage, "The area is not enclosed by \(finding) on this slice", advice: "close the outline first")
    case .onDrawing:
      Failure(.usage, "The cursor is on \(finding) itself", advice: "go inside the outline")
    case .noFinding: Failure(.usage, "No finding is chosen", advice: "{finding-next} chooses the next")
    case .nothingFree:
      Failure(.usage, "No free voxel in the area to fill", advice: "another finding or the gate covers it")
    }
  }

  static func nothingToCopy(_ finding: String) -> Failure {
    Failure(.usage, "No other slice has \(finding)", advice: "draw it on one slice first")
  }

  /// Slice numbers are shown from 1.
  static func copiedFrom(_ w: Int) -> String { " from slice \(w + 1)" }

  // MARK: Contours

  static func vertices(_ n: Int) -> String { n == 1 ? "1 vertex" : "\(n) vertices" }
  static let noVertex = "The contour has no vertex"
  static let tooFewVertices = Failure(.usage, "A contour needs three vertices", advice: "Space drops one")

  static func contourElsewhere(_ contour: OpenContour) -> String {
    "The contour is on \(contour.plane.rawValue) slice \(contour.w + 1); go back there, or close it with "
      + "{contour-close}"
  }

  static func contourLeft(_ contour: OpenContour) -> String {
    "Contour left open with \(vertices(contour.vertices.count)); {contour} on this slice goes on with it"
  }

  // MARK: Findings and views

  static func finding(_ f: Finding) -> String { "\(f.code): \(f.name)" }

  static func noFinding(_ asked: String, _ table: LabelTable) -> Failure {
    let list = list(table.findings.enumerated().map { "\($0 + 1) \($1.code)" })
    return Failure(.usage, asked.isEmpty ? "Which finding?" : "No finding \"\(asked)\"", advice: "there are \(list)")
  }

  static let noFindingHere = Failure(.usage, "No finding under the cursor", advice: "{drawn-next} goes to the next slice with one")

  static func unnamedFinding(_ value: UInt8) -> Failure {
    Failure(.usage, "The voxel carries the value \(value), which is not in the list of findings")
  }

  static func findings(_ display: FindingsDisplay) -> String { "Findings \(display.rawValue)" }
  static let nothingDrawn = "No finding is drawn yet"

  static func noFurtherDrawnSlice(forward: Bool) -> String {
    "No further slice with a finding this way; {\(forward ? "drawn-previous" : "drawn-next")} goes back"
  }

  static func window(_ view: ViewState) -> String {
    let window = view.window
    return "Window \(view.windowName): level \(NumberText.trimmed(window.level)), "
      + "width \(NumberText.trimmed(window.width)) HU"
  }

  static func noSlice(_ n: Int, of count: Int, _ plane: Plane) -> String {
    "There is no slice \(n): the \(plane.rawValue) slices are 1 to \(count)"
  }

  static let fitHasNoCentre = "The whole slice is in view; zoom in first with {zoom-in}"

  // MARK: Project

  static func unsaved(_ strokes: Int) -> String {
    strokes == 1 ? "One stroke is not saved." : "\(strokes) strokes are not saved."
  }

  static func cannotBeSaved(_ why: Failure) -> String { "This cannot be saved: \(why.onScreen)" }
  static func saved(_ name: String) -> String { "Saved \(name)" }
  static func exported(_ name: String) -> String { "Exported \(name)" }

  static let saveAndLeave = "save and leave"
  static let leaveWithoutSaving = "leave without saving"

  static func imported(_ source: String, _ findings: Int) -> String {
    "Imported \(source): \(findings == 1 ? "1 finding" : "\(findings) findings"); {undo} undoes it"
  }

  static func importSame(_ source: String) -> String { "\(source) is the same as what is drawn" }

  static func otherGrid(_ path: String) -> Failure {
    Failure(.badData, path: path, "the mask has another grid than the scan", advice: "resample it to the scan first")
  }

  // MARK: Words

  private static func code(_ tool: ToolState, _ table: LabelTable) -> String {
    table[tool.finding]?.code ?? "\(tool.finding)"
  }

  private static func range(_ r: ClosedRange<Double>) -> String {
    "\(NumberText.trimmed(r.lowerBound)) to \(NumberText.trimmed(r.upperBound))"
  }
}
