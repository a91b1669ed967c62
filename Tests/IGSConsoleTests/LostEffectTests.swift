import Testing

@testable import IGSConsole

/// What a `!` line did that is lost when the prompt is back.
@Suite struct LostEffectTests {
    private func effect(of line: String) -> LostEffect? {
        ShellEscape(line).flatMap { LostEffect(of: $0) }
    }

    @Test(arguments: [
        ("!cd", "cd", LostEffect.Kind.folder), ("!cd out", "cd", .folder),
        (" ! cd 'a; b'", "cd", .folder), ("!pushd /tmp", "pushd", .folder),
        ("!popd", "popd", .folder),
        ("!exit", "exit", .end), ("!exit 3", "exit", .end), ("!logout", "logout", .end),
        ("!export X=1", "export", .state), ("!X=1", "X=1", .state), ("!X=1 Y+=2", "X=1", .state),
        ("!alias ll='ls -l | less'", "alias", .state), ("!unalias -a x", "unalias", .state),
        ("!unset X", "unset", .state), ("!set -e", "set", .state), ("!umask 077", "umask", .state),
        ("!ulimit -n 100", "ulimit", .state), ("!source venv/bin/activate", "source", .state),
        ("!. venv/bin/activate", ".", .state), ("!declare -x X=1", "declare", .state),
        ("!trap 'echo a; echo b' EXIT", "trap", .state), ("!setenv X 1", "setenv", .state),
        ("!shopt -s globstar", "shopt", .state), ("!export PATH=$PATH:~/bin", "export", .state),
    ])
    func `a line that only changes its shell is told apart`(
        line: String, word: String, kind: LostEffect.Kind
    ) throws {
        let lost = try #require(effect(of: line))
        #expect(lost.word == word)
        #expect(lost.kind == kind)
    }

    @Test(arguments: [
        "!ls", "!cd out && ls", "!cd out; ls", "!export X=1; env", "!cd out || echo none",
        "!X=1 env",
        "!umask", "!umask -S", "!ulimit -a", "!export -p", "!alias", "!set", "!echo cd out",
        "!cdrecord",
        "!env | sort", "cd out", "print a",
    ])
    func `a line that runs something, or asks, is not`(line: String) {
        #expect(effect(of: line) == nil)
    }
}
