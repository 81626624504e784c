import ContractFacts

/// The 53 event types as the contract's OpenAPI document lists them, in its order; none where they cannot be read.
let contractEventTypes = (try? ContractFacts.read())?.eventTypes ?? []

/// Each resource's event prefix and the `resource.type` of its deliveries, as the guide lists them.
let contractResourceTypes = [
  "clients": "client",
  "suppliers": "supplier",
  "bank-accounts": "bankAccount",
  "business-case-statuses": "businessCaseStatus",
  "business-cases": "businessCase",
  "contact-activity-logs": "contactActivityLog",
  "warehouses": "warehouse",
  "warehouse-inbound-receipts": "warehouseInboundReceipt",
  "warehouse-outbound-receipts": "warehouseOutboundReceipt",
  "price-list-items": "priceListItem",
  "invoices": "invoice",
  "credit-notes": "creditNote",
  "proformas": "proforma",
  "orders": "order",
  "quotations": "quotation",
  "received-invoices": "receivedInvoice",
  "received-receipts": "receivedReceipt",
  "document-payments": "documentPayment",
]
