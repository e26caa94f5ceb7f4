"""Pictures from words, and edits of photographs, drawn on a CPU without a network.

```python
from cavendish_illustrator import draw

draw("a red fox in the snow at sunset", size=(1344, 768), seed=7).save("fox.png")
```
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cavendish_illustrator.drawing import draw
    from cavendish_illustrator.picture import Picture

__all__ = ["Picture", "draw"]
_PLACES = {"draw": "cavendish_illustrator.drawing", "Picture": "cavendish_illustrator.picture"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Load the drawing code (numpy, OpenCV) at first use, so that importing the package costs nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES[name]), name)
