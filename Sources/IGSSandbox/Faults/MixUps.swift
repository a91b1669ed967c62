/// Holds exchanges that wait for another at the same place, to be answered with each other's task.
actor MixUps {
    private struct Waiting {
        let number: Int
        let task: SimulatedTask
        let partner: CheckedContinuation<SimulatedTask?, Never>
        /// Ends the wait when its time is up.
        let alarm: Task<Void, Never>
    }

    private var waiting: [FaultPlace: Waiting] = [:]
    private var count = 0

    /// Waits for an exchange about another task.
    ///
    /// - Returns: Its task; nil if none came in time.
    func partner(
        of task: SimulatedTask, at place: FaultPlace, within time: Duration
    ) async -> SimulatedTask? {
        if let other = waiting[place], other.task.id != task.id {
            waiting[place] = nil
            other.alarm.cancel()
            other.partner.resume(returning: task)
            return other.task
        }
        guard waiting[place] == nil else { return nil }
        count += 1
        let number = count
        return await withCheckedContinuation { continuation in
            let alarm = Task {
                try? await Task.sleep(for: time)
                self.giveUp(number, at: place)
            }
            waiting[place] = Waiting(
                number: number, task: task, partner: continuation, alarm: alarm)
        }
    }

    private func giveUp(_ number: Int, at place: FaultPlace) {
        guard let waiter = waiting[place], waiter.number == number else { return }
        waiting[place] = nil
        waiter.partner.resume(returning: nil)
    }
}
