"""The scripts that are cut short: each way in which igs comes to submit pictures."""

HEAD = "set quality low\nset poll-after 10ms\nset poll-every 10ms\n"

# By name: the text, and how many pictures it pays for.
SCRIPTS = {
    "gens": ('gen "a mill" --as a\ngen "a ship" --as b\ngen "a kite" --as c\n', 3),
    "references": (
        'ref add dot.png --as dot\ngen "a mill" --as a\nwait a\nref add %a\ngen "a mill at dusk" --as b\n', 2),
    "budget": (
        'budget 0.05 {\n    gen "a mill" --as a\n    gen "a ship" --as b\n    expect fails { gen "a kite" }\n}\n', 2),
    "try": ('try {\n    gen "sandbox:reject violence" --as a\n} catch err {\n    gen "a mill" --as b\n}\nwait\n', 1),
    "loops": ('for hour in [dawn noon] {\n    repeat 2 { gen "a mill at $hour" }\n}\n', 4),
    "many": ('set concurrency 2\ngen "a mill" -n 4 --as mill\nwait --any\ngen "a ship" --as ship\n', 5),
    "expand": ('gen "a {red|blue} {mill|ship}" --expand --as x\n', 4),
    "save": (
        ('gen "a mill" --ratio 3:2 --as a\nwait\nsave a "out/{name}.{ext}" --force\ngen "a ship" --as b\nwait\n'
         'save b out/b.png --force\n'), 2),
}
