/// What is written and pinned on a painted scene: the words that the scene does not show, the prompt, the references,
/// and a mark that this is the sandbox's work.
enum Labels {
    static func paint(prompt: String, cards: [ReferenceCards.Card], on stage: Stage) {
        Lettering.paint(on: stage)
        let top = Caption.paint(prompt: prompt, on: stage)
        ReferenceCards.paint(cards, above: top, on: stage)
    }
}
