import Foundation
import StyletCore
import StyletFormats
import StyletScreen

/// The workstation's way to the disk: project, journal, masks.
final class ReaderFiles: WorkstationServices {
  private let store: ProjectStore
  /// What was not saved shall not be kept either.
  private var isGivenUp = false
  private var isClosed = false

  init(_ store: ProjectStore) { self.store = store }

  private var name: String { (store.files.project as NSString).lastPathComponent }

  func save(_ session: EditSession, findings: LabelTable) throws -> String {
    if store.project.labels != findings { try store.update { $0.labels = findings } }
    var session = session
    try store.save(&session)
    return name
  }

  func discard(_ session: EditSession) throws { isGivenUp = true }

  func keep(_ session: EditSession, findings: LabelTable) {
    try? store.close(session, keepingUnsaved: true)
    isClosed = true
  }

  /// Lets go of journal and lock. What was neither saved nor given up stays in the journal.
  func close(_ session: EditSession) throws {
    if !isClosed { try store.close(session, keepingUnsaved: !isGivenUp) }
    isClosed = true
  }

  func export(_ session: EditSession, findings: LabelTable, to path: String) throws -> String {
    try Masks.export(session.findings, findings: findings, volume: session.volume, to: path)
    store.note(.exported, (path as NSString).lastPathComponent)
    return (path as NSString).lastPathComponent
  }

  func importMask(from path: String, grid: VoxelGrid) throws -> ImportedMask {
    let mask = try Masks.read(path, grid: grid, findings: store.project.labels)
    store.note(.imported, (path as NSString).lastPathComponent)
    return mask
  }
}
