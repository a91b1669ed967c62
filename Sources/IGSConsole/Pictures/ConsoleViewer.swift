internal import FoundationEssentials
internal import Glibc
internal import IGSClient
internal import IGSImages
internal import IGSRuntime

/// Shows pictures in the terminal with chafa, and on the desktop with its own viewer.
///
/// Both run without the variables of igs and of the service.
struct ConsoleViewer: PictureViewer {
    /// The descriptor that results are printed to; `nil` if they are for programs.
    let results: Int32?
    let environment: [String: String]

    /// The most memory that chafa may take, in KiB; a 4K picture takes about 100 MiB.
    private static let maximumMemory = 1 << 20
    /// How long chafa may run; a 4K picture takes a tenth of a second.
    private static let timeLimit: Duration = .seconds(20)
    /// The most bytes that chafa may write: all pixels of a large window in Kitty's protocol.
    private static let maximumByteCount = 128_000_000

    /// Makes a viewer.
    ///
    /// - Parameter environment: The environment of this process.
    init(
        results: Int32?, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.results = results
        self.environment = OwnVariables.removed(from: environment)
    }

    var isWatched: Bool { results.map(TerminalInfo.isTerminal) ?? false }

    func rendering(of path: String) async throws(Failure) -> String? {
        guard let results else { return nil }
        guard let chafa = ProgramSearch.path(of: "chafa", in: environment) else {
            throw PictureMessages.noChafa()
        }
        try examine(path)
        let isTerminal = isWatched
        // chafa reads the size of a character from the descriptor of the results; it cannot read
        // keys from it.
        let terminal =
            isTerminal
            ? Glibc.open("/proc/self/fd/\(results)", O_WRONLY | O_NOCTTY | O_CLOEXEC) : -1
        defer { if terminal >= 0 { close(terminal) } }
        let size = (columns: TerminalInfo.columns(results), rows: TerminalInfo.rows(results))
        let process: CapturedProcess
        do throws(SystemFailure) {
            process = try await CapturedProcess.run(
                chafa,
                ChafaArguments(environment: environment, isTerminal: isTerminal)
                    .list(columns: size.columns, rows: size.rows) + [Self.absolute(path)],
                environment: environment, input: terminal >= 0 ? terminal : nil,
                within: Self.timeLimit, maximumByteCount: Self.maximumByteCount,
                maximumMemory: Self.maximumMemory)
        } catch {
            throw PictureMessages.notShown(path, "\(error)")
        }
        if Task.isCancelled { throw .interrupted }
        switch process.ending {
        case .exited(0): return String(decoding: process.output, as: UTF8.self)
        case .exited(let code):
            throw PictureMessages.notShown(path, Self.complaint(process.errors) ?? "status \(code)")
        case .timedOut: throw PictureMessages.notShown(path, "it took too long")
        case .overflowed: throw PictureMessages.notShown(path, "it wrote too much")
        }
    }

    func open(_ path: String) async throws(Failure) {
        try await DesktopViewer(environment: environment).open(Self.absolute(path))
    }

    /// Refuses a picture that is small itself but carries a large amount of other data.
    private func examine(_ path: String) throws(Failure) {
        let file = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        // chafa reports files that cannot be read.
        guard file >= 0 else { return }
        defer { close(file) }
        var check = PictureCheck()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while case let count = read(file, &buffer, buffer.count), count > 0 {
            check.append(Array(buffer[..<count]))
            guard !check.isBloated else {
                throw PictureMessages.notShown(
                    path, "it has a compressed text or profile that is larger than its pixels")
            }
        }
    }

    /// Returns a path that no program takes for an option.
    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }

    /// Returns the last line that chafa wrote to its standard error, without its name.
    private static func complaint(_ errors: [UInt8]) -> String? {
        guard let line = errors.split(separator: UInt8(ascii: "\n")).last else { return nil }
        let text = String(decoding: line.prefix(500), as: UTF8.self)
        return text.split(separator: "chafa: ", maxSplits: 1).last.map(String.init)
    }
}
