"""The families of feeds, and which writer makes each form."""

from collections.abc import Callable, Mapping, Sequence

from shpalta.feeds import atom, json_feed, places, rss
from shpalta.feeds.channels import (
    Channel,
    all_claims,
    channel_of,
    contributor_claims,
    entity_claims,
)
from shpalta.feeds.entries import Entry, entries_of
from shpalta.feeds.owners import contributor_owner, entity_owner, outlet_owner
from shpalta.press.core.family import Claim, Doors, Family, Renderer

Writer = Callable[[Channel, Sequence[Entry], Doors], bytes]
WRITERS: Mapping[str, Writer] = {
    places.RSS: rss.written,
    places.ATOM: atom.written,
    places.JSON: json_feed.written,
}


def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """The feed as bytes."""
    channel = channel_of(claim, doors)
    # Every form says the same of the same articles.
    entries = doors.once(("feed", channel.listing), lambda: entries_of(doors, channel.listing))
    return WRITERS[claim.args[3]](channel, entries, doors)


def _family(
    name: str,
    owner: Callable[[str], str | None],
    claims: Callable[[str, Doors], Sequence[Claim]],
) -> Family:
    return Family(name, owner, claims, render, wave=2, rank=3)


FAMILIES = (
    _family("feed-all", outlet_owner, all_claims),
    _family("feed-entity", entity_owner, entity_claims),
    _family("feed-contributor", contributor_owner, contributor_claims),
)
