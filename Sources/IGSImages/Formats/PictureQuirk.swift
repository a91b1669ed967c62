/// Something about a picture that programs convert badly, though it is a sound PNG, JPEG or WebP file.
public enum PictureQuirk: Hashable, Sendable {
    /// A coding of JPEG that hardly any program reads.
    public enum Coding: String, CaseIterable, Sendable {
        case arithmetic, hierarchical, lossless
    }

    /// Its channels are the four inks of a press.
    case cmyk
    /// Its channels have more than eight bits.
    case deep(bits: Int)
    /// It has more than one frame.
    case animated
    /// It is a JPEG of another coding than Huffman's.
    case coding(Coding)
}
