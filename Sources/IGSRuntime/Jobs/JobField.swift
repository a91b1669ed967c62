import IGSClient
import IGSImages
import IGSJobs
import IGSScript

/// The fields of a job that `${job.field}` and conditions can read.
package enum JobField: String, CaseIterable, Sendable {
    case status, path, width, height, size, ratio, resolution, quality, name, seconds, credits
    case prompt, task

    /// Returns the field's value; `nil` if the job does not have it, or not yet.
    package func text(of entry: JobEntry) -> String? {
        let job = entry.job
        let size = job.image?.size ?? job.request.pixelSize
        return switch self {
        case .status: job.status.rawValue
        case .path: job.image?.path
        case .width: size.width.description
        case .height: size.height.description
        case .size: size.description
        case .ratio: job.request.ratio.rawValue
        case .resolution: job.request.resolution.rawValue
        case .quality: job.request.quality?.rawValue
        case .name: entry.label
        case .seconds: job.seconds.map { "\(($0 * 10).rounded() / 10)" }
        case .credits: job.creditsUsed.map { "\($0)" }
        case .prompt: job.request.prompt
        case .task: job.taskID?.rawValue
        }
    }

    /// The type of its values; `nil` for any text.
    var type: ValueType? {
        switch self {
        case .status: .choice("STATUS", JobStatus.allCases.map { .init($0.rawValue) })
        case .width, .height, .seconds, .credits: .number
        case .size: .size
        case .ratio: .ratio
        case .resolution: .resolution
        case .quality: .quality
        case .path, .name, .prompt, .task: nil
        }
    }
}

private extension ValueType {
    static let number = ValueType("NUMBER", expecting: "a number") {
        Double($0)?.isFinite ?? false
    }

    static let size = ValueType("SIZE", expecting: "a width and a height, such as 1536x864") {
        let sides = $0.split(separator: "x", omittingEmptySubsequences: false)
        return sides.count == 2 && sides.allSatisfy { Int($0).map { $0 > 0 } ?? false }
    }
}
