"""Questions about text that several stages share: normalising, digests, words, inline Markdown."""
