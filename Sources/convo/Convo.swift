import ArgumentParser
import ChatDemo
import ChatHTTP
import ChatSession
import ChatStore
import CUTF8Proc
import Subprocess
import TOMLKit

@main struct Convo: AsyncParsableCommand {
  func run() async throws { print(utf8proc_charwidth(0x4e00)) }
}
