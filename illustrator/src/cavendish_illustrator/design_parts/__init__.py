"""What designed pieces are put together from: cards, panels, frames, labels and lists."""
