public import TerminalUI

/// Styles for roles. A role is an ink on a surface.
public struct Theme: Equatable, Sendable {
  public var name: String
  /// Whether it keeps the terminal's own background and colours. Nobody knows what those look like, so no contrast can be
  /// computed, and no element may depend on one of them.
  public var hasOwnColors: Bool
  private let surfaces: [Surface: StyleSpec]
  private let inks: [Ink: StyleSpec]
  private let exceptions: [Role: StyleSpec]
  /// The styles of all roles, by surface and ink: every text asks for one.
  private let styles: [Style]
  private static let inkCount = Ink.allCases.count

  public struct Role: Hashable, Sendable {
    public var ink: Ink
    public var surface: Surface

    public init(_ ink: Ink, on surface: Surface) {
      self.ink = ink
      self.surface = surface
    }
  }

  /// - Parameter exceptions: inks that look different on one surface.
  public init(
    name: String, hasOwnColors: Bool = false, surfaces: [Surface: StyleSpec], inks: [Ink: StyleSpec],
    exceptions: [Role: StyleSpec] = [:]
  ) {
    self.name = name
    self.hasOwnColors = hasOwnColors
    self.surfaces = surfaces
    self.inks = inks
    self.exceptions = exceptions
    styles = Surface.allCases.flatMap { surface in
      Ink.allCases.map { ink in
        let ground = surfaces[surface] ?? StyleSpec()
        let mark = exceptions[Role(ink, on: surface)] ?? inks[ink] ?? StyleSpec()
        return Style(
          foreground: mark.color, background: ground.color, attributes: ground.attributes.union(mark.attributes))
      }
    }
  }

  /// Whether it has any colour at all.
  public var hasColors: Bool {
    surfaces.values.contains { $0.color != nil } || inks.values.contains { $0.color != nil }
  }

  /// The style of a role: the surface's background, the ink's colour, the attributes of both.
  public func style(_ ink: Ink, on surface: Surface = .screen) -> Style {
    styles[surface.rawValue * Self.inkCount + ink.rawValue]
  }

  /// Whether an ink is underlined there and the surface is not. Words alone are: a line or a blank would look like another
  /// line.
  func underlines(_ ink: Ink, on surface: Surface) -> Bool {
    style(ink, on: surface).attributes.contains(.underline)
      && surfaces[surface]?.attributes.contains(.underline) != true
  }

  /// This theme with the values of `partial` over it. It lets a user's file define a few styles only.
  public func overlaid(by partial: Theme) -> Theme {
    Theme(
      name: partial.name, hasOwnColors: hasOwnColors || partial.hasOwnColors,
      surfaces: surfaces.merging(partial.surfaces) { $1 },
      inks: inks.merging(partial.inks) { $1 }, exceptions: exceptions.merging(partial.exceptions) { $1 })
  }
}

/// One value of a theme file: a colour and attributes, both optional.
public struct StyleSpec: Equatable, Sendable {
  public var color: Color?
  public var attributes: Style.Attributes

  public init(color: Color? = nil, attributes: Style.Attributes = []) {
    self.color = color
    self.attributes = attributes
  }
}

/// A part of a role, by its number for drawing and by its name for theme files.
public protocol NamedRole: RawRepresentable<Int>, CaseIterable, Hashable, Sendable {
  /// As theme files write it.
  var name: String { get }
}

extension NamedRole {
  /// - Parameter name: as theme files write it.
  public init?(name: String) {
    guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}

/// The importance of a text. Code names inks and surfaces; only a theme knows colours.
public enum Ink: Int, NamedRole {
  case text, strong, muted, faded, accent, key, good, notice, warning, critical, secret

  public var name: String { String(describing: self) }
}

/// The background of a text.
public enum Surface: Int, NamedRole {
  case screen, bar, selection, field, dialog, button, cell, focusedField, focusedButton

  public var name: String {
    switch self {
    case .focusedField: "focused-field"
    case .focusedButton: "focused-button"
    default: String(describing: self)
    }
  }

  /// The inks drawn on this surface, which a theme must keep readable.
  public var inks: [Ink] {
    switch self {
    case .screen, .dialog: Ink.allCases
    case .bar: [.text, .strong, .muted, .accent, .key, .good, .notice, .warning, .critical]
    case .selection: [.text, .strong, .muted, .faded, .accent, .good, .notice, .warning, .critical]
    case .field, .focusedField: [.text, .muted]
    case .button, .focusedButton, .cell: [.text]
    }
  }
}
