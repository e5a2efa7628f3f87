"""The newsroom's models, one noun a module."""

from shpalta.newsroom.models.act import Act
from shpalta.newsroom.models.address import Address
from shpalta.newsroom.models.article import Article
from shpalta.newsroom.models.byline import Byline
from shpalta.newsroom.models.contributor import Contributor, ContributorAccount
from shpalta.newsroom.models.credit import Credit
from shpalta.newsroom.models.document import DocumentFile
from shpalta.newsroom.models.drawn_file import DrawnFile
from shpalta.newsroom.models.free_page import FreePage
from shpalta.newsroom.models.front import Front, FrontPin
from shpalta.newsroom.models.journal import Journal
from shpalta.newsroom.models.menu import FooterLine, MenuLine
from shpalta.newsroom.models.outbox_row import OutboxRow
from shpalta.newsroom.models.outlet import Outlet, OutletAccount, OutletLanguage
from shpalta.newsroom.models.picture import Picture, Rendition
from shpalta.newsroom.models.picture_file import PictureFile
from shpalta.newsroom.models.section import Section
from shpalta.newsroom.models.series import Series
from shpalta.newsroom.models.shelf import ArticleShelf
from shpalta.newsroom.models.topic import Topic
from shpalta.newsroom.models.unsealed import Unsealed
from shpalta.newsroom.models.webhook import Webhook

__all__ = [
    "Act",
    "Address",
    "Article",
    "ArticleShelf",
    "Byline",
    "Contributor",
    "ContributorAccount",
    "Credit",
    "DocumentFile",
    "DrawnFile",
    "FooterLine",
    "FreePage",
    "Front",
    "FrontPin",
    "Journal",
    "MenuLine",
    "OutboxRow",
    "Outlet",
    "OutletAccount",
    "OutletLanguage",
    "Picture",
    "PictureFile",
    "Rendition",
    "Section",
    "Series",
    "Topic",
    "Unsealed",
    "Webhook",
]
