"""nginx: the fastest server of an edition. Pure functions from settings to files.

The order inside a location matters more than it looks: ``try_files`` asks for the file itself
before ``gzip_static`` and ``brotli_static`` look for its siblings. See
``docs/explanation/serving.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

from shpalta.serving import rules

GENERATED = "# Made by `shpalta deploy nginx`, and made anew by it.\n"
LOG_FORMAT = """\
# Readers are not followed: the log keeps the network of an address, not the address.
map $remote_addr $shpalta_reader {
    default                          0.0.0.0;
    "~^(?<net4>\\d+\\.\\d+\\.\\d+)\\."     $net4.0;
    "~^(?<net6>[0-9a-f]*:[0-9a-f]*):" $net6::;
}
log_format shpalta '$shpalta_reader [$time_iso8601] "$request" $status '
                   '$body_bytes_sent "$http_referer" "$http_user_agent"';
"""


@dataclass(frozen=True)
class Site:
    """The readers' address. ``certificates`` is a folder as certbot makes it, or None for
    plain http on ``listen``.
    """

    host: str
    edition: str = "/var/lib/shpalta/edition"
    listen: str = "80"
    certificates: str | None = None
    redirects: str = "shpalta-redirects*.map"
    access_log: str = "/var/log/nginx/shpalta-site.log"

    @property
    def tls(self) -> bool:
        """Whether readers come over TLS."""
        return self.certificates is not None


def site_conf(site: Site) -> str:
    """``shpalta-site.conf``: what stands in the http block, and the readers' server."""
    parts = [GENERATED, _maps(site.redirects), LOG_FORMAT if site.access_log != "off" else ""]
    host = rules.safe(site.host, "the site's host")
    if site.certificates is not None:
        parts.append(_to_https(host))
    log = site.access_log
    parts.append(f"""\
server {{
{_listen(site.listen, site.certificates, host)}\
    root "{rules.safe(site.edition, "the edition's folder")}";
    access_log {log if log == "off" else f'"{rules.safe(log, "the log")}" shpalta'};
    include snippets/shpalta-edition.conf;
}}
""")
    return "\n".join(part for part in parts if part)


def newsroom_conf(newsroom: rules.Newsroom, certificates: str) -> str:
    """``shpalta-newsroom.conf``: the editors' server, a proxy before gunicorn."""
    host = rules.safe(newsroom.host, "the newsroom's host")
    static = rules.safe(newsroom.static, "the newsroom's folder of static files")
    return f"""\
{GENERATED}
{_to_https(host)}
server {{
{_listen("", certificates, host)}\
    client_max_body_size {newsroom.upload_megabytes}m;
    add_header X-Robots-Tag "noindex, nofollow" always;

    # The admin's own scripts and styles; Wagtail puts its version in their addresses.
    location /static/ {{
        alias "{static}/";
        gzip on;
        gzip_types text/css application/javascript image/svg+xml;
        add_header Cache-Control "public, max-age=3600";
        add_header X-Content-Type-Options nosniff always;
        add_header {rules.STRICT_TRANSPORT[0]} "{rules.STRICT_TRANSPORT[1]}" always;
    }}

{_status(newsroom)}\

    # For whoever watches the machine from inside it: not of this address.
    location = /metrics {{ return 404; }}

    location / {{
        proxy_pass http://{rules.safe(newsroom.upstream, "the newsroom's upstream")};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        # Set and never added to: what a client claims about itself is not passed on.
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Forwarded "";
        proxy_connect_timeout 5s;
        proxy_send_timeout 90s;
        proxy_read_timeout 90s;
        client_body_timeout 60s;
    }}
}}
"""


def _status(newsroom: rules.Newsroom) -> str:
    status = rules.safe(newsroom.status, "the folder of the status page")
    return f"""\
    # The press's own page about the newspaper: here with the newsroom dead.
    location /status/ {{
        alias "{status}/";
        index index.html;
        add_header Cache-Control "no-cache";
        add_header X-Robots-Tag "noindex, nofollow" always;
        add_header X-Content-Type-Options nosniff always;
        add_header {rules.STRICT_TRANSPORT[0]} "{rules.STRICT_TRANSPORT[1]}" always;
    }}
"""


def snippets(tls: bool) -> dict[str, str]:
    """The files of ``snippets/``, by name."""
    return {
        "shpalta-edition.conf": _edition(),
        "shpalta-headers.conf": _headers(tls),
        "shpalta-negotiated.conf": _negotiated(),
        "shpalta-types.conf": _types(),
    }


def _maps(redirects: str) -> str:
    caching = "".join(f'    "~{pattern}" "{value}";\n' for pattern, value in rules.CACHING)
    return f"""\
# Room for a long map of moved addresses; nginx wants these before the first map.
map_hash_max_size 262144;
map_hash_bucket_size 2048;

# How the address was written, as it was sent.
map $request_uri $shpalta_odd {{
    default "";
    "~*{_pcre(rules.REFUSED_ADDRESS)}" 1;
}}

# What has no address of its own. The first line that fits decides.
map $uri $shpalta_refused {{
    default "";
    "~{_pcre(rules.NO_ADDRESS)}" 1;
    "~{_pcre(rules.WELL_KNOWN)}" "";
    "~{_pcre(rules.HIDDEN)}" 1;
}}

map $uri $shpalta_caching {{
    default "{rules.REVALIDATED}";
{caching}}}

# Moved addresses, if the press wrote a map of them; read again at a reload.
map $uri $shpalta_moved {{
    default "";
    include {rules.safe(redirects, "the files of redirects")};
}}
"""


def _edition() -> str:
    return f"""\
{GENERATED}
# A folder of files: no listing, no rewriting, no program. For a server block with a root.
server_tokens off;
absolute_redirect off;
include snippets/shpalta-types.conf;
include snippets/shpalta-headers.conf;
add_header Cache-Control "{rules.REVALIDATED}";

# Compression is the press's work: siblings are served, nothing is compressed here. Not even
# open files are cached: a withdrawn page is gone with the next request.
gzip off;
gzip_vary off;
gzip_proxied any;
open_file_cache off;

error_page 403 =404 @shpalta_not_found;
error_page 404 @shpalta_not_found;
error_page 405 @shpalta_method;
error_page 410 @shpalta_gone;

{_refusals()}
{_locations()}
{_error("gone", 410, "$uri.gone")}
{_error("not_found", 404, rules.NOT_FOUND)}
{_method()}"""


def _refusals() -> str:
    methods = "|".join(rules.METHODS)
    return f"""\
if ($request_method !~ ^(?:{methods})$) {{ return 405; }}
if ($shpalta_odd) {{ return 404; }}
if ($shpalta_refused) {{ return 404; }}
if ($shpalta_moved) {{ return 301 $shpalta_moved; }}
"""


def _locations() -> str:
    return f"""\
location ~ /$ {{
    include snippets/shpalta-negotiated.conf;
    try_files "${{uri}}index.html" @shpalta_missing;
}}
{_feeds()}
location ~ "\\.(?:{"|".join(rules.NEGOTIATED)})$" {{
    include snippets/shpalta-negotiated.conf;
    try_files $uri @shpalta_missing;
}}

location / {{
    include snippets/shpalta-headers.conf;
    add_header Cache-Control $shpalta_caching;
    try_files $uri @shpalta_missing;
}}

# Not there: withdrawn, or never known. Two looks at the disk, whatever was asked.
location @shpalta_missing {{
    if (-f "$document_root$uri.gone") {{ return 410; }}
    return 404;
}}
"""


def _method() -> str:
    return f"""\
location @shpalta_method {{
    include snippets/shpalta-headers.conf;
    add_header Allow "{", ".join(rules.METHODS)}" always;
    default_type "text/plain; charset=utf-8";
    return 405 "405 Method Not Allowed\\n";
}}
"""


def _feeds() -> str:
    return "".join(
        f"""
location ~ "{_pcre(pattern)}" {{
    types {{ }}
    default_type "{content_type}";
    include snippets/shpalta-negotiated.conf;
    try_files $uri @shpalta_missing;
}}
"""
        for pattern, content_type in rules.FEED_TYPES
    )


def _error(name: str, code: int, path: str) -> str:
    return f"""\
location @shpalta_{name} {{
    types {{ }}
    default_type "{rules.HTML}";
    include snippets/shpalta-headers.conf;
    add_header Cache-Control "{rules.REVALIDATED}" always;
    add_header Vary Accept-Encoding always;
    etag off;
    gzip_static on;
    brotli_static on;
    try_files "{path}" ={code};
}}
"""


def _headers(tls: bool) -> str:
    headers = [*rules.HEADERS, *([rules.STRICT_TRANSPORT] if tls else [])]
    lines = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers)
    return f"""\
{GENERATED}
# On every answer. A location with an add_header of its own forgets the server's: include this
# in each such location.
{lines}"""


def _negotiated() -> str:
    return f"""\
{GENERATED}
# Files with compressed siblings. Use it together with try_files, which makes sure that the file
# itself is there: an orphan sibling must never be served.
include snippets/shpalta-headers.conf;
add_header Cache-Control $shpalta_caching;
add_header Vary Accept-Encoding;
gzip_static on;
brotli_static on;
"""


def _types() -> str:
    lines = "".join(f'    "{kind}" {" ".join(ends)};\n' for kind, ends in rules.TYPES.items())
    return f"""\
{GENERATED}
types {{
{lines}}}
default_type {rules.DEFAULT_TYPE};
"""


def _listen(listen: str, certificates: str | None, host: str) -> str:
    if certificates is None:
        return f"    listen {rules.safe(listen, 'the port')};\n    server_name {host};\n"
    folder = rules.safe(certificates, "the folder of certificates")
    return f"""\
    listen 443 ssl http2;
    listen [::]:443 ssl http2;
    server_name {host};
    ssl_certificate "{folder}/{host}/fullchain.pem";
    ssl_certificate_key "{folder}/{host}/privkey.pem";
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:shpalta:10m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;
"""


def _to_https(host: str) -> str:
    return f"""\
server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    location /.well-known/acme-challenge/ {{ root /var/www/html; }}
    location / {{ return 301 https://{host}$request_uri; }}
}}
"""


def _pcre(pattern: str) -> str:
    """A pattern as it stands between nginx's double quotes, where backslashes are kept unless
    before a quote or another backslash.
    """
    return pattern.replace("\\\\", "\\\\\\\\")
