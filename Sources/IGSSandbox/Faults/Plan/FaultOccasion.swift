/// An exchange, as the conditions of faults get to see it.
struct FaultOccasion {
    /// Which of all exchanges at the place it is, from 1; 0 where there is no plan, which is what counts them.
    var number = 0
    /// Which of those about its task it is, from 1.
    var numberOfTask = 1
    /// Which of those about its task since that is completed, from 1; nil while it is not.
    var numberOfCompletedTask: Int?
    /// How long ago the first of those about its task was, in seconds of the service.
    var secondsOfTask: Double = 0
    /// The task's prompt, in lower case.
    var prompt = ""
    var seed: UInt64 = 0
}
