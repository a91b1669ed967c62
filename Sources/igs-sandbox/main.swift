import ArgumentParser
import Glibc

// A dump of its memory would hold the key. One byte means no dump, and none for a program that would
// receive it either.
var limit = rlimit(rlim_cur: 1, rlim_max: 1)
setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)

// If nobody reads the output, that is not a reason to die.
signal(SIGPIPE, SIG_IGN)

// Swift's runtime takes SIGQUIT for a crash, and writes a backtrace.
if !SandboxProcess.isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }

// Swift would repair text that is not UTF-8: the sandbox would listen to another key, or use another
// folder.
for index in 1..<max(1, Int(CommandLine.argc)) {
    guard let argument = CommandLine.unsafeArgv[index] else { continue }
    if String(validatingCString: argument) == nil {
        Printing.tell("igs-sandbox: argument \(index) is not UTF-8 text")
        exit(Printing.usageCode)
    }
}

do {
    var command = try SandboxCommand.parseAsRoot()
    try command.run()
} catch {
    let code = SandboxCommand.exitCode(for: error)
    let message = SandboxCommand.fullMessage(for: error)
    let isAnswer = code.isSuccess
    if !message.isEmpty {
        if isAnswer { Printing.answer(message + "\n") } else { Printing.tell(message) }
    }
    exit(code == .validationFailure ? Printing.usageCode : code.rawValue)
}
