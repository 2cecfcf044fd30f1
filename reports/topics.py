"""The subjects of a brief, each with a conclusion as its title, its sentences, a chart, a map and a table.

A subject of which nothing is known is left out of the slides and said in one sentence of the brief.
"""
from __future__ import annotations

from collections.abc import Sequence

from data.language import label
from queries import changes, series, sources
from queries.catalogue import ALL, catalogue
from queries.targets import all_tasks
from reports import drawn
from reports.content import Figure, Sentence, Topic
from reports.prose import Slot, Writer, figure_of

LISTS = "commitment_closed_rate"
TASKS = {
    "employment": ("urban_new_employment", "reemployment", "hardship_employment", "jobs_developed"),
    "economy": ("fiscal_revenue", "funds_in_place"),
    "renovation": ("renovated_households",),
}
COMPARED = {
    "service": ("request_count", "response_rate", "ontime_closure_rate", "resolution_rate", "satisfaction_rate"),
    "employment": ("urban_new_employment", "reemployment", "hardship_employment", "jobs_developed", "job_notices"),
    "volunteer": ("volunteer_activities", "beneficiaries", "consultation_count"),
    "grid": ("households_per_grid", "persons_per_household", "vacant_share", "rental_share", "info_entry_rate"),
}


# What a list of which all are closed, or none overdue, need not say.
UNSAID = {"list_all_closed": ("closed", "rate", "overdue"), "list_none_overdue": ("overdue",)}


def topics(writer: Writer) -> tuple[Topic, ...]:
    """Every subject of which something is known, in the order of the brief."""
    found = (one(writer) for one in (_service, _commitment, _renovation, _employment, _economy, _volunteer, _grid,
                                      _facility))
    return tuple(one for one in found if one is not None)


def main_list(writer: Writer) -> str | None:
    """The level of the longest list: lists of several levels are never pooled."""
    parts = series.parts(writer.database, LISTS, writer.area.code)
    return parts[0] if parts else None


def _service(writer: Writer) -> Topic | None:
    ontime = writer.value("ontime_closure_rate")
    sentences = [
        writer.sentence("service_closed", ontime=writer.numerator(ontime, "items"),
                        late=writer.figure("closed_late_count"), open=writer.figure("open_count"),
                        rate=figure_of(ontime, writer.lang)),
        writer.sentence("service_rates", response=writer.figure("response_rate"),
                        resolution=writer.figure("resolution_rate"), satisfied=writer.figure("satisfaction_rate"),
                        score=writer.figure("three_rate_score")),
        writer.sentence("service_levels", grid=writer.figure("grid_self_resolve_rate"),
                        community=writer.figure("community_self_resolve_rate"), online=writer.figure("online_share")),
    ]
    title = writer.sentence("service_title", rate=figure_of(ontime, writer.lang),
                            change=writer.change("ontime_closure_rate", writer.so_far, "last_year"))
    return _topic(writer, "service", [title, *sentences], drawn.trend(writer, "ontime_closure_rate"),
                  "ontime_closure_rate")


def _commitment(writer: Writer) -> Topic | None:
    main = main_list(writer)
    if main is None:
        return None
    sentences = []
    for part in sorted(series.parts(writer.database, LISTS, writer.area.code), key=catalogue()[LISTS].part_order):
        rate = writer.value(LISTS, part=part)
        if rate.value is None:
            continue
        slots: dict[str, Slot] = {
            "list": catalogue()[LISTS].part_name(part), "total": writer.denominator(rate, "things"),
            "closed": writer.numerator(rate, "things"), "rate": figure_of(rate, writer.lang),
            "overdue": writer.figure("commitment_overdue_count", part=part),
        }
        key = _key_of_list(writer, rate, part)
        said = {name: slot for name, slot in slots.items() if name not in UNSAID.get(key, ())}
        sentences.append(writer.named(f"list_{part}", key, **said))
    lag = writer.value("key_task_lag_rate")
    if lag.value is not None:
        sentences.append(writer.sentence("key_tasks", total=writer.denominator(lag, "things"),
                                         lagging=writer.numerator(lag, "things"), rate=figure_of(lag, writer.lang)))
    rate = writer.value(LISTS, part=main)
    title = writer.sentence("commitment_title", list=catalogue()[LISTS].part_name(main),
                            total=writer.denominator(rate, "things"), closed=writer.numerator(rate, "things"),
                            rate=figure_of(rate, writer.lang),
                            overdue=writer.figure("commitment_overdue_count", part=main))
    return _topic(writer, "commitment", [title, *sentences], drawn.by_area(writer, LISTS, main), LISTS, main)


def _key_of_list(writer: Writer, rate: series.Value, part: str) -> str:
    """Which pattern tells of the list: all closed, none overdue, or both numbers."""
    if writer.value("commitment_overdue_count", part=part).value != 0:
        return "list"
    return "list_all_closed" if rate.numerator == rate.denominator else "list_none_overdue"


def _renovation(writer: Writer) -> Topic | None:
    by_estates = writer.value("renovation_start_rate")
    slots = {"estates": figure_of(by_estates, writer.lang), "households": writer.figure("renovation_start_rate_hh"),
             "done": writer.figure("renovation_done_rate")}
    sentences = [
        writer.sentence("renovation_course", projects=writer.figure("renovation_projects"),
                        buildings=writer.figure("renovated_buildings"), homes=writer.figure("renovated_households"),
                        **slots),
        *_paces(writer, "renovation"),
        _removed(writer),
        writer.sentence("renovation_added", lifts=writer.figure("elevators_completed"),
                        parking=writer.figure("parking_added"), charging=writer.figure("charging_added")),
    ]
    return _topic(writer, "renovation", [writer.sentence("renovation_title", **slots), *sentences],
                  drawn.tasks(writer, TASKS["renovation"]), "renovation_start_rate")


def _removed(writer: Writer) -> Sentence:
    """What was torn down and how many consented; of nothing torn down nothing is said."""
    removed = {"sites": writer.figure("illegal_sites_removed"), "homes": writer.figure("illegal_households_removed"),
               "space": writer.figure("illegal_area_removed")}
    consent = writer.figure("owner_consent_rate")
    if not any(one.value for one in removed.values()):
        return writer.named("renovation_removed", "renovation_consent", consent=consent)
    return writer.sentence("renovation_removed", **removed, consent=consent)


def _employment(writer: Writer) -> Topic | None:
    fair = writer.value("fair_intent_rate")
    fairs = {"notices": writer.figure("job_notices"), "fairs": writer.figure("fairs"),
             "people": writer.denominator(fair, "people"), "intents": writer.numerator(fair, "people"),
             "rate": figure_of(fair, writer.lang)}
    if not writer.pace("jobs_developed"):
        fairs = {"jobs": writer.figure("jobs_developed"), **fairs}
    sentences = [
        *_paces(writer, "employment"),
        writer.named("employment_fairs", "employment_fairs_alone" if writer.pace("jobs_developed") else
                     "employment_fairs", **fairs),
        writer.sentence("employment_dibao", paid=writer.figure("dibao_paid"), each=writer.figure("dibao_per_person")),
    ]
    title = next(iter(_paces(writer, "employment")), None) or writer.sentence(
        "employment_title", value=writer.figure("urban_new_employment"),
        change=writer.change("urban_new_employment", writer.so_far, "last_year"))
    return _topic(writer, "employment", [title, *sentences], drawn.tasks(writer, TASKS["employment"]),
                  "urban_new_employment")


def _economy(writer: Writer) -> Topic | None:
    issues = writer.value("enterprise_issue_closure_rate")
    over = writer.value("fiscal_over_schedule")
    sentences = [
        writer.sentence("economy_visits", visits=writer.figure("enterprise_visits"),
                        issues=writer.denominator(issues, "pieces"), closed=writer.numerator(issues, "pieces"),
                        rate=figure_of(issues, writer.lang)),
        *_paces(writer, "economy"),
        *([writer.sentence("economy_over" if over.value >= 0 else "economy_under", amount=_without_sign(over, writer))]
          if over.value is not None else []),
        writer.sentence("economy_projects", projects=writer.figure("investment_projects"),
                        landed=writer.figure("investment_landed"), share=writer.figure("funds_in_place_ratio")),
    ]
    title = next(iter(_paces(writer, "economy")), None) or sentences[0]
    return _topic(writer, "economy", [title, *sentences],
                  drawn.tasks(writer, TASKS["economy"]) or drawn.trend(writer, "enterprise_visits"), None)


def _volunteer(writer: Writer) -> Topic | None:
    each = writer.value("participants_per_activity")
    held = {"times": writer.figure("volunteer_activities"), "people": writer.numerator(each, "person_times"),
            "reached": writer.figure("beneficiaries")}
    sentences = [
        writer.sentence("volunteer_held", **held),
        writer.sentence("volunteer_talks", talks=writer.figure("consultation_count"),
                        agreed=writer.figure("consultation_agreed_rate"), teams=writer.figure("volunteer_teams")),
    ]
    title = writer.sentence("volunteer_title", change=writer.change("volunteer_activities", writer.so_far, "last_year"),
                            **held)
    return _topic(writer, "volunteer", [title, *sentences], drawn.trend(writer, "volunteer_activities"), None)


def _grid(writer: Writer) -> Topic | None:
    slots = {"vacant": writer.figure("vacant_share"), "rented": writer.figure("rental_share")}
    sentences = [
        writer.sentence("grid_homes", **slots),
        writer.sentence("grid_people", homes=writer.figure("households_per_grid"),
                        each=writer.figure("persons_per_household"), entered=writer.figure("info_entry_rate")),
    ]
    title = writer.sentence("grid_title", change=writer.change("vacant_share", writer.so_far, "last_year"), **slots)
    return _topic(writer, "grid", [title, *sentences], drawn.trend(writer, "vacant_share"), "vacant_share")


def _facility(writer: Writer) -> Topic | None:
    beds = writer.value("elder_beds_per_1000")
    slots = {"elders": writer.figure("elderly_share_60"), "beds": figure_of(beds, writer.lang)}
    sentences = [
        writer.sentence("facility_elders", places=writer.figure("childcare_places_per_1000"), **slots),
        writer.sentence("facility_space", space=writer.figure("service_area_per_100hh")),
    ]
    return _topic(writer, "facility", [writer.sentence("facility_title", **slots), *sentences],
                  drawn.by_area(writer, "elderly_share_60"), None)


def _paces(writer: Writer, key: str) -> list[Sentence]:
    return [one for name in TASKS[key] if (one := writer.pace(name))]


def _without_sign(over: series.Value, writer: Writer) -> Figure:
    """A deficit is told as an amount: 短收120万元."""
    shown = label("brief.counted", number=series.number(abs(over.value or 0), 2), unit=over.unit).text(writer.lang)
    return Figure(shown, over.indicator.id, over.area_code, over.period.code, value=over.value)


def _topic(
    writer: Writer, key: str, told: Sequence[Sentence], chart: drawn.Chart | None, mapped: str | None, part: str = ALL
) -> Topic | None:
    """The subject; the first sentence is its title. None where none of its numbers is known."""
    title, *sentences = told
    known = [one for one in sentences if is_known(one)]
    if not known:
        return None
    said = title.text if is_known(title) else known[0].text.partition("；")[0].partition("; ")[0]
    table = drawn.compared(writer, f"{key}_communities", COMPARED[key]) if key in COMPARED else None
    return Topic(key, label(f"pages.{key}").text(writer.lang), said.rstrip("。."), tuple(known), chart,
                 drawn.area_map(writer, mapped, part) if mapped else None, table, _source(writer, known))


def is_known(one: Sentence) -> bool:
    """Whether any of its numbers is known; a sentence of nothing but 暂无数据 tells nothing."""
    return any(figure.value is not None for figure in one.figures if figure.kind != "change")


def _source(writer: Writer, sentences: Sequence[Sentence]) -> str:
    """The indicators and the files that the subject's numbers come from, for the notes under a slide."""
    names = list(dict.fromkeys(each.indicator for one in sentences for each in one.figures if each.indicator))
    files = {row["batch_id"]: row["file_name"] for row in writer.database.rows(
        "select batch_id, file_name from import_batch")}
    batches = dict.fromkeys(
        batch for name in names for batch in sources.batches(writer.database, name, writer.area.code, writer.so_far)
    )
    return writer.t(
        "source", indicators=writer.listed([catalogue()[one].title.text(writer.lang) for one in names]),
        files=writer.listed([f"{files.get(one, '?')}（{one}）" for one in batches]) or writer.t("no_files"),
        period=writer.so_far.dates, as_of=writer.as_of.isoformat(),
    )


def behind(writer: Writer) -> list[str]:
    """The year's tasks that stand behind the pace by so much that their light is not green, the worst first."""
    found = [(target.ahead, name) for name in all_tasks(writer.database, writer.area.code, writer.so_far)
             if name in catalogue() and (target := writer.task(name)) and target.light in ("yellow", "red")]
    return [name for _, name in sorted(found)]


def off_target(writer: Writer) -> list[tuple[str, changes.Target]]:
    """The rates that miss their standing target by so much that their light is red."""
    names = [one.id for one in catalogue().values() if one.target is not None and one.is_rate and not one.task]
    found = []
    for value in map(writer.value, names):
        target = None if value.small_base else changes.standing_target(value)
        if target and target.light == "red" and value.value is not None:
            found.append((value.indicator.id, target))
    return found
