import Foundation
import IGSConsole
import Testing

@Suite struct ProcessEnvironmentTests {
    @Test func `the environment is the one that Foundation sees`() {
        let variables = ProcessEnvironment.read()
        #expect(!variables.isEmpty)
        #expect(variables == ProcessInfo.processInfo.environment)
    }
}
