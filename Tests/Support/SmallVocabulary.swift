import Foundation

/// A vocabulary of the 256 bytes and a few merged tokens, in the formats of files.
public enum SmallVocabulary {
  /// The merged tokens, each of the one before and a byte.
  public static let words = ["he", "hel", "hell", "hello"]

  /// As a `.tiktoken` file.
  public static var tiktoken: String {
    let tokens = (UInt8.min...UInt8.max).map { Data([$0]) } + words.map { Data($0.utf8) }
    return tokens.enumerated().map { "\($1.base64EncodedString()) \($0)\n" }.joined()
  }

  /// As a `tokenizer.json`; `changes` replaces members of its parts, as JSON texts.
  public static func json(model: String = "", preTokenizer: String? = nil, more: String = "")
    -> String
  {
    let letters = (UInt8.min...UInt8.max).map(letter) + words
    let vocabulary = letters.enumerated().map { "\(quoted($1)):\($0)" }.joined(separator: ",")
    let merges = words.map { "\"\($0.dropLast()) \($0.suffix(1))\"" }.joined(separator: ",")
    let split = preTokenizer ?? #"{"type":"ByteLevel","add_prefix_space":false}"#
    return #"{"added_tokens":[{"id":300,"content":"<｜end｜>"}],"normalizer":null,"#
      + #""pre_tokenizer":\#(split),\#(more)"model":{"type":"BPE",\#(model)"#
      + #""vocab":{\#(vocabulary),"<｜end｜>":300},"merges":[\#(merges)]}}"#
  }

  private static var unprintable: [UInt8] {
    (UInt8.min...UInt8.max).filter { byte in
      !((0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE)
    }
  }

  /// The character that stands for a byte in byte-level vocabularies.
  private static func letter(_ byte: UInt8) -> String {
    let code = unprintable.firstIndex(of: byte).map { UInt32(0x100 + $0) } ?? UInt32(byte)
    return Unicode.Scalar(code).map { String($0) } ?? ""
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
