"""From a prompt to a picture specification."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.design_words.camera_talk import take_camera_talk
from cavendish_illustrator.understanding.design_words.client_phrase import without_client
from cavendish_illustrator.understanding.design_words.cloths import take_cloth
from cavendish_illustrator.understanding.design_words.design_compounds import parted_pieces
from cavendish_illustrator.understanding.design_words.design_titles import find_title
from cavendish_illustrator.understanding.design_words.design_topics import find_topic
from cavendish_illustrator.understanding.design_words.diagrams import as_diagram, asks_for_chain
from cavendish_illustrator.understanding.design_words.emblem_signs import with_signs
from cavendish_illustrator.understanding.design_words.fitting_drawings import with_fitting_drawings
from cavendish_illustrator.understanding.design_words.framed_prints import as_framed_print
from cavendish_illustrator.understanding.design_words.kept_room import take_kept_room
from cavendish_illustrator.understanding.design_words.lettered_boards import as_lettered_board
from cavendish_illustrator.understanding.design_words.listed_entries import with_entries
from cavendish_illustrator.understanding.design_words.logo_trades import find_trade
from cavendish_illustrator.understanding.design_words.lone_media import take_lone_media
from cavendish_illustrator.understanding.design_words.map_pictures import as_map
from cavendish_illustrator.understanding.design_words.notices import as_notice
from cavendish_illustrator.understanding.design_words.occasion_people import without_occasion_people
from cavendish_illustrator.understanding.design_words.panel_story import divided
from cavendish_illustrator.understanding.design_words.quoted_text import find_quoted, quoted_names
from cavendish_illustrator.understanding.design_words.shop_pictures import as_shop_picture
from cavendish_illustrator.understanding.design_words.shouted_text import with_shouted_text
from cavendish_illustrator.understanding.design_words.stated_look import take_stated_look
from cavendish_illustrator.understanding.design_words.tattoos import as_tattoo
from cavendish_illustrator.understanding.design_words.text_places import PlacedTexts, take_placed_texts
from cavendish_illustrator.understanding.design_words.topical import about_topic, without_destination
from cavendish_illustrator.understanding.design_words.trades import find_emblem
from cavendish_illustrator.understanding.design_words.unquoted_text import (
    find_honoree,
    find_unquoted_text,
    take_couple,
)
from cavendish_illustrator.understanding.mends.around_vessels import with_vessels_manned
from cavendish_illustrator.understanding.mends.barriers import behind_barriers
from cavendish_illustrator.understanding.mends.belongings import with_belongings
from cavendish_illustrator.understanding.mends.birds_at_rest import with_birds_on_branches
from cavendish_illustrator.understanding.mends.contacts import with_contacts
from cavendish_illustrator.understanding.mends.deeds_at_things import with_deeds_at_things
from cavendish_illustrator.understanding.mends.deeds_shown import with_deeds_shown
from cavendish_illustrator.understanding.mends.dewy_plants import with_dew
from cavendish_illustrator.understanding.mends.doers_meant import with_doers_meant
from cavendish_illustrator.understanding.mends.doings_complete import with_doings_complete
from cavendish_illustrator.understanding.mends.floating_things import with_floating_things
from cavendish_illustrator.understanding.mends.flowers_and_pots import with_flowers_in_place
from cavendish_illustrator.understanding.mends.garnishes import with_garnishes
from cavendish_illustrator.understanding.mends.goods_mends import with_goods_in_place
from cavendish_illustrator.understanding.mends.helpings import with_helpings
from cavendish_illustrator.understanding.mends.hiding_places import with_hiding_places
from cavendish_illustrator.understanding.mends.leads_meant import with_leads
from cavendish_illustrator.understanding.mends.lit_candles import with_lit_candles
from cavendish_illustrator.understanding.mends.near_animals import with_animal_seen_near
from cavendish_illustrator.understanding.mends.objects_of_deeds import with_objects_of_deeds
from cavendish_illustrator.understanding.mends.painted_crockery import with_painted_crockery
from cavendish_illustrator.understanding.mends.plausibility import plausible
from cavendish_illustrator.understanding.mends.printed_clothes import with_prints
from cavendish_illustrator.understanding.mends.riders_meant import with_riders
from cavendish_illustrator.understanding.mends.sorts_of_things import with_sorts
from cavendish_illustrator.understanding.mends.subject_mends import meant
from cavendish_illustrator.understanding.mends.things_carried import with_things_carried
from cavendish_illustrator.understanding.mends.things_joined import with_things_joined
from cavendish_illustrator.understanding.mends.things_made_of import in_the_open, with_things_made_of
from cavendish_illustrator.understanding.mends.vessels_filled import with_vessels_filled
from cavendish_illustrator.understanding.mends.view_points import with_view_point
from cavendish_illustrator.understanding.mends.worn_in_pairs import with_pairs
from cavendish_illustrator.understanding.place_words.events import with_events
from cavendish_illustrator.understanding.place_words.further_places import settle_further_places
from cavendish_illustrator.understanding.place_words.implied_places import in_implied_place
from cavendish_illustrator.understanding.place_words.place_order import ordered_places
from cavendish_illustrator.understanding.place_words.places_meant import in_places_meant
from cavendish_illustrator.understanding.place_words.regions import with_region
from cavendish_illustrator.understanding.place_words.side_landmarks import settle_things
from cavendish_illustrator.understanding.place_words.stated_light import with_light_told
from cavendish_illustrator.understanding.place_words.stated_places import StatedPlaces
from cavendish_illustrator.understanding.place_words.things_of_places import with_things_of_places
from cavendish_illustrator.understanding.reading.adjectives_as_people import with_people_of_adjectives
from cavendish_illustrator.understanding.reading.breeds_told import with_breeds_told
from cavendish_illustrator.understanding.reading.color_nouns import with_lent_colors
from cavendish_illustrator.understanding.reading.compared_sizes import with_compared_sizes
from cavendish_illustrator.understanding.reading.eye_colors import with_eyes, without_eye_colors
from cavendish_illustrator.understanding.reading.figurative_places import without_figurative_places
from cavendish_illustrator.understanding.reading.furnishing_words import with_furnishings
from cavendish_illustrator.understanding.reading.infinitives_as_gerunds import with_gerunds
from cavendish_illustrator.understanding.reading.instrumental_with import with_instrumentals
from cavendish_illustrator.understanding.reading.named_styles import meant_style, with_styles_told
from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.nouns_in_context import with_nouns_in_context
from cavendish_illustrator.understanding.reading.owners import without_owners
from cavendish_illustrator.understanding.reading.participles import with_participles
from cavendish_illustrator.understanding.reading.pattern_words import with_pattern_words
from cavendish_illustrator.understanding.reading.pieces_in_hands import with_pieces_in_hands
from cavendish_illustrator.understanding.reading.plural_verbs import with_plural_verbs
from cavendish_illustrator.understanding.reading.prompt_reader import PromptReader
from cavendish_illustrator.understanding.reading.room_parts import is_room_part
from cavendish_illustrator.understanding.reading.sayings import find_saying, shown_as
from cavendish_illustrator.understanding.reading.scene_draft import Attributes, DraftSubject
from cavendish_illustrator.understanding.reading.similes import without_similes
from cavendish_illustrator.understanding.reading.stood_places import with_fitting_supports, with_stands
from cavendish_illustrator.understanding.reading.techniques_of_things import with_techniques_told
from cavendish_illustrator.understanding.reading.two_coloured import with_two_colors
from cavendish_illustrator.understanding.reading.unknown_places import unknown_whereabouts
from cavendish_illustrator.understanding.reading.verbs_alike import with_verbs_alike
from cavendish_illustrator.understanding.reading.word_order import with_usual_word_order
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading, rare_tags
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

Value = TypeVar("Value")
LONGEST_PROMPT: Final = 5000
MOST_TEXTS: Final = 6
_LONGEST_SAYING: Final = 300
"""Whoever writes more tells what the picture shows."""
_FALLBACK_TAG_OWNERS: Final = 6
_TECHNICAL: Final = re.compile(
    r"\b\d{1,2}\s*:\s*\d{1,2}\b|\b\d{3,5}\s*[x×]\s*\d{3,5}\b|--\w+(?:\s+[\w.:]+)?"
    r"|\b(?:seed|steps|cfg)[ =:]*\d+"
    r"|https?://\S+",
    re.IGNORECASE,
)
_KIND_ORDER: Final = (
    Kind.CHARACTER_SHEET,
    Kind.COLOURING_PAGE,
    Kind.STICKER,
    Kind.BOOK_COVER,
    Kind.INFOGRAPHIC,
    Kind.BUSINESS_CARD,
    Kind.MENU,
    Kind.PATTERN,
    Kind.APP_SCREEN,
    Kind.PACKAGING,
    Kind.LABEL,
    Kind.LOGO,
    Kind.ICON,
    Kind.CARD,
    Kind.POSTER,
    Kind.PORTRAIT,
)
_EMBLEMS: Final = frozenset({Kind.LOGO, Kind.ICON, Kind.STICKER})
_LISTING: Final = frozenset({Kind.SCENE, Kind.POSTER})
"""Pieces that list the links of a food chain like an infographic."""
_LETTERED: Final = frozenset(
    {
        *(Kind.LOGO, Kind.POSTER, Kind.BOOK_COVER, Kind.CARD, Kind.MENU, Kind.INFOGRAPHIC),
        *(Kind.BUSINESS_CARD, Kind.PACKAGING, Kind.LABEL),
    }
)
_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    *(
        with_region,
        as_tattoo,
        with_signs,
        with_sorts,
        with_painted_crockery,
        with_vessels_filled,
        with_contacts,
        with_doers_meant,
        with_doings_complete,
        plausible,
        with_things_joined,
        with_goods_in_place,
        with_belongings,
        with_prints,
        meant,
        with_riders,
    ),
    *(with_things_of_places, with_flowers_in_place, with_fitting_drawings, as_map),
    *(as_shop_picture, as_lettered_board, as_notice, with_events, in_places_meant, with_fitting_supports),
    with_floating_things,
    with_dew,
    *(with_lit_candles, in_the_open, with_helpings, with_garnishes, with_things_carried, with_light_told),
    with_leads,
    with_deeds_at_things,
    with_hiding_places,
    with_deeds_shown,
    with_objects_of_deeds,
    in_implied_place,
    behind_barriers,
    with_view_point,
    with_birds_on_branches,
    with_animal_seen_near,
    *(with_pairs, with_vessels_manned),
)
_COLOURING: Final = ("color", "colour", "kolorow", "ausmal", "malvor", "kleur", "розмальов", "omalov")


def parse_prompt(prompt: str) -> PictureSpec:
    """What the prompt asks for; never fails, and the same prompt always gives the same answer."""
    return _as_saying(prompt) or _parse(prompt, may_divide=True)


def _as_saying(prompt: str) -> PictureSpec | None:
    """A scene that is named by a saying, or by a word for what nobody can see; None for anything else."""
    saying = find_saying(prompt[:_LONGEST_SAYING])
    if saying is None or len(prompt) > _LONGEST_SAYING or find_quoted(prompt):
        return None
    spec = _parse(saying.rest, may_divide=True)
    is_all = not (spec.subjects or spec.settings or spec.not_understood)
    if spec.kind is not Kind.SCENE or spec.panels or (saying.is_word and not is_all):
        return None
    return replace(shown_as(spec, _parse_panel(saying.scene)), prompt=prompt)


def _parse_panel(text: str) -> PictureSpec:
    return _parse(text, may_divide=False)


def _parse(prompt: str, *, may_divide: bool) -> PictureSpec:
    written = take_placed_texts(prompt[:LONGEST_PROMPT])
    camera = take_camera_talk(written.body)
    kept = take_kept_room(_in_usual_words(_TECHNICAL.sub(" , ", camera.body)))
    media = take_lone_media(kept.body)
    cloth = take_cloth(media.body)
    look = take_stated_look(parted_pieces(cloth.body))
    body, reading, tokens = look.body, look.reading, look.reading.tokens
    reading, texts = (reading, written.texts) if written.texts else find_unquoted_text(reading, body)
    reading, couple = take_couple(reading, body)
    reader = PromptReader(_as_told(reading), NounPlacer(reading.language))
    if any(_is_colouring(reading, match) for match in reading.matches):
        reader.seen.kinds.append(Kind.COLOURING_PAGE)
    reader.read()
    if not texts and not _LETTERED.isdisjoint(reader.seen.kinds):
        texts = quoted_names(prompt[:LONGEST_PROMPT])
    texts = texts or couple
    topic = find_topic(tokens, reading.language) if reader.seen.kinds else None
    is_bare = not reader.nouns.draft.subjects and not reader.seen.settings
    if topic is None and reader.seen.kinds and (is_bare or Kind.CARD in reader.seen.kinds):
        topic = find_topic(tokenise(" ".join(texts)), reading.language)
    title = find_title(body, reading, topic) if reader.seen.kinds and not texts else ""
    _fall_back(reader, has_topic=topic is not None)
    settle_further_places(reader, places := settle_things(reader, body))
    spec = without_destination(
        with_stands(_to_spec(prompt, reader, texts, places), reader.seen.stands), reading
    )
    spec = replace(_placed(spec, places), text_places=_text_places(written, texts))
    spec = look.given_to(spec, look.lines if texts else _with_honoree(reader, body, look.lines))
    spec = with_eyes(_with_trade(spec, body, reading), reading)
    spec = about_topic(with_shouted_text(replace(spec, title=title)), topic)
    spec = cloth.given_to(camera.given_to(replace(spec, style=spec.style or media.style)))
    spec = kept.given_to(_mended(spec))
    return _with_parts(_as_quoted(spec), reading, look.plain) if may_divide else spec


def _in_usual_words(text: str) -> str:
    """The text without comparisons, its doers before its verbs."""
    return with_plural_verbs(with_usual_word_order(with_gerunds(without_similes(text))))


def _with_trade(spec: PictureSpec, body: str, reading: Reading) -> PictureSpec:
    """A logo with what its business is, small; its other lines are left out."""
    if spec.kind is not Kind.LOGO:
        return spec
    trade = find_trade(body, reading, is_quoted=bool(spec.texts))
    return replace(spec, lines=(trade,) if trade else ())


def _as_told(reading: Reading) -> Reading:
    """The reading with what is told by other things: materials, patterns and sizes."""
    reading = with_furnishings(reading)
    reading = with_techniques_told(with_styles_told(with_verbs_alike(with_pieces_in_hands(reading))))
    reading = with_breeds_told(with_two_colors(reading))
    reading = with_nouns_in_context(with_instrumentals(with_participles(reading)))
    reading = without_client(with_people_of_adjectives(reading))
    reading = without_figurative_places(without_eye_colors(without_owners(reading)))
    reading = without_occasion_people(reading)
    return with_compared_sizes(with_pattern_words(with_things_made_of(with_lent_colors(reading))))


def _mended(spec: PictureSpec) -> PictureSpec:
    """The picture after every mend, in the order in which one builds on another."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec


def _with_honoree(reader: PromptReader, body: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a card, before them whom it is for."""
    name = find_honoree(reader.reading, body) if Kind.CARD in reader.seen.kinds else ""
    return (name, *lines) if name else lines


def _as_quoted(spec: PictureSpec) -> PictureSpec:
    """A quoted text that is all there is to go by also says what the picture shows."""
    is_all = len(spec.texts) == 1 and not (spec.subjects or spec.settings or spec.time_of_day)
    if spec.kind is not Kind.SCENE or not is_all:
        return spec
    said = _parse_panel(spec.texts[0])
    return replace(spec, subjects=said.subjects, relations=said.relations, settings=said.settings)


def _with_parts(spec: PictureSpec, reading: Reading, plain: str) -> PictureSpec:
    """The picture with its panels, or with the members of the list that it is made of."""
    spec = divided(spec, reading, plain, _parse_panel)
    if spec.panels:
        return spec
    prompt = spec.prompt[:LONGEST_PROMPT]
    if spec.kind in _LISTING and asks_for_chain(prompt):
        spec = replace(spec, kind=Kind.INFOGRAPHIC)
    return as_framed_print(as_diagram(with_entries(spec, prompt, _parse_panel)), _parse_panel)


def _placed(spec: PictureSpec, places: StatedPlaces) -> PictureSpec:
    """The picture with what stands in the middle of its ring, and on which side its place lies."""
    side = next((spot.across for spot in places.settings.values()), "")
    return replace(spec, ring_center=places.ring_center, setting_side=side)


def _text_places(written: PlacedTexts, texts: Sequence[str]) -> tuple[str, ...]:
    """Beside each text its place; texts that were found elsewhere have none."""
    places = written.places if tuple(texts) == written.texts else ()
    return tuple([*places, *("" for _ in texts)][: min(len(texts), MOST_TEXTS)])


def _is_colouring(reading: Reading, match: Match) -> bool:
    """Whether the words that mean line art name a page to be coloured."""
    tokens = reading.tokens[match.start : match.end]
    return match.value == Style.LINE_ART and any(token.plain.startswith(_COLOURING) for token in tokens)


def _fall_back(reader: PromptReader, *, has_topic: bool) -> None:
    """Where no thing was understood: the nearest icon by a rare tag, else an abstract picture."""
    if reader.nouns.draft.subjects or has_topic:
        return
    emblem = None if _EMBLEMS.isdisjoint(reader.seen.kinds) else find_emblem(reader.reading)
    if emblem is not None:
        reader.nouns.draft.add(DraftSubject(emblem[0], emblem[1], Attributes()))
        return
    if reader.seen.settings or (reader.seen.kinds and not _is_mark(reader)):
        return  # `elegant` on a poster is no shoe
    for match, concept in rare_tags(reader.reading, most=_FALLBACK_TAG_OWNERS):
        word = reader.reading.words(match)
        reader.nouns.draft.add(DraftSubject(concept, word, Attributes()))
        if word in reader.seen.not_understood:
            reader.seen.not_understood.remove(word)
        return


def _is_mark(reader: PromptReader) -> bool:
    return not _EMBLEMS.isdisjoint(reader.seen.kinds) or Kind.PATTERN in reader.seen.kinds


def _to_spec(prompt: str, reader: PromptReader, texts: Sequence[str], places: StatedPlaces) -> PictureSpec:
    seen = reader.seen
    season, weather = _first(seen.seasons), _weather(seen.weathers)
    time = _time(seen.times, weather, seen.settings)
    kind = next((kind for kind in _KIND_ORDER if kind in seen.kinds), Kind.SCENE)
    return PictureSpec(
        prompt=prompt,
        language=reader.reading.language,
        kind=kind,
        settings=ordered_places(seen.settings, season, weather, time, _far(places)),
        subjects=tuple(subject.to_subject() for subject in reader.nouns.draft.subjects),
        relations=tuple(reader.nouns.draft.relations),
        style=meant_style(seen.styles),
        time_of_day=time,
        season=season,
        weather=weather,
        mood=_first(seen.moods),
        framing=_first(seen.framings),
        palette=tuple(dict.fromkeys(seen.palette)),
        texts=tuple(texts[:MOST_TEXTS]),
        whereabouts=unknown_whereabouts(reader.reading),
        is_transparent=seen.is_transparent or kind is Kind.STICKER,
        excluded=frozenset(seen.excluded),
        not_understood=tuple(
            word
            for word in dict.fromkeys([*seen.not_understood, *reader.nouns.draft.left_out])
            if not is_room_part(fold(word))
        ),
    )


def _far(places: StatedPlaces) -> frozenset[str]:
    return frozenset(name for name, spot in places.settings.items() if spot.depth == "back")


def _first(values: Sequence[Value]) -> Value | None:
    return values[0] if values else None


def _weather(weathers: Sequence[Weather]) -> Weather | None:
    """The first that was named; puddles after the rain are no rain."""
    return Weather.AFTER_RAIN if Weather.AFTER_RAIN in weathers else _first(weathers)


def _time(times: Sequence[TimeOfDay], weather: Weather | None, settings: Iterable[str]) -> TimeOfDay | None:
    if TimeOfDay.NEON in times:
        return TimeOfDay.NEON
    time = _first(times)
    if time is None and weather is Weather.STORM:
        return TimeOfDay.STORM
    if time is None and {"space", "galaxy", "moon_surface"} & set(settings):
        return TimeOfDay.SPACE
    return time
