"""Evidence: whose words, and in how many cases a claim holds."""

from __future__ import annotations

from ministudy import ALL, OFFICE, PEOPLE, WORDS, MiniStudy

from faden.coding.codebook import Kind

QUICK = ("c-88888888", "schnelle-antwort", "t2", "dreißig Mal")


def test_persons_are_counted_never_passages(study: MiniStudy) -> None:
    """Two passages of one person are one person; the denominator is all who took part."""
    study.code(*WORDS, ("c-88888888", "keine-antwort", "t2", "dreißig Mal"))

    reach = study.case().index.reach(["keine-antwort"])

    assert (5, 7) == (reach.n, reach.of)


def test_only_the_lead_coder_counts(study: MiniStudy) -> None:
    """Two coders of one conversation do not make two cases."""
    study.code(QUICK, coder="zweite")
    index = study.case().index

    assert QUICK[0] in index.found
    assert {"p-777777"} == index.reach(["schnelle-antwort"]).persons


def test_codes_below_a_code_count_for_it(study: MiniStudy) -> None:
    """A folder of codes reaches all that its codes reach."""
    assert 6 == study.case().index.reach(["antworten"]).n


def test_words_of_interviewers_and_interpreters_are_nobodys_case(study: MiniStudy) -> None:
    """They may be coded, but they are no participant's."""
    study.code(
        ("c-88888888", "keine-antwort", "t1", "Was fehlt"), ("c-99999999", "keine-antwort", "t8", "den Brief")
    )
    index = study.case().index

    assert [None, None] == [index.found[coding].participant for coding in ("c-88888888", "c-99999999")]
    assert 0 == index.reach(["keine-antwort"]).n


def test_words_interpreted_in_the_room_are_those_of_who_was_interpreted(study: MiniStudy) -> None:
    """The turn is hers, whichever part of it was coded."""
    study.code(("c-44444444", "keine-antwort", "t4", "keiner hat ihr geantwortet"))

    assert PEOPLE[2] == study.case().index.found["c-44444444"].participant


def test_who_has_withdrawn_is_in_no_count(study: MiniStudy) -> None:
    """Neither above nor below the line."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), ALL))
    with (study.folder.consent).open("a", encoding="utf-8") as file:
        file.write(f"{PEOPLE[0]},{ALL},v1,de,written,,2026-01-10,,2026-02-01,\n")

    reach = study.case().index.reach(["keine-antwort"])

    assert (4, 6) == (reach.n, reach.of)


def test_reach_can_be_asked_of_a_group_a_side_or_a_place(study: MiniStudy) -> None:
    """Unknown groups hold nobody."""
    index = study.case().index

    assert (5, 6) == (
        index.reach(["keine-antwort"], group="residents").n,
        index.reach([], group="residents").of,
    )
    assert (0, 1) == (
        index.reach(["keine-antwort"], side="institutions").n,
        index.reach([], side="institutions").of,
    )
    assert 7 == index.reach(["keine-antwort"], municipality="ort").of
    assert 0 == index.reach(["keine-antwort"], group="niemand").of


def test_places_are_counted_where_somebody_said_so(study: MiniStudy) -> None:
    """Of all places in which people were asked."""
    found, asked = study.case().index.municipalities(["schnelle-antwort"])

    assert ({"ort"}, {"ort"}) == (found, asked)


def test_pain_points_are_found_by_what_their_code_states(study: MiniStudy) -> None:
    """Clusters are made of these, deviant cases are not among them."""
    assert 5 == len(study.case().index.of_kind(Kind.PAIN))


def test_an_id_of_two_codings_stands_for_neither(study: MiniStudy) -> None:
    """One might be cited and the other be shown."""
    study.code(("c-22222222", "schnelle-antwort", "t7", "zwei Tage"), coder="zweite")

    assert "c-22222222" not in study.case().index.found


def test_a_file_written_wrongly_is_left_out_and_the_rest_is_read(study: MiniStudy) -> None:
    """One run shows all problems; what is left out cannot be cited."""
    study.write("analysis/needs.yaml", "format: faden.needs/1\nneeds: [")
    study.write("analysis/personas/PE01.yaml", "format: faden.persona/1\n")
    study.folder.consent.unlink()

    corpus = study.corpus()

    assert ((), ()) == (corpus.needs, corpus.personas)
    assert () == corpus.ledger.acts
    assert {"F01"} == {finding.head.id for finding in corpus.findings}
    assert {"analysis/needs.yaml", "analysis/personas/PE01.yaml", "research/consent.csv"} == {
        problem.place.path for problem in corpus.problems
    }
