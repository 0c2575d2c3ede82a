from services.replies.parts import Part, Run, Style


def test_a_cut_sentence_has_whole_addresses_only() -> None:
    part = Part(
        Style.SENTENCE, (Run("Here: "), Run("a map", "https://m.example/a"), Run(" and on"))
    )
    whole = "Here: a map https://m.example/a and on"
    for limit in range(1, len(whole) + 5):
        cut = part.clipped(limit)
        assert cut is not None
        assert len(cut.text) <= limit
        assert "https" not in cut.text or "https://m.example/a" in cut.text
        assert cut.text == whole or cut.text.endswith("…")
    assert part.clipped(0) is None
