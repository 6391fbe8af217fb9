import StyletProject

/// The way to an archive of the settings.
package enum Archives {
  /// - Throws: a ``Failure`` where libcurl is missing.
  package static func client(of place: ArchivePlace) throws -> any ArchiveClient {
    switch place.way {
    case .web(let web): try DICOMweb(web, name: place.name, transport: CurlTransport(web, name: place.name))
    case .network(let network): DICOMNetwork(network, name: place.name)
    }
  }
}
