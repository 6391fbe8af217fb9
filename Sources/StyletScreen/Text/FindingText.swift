import StyletImaging

extension Finding {
  /// Its name as the screen says it.
  var spoken: String { name }
}
