import IGSJobs

/// A process of igs in the simulated world: it acts, until it is gone at some action.
///
/// A process that is gone reaches nothing any more: while its remaining tasks end, every seam refuses them. `@unchecked
/// Sendable`: only its world's thread touches it.
final class SimulatedProcess: @unchecked Sendable {
    /// Its name in the trace.
    let name: String
    let world: SerialWorld
    private(set) var isGone = false
    /// How many actions it has left; nil: no limit.
    private var actionsLeft: Int?
    private var lastWill: [() -> Void] = []

    /// Creates a process.
    ///
    /// - Parameter actions: The action at which it is gone; nil: none.
    init(name: String, world: SerialWorld, actions: Int?) {
        self.name = name
        self.world = world
        actionsLeft = actions
    }

    /// Performs an action that reaches outside the process; returns whether the process lived to do it.
    func act(_ action: @autoclosure () -> String) -> Bool {
        guard !isGone else { return false }
        guard let left = actionsLeft else { return true }
        actionsLeft = left - 1
        guard left <= 1 else { return true }
        world.note("\(name) is gone before: \(action())")
        isGone = true
        let lastWill = lastWill
        self.lastWill = []
        for effect in lastWill { effect() }
        return false
    }

    /// Registers an effect of its sudden end on the world around it.
    func atItsEnd(_ effect: @escaping () -> Void) { lastWill.append(effect) }

    /// Adds a line to the trace.
    func note(_ text: @autoclosure () -> String) {
        if !isGone { world.note("\(name): \(text())") }
    }

    /// Returns whether a use of the ledger may continue.
    func uses(_ step: Ledger.Access.Step) -> Bool { act("ledger \(step)") }
}
