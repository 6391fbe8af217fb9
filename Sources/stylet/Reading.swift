import Foundation
import StyletCore
import StyletScreen

/// A scan opened for reading: its volume, its project, and the workstation over both.
final class Reading {
  let workstation: Workstation
  private let files: ReaderFiles

  init(files: ProjectFiles, reader: String, keymap: Keymap, traits: TerminalTraits) throws {
    let image = try Scans.read(files.scan, files.choice)
    let opened = try ProjectStore.open(files, volume: image.volume, reader: reader)
    let store = opened.store
    self.files = ReaderFiles(store)
    workstation = Workstation(
      session: opened.session, table: opened.store.project.labels, keymap: keymap, traits: traits,
      services: self.files, title: (files.scan as NSString).lastPathComponent, reader: reader)
    var readOnly: Failure?
    if case .readOnly(let why) = store.access { readOnly = why }
    workstation.welcome(opened.notices.map { "\($0)" } + image.description.problems, readOnly: readOnly)
  }

  func save() throws { try workstation.save() }

  /// After the reader has left. What was not saved stays in the journal unless it was given up.
  func end() throws { try files.close(workstation.session) }
}
