import FintoroWebhooks

/// The texts of the validation in both languages.
extension Bilingual {
  static func required(_ field: String) -> Bilingual {
    Bilingual("The \(field) field is required.", "Pole \(field) je povinné.")
  }

  static func notText(_ field: String) -> Bilingual {
    Bilingual("The \(field) field must be a string.", "Pole \(field) musí byť text.")
  }

  static func notBoolean(_ field: String) -> Bilingual {
    Bilingual("The \(field) field must be true or false.", "Pole \(field) musí byť true alebo false.")
  }

  static func notList(_ field: String) -> Bilingual {
    Bilingual("The \(field) field must be an array.", "Pole \(field) musí byť zoznam.")
  }

  static func tooLong(_ field: String, _ limit: Int) -> Bilingual {
    Bilingual(
      "The \(field) field must not be greater than \(limit) characters.",
      "Pole \(field) môže mať najviac \(limit) znakov.")
  }

  static func tooFew(_ field: String, _ minimum: Int) -> Bilingual {
    Bilingual(
      "The \(field) field must have at least \(minimum) items.",
      "Pole \(field) musí mať aspoň toľkoto položiek: \(minimum).")
  }

  static func notOneOf(_ field: String) -> Bilingual {
    Bilingual("The selected \(field) is invalid.", "Hodnota poľa \(field) nie je z povolených.")
  }

  static func endpoint(_ violation: EndpointRules.Violation) -> Bilingual {
    switch violation {
    case .empty: required("url")
    case .tooLong: tooLong("url", EndpointRules.maxURLLength)
    case .notAURL: Bilingual("The url field must be a valid URL.", "Pole url musí byť platná URL adresa.")
    case .notHTTPS: Bilingual("The url field must start with https://.", "Pole url musí začínať na https://.")
    case .hasUserInformation:
      Bilingual(
        "The url field must not contain a user name or password.", "Pole url nesmie obsahovať meno ani heslo.")
    case .noHost: Bilingual("The url field must contain a host name.", "V poli url chýba názov hostiteľa.")
    case .localName, .addressNotPublic:
      Bilingual(
        "The url field must point to a public address.", "Pole url musí smerovať na verejnú adresu.")
    }
  }
}
