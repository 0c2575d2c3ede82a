"""What Glimpse remembers between jobs: channel settings, the images it saw, the answers it gave.

Ids, names and times only; no picture, no recognised text. Kept in the jobs' database, in tables of
its own (`glimpse_…`). Every function of `Store` is one transaction and safe from several threads.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from services.channels import IMAGES_KEPT_SECONDS, AutoReply, ChannelSettings
from services.vision import Feature

_metadata = sa.MetaData()
_channels = sa.Table(
    "glimpse_channels",
    _metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("mode", sa.String(8), nullable=False),
    sa.Column("features", sa.String(400), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
)
_images = sa.Table(
    "glimpse_images",
    _metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("message_ts", sa.String(32), primary_key=True),
    sa.Column("file_id", sa.String(32), primary_key=True),
    sa.Column("shared_by", sa.String(32), nullable=False),
    sa.Column("seen_at", sa.Float, nullable=False, index=True),
)
_answers = sa.Table(
    "glimpse_answers",
    _metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("answer_ts", sa.String(32), primary_key=True),
    sa.Column("message_ts", sa.String(32), nullable=False, index=True),
    sa.Column("shared_by", sa.String(32), nullable=False),
    sa.Column("files", sa.String(400), nullable=False),
    sa.Column("answered_at", sa.Float, nullable=False, index=True),
)
_greetings = sa.Table(
    "glimpse_greetings",
    _metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("channel", sa.String(32), primary_key=True),
)


@dataclass(frozen=True, slots=True)
class SeenImage:
    """An image Glimpse saw in a channel."""

    channel: str
    message_ts: str
    file_id: str
    shared_by: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What Glimpse said about a message: its own message, and the files it uploaded."""

    channel: str
    message_ts: str
    answer_ts: str
    shared_by: str
    files: tuple[str, ...] = ()


class Store:
    """Opens its tables in `engine`'s database; the engine stays the caller's to dispose of."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], float] = time.time) -> None:
        self._engine, self._clock = engine, clock
        _metadata.create_all(engine)

    def channel(self, team: str, channel: str) -> ChannelSettings | None:
        """Return what a channel was set to, or None where nobody set anything."""
        table = _channels
        wanted = sa.select(table).where(table.c.team == team, table.c.channel == channel)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        features = tuple(Feature(one) for one in row.features.split(",") if one in set(Feature))
        return ChannelSettings(AutoReply(row.mode), features, row.language)

    def set_channel(self, team: str, channel: str, settings: ChannelSettings) -> None:
        """Remember how a channel wants its images answered."""
        key = {"team": team, "channel": channel}
        values = {
            "mode": settings.mode.value,
            "features": ",".join(settings.features),
            "language": settings.language,
        }
        self._put(_channels, key, values)

    def channels(self, team: str) -> list[tuple[str, ChannelSettings]]:
        """Return every channel of a team that was set, by id."""
        wanted = sa.select(_channels.c.channel).where(_channels.c.team == team)
        with self._engine.connect() as connection:
            ids = sorted(connection.execute(wanted).scalars())
        found = ((one, self.channel(team, one)) for one in ids)
        return [(one, settings) for one, settings in found if settings is not None]

    def saw(self, team: str, images: Iterable[SeenImage]) -> None:
        """Remember images, so that a command can ask for a channel's newest ones."""
        for image in images:
            key = {
                "team": team,
                "channel": image.channel,
                "message_ts": image.message_ts,
                "file_id": image.file_id,
            }
            self._put(_images, key, {"shared_by": image.shared_by, "seen_at": self._clock()})

    def newest(self, team: str, channel: str, count: int) -> list[SeenImage]:
        """Return the newest `count` images of a channel, newest first."""
        table = _images
        wanted = (
            sa.select(table)
            .where(table.c.team == team, table.c.channel == channel)
            .order_by(table.c.message_ts.desc(), table.c.file_id)
            .limit(count)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [SeenImage(row.channel, row.message_ts, row.file_id, row.shared_by) for row in rows]

    def shared_as(self, team: str, file_id: str) -> list[SeenImage]:
        """Return where a file was seen."""
        table = _images
        wanted = sa.select(table).where(table.c.team == team, table.c.file_id == file_id)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [SeenImage(row.channel, row.message_ts, row.file_id, row.shared_by) for row in rows]

    def answered(self, team: str, answer: Answer) -> None:
        """Remember an answer, so that it can go when its image goes."""
        key = {"team": team, "channel": answer.channel, "answer_ts": answer.answer_ts}
        values = {
            "message_ts": answer.message_ts,
            "shared_by": answer.shared_by,
            "files": ",".join(answer.files),
            "answered_at": self._clock(),
        }
        self._put(_answers, key, values)

    def answers_to(self, team: str, channel: str, message_ts: str) -> list[Answer]:
        """Return what Glimpse said about a message."""
        return self._answers(team, channel, _answers.c.message_ts == message_ts)

    def answer(self, team: str, channel: str, answer_ts: str) -> Answer | None:
        """Return the answer that is this message of Glimpse's."""
        found = self._answers(team, channel, _answers.c.answer_ts == answer_ts)
        return found[0] if found else None

    def forget_answer(self, team: str, channel: str, answer_ts: str) -> None:
        """Forget one answer."""
        table = _answers
        with self._engine.begin() as connection:
            connection.execute(
                sa.delete(table).where(
                    table.c.team == team,
                    table.c.channel == channel,
                    table.c.answer_ts == answer_ts,
                )
            )

    def forget_message(self, team: str, channel: str, message_ts: str) -> None:
        """Forget the images of a message, and the answers to it."""
        with self._engine.begin() as connection:
            for table in (_images, _answers):
                connection.execute(
                    sa.delete(table).where(
                        table.c.team == team,
                        table.c.channel == channel,
                        table.c.message_ts == message_ts,
                    )
                )

    def counts(self, team: str) -> tuple[int, int]:
        """Return how many images were seen, and how many answers given, as far as remembered."""
        images = sa.select(sa.func.count()).select_from(_images).where(_images.c.team == team)
        answers = sa.select(sa.func.count()).select_from(_answers).where(_answers.c.team == team)
        with self._engine.connect() as connection:
            return int(connection.scalar(images) or 0), int(connection.scalar(answers) or 0)

    def greet_once(self, team: str, channel: str) -> bool:
        """Return whether a channel is yet to be greeted, and note that it now is."""
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(_greetings).values(team=team, channel=channel))
        except sa.exc.IntegrityError:
            return False
        return True

    def purge(self) -> int:
        """Forget images and answers older than `IMAGES_KEPT_SECONDS`; return how many."""
        before = self._clock() - IMAGES_KEPT_SECONDS
        with self._engine.begin() as connection:
            gone = [
                connection.execute(sa.delete(_images).where(_images.c.seen_at < before)),
                connection.execute(sa.delete(_answers).where(_answers.c.answered_at < before)),
            ]
        return sum(one.rowcount for one in gone)

    def _answers(self, team: str, channel: str, condition: sa.ColumnElement[bool]) -> list[Answer]:
        table = _answers
        wanted = sa.select(table).where(table.c.team == team, table.c.channel == channel, condition)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [
            Answer(
                row.channel,
                row.message_ts,
                row.answer_ts,
                row.shared_by,
                tuple(filter(None, row.files.split(","))),
            )
            for row in rows
        ]

    def _put(self, table: sa.Table, key: dict[str, Any], values: dict[str, Any]) -> None:
        """Write a row, whether it is there or not; both databases know ON CONFLICT."""
        if self._engine.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as postgresql_insert

            insert: Any = postgresql_insert(table)
        else:
            from sqlalchemy.dialects.sqlite import insert as sqlite_insert

            insert = sqlite_insert(table)
        row = insert.values(**key, **values)
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=[*key], set_=values))
