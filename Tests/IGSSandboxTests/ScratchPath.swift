import IGSTestSupport

/// A new folder for a test that removes it itself.
struct ScratchPath {
    let path: String

    init() throws {
        path = try SandboxProcess.makeFolder()
    }
}
