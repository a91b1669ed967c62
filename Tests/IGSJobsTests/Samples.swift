import IGSClient
import IGSImages

@testable import IGSJobs

/// What the tests of this folder are made from.
enum Sample {
    // swift-format-ignore: NeverForceUnwrap
    static let task = TaskID(rawValue: "task_1")!
    // swift-format-ignore: NeverUseForceTry
    static let request = try! GenerationRequest(
        prompt: "a castle", ratio: .sixteenByNine, resolution: .oneK)
    static let stored = StoredImage(
        path: "/images/ab.png", sha256: "ab", format: .png,
        size: PixelSize(width: 1536, height: 864), byteCount: 3)
    static let url = "https://cdn.example/1.png"

    static func id(_ number: Int) -> OutTaskID {
        // swift-format-ignore: NeverForceUnwrap
        OutTaskID(rawValue: "igs_\(number)")!
    }

    /// A life that has come to a state, with what it would know there.
    static func lifecycle(in state: JobLifecycle.State) -> JobLifecycle {
        var lifecycle = JobLifecycle(state: state)
        if [.accepted, .running, .downloading, .detached, .paused].contains(state) {
            lifecycle.isAcceptanceKnown = true
            lifecycle.taskID = task
        }
        if state == .downloading { lifecycle.addresses = [url] }
        return lifecycle
    }
}
