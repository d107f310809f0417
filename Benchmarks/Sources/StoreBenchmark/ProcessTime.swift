import Glibc

/// What a process has used so far: wall and CPU seconds.
struct ProcessTime {
  let wall: Double
  let cpu: Double

  static func now() -> ProcessTime {
    ProcessTime(wall: seconds(CLOCK_MONOTONIC), cpu: seconds(CLOCK_PROCESS_CPUTIME_ID))
  }

  static func - (later: ProcessTime, earlier: ProcessTime) -> ProcessTime {
    ProcessTime(wall: later.wall - earlier.wall, cpu: later.cpu - earlier.cpu)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
