internal import Glibc
internal import IGSRuntime

/// Opens files with the desktop's programs for them.
struct DesktopViewer {
    /// The environment of the program that opens them.
    let environment: [String: String]

    private static let program = "xdg-open"

    /// How long to watch whether the program fails. On some desktops it ends at once, on others it
    /// ends with the viewer.
    private static let patience: Duration = .seconds(1)

    /// Opens a file with a program in its own session and without our streams, so that neither
    /// Ctrl-C nor the end of igs reaches it.
    ///
    /// - Parameter path: An absolute path.
    func open(_ path: String) async throws(Failure) {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains {
            !environment[$0, default: ""].isEmpty
        }
        guard hasDisplay else { throw PictureMessages.noDisplay() }
        guard let program = ProgramSearch.path(of: Self.program, in: environment) else {
            throw PictureMessages.noOpener(Self.program)
        }
        guard !Task.isCancelled else { throw .interrupted }
        let process: ChildProcess
        do throws(SystemFailure) {
            process = try start(program, path)
        } catch {
            throw PictureMessages.notOpened(path, Self.program, "\(error)")
        }
        let status = await Self.status(of: process)
        guard !Task.isCancelled else { throw .interrupted }
        if let status, status != 0 {
            throw PictureMessages.notOpened(path, Self.program, Self.words(for: status))
        }
    }
}

private extension DesktopViewer {
    func start(_ program: String, _ path: String) throws(SystemFailure) -> ChildProcess {
        let nowhere = Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nowhere >= 0 else { throw .last("open /dev/null") }
        defer { close(nowhere) }
        return try ChildProcess(
            executable: program, arguments: [path], environment: environment, input: nowhere,
            output: nowhere, errors: nowhere)
    }

    /// Returns the status of a program that ends soon; `nil` if it keeps running.
    static func status(of process: ChildProcess) async -> Int32? {
        let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
        let end = Task {
            continuation.yield(await process.waitForEnd())
            continuation.finish()
        }
        let timer = Task {
            try await Task.sleep(for: patience)
            continuation.finish()
        }
        defer {
            timer.cancel()
            end.cancel()
        }
        for await status in ends { return status }
        return nil
    }

    /// Returns what the documentation of xdg-open says about a status.
    static func words(for status: Int32) -> String {
        switch status {
        case 3: "a program that it needs is missing: is there a viewer for pictures?"
        case 4: "no viewer could be started"
        case 0...: "it ended with status \(status)"
        default: "it was killed by signal \(-status)"
        }
    }
}
