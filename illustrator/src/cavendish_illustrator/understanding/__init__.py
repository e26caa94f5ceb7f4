"""Reads prompts and edit instructions in ten languages."""

from cavendish_illustrator.understanding.design_words.aspect_ratio import nearest_ratio, suggest_aspect_ratio
from cavendish_illustrator.understanding.instructions.edit_parser import parse_edit
from cavendish_illustrator.understanding.prompt_parser import parse_prompt

__all__ = ["nearest_ratio", "parse_edit", "parse_prompt", "suggest_aspect_ratio"]
