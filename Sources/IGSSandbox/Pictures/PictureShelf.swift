import NIOCore

/// Pictures in memory; the least recently used are dropped first.
struct PictureShelf {
    private let capacity: Int
    private var pictures: [PictureParameters: (bytes: ByteBuffer, use: Int)] = [:]
    private var byteCount = 0
    private var uses = 0

    /// Makes an empty shelf.
    ///
    /// - Parameter capacity: How many bytes it can hold.
    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func take(_ parameters: PictureParameters) -> ByteBuffer? {
        guard let found = pictures[parameters] else { return nil }
        uses += 1
        pictures[parameters] = (found.bytes, uses)
        return found.bytes
    }

    mutating func put(_ picture: ByteBuffer, for parameters: PictureParameters) {
        guard picture.readableBytes <= capacity else { return }
        uses += 1
        let old = pictures.updateValue((picture, uses), forKey: parameters)
        byteCount += picture.readableBytes - (old?.bytes.readableBytes ?? 0)
        while byteCount > capacity, let oldest = pictures.min(by: { $0.value.use < $1.value.use }) {
            byteCount -= oldest.value.bytes.readableBytes
            pictures[oldest.key] = nil
        }
    }
}
