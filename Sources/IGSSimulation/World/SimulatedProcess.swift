import IGSJobs

/// A process of igs in the simulated world: it acts, until at some action it is gone.
///
/// A process that is gone reaches nothing any more: what is left of its tasks is refused at every seam while it ends.
/// `@unchecked Sendable`: it is touched by its world's thread alone.
final class SimulatedProcess: @unchecked Sendable {
    /// How it is called in the trace.
    let name: String
    let world: SerialWorld
    private(set) var isGone = false
    /// How many actions are left to it; nil: as many as it likes.
    private var actionsLeft: Int?
    private var lastWill: [() -> Void] = []

    /// Creates a process.
    ///
    /// - Parameter actions: At which action it is gone; nil: at none.
    init(name: String, world: SerialWorld, actions: Int?) {
        self.name = name
        self.world = world
        actionsLeft = actions
    }

    /// Does one of the things that leave a process; returns whether it lived to do it.
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

    /// Notes what its sudden end does to the world around it.
    func atItsEnd(_ effect: @escaping () -> Void) { lastWill.append(effect) }

    /// Notes something in the trace.
    func note(_ text: @autoclosure () -> String) {
        if !isGone { world.note("\(name): \(text())") }
    }

    /// Returns whether a use of the ledger goes on.
    func uses(_ step: Ledger.Access.Step) -> Bool { act("ledger \(step)") }
}
