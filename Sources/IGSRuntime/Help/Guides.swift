/// The pages of `help` that explain how things go together, rather than one command.
enum Guides {
    /// `help prompting`
    @Sendable static func prompting() -> String {
        """
        A prompt says what is to be seen: the subject, where it is, the light, the
        style.

          gen a lighthouse on a cliff, storm coming in, low evening sun, oil painting

        Words need no quotes. What stands in quotes inside a prompt is asked for with
        them:

          gen a shop sign saying "OPEN"

        Try the same idea cheaply first, and then the one that you like in full:

          gen "a {red|blue} kite over a {harbour|field}" --expand --quality low
          gen a red kite over a harbour --resolution 2K --quality high --as final

        A picture that is nearly right becomes a reference, and the next prompt says
        what to change:

          ref add %final --as kite
          gen the same kite at dusk --ref kite

        Where the review refuses a prompt, say it in other words.
        help gen has all options, help ratios the sizes.
        """
    }

    /// `help keys`
    @Sendable static func keys() -> String {
        """
        The prompt has Emacs' keys, or vi's if ~/.editrc says bind -v.

          Tab                    complete, or list what can stand here
          Right, End, Ctrl-F     take the hint, which is shown in grey
          Up, Ctrl-P; Ctrl-R     older lines, those that begin so; search them
          Alt-.                  the last word of the line before; again, of older lines
          Ctrl-_, Ctrl-X Ctrl-U  undo, a step at a time
          Ctrl-X Ctrl-E          edit the line in VISUAL or EDITOR (vi's keys: v)
          Ctrl-C                 drop the line; stop what runs, and not the jobs
          Ctrl-Z                 stop igs; fg goes on
          Ctrl-L                 clear the screen
          Ctrl-D                 leave, on an empty line

        A line goes on if a quote, a list or a block is open, or behind a \\.
        Several pasted lines run in turn. '!' before a line runs it in the shell.
        """
    }

    /// `help scripts`
    @Sendable static func scripts() -> String {
        """
        A script is a file of the lines that the prompt takes; its name ends in .igs.

          # castle.igs
          param subject "What to draw" = "a castle"
          for hour in [dawn noon dusk] {
              gen "$subject at $hour" --as $hour
          }
          wait
          save all "out/{name}.{ext}"

        igs check castle.igs      finds what is wrong with it; sends nothing
        igs plan castle.igs       tells what it would submit, and at what cost
        igs castle.igs            runs it; --subject "a harbour" gives it another one
        igs castle.igs --resume   goes on where it was cut short, pays nothing twice
        igs fmt castle.igs        lays it out
        igs test FOLDER           holds scripts to what their '# CHECK:' lines say

        It is checked as a whole before its first command runs, and stops at its
        first error. At its end it waits for the jobs that are on their way.
        budget 2.00 { … } caps what they cost. help let, help if, help for, help def,
        help try and help expect explain the language.
        """
    }
}
