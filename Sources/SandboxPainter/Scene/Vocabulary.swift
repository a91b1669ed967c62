/// The words that the painter knows, and what they mean to it. Mostly English; a few of other languages' commonest.
enum Vocabulary {
    /// Words of scripts that put no blanks between words: they are searched for anywhere in a text.
    static let unspaced = words.filter { word, _ in word.unicodeScalars.allSatisfy(isUnspaced) }

    /// Whether a character is of a script that puts no blanks between words.
    static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        (0x3040...0x9FFF).contains(scalar.value)
    }

    static let words: [String: [Meaning]] = {
        var words: [String: [Meaning]] = [:]
        for (meanings, list) in entries {
            for word in list.split(whereSeparator: \.isWhitespace) {
                words[String(word), default: []] += meanings
            }
        }
        return words
    }()

    private static let entries: [([Meaning], String)] = settings + subjects + styles + colours

    private static let settings: [([Meaning], String)] = [
        ([.hour(.dawn)], "dawn sunrise daybreak morning aurore amanecer morgen 朝 日の出 рассвет"),
        ([.hour(.day)], "day noon midday daylight afternoon daytime mittag mediodía sunny 昼"),
        (
            [.hour(.dusk)],
            "dusk sunset twilight evening golden sundown nightfall abend crépuscule atardecer 夕 夕焼け закат"
        ),
        (
            [.hour(.night)],
            "night midnight nocturnal nighttime nacht nuit noche 夜 晚 ночь ночью ليل"
        ),
        (
            [.hour(.night), .extra(.stars)],
            "star starry starlight stargazing milky stern étoile estrella 星 звезды"
        ),
        (
            [.hour(.night), .extra(.moon)],
            "moon moonlit moonlight lunar crescent mond lune luna 月 луна قمر"
        ),
        ([.extra(.sun)], "sun sunshine sonne soleil sol 太陽 солнце"),
        ([.hour(.night), .extra(.aurora)], "aurora borealis polar"),
        ([.extra(.rainbow)], "rainbow regenbogen 虹"),
        ([.hour(.night), .extra(.fireworks)], "firework celebration festival carnival 花火"),
        ([.extra(.birds)], "bird gull seagull swallow crow raven flock geese crane vogel oiseau 鳥"),
        ([.extra(.fireflies)], "firefly glowing sparkle"),
        ([.extra(.fireflies), .hour(.dusk)], "magic magical enchanted fairy"),
        ([.weather(.cloudy)], "cloud cloudy overcast grey-sky wolke nuage 雲"),
        ([.weather(.rain)], "rain rainy drizzle wet regen pluie lluvia umbrella 雨 дождь"),
        ([.weather(.storm)], "storm stormy thunder lightning thunderstorm tempest hurricane 嵐"),
        (
            [.weather(.snow), .season(.winter)],
            "snow snowy snowfall blizzard schnee neige nieve 雪 снег"
        ),
        ([.weather(.fog)], "fog foggy mist misty haze hazy nebel brume 霧 туман"),
        ([.season(.spring)], "spring frühling printemps primavera 春"),
        ([.season(.summer)], "summer sommer été verano 夏"),
        ([.season(.autumn)], "autumn fall autumnal herbst automne otoño pumpkin harvest 秋"),
        (
            [.season(.winter)],
            "winter icy frozen ice frost frosty arctic christmas hiver invierno 冬"
        ),
        (
            [.ground(.mountains)],
            "mountain peak alps alpine summit cliff canyon valley fjord himalaya volcano fuji berg montagne montaña 山 гора горы جبل"
        ),
        ([.ground(.hills)], "hill countryside landscape village rolling tuscany vineyard hügel 丘"),
        ([.ground(.meadow)], "meadow field prairie grass plain pasture park garden wiese 野"),
        (
            [.ground(.desert)],
            "desert dune sahara sand camel oasis egypt wüste désert desierto 砂漠 пустыня صحراء"
        ),
        (
            [.ground(.sea)],
            "sea ocean lake river water coast shore beach bay wave lagoon pond waterfall meer mer mar 海 湖 море بحر"
        ),
        (
            [.ground(.space), .hour(.night)],
            "space galaxy nebula cosmos cosmic universe orbit astronaut interstellar 宇宙 космос"
        ),
        ([.ground(.table)], "table desk still shelf kitchen windowsill cafe café"),
        ([.ground(.abstract)], "abstract geometric pattern shapes fractal bauhaus"),
    ]

    private static let subjects: [([Meaning], String)] = [
        (
            [.subject(.castle)],
            "castle fortress citadel palace kingdom knight fairytale schloss burg château chateau castillo castello 城 замок قلعة"
        ),
        (
            [.subject(.lighthouse), .ground(.sea)],
            "lighthouse leuchtturm phare faro 灯台 灯塔 маяк"
        ),
        (
            [.subject(.city)],
            "city skyline downtown cityscape metropolis skyscraper urban street tokyo york london paris stadt ville ciudad 街 都市 город مدينة"
        ),
        (
            [.subject(.house)],
            "house cottage cabin home hut village barn farm farmhouse chalet haus maison casa 家 дом بيت"
        ),
        (
            [.subject(.boat), .ground(.sea)],
            "boat sailboat ship sail sailing harbour harbor port yacht regatta fishing pirate hafen schiff bateau barco 船 港 корабль لسفينة"
        ),
        (
            [.subject(.forest)],
            "forest wood woodland pine fir spruce jungle taiga wald forêt bosque 森 лес غابة"
        ),
        ([.subject(.tree)], "tree oak maple willow baum arbre árbol 木 дерево"),
        ([.subject(.tree), .season(.spring)], "bonsai sakura blossom cherry 桜"),
        ([.subject(.cat)], "cat kitten kitty katze chat gato gatto 猫 кот кошка قطة"),
        ([.subject(.dog)], "dog puppy wolf fox hound hund chien perro 犬 собака"),
        ([.subject(.rabbit)], "rabbit bunny hare hase lapin conejo 兎"),
        ([.subject(.owl)], "owl eule hibou búho"),
        ([.subject(.robot)], "robot android mech cyborg machine roboter ロボット робот"),
        (
            [.subject(.flowers), .ground(.meadow)],
            "flower tulip rose poppy daisy sunflower lavender wildflower bouquet lily orchid blume fleur flor 花 цветы زهرة"
        ),
        ([.subject(.windmill)], "windmill mill dutch holland windmühle moulin molino"),
        ([.subject(.balloon)], "balloon airship zeppelin ballon globo 気球"),
        (
            [.subject(.rocket)],
            "rocket spaceship spacecraft shuttle launch rakete cohete ロケット ракета"
        ),
        ([.subject(.pagoda)], "pagoda temple kyoto shrine japanese japan china 寺 宝塔 佛塔 храм"),
        ([.subject(.torii)], "torii gate miyajima 鳥居"),
        ([.subject(.bridge), .ground(.sea)], "bridge golden-gate brücke pont puente 橋 мост"),
        ([.subject(.pyramid), .ground(.desert)], "pyramid giza pharaoh pyramide 金字塔"),
        (
            [.subject(.palm), .ground(.sea)],
            "palm tropical island hawaii caribbean paradise 島 остров"
        ),
        (
            [.subject(.figure)],
            "person man woman girl boy child people figure traveller traveler wanderer wizard witch monk hiker human portrait hero princess king queen samurai lady mensch homme femme hombre mujer 人 女 男 человек"
        ),
        ([.subject(.whale), .ground(.sea)], "whale dolphin orca wal baleine 鯨"),
        ([.subject(.fish), .ground(.sea)], "fish koi carp shark 魚"),
        (
            [.subject(.cup), .ground(.table)],
            "cup coffee tea teacup mug latte espresso kaffee コーヒー 茶 кофе قهوة"
        ),
        ([.subject(.fruit), .ground(.table)], "fruit apple pear lemon peach bowl"),
        ([.subject(.book), .ground(.table)], "book library novel reading buch livre libro 本"),
        ([.subject(.mushroom)], "mushroom toadstool fungus pilz champignon"),
        ([.subject(.planet), .ground(.space), .hour(.night)], "planet saturn jupiter mars"),
        ([.subject(.rocket), .ground(.space), .hour(.night)], "astronaut"),
        ([.subject(.train)], "train locomotive railway steam zug tren 列車 поезд"),
        ([.subject(.lantern), .hour(.night)], "lantern lampion laterne"),
        ([.subject(.dragon)], "dragon wyvern drache drago 竜 龍 дракон"),
        ([.subject(.snowman), .weather(.snow), .season(.winter)], "snowman schneemann"),
    ]

    private static let styles: [([Meaning], String)] = [
        ([.style(.watercolour)], "watercolour watercolor aquarelle aquarell gouache акварель 水彩"),
        (
            [.style(.oil)],
            "oil impressionist impressionism impasto gogh monet painterly brushstroke expressionist"
        ),
        (
            [.style(.neon), .hour(.night)],
            "neon cyberpunk synthwave vaporwave retrowave futuristic"
        ),
        ([.style(.noir), .hour(.night)], "noir"),
        ([.style(.noir)], "monochrome grayscale greyscale"),
        ([.style(.pastel)], "pastel soft dreamy kawaii cute gentle"),
        ([.style(.woodblock)], "ukiyo woodblock hokusai hiroshige woodcut linocut 浮世絵"),
        ([.style(.pixels)], "pixel pixelart bit"),
        ([.style(.sketch)], "sketch pencil charcoal drawing ink lineart doodle engraving"),
        ([.style(.vintage)], "vintage retro sepia antique postcard 1920s 1950s"),
        ([.style(.blueprint)], "blueprint schematic technical diagram"),
    ]

    private static let colours: [([Meaning], String)] = [
        ([.colour(0xD7263D)], "red scarlet rot rouge rojo 赤 красный"),
        ([.colour(0xA4133C)], "crimson burgundy ruby maroon"),
        ([.colour(0xF46036)], "vermilion coral terracotta rust"),
        ([.colour(0xFF8C1A)], "amber tangerine orange オレンジ"),
        ([.colour(0xFFC93C)], "yellow gelb jaune amarillo 黄 жёлтый"),
        ([.colour(0xD4A017)], "gold ochre mustard"),
        ([.colour(0x3FA34D)], "green grün vert verde 緑 зелёный"),
        ([.colour(0x0B8457)], "emerald jade"),
        ([.colour(0x6B8E23)], "olive moss sage"),
        ([.colour(0x17A398)], "teal turquoise aqua"),
        ([.colour(0x22C1E6)], "cyan"),
        ([.colour(0x2F6FDE)], "blue blau bleu azul 青 синий"),
        ([.colour(0x1D2F6F)], "navy indigo ultramarine cobalt"),
        ([.colour(0x7A3FC0)], "purple violet lila morado 紫"),
        ([.colour(0xC8A2E0)], "lilac lavender mauve"),
        ([.colour(0xE0218A)], "magenta fuchsia"),
        ([.colour(0xF78FB3)], "pink rosa 桃"),
        ([.colour(0x8B5A2B)], "brown chestnut sienna"),
        ([.colour(0x9AA5B1)], "grey gray silver"),
    ]
}
