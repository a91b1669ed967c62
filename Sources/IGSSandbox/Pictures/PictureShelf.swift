/// Pictures in memory; the least recently used are dropped first.
struct PictureShelf {
    private let capacity: Int
    private var pictures: [PictureParameters: (bytes: [UInt8], use: Int)] = [:]
    private var byteCount = 0
    private var uses = 0

    /// Makes an empty shelf.
    ///
    /// - Parameter capacity: How many bytes it can hold.
    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func take(_ parameters: PictureParameters) -> [UInt8]? {
        guard let found = pictures[parameters] else { return nil }
        uses += 1
        pictures[parameters] = (found.bytes, uses)
        return found.bytes
    }

    mutating func put(_ picture: [UInt8], for parameters: PictureParameters) {
        guard picture.count <= capacity else { return }
        uses += 1
        let old = pictures.updateValue((picture, uses), forKey: parameters)
        byteCount += picture.count - (old?.bytes.count ?? 0)
        while byteCount > capacity, let oldest = pictures.min(by: { $0.value.use < $1.value.use }) {
            byteCount -= oldest.value.bytes.count
            pictures[oldest.key] = nil
        }
    }
}
