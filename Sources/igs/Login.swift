import ArgumentParser
import FoundationEssentials
import Glibc
import IGSClient
import IGSConsole
import IGSRuntime

/// `igs login`
struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Store the key for the live service in a file that only you can read.",
        discussion: """
            The key is read without being shown, or from standard input if that is not a terminal. It
            is for one service only: the one that igs works with, which IGS_BASE_URL can name.
            AIREITER_API_KEY, if set, takes precedence over the file.
            """)

    @Flag(help: "Remove the stored key.")
    var forget = false

    @Option(help: ArgumentHelp("Keep all state in this folder (IGS_HOME).", valueName: "dir"))
    var home: String?

    func validate() throws { try Folders.validate(home: home) }

    func run() async throws {
        let streams = StandardStreams()
        do throws(Failure) {
            let environment = Igs.environment
            let file = KeyFile(Folders(home: home, environment: environment))
            streams.chatter.writeText(
                forget
                    ? try remove(file) : try await keep(file, environment, asking: streams.chatter))
        } catch {
            let reporter = streams.reporter(json: false)
            error.diagnostics.forEach { reporter.report(.diagnostic($0)) }
            throw Exit(code: error.code.rawValue)
        }
    }
}

extension Login {
    /// - Returns: The text to report.
    private func keep(
        _ file: KeyFile, _ environment: [String: String], asking terminal: Output
    ) async throws(Failure) -> String {
        let origin = try ServiceSelection.service(environment: environment).origin
        do {
            let key = try await KeyPrompt.read(
                from: STDIN_FILENO, prompt: "key for \(origin) (not shown): ", on: terminal)
            guard let key else { throw KeyMessages.noKeyGiven() }
            try file.write(key, for: origin)
        } catch let error as Failure {
            throw error
        } catch let error as KeyFileError {
            throw KeyMessages.badFile(error)
        } catch {
            throw KeyMessages.noPrompt("\(error)")
        }
        let told =
            "the key for \(origin) is stored in \(file.path); 'igs login --forget' removes it"
        let variable = ServiceSelection.keyVariable
        guard environment[variable, default: ""].isEmpty else {
            return told + "\n\(variable) is set, and takes precedence over it"
        }
        return told
    }

    /// - Returns: The text to report.
    private func remove(_ file: KeyFile) throws(Failure) -> String {
        do throws(KeyFileError) {
            return try file.remove()
                ? "the key in \(file.path) is removed" : "there is no key in \(file.path)"
        } catch {
            throw KeyMessages.badFile(error)
        }
    }
}
