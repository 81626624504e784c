public import struct Foundation.Date

extension Failure {
  /// Why there is no connection. Not a byte of the request was sent.
  public enum Unreachable: Hashable, Sendable {
    case nameNotFound, refused
    /// No TLS connection, for another reason than the server's certificate.
    case tls
    case certificate(CertificateFault)
    /// Not the server: the proxy before it.
    /// - Parameter name: its address and the variable that names it.
    case proxy(name: String, ProxyFault)
    case other
  }

  /// Why a server's certificate is not accepted.
  public enum CertificateFault: Hashable, Sendable {
    case expired(Date)
    case notYetValid(Date)
    case otherName
    /// No trusted authority vouches for it.
    case unknownIssuer
  }

  public enum ProxyFault: Hashable, Sendable {
    case nameNotFound, refused, unreachable
    /// No answer that an HTTP proxy gives came in time.
    case silent
    /// 407: it wants a user name and password, or others.
    case wantsLogIn
    /// It answered, and does not connect to the server.
    case refusesToConnect
    /// It closed the connection instead of answering.
    case closed
  }
}
