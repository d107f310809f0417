import ChatCompletions

/// Changes settings in the text of the file and leaves everything else as the user wrote it.
///
/// One line is replaced or inserted; comments, order and line ends stay. What comes out is read
/// again before it counts: it must say what was asked for, and of everything else the same as
/// before.
struct ConfigEdit: Sendable {
  /// The file, for messages and for `write()`.
  let path: String
  /// The text as it is now.
  private(set) var text: String

  /// Begins with a text.
  init(text: String, path: String) {
    self.text = text
    self.path = path
  }

  /// Begins with the file's text; a file that is not there is an empty one.
  init(path: String) throws(ConfigurationError) {
    self.init(text: try ConfigurationFile.read(path) ?? "", path: path)
  }

  /// Sets `key`, in the dotted form of TOML, to a value of the type that the setting has.
  ///
  /// Strings need no quotes; several names are separated by commas. A model's name may be written
  /// with its dots: `providers.openai.models.gpt-4.1.context`.
  /// - Throws: `ConfigurationError`; the text is unchanged then.
  mutating func set(_ key: String, _ value: String) throws(ConfigurationError) {
    let path = try ConfigKey.parse(key)
    let setting = try ConfigValue(value, at: path)
    let before = try TOMLDocument(text, name: self.path)
    let edited = try TOMLEdit(before).setting(path, to: setting.written)
    let after = try TOMLDocument(edited, name: self.path)
    guard after.leaves == before.leaves(setting: path, to: setting.json) else {
      throw .notEditable(
        path.written, before.place(of: path), reason: "the change would touch other settings")
    }
    _ = try Configuration.parse(edited, path: self.path)
    text = edited
  }

  /// Writes the text to the file, at once and for its owner alone.
  func write() throws(ConfigurationError) {
    try ConfigurationFile.write(text, to: path)
  }
}
