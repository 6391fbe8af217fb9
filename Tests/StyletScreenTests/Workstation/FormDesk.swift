import StyletCore
import StyletProject

@testable import StyletScreen

/// A reading beside the image, with a reader and a protocol: keys in, form and screen out.
struct FormDesk {
  let work: Workstation
  let services = RecordingServices()

  /// Answers all that is required of a chest without findings.
  static let answers = "R" + String(repeating: "a<Tab>", count: 11)

  /// The same, and asks for the signature.
  static let normal = answers + "S"

  private let size: (width: Int, height: Int)

  init(
    reader: String = "reader-07", keymap: Keymap = .standard,
    form: ReadingProtocol? = try? BuiltInProtocol.covidChest.form, record: ReadingRecord = ReadingRecord(),
    session: EditSession? = nil, size: (Int, Int) = (160, 50)
  ) throws {
    let session = try session ?? EditSession(volume: Bench.volume())
    self.size = size
    work = Workstation(session: session, keymap: keymap, services: services, reader: reader)
    work.handle(.resize(width: size.0, height: size.1))
    work.take(reading: record.json, following: form?.reference, form: form)
  }

  @discardableResult
  func play(_ script: String) throws -> Self {
    for key in try KeyNotation.parse(script) { work.handle(.key(key)) }
    return self
  }

  var notice: String { work.notice?.text ?? "" }
  func text(_ width: Int? = nil, _ height: Int? = nil) -> String {
    work.draw(width: width ?? size.width, height: height ?? size.height).text
  }
  func value(_ field: String) -> AnswerValue? { work.readingRecord.answer(to: field)?.value }

  /// The question that the form stands on, with its region.
  var at: String { work.reading.view.map { $0.at.field + ($0.at.region.map { "." + $0 } ?? "") } ?? "closed" }

  /// What the question on the screen says; nil when none is asked.
  var question: String? {
    if case .question(let question) = work.prompt { question.text } else { nil }
  }
}
