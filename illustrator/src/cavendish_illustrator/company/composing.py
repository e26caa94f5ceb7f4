"""From a cast with a scheme to one figure of everybody in it."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.audiences import listen
from cavendish_illustrator.company.coils import coiled
from cavendish_illustrator.company.conversations import high_five, quarrel, talk
from cavendish_illustrator.company.conveyances import conveyed
from cavendish_illustrator.company.ground_work import plant
from cavendish_illustrator.company.hand_deeds import feed, give, touch
from cavendish_illustrator.company.leads import on_lead
from cavendish_illustrator.company.loads import carry, underneath
from cavendish_illustrator.company.moving_deeds import chase, pull, push
from cavendish_illustrator.company.pairs import Build, dance, duel, embrace, hand_in_hand, in_arms
from cavendish_illustrator.company.portraits import portray
from cavendish_illustrator.company.seats import on_seat
from cavendish_illustrator.company.shared_cover import share
from cavendish_illustrator.company.snow_building import build_snowman
from cavendish_illustrator.company.tables import at_table
from cavendish_illustrator.company.teams import drawn_by
from cavendish_illustrator.company.vehicles import in_vehicle
from cavendish_illustrator.company.watering import water
from cavendish_illustrator.company.watering_places import drink
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.drawings.cast_colors import color_of, is_clothed

_GROUPS = {
    Scheme.HAND_IN_HAND: hand_in_hand,
    Scheme.EMBRACE: embrace,
    Scheme.DANCE: dance,
    Scheme.HIGH_FIVE: high_five,
    Scheme.TALK: talk,
    Scheme.DUEL: duel,
    Scheme.LEASH: on_lead,
    Scheme.IN_ARMS: in_arms,
    Scheme.CHASE: chase,
    Scheme.PUSH: push,
    Scheme.PULL: pull,
    Scheme.WATER: water,
    Scheme.TOUCH: touch,
    Scheme.PORTRAY: portray,
    Scheme.LISTEN: listen,
}
_WITH_THING = {
    Scheme.FEED: feed,
    Scheme.GIVE: give,
    Scheme.BUILD: build_snowman,
    Scheme.PLANT: plant,
    Scheme.SHARE: share,
    Scheme.CARRY: carry,
    Scheme.UNDERNEATH: underneath,
    Scheme.DRINK: drink,
    Scheme.COIL: coiled,
    Scheme.QUARREL: quarrel,
}

_WITH_PROP = {Scheme.SEAT: on_seat, Scheme.VEHICLE: in_vehicle, Scheme.TEAM: drawn_by}
_MOVED = frozenset({Scheme.PUSH, Scheme.PULL})


def composed(cast: Cast, build: Build) -> Figure | None:
    """Draw everybody of a scheme as one figure; None where one of them has no drawing."""
    casts = (replace(cast, scheme=None, company=(), things=(), prop=None), *cast.company)

    def colored(member: Cast) -> Figure | None:
        figure = build(member)
        color = None if is_clothed(member) else color_of(member)
        return main_hue_dyed(figure, color) if figure is not None and color else figure

    if cast.prop is not None and cast.scheme in _MOVED:
        riding = replace(casts[-1], scheme=Scheme.CONVEYED, prop=cast.prop)
        return _GROUPS[cast.scheme]((*casts[:-1], riding), colored)
    if cast.prop is not None and cast.scheme is Scheme.CONVEYED:
        return conveyed(casts[0], cast.prop, colored)
    if cast.prop is not None and cast.scheme in _WITH_PROP:
        return _WITH_PROP[cast.scheme](casts, cast.prop, colored)
    if cast.scheme is Scheme.TABLE:
        return at_table(casts, cast.things, colored)
    if cast.scheme in _WITH_THING:
        return _WITH_THING[cast.scheme](casts, cast.things[0] if cast.things else None, colored)
    return _GROUPS[cast.scheme](casts, colored) if cast.scheme in _GROUPS else None
