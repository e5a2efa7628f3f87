"""Caddy: the easiest server of an edition, and the one of ``shpalta run``. Pure functions.

One site block serves readers everywhere; only what stands around it differs between a developer's
machine (plain http on the loopback, no administration, nothing written outside one folder) and
a server (TLS by itself, a log without readers' addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shpalta.serving import rules

GENERATED = "# Made by `shpalta deploy caddy`, and made anew by it.\n"
CONDITIONS = ("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range")


@dataclass(frozen=True)
class Site:
    """The readers' address. ``redirects`` is a glob: no such file is no error."""

    host: str
    edition: str = "/var/lib/shpalta/edition"
    redirects: str = "redirects*.caddy"
    access_log: str = "/var/log/caddy/shpalta-site.log"


def development(edition: str, port: int, storage: str, bind: str = "127.0.0.1") -> str:
    """The Caddyfile of ``shpalta run``: http on the loopback, and nothing else in the world."""
    return f"""\
# Made by `shpalta run` at each start.
{{
	admin off
	persist_config off
	auto_https off
	skip_install_trust
	grace_period 2s
	storage file_system "{rules.safe(storage, "Caddy's folder")}"
	servers {{
		protocols h1
	}}
	log {{
		level WARN
		format console
	}}
}}

http://:{port} {{
	bind {rules.safe(bind, "the address to listen on")}
{_edition(edition, f"{storage}/redirects*.caddy", tls=False)}}}
"""


def production(site: Site, newsroom: rules.Newsroom) -> str:
    """The Caddyfile of a server: two addresses, certificates fetched and renewed by Caddy."""
    static = rules.safe(newsroom.static, "the newsroom's folder of static files")
    return f"""\
{GENERATED}
# The readers' address.
{rules.safe(site.host, "the site's host")} {{
{_log(site)}\
{_edition(site.edition, site.redirects, tls=True)}}}

# The editors' address: a proxy before gunicorn.
{rules.safe(newsroom.host, "the newsroom's host")} {{
	header X-Robots-Tag "noindex, nofollow"

	# The admin's own scripts and styles; Wagtail puts its version in their addresses.
	handle_path /static/* {{
		root * "{static}"
		encode zstd gzip
		header Cache-Control "public, max-age=3600"
		header X-Content-Type-Options nosniff
		header {rules.STRICT_TRANSPORT[0]} "{rules.STRICT_TRANSPORT[1]}"
		file_server
	}}

{_status(newsroom)}\

	# For whoever watches the machine from inside it: not of this address.
	handle /metrics {{
		respond 404
	}}

	handle {{
		request_body {{
			max_size {newsroom.upload_megabytes}MB
		}}
		reverse_proxy {rules.safe(newsroom.upstream, "the newsroom's upstream")} {{
			header_up -Forwarded
			transport http {{
				dial_timeout 5s
				response_header_timeout 90s
			}}
		}}
	}}
}}
"""


def _status(newsroom: rules.Newsroom) -> str:
    return f"""\
	# The press's own page about the newspaper: here with the newsroom dead.
	handle_path /status/* {{
		root * "{rules.safe(newsroom.status, "the folder of the status page")}"
		header Cache-Control no-cache
		header X-Content-Type-Options nosniff
		header {rules.STRICT_TRANSPORT[0]} "{rules.STRICT_TRANSPORT[1]}"
		file_server
	}}
"""


def _log(site: Site) -> str:
    return f"""\
	# Readers are not followed: the log keeps the network of an address, not the address.
	log {{
		output file "{rules.safe(site.access_log, "the log")}" {{
			roll_size 50MiB
			roll_keep 10
		}}
		format filter {{
			request>remote_ip ip_mask {{
				ipv4 24
				ipv6 48
			}}
			request>client_ip ip_mask {{
				ipv4 24
				ipv6 48
			}}
			request>remote_port delete
			request>headers>Cookie delete
			request>headers>X-Forwarded-For delete
		}}
	}}
"""


def _edition(edition: str, redirects: str, *, tls: bool) -> str:
    """The inside of the readers' site block."""
    headers = _headers(tls=tls)
    return f"""\
	root * "{rules.safe(edition, "the edition's folder")}"

	# On every answer. Errors go another way through Caddy and get them again there.
{headers}
{_requests(redirects)}
	handle_errors {{
{_lines(1, headers.splitlines())}\
{_errors()}\
	}}
"""


def _headers(*, tls: bool) -> str:
    headers = [*rules.HEADERS, *([rules.STRICT_TRANSPORT] if tls else [])]
    return f"""\
	header {{
{_lines(2, (f'{name} "{value}"' for name, value in headers))}\
	}}
	header -Server
"""


def _requests(redirects: str) -> str:
    methods = " ".join(rules.METHODS)
    return f"""\
	route {{
		@method not method {methods}
		handle @method {{
			header Allow "{", ".join(rules.METHODS)}"
			header Content-Type "text/plain; charset=utf-8"
			respond "405 Method Not Allowed" 405
		}}

		# How the address was written, as it was sent.
		@odd vars_regexp {{http.request.orig_uri}} "(?i){rules.REFUSED_ADDRESS}"
		error @odd 404

		# What has no address of its own.
		@refused vars_regexp {{http.request.uri.path}} "{rules.NO_ADDRESS}"
		error @refused 404
		@hidden {{
			vars_regexp {{http.request.uri.path}} "{rules.HIDDEN}"
			not vars_regexp {{http.request.uri.path}} "{rules.WELL_KNOWN}"
		}}
		error @hidden 404

		# Moved addresses, if the press wrote a map of them.
		map {{path}} {{shpalta_moved}} {{
			import "{rules.safe(redirects, "the files of redirects")}"
			default ""
		}}
		@moved not vars {{shpalta_moved}} ""
		handle @moved {{
			header Cache-Control "{rules.REVALIDATED}"
			redir * {{shpalta_moved}} 301
		}}

		@folder path */
		rewrite @folder {{path}}index.html

{_files()}
{_withdrawn()}
		error 404
	}}
"""


def _files() -> str:
    types = [(f"~{pattern}", kind) for pattern, kind in rules.FEED_TYPES]
    types += [(f"~(?i)\\.(?:{'|'.join(ends)})$", kind) for kind, ends in rules.TYPES.items()]
    caching = [(f"~{pattern}", value) for pattern, value in rules.CACHING]
    return f"""\
		# The file itself first: only then may a compressed sibling speak for it.
		@file file {{path}}
		handle @file {{
			map {{path}} {{shpalta_type}} {{
{_lines(4, (f'"{pattern}" "{kind}"' for pattern, kind in types))}\
				default "{rules.DEFAULT_TYPE}"
			}}
			map {{path}} {{shpalta_caching}} {{
{_lines(4, (f'"{pattern}" "{value}"' for pattern, value in caching))}\
				default "{rules.REVALIDATED}"
			}}
			header Content-Type {{shpalta_type}}
			header Cache-Control {{shpalta_caching}}

			@negotiated path_regexp "\\.(?:{"|".join(rules.NEGOTIATED)})$"
			handle @negotiated {{
				file_server {{
					precompressed br gzip
					disable_canonical_uris
				}}
			}}
			handle {{
				header -Vary
				file_server {{
					disable_canonical_uris
				}}
			}}
		}}
"""


def _withdrawn() -> str:
    return f"""\
		@gone file {{path}}.gone
		handle @gone {{
			rewrite * {{path}}.gone
{_page(3, 410)}\
		}}
"""


def _errors() -> str:
    return f"""\
		@not_found expression {{err.status_code}} in [403, 404]
		handle @not_found {{
			rewrite * {rules.NOT_FOUND}
{_page(3, 404)}\
		}}
		handle {{
			header Cache-Control "{rules.REVALIDATED}"
			header Content-Type "text/plain; charset=utf-8"
			respond "{{err.status_code}} {{err.status_text}}"
		}}
"""


def _page(depth: int, code: int) -> str:
    """A whole page with a code that is not 200, whatever the request's conditions were: Caddy
    would otherwise send the code of the page with the empty body of a 304.
    """
    conditions = (f"request_header -{name}" for name in (*CONDITIONS, "Range"))
    return _lines(
        depth,
        [
            *conditions,
            f'header Content-Type "{rules.HTML}"',
            f'header Cache-Control "{rules.REVALIDATED}"',
            "header -Etag",
            "header -Last-Modified",
            "file_server {",
            f"\tstatus {code}",
            "\tprecompressed br gzip",
            "\tdisable_canonical_uris",
            "}",
        ],
    )


def _lines(depth: int, lines: Iterable[str]) -> str:
    return re.sub(r"^(?=.)", "\t" * depth, "".join(f"{line}\n" for line in lines), flags=re.M)
