import StyletBase
import StyletImaging
import Testing

@testable import StyletStudy

/// The forms that a study leaves in. The programs that they are for read them in `make conformance`.
@Suite struct ExportFormTests {
  private func files(_ form: String, _ set: ExportedSet) throws -> [String: String] {
    let form = try #require(ExportForms.named(form))
    return try form.tables(of: set, digests: [:]).reduce(into: [:]) { all, file in
      all[file.path] = String(decoding: file.bytes, as: UTF8.self)
    }
  }

  private func json(_ text: String?) throws -> JSONObject {
    let text = try #require(text)
    return try #require(JSONParser.parse(Array(text.utf8)).object)
  }

  @Test func namesAreTheirOwn() {
    let names = ExportForms.all.map(\.name)
    #expect(Set(names).count == names.count && names.contains("nnunet") && names.contains("parquet"))
  }

  /// nnU-Net's rules: labels from 0 without a gap, ignore the highest, as many cases as it says, files named as images
  /// and label, splits of the cases of training alone.
  @Test func nnUNet() throws {
    let set = LeavingStudy.set(), folder = "Dataset501_Trial", made = try files("nnunet", set)
    let data = try json(made["\(folder)/dataset.json"])
    let labels = try #require(data["labels"]?.object?.members)
    #expect(labels.first?.name == "background" && labels.last?.name == "ignore")
    #expect(labels.map { $0.value.int } == Array(0..<labels.count))
    #expect(data["channel_names"]?.object?["0"]?.string == "CT" && data["file_ending"]?.string == ".nii.gz")
    let training = set.cases.filter { $0.part != .test }, cases = try #require(data["dataset"]?.object?.members)
    #expect(data["numTraining"]?.int == training.count && cases.map(\.name) == training.map(\.name))
    let form = try #require(ExportForms.named("nnunet"))
    for one in set.cases {
      let paths = form.files(of: one, in: set).map(\.path)
      #expect(paths.allSatisfy { $0.hasPrefix("\(folder)/") && $0.hasSuffix(".nii.gz") } && paths.count == 2)
      guard let files = cases.first(where: { $0.name == one.name })?.value.object else {
        #expect(one.part == .test && paths[0].contains("imagesTs/"))
        continue
      }
      #expect(files["images"]?.array?.compactMap(\.string).map { "\(folder)/\($0)" } == [paths[0]])
      #expect("\(folder)/\(files["label"]?.string ?? "")" == paths[1])
    }
    let splits = try #require(JSONParser.parse(Array(made["\(folder)/splits_final.json"]!.utf8)).array)
    for split in splits.map({ $0.object! }) {
      let (train, val) = (split["train"]!.array!.compactMap(\.string), split["val"]!.array!.compactMap(\.string))
      #expect(Set(train).isDisjoint(with: val) && Set(train + val) == Set(training.map(\.name)) && !val.isEmpty)
      // Not a patient is on both sides.
      let patients = [train, val].map { names in Set(set.cases.filter { names.contains($0.name) }.map(\.patient)) }
      #expect(patients[0].isDisjoint(with: patients[1]) && !train.isEmpty)
    }
    let validated = splits.flatMap { $0.object!["val"]!.array!.compactMap(\.string) }
    #expect(validated.count == training.count && Set(validated).count == training.count)
    #expect(try files("nnunet", LeavingStudy.set(1, test: 0))["\(folder)/splits_final.json"] == nil)
  }

  @Test func monai() throws {
    let set = LeavingStudy.set(), list = try json(files("monai", set)["datalist.json"])
    let training = try #require(list["training"]?.array), test = try #require(list["test"]?.array)
    #expect(training.count + test.count == set.cases.count && list["numTest"]?.int == test.count && !test.isEmpty)
    let form = try #require(ExportForms.named("monai"))
    let paths = Set(set.cases.flatMap { form.files(of: $0, in: set).map(\.path) })
    for item in (training + test).map({ $0.object! }) {
      #expect(paths.contains(item["image"]!.string!) && paths.contains(item["label"]!.string!))
    }
    #expect(training.allSatisfy { $0.object?["fold"]?.int != nil } && test.allSatisfy { $0.object?["fold"] == nil })
  }

  @Test func bids() throws {
    let set = LeavingStudy.set(), made = try files("bids", set), form = try #require(ExportForms.named("bids"))
    #expect(try json(made["dataset_description.json"])["DatasetType"]?.string == "raw")
    #expect(try json(made["derivatives/stylet/dataset_description.json"])["DatasetType"]?.string == "derivative")
    let participants = try #require(made["participants.tsv"]).split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(participants.count == set.patients.count + 1 && participants[0][0] == "participant_id")
    #expect(participants.dropFirst().map { String($0[0]) } == set.patients.map { "sub-" + $0 })
    for one in set.cases {
      for file in form.files(of: one, in: set) {
        let name = file.path.lastPathPart
        #expect(name.hasPrefix("sub-\(one.patient)_ses-\(one.name)_") && file.path.contains("/ses-\(one.name)/ct/"))
        if file.content == .mask { #expect(made[file.path.replacing(".nii.gz", with: ".json")] != nil) }
      }
    }
    let scans = try #require(made["derivatives/stylet/scans.tsv"]).split(separator: "\n")
    let cells = scans.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(Set(cells.map(\.count)) == [set.table.count] && !scans.joined().contains("\t\t"))
    let labels = try #require(made["derivatives/stylet/space-orig_desc-findings_dseg.tsv"]).split(separator: "\n")
    #expect(labels.count == set.labels.classes.count + 2)
  }

  /// What was not assessed is none in every table, and what was found to be nothing is 0.
  @Test func whatWasNotAssessedIsNull() throws {
    let set = LeavingStudy.set(), table = set.table
    func column(_ name: String) throws -> ExportColumn { try #require(table.first { $0.name == name }) }
    let con = try column("CON_voxels"), score = try column("answer_score"), halo = try column("answer_signs:halo")
    let row = { (n: Int) in set.cases.firstIndex { $0.size[2] == 40 + n }! }
    #expect(con[row(0)] == .null && con[row(1)] == .int(0) && (1..<7).allSatisfy { con[row($0)] == .int(0) })
    #expect(try column("NOD_ml")[row(3)] == .null && column("lesion_ml")[row(4)] == .null)
    #expect(score[row(0)] == .double(0) && (1..<7).allSatisfy { score[row($0)] == .null })
    #expect(halo[row(0)] == .bool(true) && halo[row(1)] == .bool(false) && halo[row(5)] == .null)
    #expect(try column("contrast")[row(0)] == .null && column("contrast")[row(1)] == .bool(true))
    #expect(try column("GGO_percent")[row(2)] == .null && column("GGO_voxels")[row(0)] == .int(0))
    let csv = try #require(files("csv", set)["cases.csv"]).split(separator: "\r\n")
    #expect(csv.count == 8)
    let place = try #require(table.firstIndex { $0.name == "answer_score" })
    let cells = csv.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(cells[row(0)][place] == "0.0" && (1..<7).allSatisfy { cells[row($0)][place].isEmpty })
  }

  @Test func croissant() throws {
    let set = LeavingStudy.set(), made = try files("croissant", set), json = try json(made["croissant.json"])
    #expect(json["conformsTo"]?.array?.first?.string == "http://mlcommons.org/croissant/1.0")
    let table = json["distribution"]?.array?.first?.object
    #expect(table?["sha256"]?.string == sha256(Array(try #require(made["cases.csv"]).utf8)))
    let fields = json["recordSet"]?.array?.first?.object?["field"]?.array ?? []
    #expect(fields.compactMap { $0.object?["name"]?.string } == set.table.map(\.name))
    #expect(json["rai:annotationsPerItem"]?.string == "1" && json["license"]?.string == "CC-BY-4.0")
  }

  @Test func theDatasheetSaysWhatIsNotKnown() throws {
    let set = LeavingStudy.set(title: "A | `B`\u{1b}[2J"), text = String(decoding: set.datasheet.bytes, as: UTF8.self)
    for title in ["Motivation", "Composition", "Collection", "Labelling", "Uses", "Distribution", "Maintenance"] {
      #expect(text.contains("\n## \(title)\n"))
    }
    #expect(text.contains("Not stated by the study.") && text.contains("unread 1") && text.contains("\\| \\`B\\`"))
    #expect(!text.contains("\u{1b}"))
  }

  /// Nothing that leaves says whose scan it was, where it lay, who read it or when; and it comes out alike every time.
  @Test func nothingIdentifiesAndBytesRepeat() throws {
    for images in ExportImages.allCases {
      let set = LeavingStudy.set(images: images), again = LeavingStudy.set(images: images)
      var entries: [ExportManifest.Entry] = []
      for form in ExportForms.all {
        let made = try form.tables(of: set, digests: [:])
        #expect(try form.tables(of: again, digests: [:]) == made)
        for file in made + [set.datasheet] {
          let text = String(decoding: file.bytes, as: UTF8.self) + file.path
          for secret in LeavingStudy.secrets { #expect(!text.contains(secret), "\(file.path) has \(secret)") }
          entries.append(.init(path: "\(form.name)/\(file.path)", digest: sha256(file.bytes)))
        }
        for path in set.cases.flatMap({ form.files(of: $0, in: set) }).map(\.path) {
          #expect(!LeavingStudy.secrets.contains { path.contains($0) })
        }
      }
      let manifest = ExportManifest(set, forms: ["csv"], entries: entries.shuffled()).file
      #expect(ExportManifest(again, forms: ["csv"], entries: entries.shuffled()).file == manifest)
      for secret in LeavingStudy.secrets { #expect(!String(decoding: manifest.bytes, as: UTF8.self).contains(secret)) }
    }
  }

  @Test func pseudonymsAreTheKeysOwn() throws {
    var names = ExportNames(PlannedStudy.key), others = ExportNames(StudyKey(bytes: [UInt8](repeating: 1, count: 32)))
    let own = names.name(.patient, of: "PID-1")
    #expect(own == names.name(.patient, of: "PID-1") && own.first == "p" && own.count == 11)
    #expect(own.utf8.dropFirst().allSatisfy(Alias.letters.contains))
    #expect(own != others.name(.patient, of: "PID-1") && own.dropFirst() != names.name(.case, of: "PID-1").dropFirst())
    #expect(Set((0..<2000).map { names.name(.case, of: "\($0)") }).count == 2000)
  }
}
