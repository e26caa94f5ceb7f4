"""Reads prompts and edit instructions in ten languages."""
