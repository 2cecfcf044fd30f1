"""Volunteering and party work in slices that no single indicator tells: kinds by month, topics, channels."""

from __future__ import annotations

from typing import Any

from data.database import Database
from queries.periods import Period
from queries.slices import sql

LEVELS = ("议事协商会", "联动协商会", "听证协商会")  # of consultation, from the smallest matters up


def by_kind_and_month(database: Database, area_code: str, period: Period) -> list[dict[str, Any]]:
    """activity_type, month, sessions, participants, beneficiaries; None where nobody counted."""
    return _asked(database, "activities", area_code, period)


def consultations(database: Database, area_code: str, period: Period) -> list[dict[str, Any]]:
    """topic, level, meetings, judged, agreed: the topics consulted on, one row a level."""
    return _asked(database, "consultations", area_code, period)


def mobile_committee(database: Database, area_code: str, period: Period) -> list[dict[str, Any]]:
    """channel, sessions, beneficiaries, requests, closed, usual_category, usual_count: online and in courtyards."""
    return _asked(database, "mobile_committee", area_code, period)


def linkage(database: Database, area_code: str, period: Period) -> dict[str, Any]:
    """communities, social_work_stations, joint_sessions, partner_visits of 三社联动."""
    return _asked(database, "linkage", area_code, period)[0]


def _asked(database: Database, name: str, area_code: str, period: Period) -> list[dict[str, Any]]:
    return database.rows(sql(name), {"area": area_code, "start": period.start, "end": period.end})
