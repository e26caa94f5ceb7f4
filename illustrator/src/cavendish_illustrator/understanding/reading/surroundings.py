"""What a prompt says about the picture as a whole, gathered while it is read."""

from dataclasses import dataclass, field

from cavendish_illustrator.picture_spec import Kind, Season, Style, TimeOfDay, Weather
from cavendish_illustrator.understanding.reading.stood_places import Stand
from cavendish_illustrator.vocabulary.lexicon import Match

SNOWED = "snowed"
"""The state of what lies under snow."""


@dataclass(slots=True)
class Surroundings:
    """Everything but the things themselves, in the order of the prompt."""

    settings: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    times: list[TimeOfDay] = field(default_factory=list)
    weathers: list[Weather] = field(default_factory=list)
    seasons: list[Season] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    framings: list[str] = field(default_factory=list)
    palette: list[str] = field(default_factory=list)
    excluded: set[str] = field(default_factory=set)
    not_understood: list[str] = field(default_factory=list)
    is_transparent: bool = False
    stands: list[Stand] = field(default_factory=list)
    """Who is how in which of the settings."""

    def take(self, match: Match) -> bool:
        """Note a style, light, weather, season, framing or kind of picture; False for anything else."""
        match match.topic:
            case "style":
                self.styles.append(Style(match.value))
            case "time":
                self.times.append(TimeOfDay(match.value))
            case "weather":
                self.weathers.append(Weather(match.value))
            case "season":
                self.seasons.append(Season(match.value))
            case "framing":
                self.framings.append(match.value)
            case "kind":
                self.kinds.append(Kind(match.value))
            case _:
                self._let_it_snow(match)
                return False
        return True

    def _let_it_snow(self, match: Match) -> None:
        """`a snow-covered roof`, `verschneite Gassen`: where one thing lies under snow, all the land does."""
        if match.value == SNOWED:
            self.weathers.append(Weather.SNOW)

    def forbid(self, word: str) -> None:
        """What the picture shall be without: its ground, people or lettering."""
        if word == "background":
            self.is_transparent = True
        elif word in {"people", "text"}:
            self.excluded.add(word)
