/// The forms that there are.
public enum ExportForms {
  public static let all: [any ExportForm] = [
    NNUNetForm(), MONAIForm(), BIDSForm(), CSVForm(), ParquetForm(), CroissantForm(), DICOMForm(),
  ]

  public static func named(_ name: String) -> (any ExportForm)? { all.first { $0.name == name } }
}
