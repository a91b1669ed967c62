import ArgumentParser
import Glibc

// A dump of its memory would hold the key. One byte means no dump, and none for a program that would
// receive it either.
var limit = rlimit(rlim_cur: 1, rlim_max: 1)
setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)

SandboxCommand.main()
