/// What a piece of text is that `Redactor` takes out.
package enum RedactionKind: String, Sendable, Hashable, CaseIterable {
  /// A key of an API, known by the shape that its provider gives it.
  case key = "api-key"
  /// A token that stands for a person: a JWT, or what follows `Bearer`.
  case token
  /// A private key in PEM.
  case privateKey = "private-key"
  /// What is assigned to a name like `password`, or stands before the host of a URL.
  case password
  /// An e-mail address.
  case email
  /// A telephone number.
  case phone
  /// The number of a Chinese resident's identity card.
  case resident = "resident-id"
  /// The number of a bank card.
  case card = "bank-card"

  /// What stands in the place of what was taken out.
  package var mark: String { "[redacted:\(rawValue)]" }
}
