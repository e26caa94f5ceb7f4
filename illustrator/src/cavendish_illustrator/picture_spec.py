"""What a prompt asks for, in words the drawer understands: the border of understanding and drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """What sort of picture is wanted; everything but SCENE is a designed piece with its own layout."""

    SCENE = "scene"
    PORTRAIT = "portrait"
    POSTER = "poster"
    LOGO = "logo"
    ICON = "icon"
    STICKER = "sticker"
    PATTERN = "pattern"
    CARD = "card"
    INFOGRAPHIC = "infographic"
    BOOK_COVER = "book_cover"
    MENU = "menu"
    BUSINESS_CARD = "business_card"
    COLOURING_PAGE = "colouring_page"
    FLAT_LAY = "flat_lay"
    PRODUCT_SHOT = "product_shot"
    STILL_LIFE = "still_life"
    MAP = "map"
    APP_SCREEN = "app_screen"
    PACKAGING = "packaging"
    LABEL = "label"
    BORDER = "border"
    DIAGRAM = "diagram"
    WANTED = "wanted"
    CHALKBOARD = "chalkboard"
    SHOP_SIGN = "shop_sign"
    NOTICE = "notice"
    CHARACTER_SHEET = "character_sheet"
    TAROT_CARD = "tarot_card"
    STAMP = "stamp"


class Style(StrEnum):
    PAINTERLY = "painterly"
    WATERCOLOUR = "watercolour"
    OIL = "oil"
    PENCIL = "pencil"
    CHARCOAL = "charcoal"
    LINE_ART = "line_art"
    COMIC = "comic"
    ANIME = "anime"
    PIXEL_ART = "pixel_art"
    LOW_POLY = "low_poly"
    FLAT = "flat"
    NEON = "neon"
    PAPER_CUT = "paper_cut"
    CLAY = "clay"
    VINTAGE_PRINT = "vintage_print"
    STAINED_GLASS = "stained_glass"
    KNITTED = "knitted"
    LINOCUT = "linocut"
    CRAYON = "crayon"
    PHOTO = "photo"
    MOSAIC = "mosaic"
    EMBROIDERY = "embroidery"
    ENGRAVING = "engraving"
    BLUEPRINT = "blueprint"
    CHALK = "chalk"
    PASTEL = "pastel"
    POP_ART = "pop_art"
    UKIYO_E = "ukiyo_e"
    ART_DECO = "art_deco"
    BAUHAUS = "bauhaus"
    MID_CENTURY = "mid_century"
    VAPORWAVE = "vaporwave"
    GRAFFITI = "graffiti"
    FOLK_CUT = "folk_cut"
    RENDER_3D = "render_3d"
    BRICKS = "bricks"
    CROSS_STITCH = "cross_stitch"
    OLD_MASTER = "old_master"
    IMPRESSIONIST = "impressionist"
    VAN_GOGH = "van_gogh"
    KLIMT = "klimt"
    CUBIST = "cubist"
    FRESCO = "fresco"
    GOUACHE = "gouache"
    STORYBOOK = "storybook"
    ART_NOUVEAU = "art_nouveau"
    FELT = "felt"
    ORIGAMI = "origami"
    COLLAGE = "collage"
    BATIK = "batik"
    FOLK_PAINTING = "folk_painting"
    TILE = "tile"
    TATTOO = "tattoo"
    INK_WASH = "ink_wash"
    PEN_WASH = "pen_wash"
    NOIR = "noir"
    CINEMATIC = "cinematic"
    POLAROID = "polaroid"


class TimeOfDay(StrEnum):
    DAWN = "dawn"
    DAY = "day"
    GOLDEN_HOUR = "golden_hour"
    SUNSET = "sunset"
    NIGHT = "night"
    OVERCAST = "overcast"
    STORM = "storm"
    NEON = "neon"
    SPACE = "space"


class Weather(StrEnum):
    CLEAR = "clear"
    RAIN = "rain"
    SNOW = "snow"
    FOG = "fog"
    STORM = "storm"
    WIND = "wind"
    AFTER_RAIN = "after_rain"


class Season(StrEnum):
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class RelationKind(StrEnum):
    """How a subject stands to another; WEARING, HOLDING and RIDING compose a figure, the others place it."""

    RIDING = "riding"
    HOLDING = "holding"
    WEARING = "wearing"
    ON = "on"
    UNDER = "under"
    BESIDE = "beside"
    BEHIND = "behind"
    IN_FRONT = "in_front"
    INSIDE = "inside"
    OVER = "over"
    BETWEEN = "between"
    HANGING = "hanging"


BOTH = "both"
_OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where in the picture a thing was asked for; an empty word leaves that direction open."""

    across: str = ""
    """`left`, `middle`, `right` or `both` (sides)."""
    up: str = ""
    """`top` or `bottom`."""
    depth: str = ""
    """`front` or `back`."""

    def joined(self, other: "Spot") -> "Spot":
        """Both together: `in the foreground` and `on the left`; what was said first stays."""
        return Spot(
            across=self.across or other.across, up=self.up or other.up, depth=self.depth or other.depth
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing the picture must show. `concept` is a key of the asset pack or of a drawn figure."""

    concept: str
    word: str
    """The words of the prompt it came from."""
    count: int = 1
    color: str | None = None
    """`#rrggbb`."""
    size: str | None = None
    """`tiny`, `small`, `big`, `giant`, or None for its natural size."""
    material: str | None = None
    """`gold`, `glass`, `wood`, `stone`, `metal`, `paper`, …"""
    state: str | None = None
    """`stacked`, `halved`, `melting`, `steaming`, …: what has become of a thing."""
    pattern: str | None = None
    """`dots`, `stripes`, `checks`, `stars`, `hearts` or `flowers` on its surface."""
    pattern_color: str | None = None
    """`#rrggbb` of the pattern."""
    lit: int | None = None
    """How many of several candles burn; None for all."""
    size_like: str | None = None
    """The thing it was said to be as large as."""
    pose: str | None = None
    """`sitting`, `running`, `dancing`, `reading`, `sleeping`, `flying`, `jumping`, …"""
    mood: str | None = None
    hair: str | None = None
    """`#rrggbb` of a person's hair."""
    skin: int | None = None
    """A person's skin, from 0, the lightest of five; None leaves it to chance."""
    hair_style: str | None = None
    """`curly`, `braids`, `bun`, `headscarf`, …: how a person wears it."""
    eyes: str | None = None
    """`#rrggbb` of a person's eyes."""
    role: str | None = None
    """An animal or thing dressed as `astronaut`, `mage`, `knight`, …; people have their role as `concept`."""
    spot: Spot | None = None
    """Where in the picture it was asked for."""
    is_in_water: bool = False
    """Whether it is in the lake, the river or the sea of the place, not on its shore."""
    is_family: bool = False
    """Whether several animals are parents with their young."""
    head: str | None = None
    """`woman`, `man`, `old-woman` or `old-man`: whose head somebody of a trade has, where it was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One member of the list a designed piece is made of: a dish, a step, an icon."""

    label: str
    """As the prompt writes it; empty where it is only shown."""
    price: str = ""
    section: str = ""
    """The heading it stands under."""
    picture: Subject | None = None
    """What shows it, None where no drawing is sure to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`subjects[subject]` stands in `kind` to `subjects[target]` (indexes into `PictureSpec.subjects`)."""

    kind: RelationKind
    subject: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSpec:
    """All that was understood of one prompt. Empty fields leave the choice to the drawer and its seed."""

    prompt: str
    language: str = "en"
    """Two letters: en, pl, de, es, fr, it, pt, nl, uk, cs."""
    kind: Kind = Kind.SCENE
    settings: tuple[str, ...] = ()
    """Names of setting templates, the best first: `beach`, `castle`, `japanese_garden`, …"""
    region: str = ""
    """How houses are built there: `portuguese`, `nordic`, …; empty for gabled fronts."""
    whereabouts: tuple[str, ...] = ()
    """Where a town's or country's name sets what is at home in the open, or an unknown place leaves it."""
    subjects: tuple[Subject, ...] = ()
    relations: tuple[Relation, ...] = ()
    style: Style | None = None
    time_of_day: TimeOfDay | None = None
    season: Season | None = None
    weather: Weather | None = None
    mood: str | None = None
    framing: str | None = None
    """`close_up`, `face`, `wide`, `top`, `low`, `silhouette`, `isometric`, `full_body`, or None."""
    lit_by: str = ""
    """`candle` or `lamp` where it is the only light."""
    palette: tuple[str, ...] = ()
    """`#rrggbb` colours asked for the whole picture."""
    texts: tuple[str, ...] = ()
    """Quoted texts, verbatim."""
    text_places: tuple[str, ...] = ()
    """Beside each of `texts`: `top`, `middle`, `bottom`, or empty where no place was named."""
    ground: str | None = None
    """`#rrggbb` of the background, where one was named."""
    ink: str | None = None
    """`#rrggbb` of what a mark shows on that ground, where one colour on another was asked for."""
    walls: str | None = None
    """`#rrggbb` of the walls of the room, where one was named."""
    surface: str = ""
    """What goods lie on: `velvet`, `marble`, `wood`, …"""
    surface_color: str | None = None
    room: str = ""
    """What is to stay free: `top`, `bottom`, `left`, `right`, `middle`, or `any` where no side was named."""
    is_still_life: bool = False
    """Whether the things stand together on a table as in a painted still life."""
    cloth: str | None = None
    """`#rrggbb` of the cloth that a still life lies on."""
    is_cloth_checked: bool = False
    edge: str | None = None
    """`#rrggbb` of the line around the whole piece: a wedding invitation's gold edge."""
    lines: tuple[str, ...] = ()
    """Dates, hours and reductions that a card or a poster has written small."""
    setting_side: str = ""
    """`left` or `right` where what the place is known by was asked for on a side."""
    ring_center: int | None = None
    """The subject that the others stand around in a circle."""
    is_palette_strict: bool = False
    """`only teal and coral`: the picture has no other colours."""
    panels: tuple["PictureSpec", ...] = ()
    """The pictures that this one is divided into, in reading order; empty for a single picture."""
    recurring: tuple[str, ...] = ()
    """The concepts of a story in order; in each of its panels they look the same."""
    entries: tuple[Entry, ...] = ()
    """The dishes of a menu, the steps of an infographic, the signs of a set of icons, in order."""
    title: str = ""
    """What a designed piece is called where nothing is quoted: `a poster for a jazz festival`."""
    topic: str = ""
    """What a designed piece is about, in our own word: `birthday`, `jazz`, `recycling`."""
    motifs: tuple[str, ...] = ()
    """Concepts that show what a designed piece is about, the best first."""
    is_transparent: bool = False
    excluded: frozenset[str] = field(default_factory=frozenset)
    """Concepts, `people` or `text` that the prompt forbids."""
    not_understood: tuple[str, ...] = ()
    """Content words that no rule, asset or template knows; they go into the report."""

    def index_of(self, *concepts: str) -> int | None:
        """Where the first subject is that is one of these; None if there is none."""
        return next((i for i, one in enumerate(self.subjects) if one.concept in concepts), None)

    def with_subject(self, index: int, subject: Subject) -> "PictureSpec":
        """The same with this subject in the place of the one that was there."""
        return replace(self, subjects=(*self.subjects[:index], subject, *self.subjects[index + 1 :]))

    @property
    def free_side(self) -> str:
        """The side a designed piece keeps free: the room that was asked for, else opposite all it shows."""
        if self.room in _OPPOSITE:
            return self.room
        spots = {one.spot for one in self.subjects}
        spot = next(iter(spots)) if len(spots) == 1 else None
        return "" if spot is None else _OPPOSITE.get(spot.across) or _OPPOSITE.get(spot.up, "")

    def with_subjects(self, kept: Sequence[int]) -> "PictureSpec":
        """The same with only those of its subjects, and the relations between them."""
        places = {old: new for new, old in enumerate(kept)}
        relations = tuple(
            replace(r, subject=places[r.subject], target=places[r.target])
            for r in self.relations
            if r.subject in places and r.target in places
        )
        return replace(self, subjects=tuple(self.subjects[index] for index in kept), relations=relations)

    @property
    def lettering(self) -> tuple[str, ...]:
        """What a designed piece has written on it: the quoted texts, else its title."""
        if self.texts or "text" in self.excluded:
            return self.texts
        return (self.title,) if self.title else ()
