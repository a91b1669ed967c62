import Glibc

/// A colour in sRGB, its parts from 0 to 1, not premultiplied.
struct Colour: Hashable, Sendable {
    var red: Double
    var green: Double
    var blue: Double
    var alpha = 1.0

    static let white = Colour(0xFFFFFF)
    static let black = Colour(0x000000)

    init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// Makes a colour from the web's notation: `0xFF8800`.
    init(_ hexadecimal: UInt32) {
        red = Double((hexadecimal >> 16) & 255) / 255
        green = Double((hexadecimal >> 8) & 255) / 255
        blue = Double(hexadecimal & 255) / 255
    }

    /// Makes a colour from hue (in turns), saturation and lightness.
    init(hue: Double, saturation: Double, lightness: Double) {
        let chroma = (1 - abs(2 * lightness - 1)) * saturation
        func part(_ offset: Double) -> Double {
            let position =
                (hue - hue.rounded(.down) + offset).truncatingRemainder(dividingBy: 1) * 6
            let ramp = min(max(abs(position - 3) - 1, 0), 1)
            return lightness - chroma / 2 + chroma * ramp
        }
        self.init(red: part(0), green: part(2.0 / 3), blue: part(1.0 / 3))
    }

    func opacity(_ alpha: Double) -> Colour {
        Colour(red: red, green: green, blue: blue, alpha: alpha)
    }

    /// Returns a colour between this one and another: 0 is this one, 1 the other.
    func mixed(_ other: Colour, _ share: Double) -> Colour {
        Colour(
            red: red + (other.red - red) * share,
            green: green + (other.green - green) * share,
            blue: blue + (other.blue - blue) * share,
            alpha: alpha + (other.alpha - alpha) * share)
    }

    func lighter(_ share: Double) -> Colour { mixed(Colour.white.opacity(alpha), share) }
    func darker(_ share: Double) -> Colour { mixed(Colour.black.opacity(alpha), share) }

    /// Returns how a surface of this colour looks in light of another.
    func multiplied(_ light: Colour) -> Colour {
        Colour(
            red: min(1, red * light.red), green: min(1, green * light.green),
            blue: min(1, blue * light.blue), alpha: alpha)
    }

    /// Returns a less saturated (below 1) or more saturated (above) colour.
    func saturated(_ factor: Double) -> Colour {
        let grey = luminance
        func part(_ value: Double) -> Double { min(1, max(0, grey + (value - grey) * factor)) }
        return Colour(red: part(red), green: part(green), blue: part(blue), alpha: alpha)
    }

    /// How light it looks, from 0 to 1.
    var luminance: Double { 0.299 * red + 0.587 * green + 0.114 * blue }

    /// How far from grey it is, from 0 to 1.
    var strength: Double { max(red, green, blue) - min(red, green, blue) }
}
