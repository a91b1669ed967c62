import FoundationEssentials
package import IGSImages

extension ReferenceImage {
    /// Returns what the picture's file says about itself beyond its dimensions; nil for a URL.
    ///
    /// - Throws: `ReferenceError` if the file cannot be read any more.
    package func traits() throws(ReferenceError) -> PictureTraits? {
        switch source {
        case .url:
            return nil
        case .file(let path):
            let file = try ReferenceFile(path: path)
            defer { file.close() }
            return PictureTraits(file.header.format) { offset, count in
                (try? file.read(at: offset, count: count)) ?? []
            }
        case .dataURI:
            guard let format, let bytes = try bytes() else { return nil }
            return PictureTraits(format, bytes)
        }
    }

    /// Returns how the picture becomes upright; nil if it is. Only the file's header is read.
    ///
    /// - Throws: `UprightError` if it cannot be turned.
    package func uprightTurn() throws(UprightError) -> UprightTurn? {
        guard let format, let size, let traits = try looking(traits) else { throw .elsewhere }
        return try turning { () throws(TurnError) in
            try UprightTurn(ImageHeader(format: format, size: size), traits)
        }
    }

    /// Returns the upright picture as a data URI, or the picture itself if it is upright.
    ///
    /// The file is not written to. While a picture is turned, all of it is in memory.
    ///
    /// - Throws: `UprightError` if it cannot be turned.
    package func upright() throws(UprightError) -> ReferenceImage {
        guard let bytes = try looking(bytes) else { throw .elsewhere }
        // The file may have changed since it was examined.
        guard let header = try? ImageHeader(bytes) else { return self }
        let turned = try turning { () throws(TurnError) in
            try UprightTurn(header, PictureTraits(header.format, bytes))?.applied(to: bytes)
        }
        guard let turned else { return self }
        return try looking { () throws(ReferenceError) in
            try ReferenceImage(
                dataURI: "data:image/jpeg;base64," + Data(turned).base64EncodedString())
        }
    }
}

private extension ReferenceImage {
    /// Returns the picture's bytes; nil for a URL.
    func bytes() throws(ReferenceError) -> [UInt8]? {
        switch source {
        case .url:
            return nil
        case .file(let path):
            let file = try ReferenceFile(path: path)
            defer { file.close() }
            return try file.read(at: 0, count: file.byteCount)
        case .dataURI(let text):
            return DataURI(text)?.decoded()
        }
    }

    /// Examines the picture; one that is unusable cannot be turned either.
    func looking<Value>(
        _ look: () throws(ReferenceError) -> Value
    ) throws(UprightError) -> Value {
        do throws(ReferenceError) {
            return try look()
        } catch {
            throw .unusable(error)
        }
    }

    func turning<Value>(
        _ turn: () throws(TurnError) -> Value
    ) throws(UprightError) -> Value {
        do throws(TurnError) {
            return try turn()
        } catch {
            throw .unturnable(error)
        }
    }
}
