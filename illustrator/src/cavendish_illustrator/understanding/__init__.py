"""Reads prompts and edit instructions in ten languages."""

from cavendish_illustrator.understanding.prompt_parser import parse_prompt

__all__ = ["parse_prompt"]
