import ChatSession

extension [UInt8] {
  /// What bytes are, by themselves; for what no endpoint takes, just bytes.
  var mediaType: String {
    AttachmentType(of: self).mediaType ?? "application/octet-stream"
  }
}

extension String {
  /// A file's name without its folders.
  var lastPathComponent: String {
    let name = split { $0 == "/" || $0 == "\\" }.last.map(String.init)
    return name ?? "file"
  }
}
