/// The service that a session works with, as far as commands need to know it.
package struct ServiceProfile: Sendable {
    /// The service's name in the ledger: `sandbox`, or the origin of a URL.
    package let name: String
    /// Whether it is the embedded sandbox, where nothing costs money.
    package let isSandbox: Bool
    /// How many times faster than the live service's time its time passes.
    package let timeScale: Double

    /// Describes a service.
    package init(name: String, isSandbox: Bool, timeScale: Double) {
        self.name = name
        self.isSandbox = isSandbox
        self.timeScale = timeScale
    }
}
