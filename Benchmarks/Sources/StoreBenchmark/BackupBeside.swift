import ArgumentParser
import ChatStore
import Dispatch
import Glibc
import Synchronization

extension StoreBenchmark {
  /// Copies a store while others append to it, and says how long those had to wait.
  struct BackupBeside: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copy a store while others append to it.")

    @Argument(help: "The store; it grows.") var store: String
    @Argument(help: "Where to.") var copy: String
    @Option(help: "How many append.") var writers = 4
    @Option(help: "Instead of copying, let them append for so many seconds.") var seconds: Double?

    func run() throws {
      let stop = Stop()
      let times = Mutex<[Double]>([])
      let group = DispatchGroup()
      for number in 0..<writers {
        let path = store
        let thread = Thread(group) {
          let waits = try Self.append(to: path, as: number, until: stop)
          times.withLock { $0 += waits }
        }
        thread.start()
      }
      let begin = ProcessTime.now()
      if let seconds {
        usleep(UInt32(seconds * 1_000_000))
      } else {
        try ChatStore.open(path: store).backup(to: copy)
      }
      let time = ProcessTime.now() - begin
      stop.flag.store(true, ordering: .relaxed)
      group.wait()
      let sorted = times.withLock { $0.sorted() }
      var status = stat()
      stat(copy, &status)
      print(
        """
        {"area":"backup","case":"\(seconds == nil ? "convo" : "alone")","wall_s":\(time.wall),\
        "cpu_s":\(time.cpu),"bytes":\(status.st_size),"appends":\(sorted.count),\
        "longest_ms":\(sorted.last ?? 0),\
        "p99_ms":\(sorted.isEmpty ? 0 : sorted[sorted.count * 99 / 100])}
        """)
    }

    /// Appends until it is told to stop, and says how many milliseconds each took.
    private static func append(to path: String, as number: Int, until stop: Stop) throws -> [Double]
    {
      let store = try ChatStore.open(path: path)
      var (_, branch, _) = try store.createConversation(title: "writer \(number)")
      var waits: [Double] = []
      while !stop.flag.load(ordering: .relaxed) {
        let begin = ContinuousClock.now
        branch = try store.append(.user("words of writer \(number)"), to: branch).branch
        waits.append((ContinuousClock.now - begin) / .milliseconds(1))
        // As somebody who writes again and again, and not as fast as a disk can.
        usleep(2000)
      }
      return waits
    }

    private final class Stop: Sendable {
      let flag = Atomic(false)
    }
  }
}

/// A thread of a group, whose failure ends the program.
private struct Thread {
  let group: DispatchGroup
  let body: @Sendable () throws -> Void

  init(_ group: DispatchGroup, _ body: @escaping @Sendable () throws -> Void) {
    self.group = group
    self.body = body
  }

  func start() {
    let queue = DispatchQueue(label: "writer")
    queue.async(group: group) {
      do {
        try body()
      } catch {
        print(error)
        exit(1)
      }
    }
  }
}
