import Foundation
import StyletArchive
import StyletBase
import StyletCore
import StyletDICOM
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletReport
import StyletScreen
import StyletTerminal

/// A way from bytes of anybody's making to what the program makes of them. None may trap, hang, or take much memory.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A file of any image format, DICOM with its codecs among them, or an archive, to voxels.
  case scan
  /// Files of a folder (see ``Chunks``), to a volume with its gaps filled; a DICOMDIR that comes first is followed.
  case series
  /// A mask of any format (images, segmentation NRRD, DICOM SEG, RT structure set, COCO), onto a grid; a label table.
  case mask
  /// Settings, protocols, standards, key maps; what is typed for a key.
  case toml
  /// A project file: what `stylet validate` says of it, what opening makes of it, and its report.
  case project
  /// A project, its journal and its history (see ``Chunks``): opened, taken back and done again; recovered.
  case journal
  /// JSON, and a model of opacities.
  case json
  /// What a terminal sends.
  case input
  /// What a terminal answers when it is asked what it is and what its pixels are.
  case reply
  /// A file to de-identify; a policy.
  case deidentify
  /// The files of a study (see ``FuzzStudy``): dealt, checked and counted.
  case study
  /// What an archive answers: a media type in the first line, and a message of that; JSON of data sets.
  case answer

  /// An input holds several files.
  var isOfFiles: Bool { self == .series || self == .journal || self == .study }

  /// - Returns: whether anything was read from it.
  @discardableResult
  public func run(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .scan: return FuzzFolder.with([("x", bytes)]) { Self.read($0 + "/x") } ?? false
    case .series:
      let files = Chunks(bytes).parts.prefix(12).enumerated().map { ("s\($0).dcm", $1) }
      let beginsWithDirectory = files.first?.1.firstRange(of: FuzzSeeds.directoryClass.utf8) != nil
      return FuzzFolder.with(files) { folder in
        let isListed = beginsWithDirectory && Self.read(folder + "/s0.dcm")
        return Self.read(folder) || isListed
      } ?? false
    case .mask:
      return FuzzFolder.with([("x", bytes)]) { folder in
        let table = try? FormatRegistry.readLabelTable(folder + "/x")
        let mask = try? FormatRegistry.standard.readMask(folder + "/x", on: FuzzSeeds.grid)
        return table != nil || mask?.labels.isEmpty == false
      } ?? false
    case .toml: return Self.read(text: String(decoding: bytes, as: UTF8.self))
    case .project:
      guard let project = try? Project(decoding: bytes, path: "x") else { return Self.check(project: bytes) }
      // What was read is written so that it reads the same again.
      let written = project.encoded()
      let again = try? Project(decoding: written, path: "x")
      precondition(again?.encoded() == written, "a project that was read does not survive a save")
      return Self.check(project: bytes)
    case .journal: return Self.open(Chunks(bytes).parts)
    case .json:
      let model = try? OpacityModel.parse(bytes, name: "x")
      guard let value = try? JSONValue(reading: bytes) else { return model != nil }
      precondition(
        (try? JSONValue(reading: Array(value.text.utf8))) == value, "JSON that was read is written otherwise")
      return true
    case .input:
      var decoder = InputDecoder()
      for byte in bytes { _ = decoder.feed([byte]) }
      var whole = InputDecoder()
      let events = whole.feed(bytes)
      return !whole.timeout().isEmpty || !events.isEmpty
    case .reply:
      // However it is cut, the same is heard.
      let heard = [bytes.count, 1 + bytes.count % 7, 1].map { Self.heard(bytes, piece: max($0, 1)) }
      precondition(heard.allSatisfy { $0 == heard[0] }, "a terminal's answer is heard otherwise in pieces")
      return heard[0].isAnswered
    case .deidentify:
      if (try? DeidentificationPolicy.parse(String(decoding: bytes, as: UTF8.self), name: "x")) != nil { return true }
      return FuzzFolder.with([("x", bytes)]) { FuzzDeidentification.run($0) } ?? false
    case .study: return FuzzStudy.read(Chunks(bytes).parts)
    case .answer: return Self.read(answer: bytes)
    }
  }

  private static func heard(_ bytes: [UInt8], piece: Int) -> TerminalQuestion {
    var question = TerminalQuestion(asksForPixels: true)
    var rest = bytes[...]
    while !rest.isEmpty {
      question.feed(Array(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    question.giveUp()
    return question
  }

  /// A message comes apart the same however it is cut.
  private static func read(answer bytes: [UInt8]) -> Bool {
    let rows = try? DICOMAnswer.rows(bytes)
    let line = bytes.prefix { $0 != 10 }
    guard let boundary = MediaType(String(decoding: line, as: UTF8.self))?.boundary else { return rows != nil }
    let message = bytes.dropFirst(line.count + 1)
    let whole = parts(message, boundary, piece: message.count)
    let pieces = parts(message, boundary, piece: 1 + bytes.count % 7)
    precondition(whole == pieces, "a message comes apart otherwise in pieces")
    return whole != nil || rows != nil
  }

  /// Headers and bytes of each part; nil of a message that is not whole.
  private static func parts(_ message: ArraySlice<UInt8>, _ boundary: String, piece: Int) -> [[UInt8]]? {
    guard var reader = try? MultipartReader(boundary: boundary) else { return nil }
    var parts: [[UInt8]] = [], rest = message
    while !rest.isEmpty {
      let next = rest.prefix(max(piece, 1))
      rest = rest.dropFirst(next.count)
      do {
        try reader.take(next) { event in
          switch event {
          case .part(let headers): parts.append(headers.sorted { $0.key < $1.key }.flatMap { Array("\($0)\n".utf8) })
          case .bytes(let bytes): parts[parts.count - 1] += bytes
          case .end: break
          }
        }
      } catch { return nil }
    }
    return reader.isClosed ? parts : nil
  }

  /// As it is, and each volume with gaps filled. What is large by its own word takes long, and tells nothing.
  private static func read(_ path: String) -> Bool {
    var isRead = false
    for choice in [ScanChoice.standard, ScanChoice(volume: 0, fillGaps: true)] {
      let options = ReadOptions(choice: choice)
      guard let described = try? FormatRegistry.standard.describe(path, options),
        described.grid.size.count < 1 << 22, let image = try? FormatRegistry.standard.read(path, options)
      else { continue }
      _ = image.volume.value(at: VoxelIndex(0, 0, 0))
      isRead = true
    }
    return isRead
  }

  /// By everything that reads a text.
  private static func read(text: String) -> Bool {
    let read: [Any?] = [
      try? TOMLTable(reading: text), try? UserSettings.parse(text, name: "x"),
      try? ReadingProtocol.parse(text, name: "x"),
      try? ChestStandards.parse(text, name: "x"), try? ProposalStandards.parse(text, name: "x"),
      try? LungStandards.parse(text, name: "x"),
      try? KeyScript.parse(text),
    ]
    _ = KeymapFile(name: "x", text: text).merged()
    return read.contains { $0 != nil }
  }

  // MARK: Projects

  /// A folder with the scan that the seeds were drawn on, and what lies beside it.
  private static func besideScan(
    _ files: [(ending: String, bytes: [UInt8])], _ body: (ProjectFiles, Volume) -> Bool
  ) -> Bool {
    FuzzFolder.with([("x.nii", FuzzSeeds.nifti)] + files.map { ("x.stylet" + $0.ending, $0.bytes) }) { folder in
      let files = ProjectFiles(scan: folder + "/x.nii")
      guard let volume = try? FormatRegistry.standard.read(files.scan).volume else { return false }
      return body(files, volume)
    } ?? false
  }

  private static func check(project bytes: [UInt8]) -> Bool {
    besideScan([(".json", bytes)]) { files, volume in
      _ = try? ProjectCheck.problems(
        at: files.project,
        describe: { scan, choice in
          // Whatever path it names: this machine's other files are not what is tried.
          guard scan == files.scan else { throw Failure(.noInput, "another scan") }
          return try FormatRegistry.standard.describe(scan, ReadOptions(choice: choice)).grid
        })
      guard let opened = try? ProjectStore.open(files, volume: volume, reader: "fuzz", readOnly: true) else {
        return false
      }
      report(opened.store.project, opened.session, at: files.project)
      return true
    }
  }

  /// In all its forms but for the pictures of slices.
  private static func report(_ project: Project, _ session: EditSession, at path: String) {
    var content = ReportContent(project, session, scan: .init(name: "x"))
    let record = ReadingRecord(project.reading)
    if let reference = project.readingProtocol, record.protocolFile == nil,
      let form = try? ProtocolLibrary.find(reference, file: nil, project: path)
    {
      let facts = session.readingFacts(lesionFindings: form.lesionFindings, findings: project.labels, words: .standard)
      content.answers = ReportAnswers(ReadingSheet(form, record, facts), SignatureCheck(session, project))
    }
    let document = ReportWords(content).document()
    let text = ReportText.render(document)
    _ = (ReportPage.render(document), ReportJSON(content).text)
    _ = PDFText.render(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), title: path)
    let row = ReportRow(content)
    _ = try? row.line(under: row.header)
  }

  /// - Parameter parts: project, journal and history; once more without the project.
  private static func open(_ parts: [[UInt8]]) -> Bool {
    guard parts.count > 2 else { return false }
    let all = [(".json", parts[0]), (".journal", parts[1]), (".history", parts[2])]
    var hasSteps = false
    for files in [all, Array(all.dropFirst())] {
      hasSteps =
        besideScan(files) { files, volume in
          _ = try? ProjectCheck.problems(at: files.project, describe: { _, _ in volume.grid })
          guard let opened = try? ProjectStore.open(files, volume: volume, reader: "fuzz") else { return false }
          var session = opened.session
          var steps = 0
          while steps < 50, (try? session.undo()) != nil { steps += 1 }
          for _ in 0..<steps { _ = try? session.redo() }
          try? opened.store.close(session, keepingUnsaved: true)
          return steps > 0
        } || hasSteps
    }
    _ = besideScan(all) { files, _ in (try? ProjectCheck.recover(files.project, reader: "fuzz")) != nil }
    return hasSteps
  }
}
