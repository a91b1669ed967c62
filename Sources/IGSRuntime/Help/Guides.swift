/// The pages of `help` that explain how things work together, rather than one command.
enum Guides {
    /// `help prompting`
    @Sendable static func prompting() -> String {
        """
        A prompt describes the picture: the subject, the place, the light, the style.

          gen a lighthouse on a cliff, storm coming in, low evening sun, oil painting

        Words need no quotes. Quotes inside a prompt are part of it:

          gen a shop sign saying "OPEN"

        A long prompt can be kept in a text file: gen --from fox.txt

        Try an idea cheaply first, then make the one you like at full quality:

          gen "a {red|blue} kite over a {harbour|field}" --expand --quality low
          gen a red kite over a harbour --resolution 2K --quality high --as final

        If a picture is nearly right, use it as a reference and say what to change:

          ref add %final --as kite
          gen the same kite at dusk --ref kite

        If the safety review refuses a prompt, rephrase it.
        'help gen' lists the options, 'help ratios' the sizes.
        """
    }

    /// `help keys`
    @Sendable static func keys() -> String {
        """
        The prompt uses Emacs keys, or vi keys if ~/.editrc contains bind -v.

          Tab                    complete, or list the choices
          Right, End, Ctrl-F     accept the hint, which is shown in grey
          Up, Ctrl-P; Ctrl-R     older lines that begin like this one; search all
          Alt-.                  insert the last word of an older line
          Ctrl-_, Ctrl-X Ctrl-U  undo, a step at a time
          Ctrl-X Ctrl-E          edit the line in VISUAL or EDITOR (vi's keys: v)
          Ctrl-C                 drop the line, or stop the command; jobs keep running
          Ctrl-Z                 suspend igs; fg resumes it
          Ctrl-L                 clear the screen
          Ctrl-D                 exit, on an empty line

        A line continues if a quote, a list or a block is open, or after a \\.
        Several pasted lines run in turn. '!' before a line runs it in your shell.
        """
    }

    /// `help scripts`
    @Sendable static func scripts() -> String {
        """
        A script is a file of the lines that you would type; its name ends in .igs.

          # castle.igs
          param subject "What to draw" = "a castle"
          for hour in [dawn noon dusk] {
              gen "$subject at $hour" --as $hour
          }
          wait
          save all "out/{name}.{ext}"

        igs check castle.igs      find mistakes; sends nothing
        igs plan castle.igs       show what it would submit and cost
        igs castle.igs            run it; --subject "a harbour" changes the subject
        igs castle.igs --resume   continue where it stopped; pays for nothing twice
        igs castle.igs --reuse    run it again; pays only for pictures that are new
        igs fmt castle.igs        format it
        igs test FOLDER           compare what scripts print with their # CHECK: lines

        igs checks the whole script before its first command runs, and stops at the
        first error. At the end it waits for the jobs that are still running.
        'rows products.csv { … }' goes through a table.
        'budget 2.00 { … }' caps what its jobs cost. 'help let', 'help if', 'help for',
        'help def', 'help try' and 'help expect' explain the language.
        """
    }
}
