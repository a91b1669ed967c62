/// An exchange, as the conditions of faults see it.
struct FaultOccasion {
    /// Its number among all exchanges at the place, from 1; 0 if there is no plan, since only plans need the
    /// count.
    var number = 0
    /// Its number among those about its task, from 1.
    var numberOfTask = 1
    /// Its number among those about its task since the task is completed, from 1; nil while it is not.
    var numberOfCompletedTask: Int?
    /// The time since the first exchange about its task, in seconds of the service.
    var secondsOfTask: Double = 0
    /// The task's prompt, in lower case.
    var prompt = ""
    var seed: UInt64 = 0
}
