"""Operations on pixels that know nothing of what they show."""
