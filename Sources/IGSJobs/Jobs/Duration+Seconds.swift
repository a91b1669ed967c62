extension Duration {
    /// The duration in seconds, as closely as a `Double` can hold it.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
