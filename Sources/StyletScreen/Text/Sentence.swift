import StyletBase
import StyletCore
import StyletImaging

/// What the workstation says to the reader: every notice and question, in one place.
enum Sentence {
  // MARK: Modes

  static func modeName(_ mode: Mode, _ tool: ToolState) -> String {
    let lungs = tool.layer == LabelLayer.lungs
    return switch mode {
    case .contour: contourName(tool, lungs)
    case .adjust: words("mode.adjust")
    case .preview: words("mode.preview")
    case .measure: words("mode.measure")
    case .solid: words("mode.solid")
    case .mosaic: words("mode.mosaic")
    case .navigate:
      tool.penDown
        ? words(tool.erasing ? "mode.erase" : "mode.paint", ["lungs": lungs]) : words("mode.navigate", ["lungs": lungs])
    }
  }

  /// What stands before a command's title when its key is for a mode alone.
  static func inMode(_ mode: Mode) -> String {
    switch mode {
    case .navigate: ""
    case .contour: words("mode.before-contour")
    case .adjust: words("mode.before-adjust")
    case .preview: words("mode.before-preview")
    case .measure: words("mode.before-measure")
    case .solid: words("mode.before-solid")
    case .mosaic: words("mode.before-mosaic")
    }
  }

  // MARK: Keys and commands

  /// Whether a sentence, its keys named, is seen whole: on two lines of a screen of 80 columns.
  static func fits(_ text: String) -> Bool { Wrapping.lines(text, 80 - 2).count <= 2 }

  /// One after the other. Each begins with a capital letter, but for a name: that of a file stays as it is.
  static func sentences(_ texts: [String]) -> String {
    texts.map { text in
      let first = text.prefix { $0 != " " }
      return first.allSatisfy { $0.isLetter || $0 == "'" } ? text.prefix(1).uppercased() + text.dropFirst() : text
    }.joined(separator: ".  ")
  }

  static func check(_ remark: String) -> String { words("say.check", ["remark": remark]) }
  static func toCheck(_ n: Int) -> String { words("say.to-check", ["n": n]) }

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
    let list = shown.joined(separator: ", ")
    return left > 0 ? words("say.list-more", ["list": list, "n": left]) : list
  }

  static var messagesTitle: String { words("say.messages-title") }
  static var noMessages: String { words("say.no-messages") }

  static func unknownKeys(_ keys: [Key]) -> String {
    if keys == [.control("c")] { return words("say.control-c") }
    return words("say.unknown-keys", ["keys": keys.map(\.label).joined(separator: " ")])
  }

  static func noCount(_ digit: Int) -> String {
    words("say.no-count", ["digit": digit])
  }

  static func unknownCommand(_ name: String) -> String {
    let name = name.escapedForTerminal
    return words("say.unknown-command", ["name": name.columns > 40 ? name.prefix(columns: 39) + "…" : name])
  }

  static func notAnswered(_ question: String) -> String { words("say.not-answered", ["question": question]) }
  static func notEntered(_ line: String) -> String { words("say.not-entered", ["line": line]) }

  static func expected(_ what: String, _ example: String) -> Failure {
    Failure(.usage, words("say.expected", ["what": what]), advice: words("say.expected-advice", ["example": example]))
  }

  static func keysForgotten(_ n: Int) -> String { words("say.keys-forgotten", ["n": n]) }

  static var speaks: String { words("say.speaks") }
  static var pasteBroken: String { words("say.paste-broken") }
  static var pasteCut: String { words("say.paste-cut") }
  static var pasteIgnored: String { words("say.paste-ignored") }
  static var lineIsFull: String { words("say.line-full", ["n": PalettePrompt.longest]) }
  static var stay: String { words("say.stay") }

  // MARK: Drawing

  static func refused(_ error: any Error) -> Failure {
    let f = error as? Failure ?? Failure(.io, "\(error)")
    // The file's name alone and what matters first: the line may be 60 columns wide.
    let file = f.path?.split(separator: "/").last.map(String.init)
    return Failure(f.kind, words("say.refused", ["what": f.what]), at: file, advice: f.advice)
  }

  static func done(_ edit: Edit) -> String { words("say.done", ["name": edit.name, "n": edit.voxels]) }

  static func repeated(_ edit: Edit, slices: Int) -> String {
    slices > 1
      ? words("say.repeated-on", ["n": slices, "name": edit.name]) : words("say.repeated", ["done": done(edit)])
  }

  /// - Parameter millilitres: of all `n` steps: named where it is much, so that nobody takes a lesion back unnoticed.
  static func undone(_ edit: Edit, _ n: Int, _ millilitres: Double) -> String {
    let name = name(of: edit)
    let said = n > 1 ? words("say.undone-steps", ["n": n, "name": name]) : words("say.undone", ["name": name])
    return much(said, millilitres)
  }

  static func redone(_ edit: Edit, _ n: Int, _ millilitres: Double) -> String {
    let name = name(of: edit)
    let said = n > 1 ? words("say.redone-steps", ["n": n, "name": name]) : words("say.redone", ["name": name])
    return much(said, millilitres)
  }

  private static func much(_ said: String, _ mL: Double) -> String {
    mL > 1 ? words("say.much", ["said": said, "ml": NumberText.short(mL)]) : said
  }

  static var nothingToUndo: String { words("say.nothing-to-undo") }
  static var nothingToRedo: String { words("say.nothing-to-redo") }
  static var nothingToRepeat: Failure {
    Failure(.usage, words("say.nothing-to-repeat"), advice: words("say.nothing-to-repeat-advice"))
  }
  static var steps: String { words("say.steps") }
  static var step: String { words("say.step") }
  static var now: String { words("say.now") }
  static var beforeSteps: String { words("say.before-steps") }
  static func undoes(_ n: Int) -> String { ":undo \(n)" }
  static func redoes(_ n: Int) -> String { ":redo \(n)" }

  static func voxels(_ n: Int) -> String { words("say.voxels", ["n": n]) }

  static func penDown(_ tool: ToolState, _ table: LabelTable) -> String {
    words("say.pen-down", ["erasing": tool.erasing, "finding": code(tool, table)])
  }

  static var penUp: String { words("say.pen-up") }
  static var nothingToErase: String { words("say.nothing-to-erase") }

  static func painting(_ tool: ToolState, _ table: LabelTable) -> String {
    words("say.painting", ["erasing": tool.erasing, "finding": code(tool, table)])
  }

  static func brush(_ tool: ToolState) -> String {
    words(
      "say.brush",
      ["shape": tool.shape.rawValue, "radius": NumberText.trimmed(tool.radius), "adaptive": tool.adaptive])
  }

  static func gate(_ tool: ToolState) -> String { words("say.gate", ["on": tool.gated, "range": range(tool.gate)]) }

  static func nothingChanged(_ stroke: Stroke, _ tool: ToolState, _ table: LabelTable) -> String {
    let finding = code(tool, table)
    let isLimited = tool.gated || tool.withinLungs
    let limits = words(
      "say.limits",
      [
        "by": tool.gated ? (tool.withinLungs ? "both" : "gate") : "lungs", "range": range(tool.gate),
      ])
    switch stroke {
    case .brush(_, _, _, true, _), .contour(true, _):
      return words("say.nothing-erased", ["finding": finding, "limited": isLimited, "limits": limits])
    case .clear: return words("say.nothing-cleared", ["finding": finding])
    case .copy: return words("say.nothing-copied", ["limited": isLimited, "limits": limits])
    case .brush, .contour, .fill, .assist:
      return words("say.nothing-drawn-anew", ["finding": finding, "limited": isLimited, "limits": limits])
    }
  }

  /// Why a stroke that would change something does not: gate or lungs, else locks, else what is drawn over.
  static func keptOff(_ stroke: Stroke, _ tool: ToolState, _ table: LabelTable) -> String {
    if tool.gated || tool.withinLungs { return nothingChanged(stroke, tool, table) }
    return words("say.kept-off", ["why": tool.locked.isEmpty ? drawOver(tool, table) : locks(tool, table)])
  }

  static func drawOver(_ tool: ToolState, _ table: LabelTable) -> String {
    switch tool.over {
    case .everything: words("say.draw-over-everything")
    case .unlabelled: words("say.draw-over-unlabelled")
    case .finding(let under): words("say.draw-over-finding", ["finding": table[under]?.code ?? "\(under)"])
    }
  }

  static func locks(_ tool: ToolState, _ table: LabelTable) -> String {
    let codes = table.findings.filter { tool.locked.contains($0.value) }.map(\.code)
    let unnamed = tool.locked.filter { table[$0] == nil }.sorted().map { LabelTable.unnamed($0).code }
    let all = codes + unnamed
    return all.isEmpty ? words("say.no-locks") : words("say.locks", ["list": Sentence.list(all)])
  }

  static func notFilled(_ refusal: FillTool.Refusal, _ finding: String) -> Failure {
    switch refusal {
    case .notEnclosed:
      Failure(
        .usage, words("say.not-filled-not-enclosed", ["finding": finding]),
        advice: words("say.not-filled-not-enclosed-advice"))
    case .onDrawing:
      Failure(
        .usage, words("say.not-filled-on-drawing", ["finding": finding]),
        advice: words("say.not-filled-on-drawing-advice"))
    case .noFinding:
      Failure(.usage, words("say.not-filled-no-finding"), advice: words("say.not-filled-no-finding-advice"))
    case .nothingFree:
      Failure(.usage, words("say.not-filled-nothing-free"), advice: words("say.not-filled-nothing-free-advice"))
    }
  }

  static func nothingToCopy(_ finding: String) -> Failure {
    Failure(.usage, words("say.nothing-to-copy", ["finding": finding]), advice: words("say.nothing-to-copy-advice"))
  }

  /// Slice numbers are shown from 1.

  // MARK: Contours

  static func vertices(_ n: Int) -> String { words("say.vertices", ["n": n]) }
  static var noVertex: String { words("say.no-vertex") }
  static var tooFewVertices: Failure {
    Failure(.usage, words("say.too-few-vertices"), advice: words("say.too-few-vertices-advice"))
  }

  static func contourElsewhere(_ contour: OpenContour) -> String {
    words("say.contour-elsewhere", ["plane": contour.plane.rawValue, "n": contour.w + 1])
  }

  static func contourLeft(_ contour: OpenContour) -> String {
    words("say.contour-left", ["vertices": vertices(contour.vertices.count)])
  }

  // MARK: Findings and views

  static func finding(_ f: Finding) -> String { Joint.named(f.code, f.said) }

  static func noFinding(_ asked: String, _ table: LabelTable) -> Failure {
    let list = list(table.findings.enumerated().map { "\($0 + 1) \($1.code)" })
    return Failure(
      .usage, asked.isEmpty ? words("say.which-finding") : words("say.no-finding", ["name": asked]),
      advice: words("say.no-finding-advice", ["list": list]))
  }

  static var noFindingHere: Failure {
    Failure(.usage, words("say.no-finding-here"), advice: words("say.no-finding-here-advice"))
  }

  static func unnamedFinding(_ value: UInt8) -> Failure {
    Failure(
      .usage, words("say.unnamed-finding", ["value": Int(value)]),
      advice: words("say.unnamed-finding-advice", ["code": LabelTable.unnamed(value).code]))
  }

  static func findings(_ display: FindingsDisplay) -> String { words("say.findings", ["display": display.rawValue]) }
  static var nothingDrawn: String { words("say.nothing-drawn") }

  static func noFurtherDrawnSlice(forward: Bool) -> String {
    words("say.no-further-drawn-slice", ["forward": forward])
  }

  static func window(_ view: ViewState) -> String {
    let window = view.window
    return words(
      "say.window",
      [
        "name": view.windowName, "level": NumberText.trimmed(window.level),
        "width": NumberText.trimmed(window.width),
      ])
  }

  static func noSlice(_ n: Int, of count: Int, _ plane: Plane) -> String {
    words("say.no-slice", ["n": n, "plane": plane.rawValue, "count": count])
  }

  /// What pictures are drawn with, and what they may be at most.
  static func picture(_ glyphs: PictureGlyphs, _ finest: PictureGlyphs) -> String {
    words("say.picture", ["glyphs": name(glyphs), "finest": name(finest)])
  }
  static func picture(_ way: PixelProtocol, _ cell: PixelSize) -> String {
    words("say.picture-pixels", ["way": way.rawValue, "width": cell.width, "height": cell.height])
  }
  static func noPixels(_ way: PixelProtocol) -> Failure {
    Failure(
      .usage, words("say.no-pixels", ["way": way.rawValue]),
      advice: words("say.no-pixels-advice", ["way": way.rawValue]))
  }
  static func pictureTooFine(_ glyphs: PictureGlyphs, _ finest: PictureGlyphs) -> Failure {
    Failure(
      .usage, words("say.picture-too-fine", ["glyphs": name(glyphs)]),
      advice: words("say.picture-too-fine-advice", ["finest": finest.rawValue]))
  }
  static func pictureIsShades() -> Failure {
    Failure(.usage, words("say.picture-is-shades"), advice: words("say.picture-is-shades-advice"))
  }
  private static func name(_ glyphs: PictureGlyphs) -> String {
    words("say.picture-glyphs", ["glyphs": glyphs.rawValue])
  }

  /// Bytes and milliseconds of the last frame, and what is known of the line.
  static func stats(_ link: LinkReport) -> String {
    guard link.frames > 0 else { return words("say.stats-no-terminal") }
    let frame = words(
      "say.stats",
      [
        "kb": NumberText.fixed(Double(link.frameBytes) / 1000, 2), "ms": NumberText.fixed(link.frameMilliseconds, 1),
        "frames": link.frames, "all": NumberText.fixed(Double(link.bytes) / 1000, 0),
      ])
    let line = words(
      "say.stats-line",
      [
        "measured": link.bytesPerSecond != nil, "rate": NumberText.fixed((link.bytesPerSecond ?? 0) / 1000, 0),
        "answered": link.roundTrip != nil, "trip": link.roundTrip ?? 0, "slow": link.isSlow,
        "choice": link.choice.rawValue,
      ])
    return sentences([frame, line])
  }

  /// - Parameter slices: how many the pane that is read shows at once.
  static func slab(_ slab: Slab?, slices: Int) -> String {
    guard let slab else { return words("say.slab-off") }
    return words("say.slab", ["slab": PanelText.slab(slab), "n": slices])
  }

  static func grid(_ mm: Double?) -> String {
    mm.map { words("say.grid", ["mm": NumberText.trimmed($0)]) } ?? words("say.grid-off")
  }
  static func colourBar(_ shown: Bool) -> String { words("say.colour-bar", ["shown": shown]) }
  static func minimap(_ shown: Bool) -> String { words("say.minimap", ["shown": shown]) }

  /// - Parameter mm: from one picture to the next.
  static func mosaic(_ plan: MosaicPlan, mm: Double) -> String {
    words("say.mosaic", ["n": plan.step, "mm": NumberText.short(mm)])
  }

  static func fitted(toPatient: Bool) -> String { words(toPatient ? "say.fitted-patient" : "say.fitted-slice") }
  static func fitHasNoCentre(patient: Bool) -> String {
    words(patient ? "say.patient-has-no-centre" : "say.fit-has-no-centre")
  }

  // MARK: Project

  static func unsaved(_ strokes: Int) -> String { words("say.unsaved", ["n": strokes]) }

  static func cannotBeSaved(_ why: Failure) -> String { words("say.cannot-be-saved", ["why": why.onScreen]) }
  static func saved(_ name: String) -> String { words("say.saved", ["name": name]) }
  static func exported(_ name: String) -> String { words("say.exported", ["name": name]) }

  static var saveAndLeave: String { words("say.save-and-leave") }
  static var leaveWithoutSaving: String { words("say.leave-without-saving") }

  static func imported(_ source: String, _ findings: Int) -> String {
    words("say.imported", ["source": source, "n": findings])
  }

  static func importSame(_ source: String) -> String { words("say.import-same", ["source": source]) }

  static func otherGrid(_ path: String) -> Failure {
    Failure(.badData, path: path, words("say.other-grid"), advice: words("say.other-grid-advice"))
  }

  // MARK: Words

  private static func code(_ tool: ToolState, _ table: LabelTable) -> String {
    table[tool.finding]?.code ?? "\(tool.finding)"
  }

  private static func range(_ r: ClosedRange<Double>) -> String {
    words(
      "say.range", ["low": NumberText.trimmed(r.lowerBound), "high": NumberText.trimmed(r.upperBound)])
  }
}
