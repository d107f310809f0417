import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct LiveLocksTests {
  @Test("A lock is seen by every other object, until it is released or its object is gone")
  func visibility() throws {
    try withStoreFile { path in
      try write([], to: path)
      let reader = try LiveLocks(path: path + "-live")
      do {
        let holder = try LiveLocks(path: path + "-live")
        #expect(holder.take(7))
        #expect(reader.isHeldElsewhere(7))
        #expect(!holder.isHeldElsewhere(7))
        #expect(!reader.isHeldElsewhere(6) && !reader.isHeldElsewhere(8))
        #expect(!reader.take(7))
        holder.release(7)
        #expect(!reader.isHeldElsewhere(7))
        #expect(holder.take(9))
      }
      #expect(!reader.isHeldElsewhere(9))
    }
  }

  @Test("Closing another descriptor of the file does not drop a lock")
  func closingOther() throws {
    try withStoreFile { path in
      try write([], to: path)
      let holder = try LiveLocks(path: path + "-live")
      #expect(holder.take(1))
      do { _ = try LiveLocks(path: path + "-live") }
      #expect(try LiveLocks(path: path + "-live").isHeldElsewhere(1))
    }
  }

  @Test(
    "Keys at the ends of the range neither trap nor count as dead",
    arguments: [Int64.min, -1, .max])
  func extremes(_ key: Int64) throws {
    try withStoreFile { path in
      try write([], to: path)
      let locks = try LiveLocks(path: path + "-live")
      if !locks.take(key) { #expect(locks.isHeldElsewhere(key)) }
      locks.release(key)
    }
  }

  @Test("A lock file that cannot be made is an error that names it")
  func missingFolder() {
    expectError("inputOutput") { try LiveLocks(path: "/nowhere/at/all/convo.db-live") }
  }
}
