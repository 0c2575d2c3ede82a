from doubles.catalogue import answer, printed, seeing, text_of


def test_printed_text_stands_in_where_no_other_was_read() -> None:
    reply = answer(seeing(printed_text=printed("ONE", "TWO")))
    assert "Text:\n1  ONE\n2  TWO\n" in reply.text
    assert "Printed text" not in reply.text
    both = answer(seeing(printed_text=printed("ONE", "TWO"), text=text_of("one two")))
    assert "Printed text: ONE / TWO" in both.text
    assert "Text:\none two\n" in both.text
