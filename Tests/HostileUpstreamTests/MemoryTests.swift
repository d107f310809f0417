#if Networking
  import ChatTestSupport
  import Foundation
  import Testing

  @Suite("Memory is bounded", .serialized, .timeLimit(.minutes(5)))
  struct MemoryTests {
    @Test(
      "However much comes, the process stays small",
      arguments: Misbehaviour.all.filter { $0.peakMegabytes != nil })
    func peak(_ misbehaviour: Misbehaviour) async {
      // A process of its own, because a peak is that of a process.
      let name = misbehaviour.name
      await #expect(processExitsWith: .success) { [name = name as String] in
        guard let misbehaviour = Misbehaviour.all.first(where: { $0.name == name }),
          let limit = misbehaviour.peakMegabytes
        else { exit(2) }
        try await withStoreFile { path in
          _ = try await HostileExchange(misbehaviour: misbehaviour, path: path).report()
        }
        guard let peak = Self.peakMegabytes() else { exit(3) }
        FileHandle.standardError.write(Data("\(name): \(peak) MB of \(limit) MB\n".utf8))
        exit(peak <= limit ? EXIT_SUCCESS : EXIT_FAILURE)
      }
    }

    /// The most memory that this process has had, the server and the test runner included.
    ///
    /// `ru_maxrss` would hold what the process had before `exec`, too; see proc(5).
    private static func peakMegabytes() -> Int? {
      guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
          Int($0)
        })
      else { return nil }
      return kilobytes / 1024
    }
  }
#endif
