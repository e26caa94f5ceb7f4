"""Changes photographs as an instruction asks, by real pixel operations on the references."""

from cavendish_illustrator.edit.photo_editor import EditedPicture, edit_photographs

__all__ = ["EditedPicture", "edit_photographs"]
