import IGSClient
import IGSImages

/// A submission as it came over the wire.
struct ModelSubmission {
    let outTaskID: String
    let prompt: String
    let width: Int
    let height: Int
    /// In credits.
    let price: Double

    /// How the service answered it.
    enum Word: Hashable {
        /// Nothing definite.
        case none
        case accepted
        /// It was not accepted, beyond doubt.
        case refused
    }

    private struct Body: Decodable {
        struct Parameters: Decodable {
            let prompt: String
            let aspectRatio: String?
            let resolution: String?
            let quality: String?
        }

        let model: String
        let params: Parameters
        let outTaskId: String
    }

    /// Reads a body; nil if it is not a submission.
    init?(_ bytes: [UInt8]) {
        guard let body: Body = WireJSON.read(bytes), body.model == "gpt_image_2_official",
            let ratio = AspectRatio(rawValue: body.params.aspectRatio ?? "1:1"),
            let resolution = Resolution(rawValue: body.params.resolution ?? "1K"),
            let size = ratio.pixelSize(at: resolution)
        else { return nil }
        outTaskID = body.outTaskId
        prompt = body.params.prompt
        width = size.width
        height = size.height
        let quality = body.params.quality.flatMap(Quality.init(rawValue:))
        price =
            Double(Price.estimate(quality: quality, resolution: resolution).mills) / 10
    }
}
