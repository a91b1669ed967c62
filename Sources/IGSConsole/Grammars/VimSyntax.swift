/// What Vim needs to colour `.igs` files.
package enum VimSyntax {
    /// `ftdetect/igs.vim`
    package static let detection = """
        autocmd BufNewFile,BufRead *.igs,igsrc setfiletype igs

        """

    /// `syntax/igs.vim`
    package static var syntax: String {
        let keywords = GrammarWords.keywords.joined(separator: #"\|"#)
        let commands = GrammarWords.commands.map { $0.joined(separator: #"\s\+"#) }
            .joined(separator: #"\|"#)
        let continuations = GrammarWords.continuations.joined(separator: #"\|"#)
        let operators = GrammarWords.operators.joined(separator: #"\|"#)
        // The start of a statement, and the start and end of a word.
        let statement = #"\%(\%(\\\n\)\@2<!\_^\s*\|[;{]\s\+\)\@<="#
        let word = #"\%(^\|[[:blank:][(=]\)\@1<="#
        let end = #"\%([[:blank:]]\|;\|$\)\@="#
        return #"""
            " Vim syntax file of igs, the image generation shell. Made by 'igs generate vim'.
            if exists("b:current_syntax")
              finish
            endif
            let s:cpo = &cpo
            set cpo&vim

            syn sync fromstart
            setlocal commentstring=#\ %s

            syn match igsKeyword "\#(statement)\%(\#(keywords)\)\#(end)"
            syn match igsContinuation "\%(}\s*\)\@<=\%(\#(continuations)\)\#(end)"
            syn match igsCommand "\#(statement)\%(\#(commands)\)\#(end)"
            syn match igsOperator "\#(word)\%(\#(operators)\)\#(end)" contained
            syn match igsCondition "\%(\#(statement)\%(if\|expect\|for\)\#(end)\|\%(}\s*else\s\+\)\@<=if\#(end)\).\{-}\%({\s\|{$\|$\)\@=" contains=igsKeyword,igsContinuation,igsOperator,igsVariable,igsDefinition,igsJob,igsString,igsLiteral,igsText,igsList,igsComment transparent
            syn match igsDefinition "\%(\#(statement)\%(let\|param\|for\)\s\+\|}\s*catch\s\+\)\@<=\h\w*"
            syn match igsOption "\#(word)--\?[A-Za-z0-9][^[:blank:];$"']*"
            syn match igsOption "\#(word)--\?[A-Za-z0-9-]*=["'$]\@="
            syn match igsJob "\#(word)%[A-Za-z0-9_.-]\+"
            syn match igsVariable "\\\@1<!$\h\w*"
            syn region igsVariable start="\\\@1<!${" end="}" oneline contains=igsVariable
            syn match igsEscape "\\\%([nt"\\$]\|u{\x\{1,8}}\)" contained

            syn region igsLiteral start="\#(word)'" end="'" oneline
            syn region igsString start=+\#(word)"+ skip=+\\\\\|\\"+ end=+"+ contains=igsVariable,igsEscape
            syn region igsText start=+\#(word)"""+ skip=+\\\\\|\\"+ end=+"""+ contains=igsVariable,igsEscape
            syn region igsList start="\%(^\|[[:blank:]=]\)\@1<=\[" end="\]" transparent contains=igsString,igsLiteral,igsText,igsVariable,igsComment

            syn match igsComment "\%(\%(\\\n\)\@2<!\_^\s*\|[;{]\s\+\)\@<=#.*"
            syn match igsComment "[[:blank:]]\@1<=#\%([[:blank:]].*\)\?$"

            hi def link igsKeyword Keyword
            hi def link igsContinuation Keyword
            hi def link igsCommand Statement
            hi def link igsOperator Operator
            hi def link igsDefinition Identifier
            hi def link igsVariable Identifier
            hi def link igsJob Special
            hi def link igsOption Type
            hi def link igsString String
            hi def link igsText String
            hi def link igsLiteral String
            hi def link igsEscape SpecialChar
            hi def link igsComment Comment

            let b:current_syntax = "igs"
            let &cpo = s:cpo
            unlet s:cpo

            """#
    }
}
