import HTTPTypes
import Hummingbird
import NIOCore

/// Bodies that come in small pieces, with waits between them.
enum SlowBody {
    /// Slows a body down.
    ///
    /// - Parameter rate: Bytes a second.
    static func slowed(_ body: ResponseBody, rate: Int) -> ResponseBody {
        ResponseBody(contentLength: body.contentLength) { writer in
            try await body.write(Writer(parent: writer, rate: rate))
        }
    }

    private struct Writer: ResponseBodyWriter {
        var parent: any ResponseBodyWriter
        let rate: Int

        mutating func write(_ buffer: ByteBuffer) async throws {
            var rest = buffer
            let count = max(1, rate / 10)
            while let piece = rest.readSlice(length: min(count, rest.readableBytes)),
                piece.readableBytes > 0
            {
                try await Task.sleep(
                    for: .seconds(Double(piece.readableBytes) / Double(rate)))
                try await parent.write(piece)
            }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
            try await parent.finish(trailingHeaders)
        }
    }
}
