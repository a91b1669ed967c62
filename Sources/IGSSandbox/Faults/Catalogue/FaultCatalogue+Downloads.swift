import SandboxPainter

extension FaultCatalogue {
    /// Faults of pictures, and of their URLs.
    static let downloads = [
        Fault(
            "expire-url",
            "the URL has expired, and answers with this HTTP status (403); the next query has a new one, unless it is for good",
            at: [.download],
            [FaultParameter("STATUS", .integer(400...599), default: "403"), .flag("for-good")]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task else { return nil }
                let status = arguments.integer("STATUS")
                exchange.service.expiry.expire(
                    task, forGood: arguments.has("for-good"), status: status)
                return Reply.expired(status)
            }
        },
        Fault(
            "truncate", "the picture ends after BYTES (half of it), though the length agrees",
            at: [.download], [FaultParameter("BYTES", .integer(0...1 << 40), default: "")]
        ) { arguments in
            changed { picture in
                Array(picture.prefix(Int(arguments.text("BYTES")) ?? picture.count / 2))
            }
        },
        Fault(
            "corrupt", "a hundred bytes in the middle of the picture are altered", at: [.download]
        ) {
            _ in
            changed { picture in
                let middle = picture.count / 2
                return picture[..<middle] + noise(100) + picture.dropFirst(middle + 100)
            }
        },
        Fault(
            "wrong-type", "the URL ends in .png, and leads to something else (jpeg)",
            at: [.download],
            [
                FaultParameter(
                    "TYPE",
                    .choice(
                        ["jpeg", "webp", "html", "text", "empty"]
                            + OddPicture.foreign.keys.sorted()), default: "jpeg")
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task else { return nil }
                let bytes = try await file(arguments.text("TYPE"), task.parameters, exchange)
                return Reply.bytes(200, "image/png", bytes)
            }
        },
        Fault(
            "tail", "BYTES (100) of noise follow the end of the picture, of this type (png)",
            at: [.download],
            [
                FaultParameter("TYPE", .choice(["png", "jpeg", "webp"]), default: "png"),
                FaultParameter("BYTES", .integer(1...1 << 20), default: "100"),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task else { return nil }
                let type = arguments.text("TYPE")
                let picture: [UInt8] =
                    if type == "png" {
                        try await exchange.service.pictures.picture(of: task.parameters)
                    } else {
                        try await file(type, task.parameters, exchange)
                    }
                return Reply.bytes(
                    200, "image/\(type)", picture + noise(arguments.integer("BYTES")))
            }
        },
        Fault(
            "wrong-size", "the picture has this size (64x64); beyond 4096 only its header says so",
            at: [.download], [FaultParameter("WxH", .size, default: "64x64")]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task, let size = PixelSize(arguments.text("WxH")) else {
                    return nil
                }
                let bytes = try await exchange.service.pictures.threads.run {
                    OddPicture.png(task.parameters, size: size)
                }
                return Reply.bytes(200, "image/png", bytes)
            }
        },
    ]

    /// Returns the task's picture, changed.
    private static func changed(
        _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) -> FaultEffect {
        .replace(isCharged: false) { exchange in
            guard let task = exchange.task else { return nil }
            let picture = try await exchange.service.pictures.picture(of: task.parameters)
            return Reply.bytes(200, "image/png", change(picture))
        }
    }

    private static func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 41) }
    }

    private static func file(
        _ type: String, _ parameters: PictureParameters, _ exchange: FaultExchange
    ) async throws -> [UInt8] {
        if let bytes = OddPicture.foreign[type] { return bytes }
        switch type {
        case "html": return Array(Reply.html("Not here any more").utf8)
        case "text": return Array("not a picture\n".utf8)
        case "empty": return []
        default:
            return try await exchange.service.pictures.threads.run {
                OddPicture.file(parameters, as: type == "webp" ? .webp : .jpeg)
            }
        }
    }
}
