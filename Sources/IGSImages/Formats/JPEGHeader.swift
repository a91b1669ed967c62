/// What a JPEG file's frame header says. Metadata of any length may precede it.
struct JPEGHeader {
    /// The declared dimensions, neither of them zero.
    let size: PixelSize
    /// The second byte of the frame's marker, which names the coding.
    private let marker: UInt8
    /// How many bits a channel has.
    private let bitDepth: UInt8
    private let channelCount: UInt8
    /// The greatest sampling factors of the channels, from left to right and from top to bottom.
    private let sampling: (across: Int, down: Int)

    /// Reads the header; nil if there is none.
    ///
    /// - Parameter bytes: Returns up to `count` bytes at `offset`, fewer at the file's end.
    init?(_ bytes: (_ offset: Int, _ count: Int) -> [UInt8]) {
        let frame = JPEGSegments.first(bytes) { $0.isFrame ? $0 : nil }
        guard let frame else { return nil }
        let content = bytes(frame.offset, 6 + 3 * 4)
        guard content.count >= 6, let height = content.bigEndian(at: 1, count: 2),
            let width = content.bigEndian(at: 3, count: 2),
            let size = PixelSize(positive: width, height)
        else { return nil }
        self.size = size
        marker = frame.marker
        bitDepth = content[0]
        channelCount = content[5]
        let channels = content.dropFirst(6).prefix(3 * Int(channelCount))
        let factors = stride(from: channels.startIndex + 1, to: channels.endIndex, by: 3)
            .map { channels[$0] }
        sampling = (
            factors.map { Int($0 >> 4) }.max() ?? 0, factors.map { Int($0 & 15) }.max() ?? 0
        )
    }

    /// The size of the blocks that the picture is made of; all are whole, except those at its right
    /// and lower edges.
    var blockSize: PixelSize {
        channelCount == 1
            ? PixelSize(width: 8, height: 8)
            : PixelSize(width: 8 * max(1, sampling.across), height: 8 * max(1, sampling.down))
    }

    /// The traits that services convert badly.
    var quirks: [PictureQuirk] {
        var quirks: [PictureQuirk] = []
        switch marker {
        case 0xC3, 0xC7, 0xCB, 0xCF: quirks.append(.coding(.lossless))
        case 0xC5, 0xC6, 0xCD, 0xCE: quirks.append(.coding(.hierarchical))
        case 0xC9, 0xCA: quirks.append(.coding(.arithmetic))
        default: break
        }
        if bitDepth > 8 { quirks.append(.deep(bits: Int(bitDepth))) }
        if channelCount == 4 { quirks.append(.cmyk) }
        return quirks
    }
}
