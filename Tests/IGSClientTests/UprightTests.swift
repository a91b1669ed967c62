import CTurboJPEG
import Foundation
import IGSTestSupport
import Testing

@testable import IGSClient
@testable import IGSImages
import IGSRandom

/// References that are turned upright.
@Suite struct UprightTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Where a pixel of the upright picture is in one of so many pixels that is stored turned.
    private static func place(
        _ x: Int, _ y: Int, _ orientation: Orientation, in size: PixelSize
    ) -> (Int, Int) {
        let (right, bottom) = (size.width - 1, size.height - 1)
        return switch orientation {
        case .upright: (x, y)
        case .mirrored: (right - x, y)
        case .upsideDown: (right - x, bottom - y)
        case .flipped: (x, bottom - y)
        case .transposed: (y, x)
        case .quarterRight: (y, bottom - x)
        case .transversed: (right - y, bottom - x)
        case .quarterLeft: (right - y, x)
        }
    }

    private func reference(_ bytes: [UInt8]) throws -> ReferenceImage {
        try ReferenceImage(file: folder.write(bytes, to: "photo.jpg"))
    }

    private func bytes(of reference: ReferenceImage) throws -> [UInt8] {
        switch reference.source {
        case .file(let path): Array(try Data(contentsOf: URL(filePath: path)))
        case .dataURI(let text): try #require(DataURI(text)?.decoded())
        case .url: []
        }
    }

    static let samplings = [TJSAMP_444, TJSAMP_422, TJSAMP_420, TJSAMP_440, TJSAMP_GRAY]

    @Test(arguments: Orientation.allCases, samplings.indices)
    func `a picture is turned as its orientation says, and states that it is upright`(
        orientation: Orientation, sampling: Int
    ) throws {
        for isProgressive in [false, true] {
            let metadata = Exif.metadata(
                orientation: UInt16(orientation.rawValue), isBigEndian: isProgressive)
            let stored = RealJPEG.bytes(
                96, 64, sampling: Self.samplings[sampling], isProgressive: isProgressive,
                segments: Exif.segment(metadata))
            let upright = try reference(stored).upright()
            let bytes = try bytes(of: upright)
            try expect(bytes, toBe: stored, turnedBy: orientation, keeping: (96, 64))
            #expect(PictureTraits(.jpeg, bytes).stored?.orientation == .upright)
            #expect(
                upright.size
                    == (orientation.swapsSides
                        ? PixelSize(width: 64, height: 96) : PixelSize(width: 96, height: 64)))
        }
    }

    /// What of a picture of 101 by 75 pixels, in blocks of 16, is kept.
    static let kept: [(Orientation, width: Int, height: Int)] = [
        (.upright, 101, 75), (.mirrored, 96, 75), (.upsideDown, 96, 64), (.flipped, 101, 64),
        (.transposed, 101, 75), (.quarterRight, 101, 64), (.transversed, 96, 64),
        (.quarterLeft, 96, 75),
    ]

    @Test(arguments: kept)
    func `a partial block that cannot be turned is cut off, and reported before`(
        orientation: Orientation, width: Int, height: Int
    ) throws {
        let metadata = Exif.metadata(orientation: UInt16(orientation.rawValue))
        let stored = RealJPEG.bytes(
            101, 75, sampling: TJSAMP_420, segments: Exif.segment(metadata))
        let reference = try reference(stored)
        let turn = try reference.uprightTurn()
        let upright = try reference.upright()
        try expect(
            try bytes(of: upright), toBe: stored, turnedBy: orientation, keeping: (width, height))
        #expect((turn == nil) == (orientation == .upright))
        if let turn {
            #expect(turn.size == upright.size)
            #expect((turn.size == turn.wholeSize) == (orientation == .transposed))
            #expect(turn.blockSize == PixelSize(width: 16, height: 16))
        }
    }

    @Test func `an upright picture stays as it is, and the file that is turned, too`() throws {
        for metadata in [[], Exif.metadata(orientation: 1), Exif.metadata(orientation: 9)] {
            let upright = try reference(RealJPEG.bytes(40, 24, segments: Exif.segment(metadata)))
            #expect(try upright.upright() == upright)
            #expect(try upright.uprightTurn() == nil)
        }
        let stored = RealJPEG.bytes(
            48, 32, segments: Exif.segment(Exif.metadata(orientation: 8)))
        let turned = try reference(stored)
        #expect(try turned.upright() != turned)
        #expect(try bytes(of: turned) == stored)
        // Once more changes nothing.
        #expect(try turned.upright().upright() == turned.upright())
    }

    @Test func `a data URI is turned as a file is`() throws {
        let stored = RealJPEG.bytes(
            48, 32, segments: Exif.segment(Exif.metadata(orientation: 6)))
        let reference = try ReferenceImage(
            dataURI: Pictures.dataURI(stored, type: "image/jpeg"))
        #expect(try reference.traits()?.orientation == .quarterRight)
        #expect(try reference.upright() == self.reference(stored).upright())
    }

    @Test func `a colour profile comes along`() throws {
        let profile = Array("ICC_PROFILE\0".utf8) + [1, 1] + Array(repeating: 0xAB, count: 300)
        let segment: [UInt8] = [0xFF, 0xE2, 1, 60] + profile
        let stored = RealJPEG.bytes(
            48, 32, segments: Exif.segment(Exif.metadata(orientation: 6)) + segment)
        let upright = try bytes(of: reference(stored).upright())
        #expect(Data(upright).range(of: Data(segment)) != nil)
    }

    @Test func `what cannot be turned is refused, each for its reason`() throws {
        let turned = Exif.segment(Exif.metadata(orientation: 6))
        func error(_ bytes: [UInt8]) throws -> UprightError? {
            let reference = try reference(bytes)
            return #expect(throws: UprightError.self) { try reference.upright() }
        }
        let url = try ReferenceImage(url: "https://pictures.example/1.jpg")
        #expect(throws: UprightError.elsewhere) { try url.upright() }
        #expect(throws: UprightError.elsewhere) { try url.uprightTurn() }
        let metadata = Exif.metadata(orientation: 6)
        #expect(try error(Exif.png(metadata)) == .unturnable(.notJPEG(.png)))
        #expect(try error(Exif.webP(metadata)) == .unturnable(.notJPEG(.webp)))
        let block = PixelSize(width: 16, height: 16)
        #expect(
            try error(RealJPEG.bytes(40, 15, sampling: TJSAMP_420, segments: turned))
                == .unturnable(.tooSmall(block)))
        // The other side may be small.
        let narrow = try reference(
            RealJPEG.bytes(15, 32, sampling: TJSAMP_420, segments: turned))
        #expect(try narrow.upright().size == PixelSize(width: 32, height: 15))
        // A picture that only says how large it is takes no memory.
        var huge = RealJPEG.bytes(48, 32, segments: turned)
        let frame = try #require(JPEGSegments.first(Self.reader(huge)) { $0.isFrame ? $0 : nil })
        huge.replaceSubrange(
            frame.offset + 1..<frame.offset + 5, with: [0xFF, 0xDC, 0xFF, 0xDC])
        #expect(try error(huge) == .unturnable(.tooLarge(PixelSize(width: 65500, height: 65500))))
        // No data at all behind the header, and data in blocks that libjpeg-turbo does not know.
        for bytes in [Exif.jpeg(metadata), huge] {
            var bytes = bytes
            let frame = try #require(
                JPEGSegments.first(Self.reader(bytes)) { $0.isFrame ? $0 : nil })
            bytes.replaceSubrange(frame.offset + 1..<frame.offset + 5, with: [0, 48, 0, 48])
            bytes[frame.offset + 7] = 0x31
            guard case .unturnable(.unreadable(let reason)) = try error(bytes) else {
                Issue.record("it was read")
                continue
            }
            #expect(!reason.isEmpty)
        }
        let path = try folder.write(RealJPEG.bytes(48, 32, segments: turned), to: "gone.jpg")
        let gone = try ReferenceImage(file: path)
        try FileManager.default.removeItem(atPath: path)
        #expect(
            throws: UprightError.unusable(
                ReferenceError(code: .missing, subject: path, errno: ENOENT))
        ) { try gone.upright() }
    }

    @Test func `a picture of more scans than any has is refused`() throws {
        let stored = RealJPEG.bytes(
            48, 32, isProgressive: true, segments: Exif.segment(Exif.metadata(orientation: 6)))
        let end = stored.count - 2
        let scan = try #require(
            stored.indices.dropLast().last { stored[$0] == 0xFF && stored[$0 + 1] == 0xDA })
        let scans = (0..<1_000).flatMap { _ in stored[scan..<end] }
        let reference = try reference(stored[..<end] + scans + stored[end...])
        let error = #expect(throws: UprightError.self) { try reference.upright() }
        guard case .unturnable(.unreadable(let reason)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("scans"), "\(reason)")
    }

    @Test func `damaged data are turned or refused, and never trap`() throws {
        var generator = SeededRandom(seed: 8)
        let stored = RealJPEG.bytes(
            48, 32, sampling: TJSAMP_420, segments: Exif.segment(Exif.metadata(orientation: 7)))
        for _ in 0..<500 {
            var bytes = stored
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let index = Int.random(in: bytes.indices.dropFirst(2), using: &generator)
                bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
            }
            guard
                let reference = try? ReferenceImage(
                    dataURI: Pictures.dataURI(bytes, type: "image/jpeg"))
            else { continue }
            do throws(UprightError) {
                _ = try reference.upright()
            } catch {}
        }
    }

    private static func reader(_ bytes: [UInt8]) -> (Int, Int) -> [UInt8] {
        { offset, count in Array(bytes.dropFirst(offset).prefix(count)) }
    }

    /// Holds every third pixel of every third row of a turned picture against the one that it comes from.
    private func expect(
        _ bytes: [UInt8], toBe stored: [UInt8], turnedBy orientation: Orientation,
        keeping kept: (width: Int, height: Int)
    ) throws {
        let upright = try #require(RealJPEG(bytes))
        let original = try #require(RealJPEG(stored))
        let size = PixelSize(width: kept.width, height: kept.height)
        let swaps = orientation.swapsSides
        try #require(upright.size.width == (swaps ? size.height : size.width))
        try #require(upright.size.height == (swaps ? size.width : size.height))
        var worst = 0
        for y in stride(from: 0, to: upright.size.height, by: 3) {
            for x in stride(from: 0, to: upright.size.width, by: 3) {
                let (column, row) = Self.place(x, y, orientation, in: size)
                for (one, other) in zip(upright[x, y], original[column, row]) {
                    worst = max(worst, abs(Int(one) - Int(other)))
                }
            }
        }
        // Decoding rounds: not the same from another side.
        #expect(worst <= 12, "\(worst)")
    }
}
