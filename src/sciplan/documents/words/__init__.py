"""The field's vocabulary, said once: bodies, role words, markers, dates, numbers promised."""
