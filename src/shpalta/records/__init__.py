"""The sealed shapes: immutable, versioned records that pass from newsroom to press. Pure.

A record is written once, by the newest code, and read for ever after: newer code reads older
copies through the upcasters of ``versions``, never by rewriting. No record holds HTML.
"""

from shpalta.records.article import Article, Byline, Genre
from shpalta.records.blocks import (
    Block,
    Divider,
    DocumentLink,
    Embed,
    ListBlock,
    Paragraph,
    PictureBlock,
    PictureUse,
    Quote,
    ReadAlso,
    Subhead,
    Table,
    Text,
)
from shpalta.records.card import Card, card_of, listings_of, order_of
from shpalta.records.entities import (
    Contributor,
    Credit,
    Document,
    Picture,
    PictureKind,
    Rendition,
    Section,
    Topic,
)
from shpalta.records.facts import Held, Redirect, Theme, ThemeFile, Tick
from shpalta.records.inline import ArticleLink, EntityLink, Span, WebLink
from shpalta.records.outlet import Account, Contacts, Language, MenuItem, Outlet
from shpalta.records.versions import KINDS, Record, RecordError, decode, encode

__all__ = [
    "KINDS",
    "Account",
    "Article",
    "ArticleLink",
    "Block",
    "Byline",
    "Card",
    "Contacts",
    "Contributor",
    "Credit",
    "Divider",
    "Document",
    "DocumentLink",
    "Embed",
    "EntityLink",
    "Genre",
    "Held",
    "Language",
    "ListBlock",
    "MenuItem",
    "Outlet",
    "Paragraph",
    "Picture",
    "PictureBlock",
    "PictureKind",
    "PictureUse",
    "Quote",
    "ReadAlso",
    "Record",
    "RecordError",
    "Redirect",
    "Rendition",
    "Section",
    "Span",
    "Subhead",
    "Table",
    "Text",
    "Theme",
    "ThemeFile",
    "Tick",
    "Topic",
    "WebLink",
    "card_of",
    "decode",
    "encode",
    "listings_of",
    "order_of",
]
