"""The policy check passes a strict policy and finds a lax one."""

import pytest

from tests.checks.csp import csp_problems, policy_of

STRICT = (
    "default-src 'none'; script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"
    " style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self';"
    " base-uri 'none'; form-action 'none'; object-src 'none'"
)
NONCE = STRICT.replace("script-src", "script-src 'nonce-r4nd0m4rd0m4ndr4'")


def test_a_strict_policy_passes():
    assert csp_problems({"page": STRICT, "other": NONCE}) == []


@pytest.mark.parametrize(
    ("policy", "directive"),
    [
        (STRICT.replace("script-src", "script-src 'unsafe-inline' https:"), "script-src"),
        (STRICT.replace("script-src", "script-src 'unsafe-eval'"), "script-src"),
        (STRICT.replace("script-src", "script-src *"), "script-src"),
        ("img-src 'self'", "script-src"),
        ("img-src 'self'", "object-src"),
        (NONCE.replace("base-uri 'none';", ""), "base-uri"),
        (STRICT.replace("script-src", "script-scr"), "script-scr"),
    ],
)
def test_a_lax_policy_is_found(policy: str, directive: str):
    found = csp_problems({"strict": STRICT, "lax": policy})
    assert {p.where for p in found} == {"lax"}
    assert any(p.rule.startswith(directive) for p in found)


def test_a_directive_can_be_allowed_to_lack():
    lax = NONCE.replace("base-uri 'none';", "")
    assert csp_problems({"lax": lax}, allowed=frozenset({"base-uri"})) == []


def test_the_policy_of_a_page():
    page = '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="a b">'
    assert policy_of(page) == "a b"
    assert policy_of(b"<p>none") == ""


def test_nothing_to_check_is_an_error():
    with pytest.raises(ValueError, match="no policy"):
        csp_problems({})
