import IGSTestSupport
import Testing

@testable import IGSImages
import IGSRandom

/// What a picture's file says of itself beyond its dimensions.
@Suite struct PictureTraitsTests {
    private func traits(_ bytes: [UInt8]) throws -> PictureTraits {
        PictureTraits(try ImageHeader(bytes).format, bytes)
    }

    private static func animation(_ frameCount: Int) -> PNGChunk {
        PNGChunk("acTL", PNGChunk.bigEndian(frameCount) + PNGChunk.bigEndian(0))
    }

    static let quirks: [(bytes: [UInt8], quirks: [PictureQuirk])] = [
        (Pictures.png(3, 2), []), (Pictures.png(3, 2, bits: 16), [.deep(bits: 16)]),
        (Pictures.png(3, 2, bits: 1), []),
        (Pictures.png(3, 2, chunks: [animation(2)]), [.animated]),
        (
            Pictures.png(3, 2, bits: 16, chunks: [PNGChunk("gAMA", [0, 0, 1, 1]), animation(7)]),
            [.deep(bits: 16), .animated]
        ),
        // One frame is no animation, and behind the pixels none is announced.
        (Pictures.png(3, 2, chunks: [animation(1)]), []),
        (Pictures.png(3, 2, chunks: [PNGChunk("IDAT", [1]), animation(2)]), []),
        (Pictures.png(3, 2, chunks: [PNGChunk("acTL")]), []),
        (Pictures.jpeg(3, 2), []), (Pictures.jpeg(3, 2, channels: 1), []),
        (Pictures.jpeg(3, 2, marker: 0xC2), []), (Pictures.jpeg(3, 2, channels: 4), [.cmyk]),
        (Pictures.jpeg(3, 2, metadata: 200_000, channels: 4), [.cmyk]),
        (Pictures.jpeg(3, 2, marker: 0xC1, bits: 12), [.deep(bits: 12)]),
        (Pictures.jpeg(3, 2, marker: 0xC3), [.coding(.lossless)]),
        (Pictures.jpeg(3, 2, marker: 0xCB), [.coding(.lossless)]),
        (Pictures.jpeg(3, 2, marker: 0xC9), [.coding(.arithmetic)]),
        (Pictures.jpeg(3, 2, marker: 0xCA), [.coding(.arithmetic)]),
        (Pictures.jpeg(3, 2, marker: 0xC5), [.coding(.hierarchical)]),
        (
            Pictures.jpeg(3, 2, marker: 0xC3, bits: 16, channels: 4),
            [.coding(.lossless), .deep(bits: 16), .cmyk]
        ),
        (Pictures.lossyWebP(3, 2), []), (Pictures.losslessWebP(3, 2), []),
        (Pictures.extendedWebP(3, 2), []),
        (Pictures.extendedWebP(3, 2, flags: 0x02), [.animated]),
        (Pictures.extendedWebP(3, 2, flags: 0x3D), []),
    ]

    @Test(arguments: quirks.indices)
    func `what services convert badly is noticed`(index: Int) throws {
        let (bytes, quirks) = Self.quirks[index]
        #expect(try traits(bytes).quirks == quirks)
    }

    @Test(arguments: Orientation.allCases, [true, false])
    func `the orientation is read in every format and byte order`(
        orientation: Orientation, isBigEndian: Bool
    ) throws {
        let metadata = Exif.metadata(
            orientation: UInt16(orientation.rawValue), isBigEndian: isBigEndian)
        for bytes in Self.carriers(of: metadata) {
            let traits = try traits(bytes)
            #expect(traits.orientation == orientation)
            let offset = try #require(traits.stored?.offset)
            #expect(bytes[offset] == UInt8(orientation.rawValue))
            var upright = bytes
            upright[offset] = 1
            #expect(try self.traits(upright).orientation == .upright)
        }
    }

    @Test func `a picture without metadata is upright`() throws {
        for (bytes, _) in Self.quirks {
            #expect(try traits(bytes).stored == nil)
        }
    }

    @Test func `a directory far behind the start is found`() throws {
        for bytes in Self.carriers(of: Exif.metadata(orientation: 6, directory: 50)) {
            #expect(try traits(bytes).orientation == .quarterRight)
        }
    }

    @Test func `only the metadata of the picture counts, and its first`() throws {
        let turned = Exif.metadata(orientation: 6)
        let plain = Pictures.jpeg(48, 32)
        let other = Exif.segment(Exif.metadata(orientation: 3))
        for (segments, orientation) in [
            // An APP1 of another kind, a damaged one, and a second one.
            ([0xFF, 0xE1, 0, 6, 1, 2, 3, 4] + Exif.segment(turned), Orientation.quarterRight),
            (Exif.segment(Array(turned.prefix(9))) + other, .upsideDown),
            (Exif.segment(turned) + other, .quarterRight),
            // Another marker than APP1.
            (Exif.segment(turned, marker: 0xE2), .upright),
        ] {
            #expect(try traits(plain[..<2] + segments + plain[2...]).orientation == orientation)
        }
        // Behind a picture's end stands another file.
        #expect(try traits(plain + Exif.jpeg(turned)).orientation == .upright)
        #expect(try traits(Pictures.png(3, 2) + Exif.png(turned)).orientation == .upright)
    }

    /// Metadata that states no orientation, whatever it pretends.
    static let hostile: [(name: String, metadata: [UInt8])] = [
        ("empty", []), ("two bytes", Array("MM".utf8)),
        ("a head alone", Array(Exif.metadata(orientation: 6).prefix(8))),
        ("a cut-off entry", Array(Exif.metadata(orientation: 6).prefix(20))),
        ("another number", Array("MM\0+".utf8) + Exif.metadata(orientation: 6).dropFirst(4)),
        ("another order", Array("MI\0*".utf8) + Exif.metadata(orientation: 6).dropFirst(4)),
        ("the orders mixed", Array("II*\0".utf8) + Exif.metadata(orientation: 6).dropFirst(4)),
        ("a directory behind the end", Exif.metadata(orientation: 6, directory: 4000)),
        ("a directory at the end of numbers", Exif.metadata(orientation: 6, directory: .max)),
        ("a directory in the head", Exif.metadata(orientation: 6, directory: 0)),
        ("no entries", Exif.metadata(orientation: 6, entryCount: 0)),
        ("type BYTE", Exif.metadata(orientation: 6, type: 1)),
        ("type LONG", Exif.metadata(orientation: 6, type: 4)),
        ("type ASCII", Exif.metadata(orientation: 6, type: 2)),
        ("no such type", Exif.metadata(orientation: 6, type: .max)),
        ("count 0", Exif.metadata(orientation: 6, count: 0)),
        ("count 2", Exif.metadata(orientation: 6, count: 2)),
        ("a huge count", Exif.metadata(orientation: 6, count: .max)),
        ("orientation 0", Exif.metadata(orientation: 0)),
        ("orientation 9", Exif.metadata(orientation: 9)),
        ("orientation 1536", Exif.metadata(orientation: 0x0600)),
        ("orientation 65535", Exif.metadata(orientation: .max)),
    ]

    @Test(arguments: hostile.indices)
    func `metadata that states no orientation is passed over`(index: Int) throws {
        let (name, metadata) = Self.hostile[index]
        for bytes in Self.carriers(of: metadata) {
            #expect(try traits(bytes).stored == nil, "\(name)")
        }
    }

    @Test func `more entries than there are keep nobody from reading the first`() throws {
        for bytes in Self.carriers(of: Exif.metadata(orientation: 6, entryCount: .max)) {
            #expect(try traits(bytes).orientation == .quarterRight)
        }
    }

    @Test func `more parts than any picture has are not looked through`() throws {
        let turned = Exif.metadata(orientation: 6)
        let zeros = [UInt8](repeating: 0, count: 3_000_000)
        // Twelve zeros are a chunk of a PNG, eight one of a WebP, which both end as they begin.
        for (bytes, start) in [(Exif.png(turned), 33), (Exif.webP(turned), 30)] {
            for (count, isFound) in [(24, true), (zeros.count, false)] {
                let longer = bytes[..<start] + zeros.prefix(count) + bytes[start...]
                #expect((try traits(Array(longer)).stored != nil) == isFound)
            }
        }
    }

    @Test func `no bytes make the reading trap, or an offset lie outside`() throws {
        var generator = SeededRandom(seed: 112)
        for isBigEndian in [true, false] {
            let metadata = Exif.metadata(orientation: 6, isBigEndian: isBigEndian)
            for bytes in Self.carriers(of: metadata) {
                let format = try ImageHeader(bytes).format
                for _ in 0..<1000 {
                    var mutated = bytes
                    for _ in 0..<Int.random(in: 1...5, using: &generator) {
                        let index = Int.random(in: mutated.indices, using: &generator)
                        mutated[index] = UInt8.random(in: .min ... .max, using: &generator)
                    }
                    mutated.removeLast(Int.random(in: 0..<mutated.count, using: &generator))
                    guard let stored = PictureTraits(format, mutated).stored else { continue }
                    #expect(Int(mutated[stored.offset]) == stored.orientation.rawValue)
                }
            }
        }
    }

    /// Pictures that carry some metadata, each in another way.
    private static func carriers(of metadata: [UInt8]) -> [[UInt8]] {
        [
            Exif.jpeg(metadata), Exif.png(metadata), Exif.png(metadata, isLast: true),
            Exif.webP(metadata), Exif.webP(metadata, mark: "Exif\0\0"),
        ]
    }
}
