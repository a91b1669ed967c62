extension Duration {
    /// The duration in seconds, as near as a `Double` comes.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
