import Glibc
import IGSConsole
import IGSTestSupport
import Testing

@Suite struct TerminalInfoTests {
    @Test func `a terminal and its width are known`() throws {
        let terminal = try PseudoTerminal(columns: 57, rows: 10)
        let descriptor = try terminal.openProgramSide()
        defer { close(descriptor) }
        #expect(TerminalInfo.isTerminal(descriptor))
        #expect(TerminalInfo.columns(descriptor) == 57)
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(!TerminalInfo.isTerminal(file))
        #expect(TerminalInfo.columns(file) == nil)
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "dumb"], false), ([:], false),
        (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "xterm", "NO_COLOR": ""], true),
    ])
    func `colour is allowed where it is wanted`(_ environment: [String: String], _ isAllowed: Bool)
        throws
    {
        let terminal = try PseudoTerminal()
        let descriptor = try terminal.openProgramSide()
        defer { close(descriptor) }
        #expect(TerminalInfo.colourAllowed(descriptor, environment: environment) == isAllowed)
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(!TerminalInfo.colourAllowed(file, environment: environment))
    }

    @Test(arguments: [
        (["FORCE_COLOR": "1"], true), (["CLICOLOR_FORCE": "1"], true),
        (["FORCE_COLOR": "0"], false),
        (["FORCE_COLOR": "true", "TERM": "dumb"], true), (["FORCE_COLOR": ""], false),
        (["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
    ])
    func `forced colour is used anywhere`(_ environment: [String: String], _ isAllowed: Bool) {
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(TerminalInfo.colourAllowed(file, environment: environment) == isAllowed)
    }
}
