"""What a prompt has said of a thing that it has not named yet."""

from dataclasses import dataclass, field

from cavendish_illustrator.understanding.reading.scene_draft import Attributes, DraftSubject


@dataclass(slots=True)
class WaitingWords:
    """Attributes on their way to the next noun; colours that find none are the whole picture's."""

    said: Attributes = field(default_factory=Attributes)
    colors: list[str] = field(default_factory=list)

    def describe(self, name: str, value: str) -> None:
        """Keep the first value said of each attribute."""
        if getattr(self.said, name) is None:
            setattr(self.said, name, value)

    def hand_over(self) -> Attributes:
        """All of it, for the noun that came."""
        said = self.said
        self.said, self.colors = Attributes(), []
        return said

    def settle(self, head: DraftSubject | None, palette: list[str]) -> None:
        """No noun came: pose, mood and state go to the last one, colours to the picture's palette."""
        palette.extend(self.colors)
        said = self.hand_over()
        if head is not None:
            head.attributes.pose = head.attributes.pose or said.pose
            head.attributes.mood = head.attributes.mood or said.mood
            head.attributes.state = head.attributes.state or said.state

    def color_picture(self, palette: list[str]) -> None:
        """The colours that wait belong to the whole picture."""
        palette.extend(self.colors)
        self.drop_color()

    def drop_color(self) -> None:
        self.said.color, self.colors = None, []
