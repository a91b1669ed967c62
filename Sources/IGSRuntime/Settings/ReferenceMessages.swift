import IGSClient
import IGSImages
import IGSScript

/// Messages about references that can be used but may not do what is meant, and about turning them.
enum ReferenceMessages {
    static func unknownReference(_ text: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .unknownReference, "there is no reference '\(text)'",
            correction: Correction(of: text, to: Suggestion.nearest(to: text, in: known)),
            notes: ["'ref list' lists the references, 'ref add' adds one"])
    }

    static func tooManyReferences() -> Diagnostic {
        Diagnostic(
            .tooManyReferences,
            "the reference set is full: it holds \(ReferenceImage.maximumCount)",
            notes: ["'ref remove NAME' or 'ref clear' makes room"])
    }

    static func unusableReference(_ error: ReferenceError) -> Diagnostic {
        let subject = error.subject
        let limit = ReferenceImage.maximumByteCount / 1_000_000
        let (message, note) =
            switch error.code {
            case .missing:
                ("there is no file '\(subject)'", "paths are relative to the current folder")
            case .unreadable:
                ("'\(subject)' cannot be read", "do you have permission to read it?")
            case .isFolder: ("'\(subject)' is a folder", "name one picture in it")
            case .notRegular: ("'\(subject)' is not a regular file", "name a picture")
            case .notAnImage:
                (
                    error.format.map {
                        $0.isPicture
                            ? "'\(subject)' is \($0.name), not a PNG, JPEG or WebP one"
                            : "'\(subject)' is not a picture: it is \($0.name)"
                    } ?? "'\(subject)' is not a picture",
                    error.format?.advice ?? "igs takes PNG, JPEG and WebP, judged by their content"
                )
            case .truncated:
                ("'\(subject)' is cut off", "the rest of the picture is missing: copy it again")
            case .damaged:
                ("'\(subject)' is damaged", "a checksum in it is wrong: copy it again")
            case .tooBig(let count):
                (
                    "'\(subject)' is too big: \(ByteCountText.format(count))",
                    "a picture may have \(limit) MB at most"
                )
            case .changed: ("'\(subject)' changed while it was read", "add it again")
            case .badDataURI:
                (
                    "'\(subject)…' is not a data URI",
                    "it starts with data:image/png;base64, or the like"
                )
            case .notHTTPS:
                (
                    "'\(subject)' is not an https URL",
                    "references are files, https URLs and data URIs"
                )
            }
        return Diagnostic(.unusableReference, message, notes: [note])
    }

    /// The size above which a picture gets a note, because services differ in the size that they
    /// accept.
    static let largeByteCount = 10_000_000

    static func large(_ text: String) -> Diagnostic {
        Diagnostic(
            .largeReference,
            "'\(short(text))' is larger than \(largeByteCount / 1_000_000) MB; a service may refuse it",
            notes: ["make it smaller first: vipsthumbnail picture.png --size 2048 -o smaller.png"])
    }

    static func quirk(_ quirk: PictureQuirk, of text: String) -> Diagnostic {
        let (fact, note) =
            switch quirk {
            case .cmyk:
                (
                    "is in CMYK; a service may change its colours",
                    "make it RGB first: vips colourspace picture.jpg rgb.jpg srgb"
                )
            case .deep(16):
                (
                    "has 16 bits a channel; a service may change its colours",
                    "make it 8 bits first: vips colourspace picture.png rgb.png srgb"
                )
            case .deep(let bits):
                (
                    "has \(bits) bits a channel; a service may not read it",
                    "export it with 8 bits a channel"
                )
            case .animated:
                (
                    "is animated; a service may refuse it, or use one frame",
                    "take the first frame: vips copy picture.webp frame.png"
                )
            case .coding(let coding):
                (
                    "is \(article(coding)) JPEG; a service may not read it",
                    "export it as an ordinary JPEG, or as a PNG"
                )
            }
        return Diagnostic(.unusualReference, "'\(short(text))' \(fact)", notes: [note])
    }

    /// Says that a picture is sent as it is stored, which differs from how it is shown.
    static func turned(
        _ orientation: Orientation, _ format: ImageFormat?, _ text: String
    ) -> Diagnostic {
        let position =
            switch orientation {
            case .upright: "upright"
            case .mirrored: "mirrored"
            case .upsideDown: "upside down"
            case .flipped: "upside down and mirrored"
            case .quarterRight, .quarterLeft: "on its side"
            case .transposed, .transversed: "on its side and mirrored"
            }
        return Diagnostic(
            .turnedReference,
            "'\(short(text))' is stored \(position) (EXIF orientation \(orientation.rawValue)), "
                + "and sent like that",
            notes: [
                format == .jpeg
                    ? "'ref add IMAGE --upright' turns it without loss" : turningElsewhere(format)
            ])
    }

    /// Says that a picture is turned, and becomes smaller.
    static func trimmed(_ turn: UprightTurn, _ text: String) -> Diagnostic {
        Diagnostic(
            .note,
            "upright, '\(short(text))' has \(turn.size) pixels instead of \(turn.wholeSize)",
            notes: ["only whole blocks of \(turn.blockSize) pixels can be turned without loss"])
    }

    /// Says that a reference cannot be turned, and so not be used.
    static func notTurned(_ error: UprightError, _ text: String) -> Diagnostic {
        func refusal(_ reason: String, _ note: String) -> Diagnostic {
            Diagnostic(.unusableReference, "'\(short(text))' \(reason)", notes: [note])
        }
        return switch error {
        case .elsewhere:
            refusal(
                "cannot be turned: only the service fetches it", "download it, and add the file")
        case .unusable(let error): ReferenceMessages.unusableReference(error)
        case .unturnable(.notJPEG(let format)):
            refusal(
                "cannot be turned without loss: it is not a JPEG", turningElsewhere(format))
        case .unturnable(.tooSmall(let block)):
            refusal(
                "cannot be turned without loss: it is smaller than one block of \(block) pixels",
                turningElsewhere(.jpeg))
        case .unturnable(.tooLarge(let size)):
            refusal(
                "is too large to be turned: \(size) pixels",
                "at most \(UprightTurn.maximumPixelCount / 1_000_000) million pixels can be turned")
        case .unturnable(.unreadable(let reason)):
            refusal("cannot be turned: \(reason)", turningElsewhere(.jpeg))
        }
    }

    /// Returns a reference as it is shown: only the beginning of a data URI.
    static func short(_ text: String) -> String {
        text.hasPrefix("data:") ? String(text.prefix(24)) + "…" : text
    }
}

private extension ReferenceMessages {
    static func turningElsewhere(_ format: ImageFormat?) -> String {
        let ending = (format ?? .png).fileExtension
        return "turn it first: vips autorot picture.\(ending) upright.\(ending)"
    }

    static func article(_ coding: PictureQuirk.Coding) -> String {
        switch coding {
        case .arithmetic: "an arithmetic"
        case .hierarchical: "a hierarchical"
        case .lossless: "a lossless"
        }
    }
}
