import Foundation

/// The sentences of `Failure.Unreachable`: whose fault it is, and what to do.
struct UnreachableText {
  /// Host and port of the base URL.
  let host: String
  let baseURL: String
  let zone: LocalZone

  /// - Parameter detail: a reason in a few words, or empty; in brackets with a blank before it.
  func sentence(_ kind: Failure.Unreachable, detail: String) -> String {
    switch kind {
    case .nameNotFound:
      "The name \(host) cannot be found; check the network and the base URL \(baseURL)."
    case .refused:
      "Nothing answers at \(host)\(detail); check that the base URL \(baseURL) and its port are right."
    case .tls:
      "No TLS connection to \(host)\(detail); check the base URL \(baseURL) and what stands between, such as a proxy."
    case .certificate(let fault): certificate(fault)
    case .proxy(let name, let fault):
      "The proxy \(name), through which hooktop reaches \(host), \(proxy(fault, detail: detail))."
    case .other:
      "\(host) cannot be reached\(detail); check the network and the proxy settings."
    }
  }

  private func certificate(_ fault: Failure.CertificateFault) -> String {
    switch fault {
    case .expired(let date):
      "The certificate of \(host) expired at \(TimeText.exact(date, in: zone)). Its owner must renew it; if that time "
        + "is still to come, set this machine's clock right."
    case .notYetValid(let date):
      "The certificate of \(host) is not valid before \(TimeText.exact(date, in: zone)). If that time is past, set this "
        + "machine's clock right."
    case .otherName:
      "The certificate that came for \(host) is for another name; check the base URL \(baseURL), and log in with a "
        + "browser if the network asks for that."
    case .unknownIssuer:
      "No authority that this machine trusts vouches for the certificate of \(host). If your company checks TLS "
        + "connections, name its CA file with ca_file, HOOKTOP_CA_FILE or --ca-file; otherwise log in with a browser if "
        + "the network asks for that, or update the package ca-certificates."
    }
  }

  private func proxy(_ fault: Failure.ProxyFault, detail: String) -> String {
    switch fault {
    case .nameNotFound: "cannot be found; check its name and the network"
    case .refused: "refuses the connection; check its address, and whether it runs"
    case .silent: "did not connect in time; check its address and port, and whether an HTTP proxy runs there"
    case .unreachable: "cannot be reached\(detail); check its address and the network"
    case .wantsLogIn:
      "asks for a user name and password (407); its address takes them, as http://user:password@host:port"
    case .refusesToConnect: "does not connect to it; ask who runs the proxy, or name the host in no_proxy"
    case .closed: "closed the connection; check its address, and whether it may connect to that host"
    }
  }
}
