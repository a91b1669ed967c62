internal import FoundationEssentials
internal import Glibc
package import IGSRuntime
internal import IGSScript

extension SandboxLauncher {
    /// Has the sandbox check a plan of faults, before anything else is done.
    ///
    /// - Parameters:
    ///   - plan: The absolute path of the plan.
    ///   - selection: The service to work with.
    /// - Throws: ``Failure`` if the service is not the sandbox, or if the plan is wrong.
    package static func checkFaults(
        _ plan: String, for selection: ServiceSelection,
        executable: String = executableBesideProgram
    ) async throws(Failure) {
        guard case .sandbox = selection else { throw FaultMessages.live() }
        let (status, lines): (Int32, [String])
        do throws(SystemFailure) {
            (status, lines) = try await check(plan, by: executable)
        } catch {
            throw FaultMessages.notChecked("\(error)")
        }
        switch status {
        case 0: return
        case wrongArguments: throw FaultMessages.badPlan(lines)
        case ..<0:
            throw FaultMessages.notChecked("igs-sandbox was killed by signal \(-status)")
        default: throw FaultMessages.notChecked("igs-sandbox ended with status \(status)")
        }
    }

    /// The exit status with which the sandbox refuses its arguments.
    private static let wrongArguments: Int32 = 2

    private static func check(
        _ plan: String, by executable: String
    ) async throws(SystemFailure) -> (status: Int32, lines: [String]) {
        let process = try await CapturedProcess.run(
            executable, ["--faults", plan, "--check-faults"],
            environment: OwnVariables.removed(from: ProcessInfo.processInfo.environment),
            errors: STDERR_FILENO)
        let lines = process.output.split(separator: UInt8(ascii: "\n"))
        return (process.status, lines.map { String(decoding: $0, as: UTF8.self) })
    }
}
