import Foundation
import StyletBase
import StyletCore
import TestSupport
import Testing

/// `--lang`, and the locale where it is not given.
@Suite struct LanguageTests {
  @Test func helpIsInTheLanguageAskedFor() throws {
    let files = try CaseFolder()
    for arguments in [["--lang", "fr", "--help"], ["--help", "--lang=fr"], ["help", "--lang", "fr"]] {
      let ran = try stylet(arguments, in: files.path)
      #expect(ran.status == 0 && ran.err.isEmpty && ran.out.contains("EMPLOI :"), "\(arguments): \(ran.out)")
      let flat = ran.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(flat.contains("annoter le scanner thoracique") && !flat.contains("USAGE:"), "\(arguments)")
    }
    let show = try stylet(["show", "--help", "--lang", "fr"], in: files.path).out
    #expect(show.contains("Imprimer une coupe en texte.") && show.contains("--lang"))
    #expect(try stylet(["show", "--help"], in: files.path).out.contains("--lang <language>"))
  }

  /// In columns as wide as a small terminal, with nothing left of the parser's own English.
  @Test func pagesOfHelpAreWholeAndNarrow() throws {
    let files = try CaseFolder()
    for command in try Subcommands.all() + [""] {
      let page = try stylet([command, "--help", "--lang", "fr"].filter { !$0.isEmpty }, in: files.path).out
      for line in page.split(separator: "\n") where !line.hasPrefix("EMPLOI :") {
        #expect(line.count <= 80, "\(command): \(line)")
      }
      for english in ["default:", "values:", "(default)"] { #expect(!page.contains(english), "\(command): \(english)") }
    }
    let subcommands = try stylet(["--help", "--lang", "fr"], in: files.path).out.split(separator: "\n")
    let open = try #require(subcommands.first { $0.hasPrefix("  open ") })
    #expect(open.prefix(26).last == " " && open.dropFirst(26).first?.isUppercase == true, "\(open)")
  }

  /// What `info` and `validate` say of a file, in columns.
  @Test func infoAndValidateAreInTheLanguageAskedFor() throws {
    let files = try CaseFolder()
    let info = try stylet(["info", CaseFolder.scanName, "--lang", "fr"], in: files.path).out
    for english in ["geometry from", " endian", " of ", " in "] { #expect(!info.contains(english), "\(info)") }
    let starts = info.split(separator: "\n").compactMap { line in line.firstRange(of: "  ").map { range in
      line.distance(from: line.startIndex, to: line[range.lowerBound...].firstIndex { $0 != " " } ?? line.endIndex)
    } }
    #expect(Set(starts).count == 1, "\(info)")
    try "{}".write(toFile: files.path + "/bad.stylet.json", atomically: true, encoding: .utf8)
    #expect(!info.contains("+ -"), "\(info)")
    let checked = try stylet(["validate", "bad.stylet.json", "--lang", "fr"], in: files.path).out
    #expect(!checked.contains("error:") && checked.contains("erreur :"), "\(checked)")
  }

  @Test func errorsAreInTheLanguageAskedFor() throws {
    let files = try CaseFolder()
    let gone = try stylet(["show", "gone.nii", "--lang", "fr"], in: files.path)
    #expect(gone.status == Failure.Kind.noInput.rawValue)
    #expect(gone.complaint == "stylet: gone.nii : il n'y a pas de tel fichier ni dossier ; vérifiez le chemin")
    let option = try stylet(["--lang", "fr", "info", "--what", CaseFolder.scanName], in: files.path)
    #expect(option.complaint?.contains("Option inconnue : --what") == true, "\(option.err)")
    let plane = try stylet(["show", CaseFolder.scanName, "--plane", "odd", "--lang", "fr"], in: files.path)
    #expect(plane.complaint?.contains("--plane odd n'est pas un plan") == true, "\(plane.err)")
  }

  @Test func anUnknownLanguageIsAnError() throws {
    let files = try CaseFolder()
    let wrong = [(["--lang", "xx", "--help"], "--lang xx is not a language"), (["--lang"], "names no language")]
    for (arguments, what) in wrong {
      let ran = try stylet(arguments, in: files.path)
      #expect(ran.status == Failure.Kind.usage.rawValue && ran.complaint?.contains(what) == true, "\(ran.err)")
      #expect(ran.complaint?.contains("en, fr") == true)
    }
  }

  /// What stands behind `--` is a file, whatever it is called.
  @Test func aFileMayHaveTheOptionsName() throws {
    let files = try CaseFolder()
    let ran = try stylet(["show", "--", "--lang"], in: files.path)
    #expect(ran.complaint?.hasPrefix("stylet: --lang: there is no such file") == true, "\(ran.err)")
  }

  @Test func theLocaleSaysItOtherwise() throws {
    let env = "/usr/bin/env", files = try CaseFolder()
    func alone(_ locale: String...) throws -> String {
      try stylet([], in: files.path, wrapper: [env, "-u", "LC_ALL"] + locale).out
    }
    #expect(try alone("LANG=fr_FR.UTF-8").contains("un poste de lecture"))
    #expect(try alone("LANG=C", "LC_MESSAGES=fr_CA").contains("un poste de lecture"))
    #expect(try alone("LANG=de_DE.UTF-8").contains("a terminal workstation"))
    #expect(try alone().contains("a terminal workstation"))
  }

  @Test func settingsSayItBeforeTheLocale() throws {
    let files = try CaseFolder(), folder = files.path + "/config/stylet"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "language = \"fr\"\n".write(toFile: folder + "/settings.toml", atomically: true, encoding: .utf8)
    let wrapper = ["/usr/bin/env", "XDG_CONFIG_HOME=" + files.path + "/config", "LC_ALL=C.UTF-8"]
    #expect(try stylet([], in: files.path, wrapper: wrapper).out.contains("un poste de lecture"))
    #expect(try stylet(["--lang", "en"], in: files.path, wrapper: wrapper).out.contains("a terminal workstation"))
  }

  /// A project, its journal and its tables are byte for byte what another language writes, but for times and ids.
  @Test func filesKnowNoLanguage() throws {
    func written(_ language: String) throws -> (project: String, json: String, tables: [String], journal: String) {
      let files = try CaseFolder()
      let keys = ["--lungs", "ask", "--lang", language, "--reader", "a", "--script"]
      let ran = try stylet(
        ["open", CaseFolder.scanName] + keys + ["<Space>5<Right><Space>u:w<Enter>"], in: files.path)
      guard ran.status == 0 else { throw Unexpected(ran: ran) }
      let history = try String(contentsOfFile: files.path + "/chest.stylet.history", encoding: .utf8)
      let project = try String(contentsOfFile: files.project, encoding: .utf8)
      let json = try files.run("export", files.project, "-", "--to", "json", "--lang", language).out
      // With lungs there is more to be said of the numbers.
      let lungs = try files.run("open", CaseFolder.scanName, "--script", ":lungs-accept<Enter>", "--save")
      guard lungs.status == 0 else { throw Unexpected(ran: lungs) }
      func table(_ words: String..., language: String) throws -> String {
        let ran = try stylet([words[0], files.project] + words.dropFirst() + ["--lang", language], in: files.path)
        #expect(ran.out.count > 100)
        return plain(ran.out)
      }
      let tables = try ["--csv", "--json"].map { try table("extent", $0, language: language) }
      // Of one project: how long one worked on it stands in a report, and two projects differ in that.
      for kind in ["--csv", "--json"] {
        #expect(try table("report", kind, "-", language: "en") == table("report", kind, "-", language: "fr"))
      }
      return (plain(project), plain(json), tables, plain(history))
    }
    let english = try written("en"), french = try written("fr")
    #expect(english.project == french.project && english.json == french.json)
    #expect(english.tables == french.tables)
    #expect(english.journal == french.journal)
    #expect(french.journal.contains("\"tool.brush\"") && !french.journal.contains("Pinceau"))
  }

  /// Without what no two runs have in common.
  private func plain(_ text: String) -> String {
    text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z/, with: "TIME").replacing(/"seconds": [0-9.]+/, with: "SECONDS")
      .replacing(/[0-9a-f]{32,}/, with: "DIGEST").replacing(#/(?m)^[0-9a-f]{8} /#, with: "SUM ")
  }
}
