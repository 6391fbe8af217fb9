import StyletCore
import StyletProject

@testable import StyletScreen

/// A reading beside the image, with a reader and a protocol: keys in, form and screen out.
struct FormDesk {
  let work: Workstation
  let services = RecordingServices()

  /// Answers all that is required of a chest without findings, and asks for the signature.
  static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "S"

  init(session: EditSession? = nil, size: (Int, Int) = (160, 50)) throws {
    let session = try session ?? EditSession(volume: Bench.volume())
    work = Workstation(session: session, services: services, reader: "reader-07")
    work.handle(.resize(width: size.0, height: size.1))
    let form = try BuiltInProtocol.covidChest.form
    work.take(reading: ReadingRecord().json, following: form.reference, form: form)
  }

  @discardableResult
  func play(_ script: String) throws -> Self {
    for key in try KeyNotation.parse(script) { work.handle(.key(key)) }
    return self
  }

  var notice: String { work.notice?.text ?? "" }
  func text(_ width: Int = 160, _ height: Int = 50) -> String { work.draw(width: width, height: height).text }

  /// What the question on the screen says; nil when none is asked.
  var question: String? {
    if case .question(let question) = work.prompt { question.text } else { nil }
  }
}
