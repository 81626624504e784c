import FintoroWebhooks
import Foundation

extension PendingCreate {
  static func fixture(startedAt: Date) -> PendingCreate {
    PendingCreate(
      key: IdempotencyKey(rawValue: "key-1"), body: Array(#"{"url":"https://erp.acme.sk"}"#.utf8),
      baseURL: "https://app.fintoro.sk/api/public/v1", profile: nil,
      company: CompanyIdentity(name: "Acme s.r.o.", id: 15),
      startedAt: startedAt,
      secretFile: SecretFileReference(path: "/secrets/erp.secret", device: 1, inode: 2, format: .raw))
  }
}
