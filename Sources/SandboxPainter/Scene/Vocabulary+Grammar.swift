/// The words that say nothing on their own, in the languages that have words in the vocabulary.
extension Vocabulary {
    /// Whether a lower-case word begins another part of the sentence: what stands before it does not count what comes
    /// after it.
    static func isBoundary(_ word: String) -> Bool { boundaries.contains(word) }

    /// Whether a lower-case word is about the picture, or can be left out of a picture without loss.
    static func isFiller(_ word: String) -> Bool { fillers.contains(word) }

    /// Returns the unknown pieces of a word that is not known as a whole: the whole word, except in scripts that put no
    /// blanks between words.
    static func strangePieces(of word: Substring) -> [Substring] {
        guard word.unicodeScalars.contains(where: isUnspaced) else { return [word] }
        var rest = String(word)
        for known in unspacedByLength { rest.replace(known, with: " ") }
        return rest.split { $0 == " " || isJoint($0) }
    }

    private static let unspacedByLength = unspaced.keys.sorted {
        ($1.count, $0) < ($0.count, $1)
    }

    /// Whether a character of such a script only joins others together.
    private static func isJoint(_ character: Character) -> Bool {
        joints.contains(character)
            || character.unicodeScalars.allSatisfy { (0x3040...0x309F).contains($0.value) }
    }

    private static let boundaries = set(
        """
        a an the this that these those my your his her its our their in on at by with without and or but nor over under
        above below beneath behind before after between beside besides near next from to into onto through across along
        around against among inside outside upon up down off out during until while as like than then so if when where
        there here is are was were be been being has have had do does did it he she they them we us i me you who whose
        which what not no nobody nothing
        der die das den dem ein eine einen einem einer im am auf unter über mit und bei von vom zu zum zur vor hinter
        neben le la les un une du des et dans sur sous avec au aux par pour el los las una unos unas y en con del al
        sobre bajo il lo gli e di da nel nella su в на с и под над у из к по و في من على
        """)

    private static let fillers = set(
        """
        of de s t d m n o ll re ve very really quite so too just only also highly super ultra extremely each same other
        another more most large big small little tiny huge giant great old new young tall short long wide nice beautiful
        stunning lovely pretty detailed realistic photorealistic photo photograph photography picture image illustration
        painting painted style styled art artwork artistic digital render rendered rendering masterpiece quality
        resolution cinematic composition shot closeup close view scene background foreground wallpaper showing saying
        says sitting standing lying seen made 2d 3d 2k 4k 8k hd uhd hdr 35mm 50mm 85mm
        """)

    private static let joints = Set("的在和与與了是一两兩个個只隻中上下里裡")
}
