import StyletBase

/// Croissant 1.0 (mlcommons.org) with its part on responsible AI (RAI 1.0): `croissant.json`, which describes the table
/// `cases.csv` column by column, and the masks, as JSON-LD. What nobody has said of the data is not in it.
struct CroissantForm: ExportForm {
  let name = "croissant"
  let namesImages = true

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] {
    let images = set.images == .none ? [] : [CaseFile("images/\(one.name).nii.gz", .image)]
    return images + [CaseFile("labels/\(one.name).nii.gz", .mask)]
  }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    let columns = set.table, cases = CSVForm.cases(columns)
    let sheet = ExportDatasheet(set)
    var json: JSONObject = [
      "@context": .object(Self.context), "@type": .string("sc:Dataset"),
      "conformsTo": .array(
        ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"].map(JSONValue.string)),
      "name": .string(Self.word(set.study.title)),
      "description": .string("\(set.study.title): findings on chest CT. \(ResearchUse.inData)"),
      "distribution": .array(Self.distribution(set, cases)),
      "recordSet": .array([.object(Self.records(columns))]),
    ]
    if let licence = set.licence { json["license"] = .string(licence) }
    for fact in sheet.responsible { json["rai:" + fact.name] = fact.value }
    return [ExportedFile("croissant.json", json: json), cases]
  }

  private static func word(_ title: String) -> String {
    let word = String(title.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") ? $0 : "-" })
    return word.isEmpty ? "study" : word
  }

  /// Files: the table with its digest, and what there is of each case.
  private static func distribution(_ set: ExportedSet, _ cases: ExportedFile) -> [JSONValue] {
    func files(_ id: String, _ about: String) -> JSONValue {
      .object([
        "@type": .string("cr:FileSet"), "@id": .string(id), "name": .string(id), "description": .string(about),
        "encodingFormat": .string("application/gzip"), "includes": .string("\(id)/*.nii.gz"),
      ])
    }
    let labels = set.labels.classes.map { "\($0.value) \($0.code)" }.joined(separator: ", ")
    let table: JSONObject = [
      "@type": .string("cr:FileObject"), "@id": .string("cases.csv"), "name": .string("cases.csv"),
      "description": .string("A row a case."), "contentUrl": .string("cases.csv"),
      "encodingFormat": .string("text/csv"), "sha256": .string(sha256(cases.bytes)),
    ]
    let masks = files("labels", "A mask a case, named by it: \(labels), \(set.labels.ignore) says nothing (ignore).")
    return [.object(table), masks] + (set.images == .none ? [] : [files("images", "A scan a case, named by it.")])
  }

  private static func records(_ columns: [ExportColumn]) -> JSONObject {
    let fields = columns.map { column -> JSONValue in
      let type = ["text": "sc:Text", "whole": "sc:Integer", "number": "sc:Float", "flag": "sc:Boolean"][column.kind]
      return .object([
        "@type": .string("cr:Field"), "@id": .string("cases/\(column.name)"), "name": .string(column.name),
        "description": .string(column.about), "dataType": .string(type ?? "sc:Text"),
        "source": .object([
          "fileObject": .object(["@id": .string("cases.csv")]),
          "extract": .object(["column": .string(column.name)]),
        ]),
      ])
    }
    return [
      "@type": .string("cr:RecordSet"), "@id": .string("cases"), "name": .string("cases"),
      "description": .string("A row a case."), "key": .object(["@id": .string("cases/case")]),
      "field": .array(fields),
    ]
  }

  /// The context of the specification.
  private static let context: JSONObject = {
    func typed(_ id: String, _ type: String) -> JSONValue {
      .object(["@id": .string(id), "@type": .string(type)])
    }
    var context: JSONObject = [
      "@language": .string("en"), "@vocab": .string("https://schema.org/"), "citeAs": .string("cr:citeAs"),
      "column": .string("cr:column"), "conformsTo": .string("dct:conformsTo"),
      "cr": .string("http://mlcommons.org/croissant/"), "rai": .string("http://mlcommons.org/croissant/RAI/"),
      "data": typed("cr:data", "@json"), "dataType": typed("cr:dataType", "@vocab"),
      "dct": .string("http://purl.org/dc/terms/"), "examples": typed("cr:examples", "@json"),
    ]
    let own = [
      "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes", "isLiveDataset", "jsonPath",
      "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace",
    ]
    for name in own { context[name] = .string("cr:" + name) }
    context["sc"] = .string("https://schema.org/")
    for name in ["separator", "source", "subField", "transform"] { context[name] = .string("cr:" + name) }
    return context
  }()
}
