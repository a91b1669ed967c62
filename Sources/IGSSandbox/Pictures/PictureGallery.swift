import FoundationEssentials
import SandboxPainter

/// Result files: painted when first asked for, and kept while there is room.
///
/// Equal parameters make equal pictures. So a picture that was dropped can be painted again, and tasks with the same
/// parameters share one.
actor PictureGallery {
    private let references: ReferenceStore
    /// The threads that paint. Their number limits the memory for pictures that are being painted.
    let threads = WorkThreads(maximumCount: 2)
    private var shelf: PictureShelf
    private var inTheMaking: [PictureParameters: Task<[UInt8], any Error>] = [:]

    init(references: ReferenceStore, capacity: Int = 64 << 20) {
        self.references = references
        shelf = PictureShelf(capacity: capacity)
    }

    /// Returns a task's picture as a PNG file.
    func picture(of parameters: PictureParameters) async throws -> [UInt8] {
        if let picture = shelf.take(parameters) { return picture }
        if let running = inTheMaking[parameters] { return try await running.value }
        let work = Task { [references, threads] in
            try await threads.run {
                guard let png = Self.paint(parameters, references: references) else {
                    throw PictureError.outOfMemory
                }
                return png
            }
        }
        inTheMaking[parameters] = work
        defer { inTheMaking[parameters] = nil }
        let picture = try await work.value
        shelf.put(picture, for: parameters)
        return picture
    }

    /// Returns a task's picture as a PNG file in base64.
    func base64(of parameters: PictureParameters) async throws -> String {
        Data(try await picture(of: parameters)).base64EncodedString()
    }

    /// Returns a stored reference's bytes, or nil if there are none.
    func reference(sha256: String) async throws -> [UInt8]? {
        try await threads.run { [references] in references.bytes(sha256: sha256) }
    }

    private enum PictureError: Error {
        case outOfMemory
    }

    private static func paint(
        _ parameters: PictureParameters, references store: ReferenceStore
    ) -> [UInt8]? {
        var request = PictureRequest(for: parameters)
        request.references = parameters.references.map { reference in
            switch reference {
            case .link(let url): .link(url)
            case .stored(let sha256, let format, _):
                .bytes(store.bytes(sha256: sha256) ?? [], format: format, sha256: sha256)
            }
        }
        return Painter.picture(request)
    }
}
