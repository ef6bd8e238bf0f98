"""A word hidden in every text that not everybody may read, and every address of the site read by everybody for it."""
