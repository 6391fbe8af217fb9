import StyletCore
import StyletImaging

/// How a search ended.
public enum ProposalOutcome {
  /// - Parameters:
  ///   - mapping: the mask's values → findings, or right 1, left 2 and airway 3.
  ///   - record: kept with them, where what proposed them says how sure it is.
  case lesions(LabelMap, mapping: [UInt8: UInt8], remarks: [String], record: ProposalRecord? = nil)
  case lungs(LabelMap, mapping: [UInt8: UInt8])
  case failed(any Error)
}
