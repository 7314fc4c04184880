"""From text to a formula: a tokenizer and a parser by recursive descent over a whitelist.

No text is ever executed. What is not on the whitelist is an error that names the character at which it
stands; the limits below see to it that this takes no time, whatever the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.errors import InputError
from engine.formula.nodes import CONSTANTS, FUNCTIONS, Call, Name, Node, Number

MOST_CHARACTERS = 400
MOST_LEVELS = 32
"""Brackets, signs and powers inside one another."""
MOST_PARTS = 200
"""Numbers, names, operators and functions."""
MOST_POWER = 64.0
"""Largest constant power, in size."""

ALIASES = {"−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", "π": "pi", "σ": "sigmoid"}
"""What is read as something else: signs that books print and keyboards do not have."""

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*|[πσ])"
    r"|(?P<sign>\*\*|[-+*/^(),−–·×÷])"
)


class Token(NamedTuple):
    """A piece of the text: `number`, `name`, `sign` or `end`, and the place of its first character."""

    kind: str
    text: str
    at: int


def parse(text: str, names: tuple[str, ...]) -> Node:
    """Return the tree of `text`, in which only `names`, constants and the table's functions may stand.

    Raises
    ------
    InputError
        Whatever is wrong with the text; `position` among its values is the character, from 1.
    """
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            "formula-long", position=MOST_CHARACTERS + 1, length=f"{len(text):,}", most=MOST_CHARACTERS
        )
    return _Parser(_tokens(text), names).whole()


def _tokens(text: str) -> list[Token]:
    tokens = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise InputError("formula-character", position=at + 1, found=text[at])
        kind = match.lastgroup or ""
        if kind != "space":
            found = ALIASES.get(match.group(), match.group())
            tokens.append(Token(kind, "^" if found == "**" else found, at + 1))
        at = match.end()
    tokens.append(Token("end", "", len(text) + 1))
    return tokens


class _Parser:
    """Each method reads what its name says, from the token at hand on."""

    def __init__(self, tokens: list[Token], names: tuple[str, ...]) -> None:
        self._tokens = tokens
        self._names = names
        self._next = 0
        self._levels = 0
        self._parts = 0

    def whole(self) -> Node:
        if self._at_hand.kind == "end":
            raise InputError("formula-empty", position=1)
        node = self._sum()
        token = self._at_hand
        if token.kind == "end":
            return node
        if token.text == ")":
            raise InputError("formula-unopened", position=token.at)
        if token.text == ",":
            raise InputError("formula-comma", position=token.at)
        raise InputError("formula-operator", position=token.at, found=token.text[:20])

    @property
    def _at_hand(self) -> Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> Token | None:
        token = self._at_hand
        if token.kind != "sign" or token.text not in texts:
            return None
        self._next += 1
        return token

    def _count(self, at: int) -> int:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise InputError("formula-parts", position=at, most=MOST_PARTS)
        return at

    def _deeper(self, at: int) -> None:
        self._levels += 1
        if self._levels > MOST_LEVELS:
            raise InputError("formula-deep", position=at, most=MOST_LEVELS)

    def _sum(self) -> Node:
        node = self._product()
        while token := self._take("+", "-"):
            node = Call(token.text, (node, self._product()), self._count(token.at))
        return node

    def _product(self) -> Node:
        node = self._signed()
        while token := self._take("*", "/"):
            node = Call(token.text, (node, self._signed()), self._count(token.at))
        return node

    def _signed(self) -> Node:
        """A sign binds less than a power: −x^2 is −(x^2)."""
        token = self._take("-", "+")
        if token is None:
            return self._power()
        self._deeper(token.at)
        node = self._signed()
        self._levels -= 1
        return node if token.text == "+" else Call("neg", (node,), self._count(token.at))

    def _power(self) -> Node:
        """From right to left: a^b^c is a^(b^c)."""
        base = self._atom()
        token = self._take("^")
        if token is None:
            return base
        self._deeper(token.at)
        exponent = self._signed()
        self._levels -= 1
        return Call("^", (base, exponent), self._count(token.at))

    def _atom(self) -> Node:
        token = self._at_hand
        if token.kind == "number":
            self._next += 1
            return Number(_finite(float(token.text), token.at), self._count(token.at))
        if token.kind == "name":
            self._next += 1
            return self._named(token)
        if opened := self._take("("):
            self._deeper(opened.at)
            node = self._sum()
            self._close(opened)
            return node
        raise InputError("formula-missing", position=token.at)

    def _named(self, token: Token) -> Node:
        name = token.text
        if name in FUNCTIONS:
            opened = self._take("(")
            if opened is None:
                raise InputError("formula-brackets", position=token.at, name=name)
            return self._call(token, opened)
        if name not in self._names and name not in CONSTANTS:
            if name == "x":
                raise InputError("formula-no-x", position=token.at)
            known = ", ".join((*self._names, *CONSTANTS, *FUNCTIONS))
            raise InputError("formula-unknown", position=token.at, name=name[:20], known=known)
        return Name(name, self._count(token.at))

    def _call(self, token: Token, opened: Token) -> Node:
        self._deeper(opened.at)
        values = [self._sum()]
        while self._take(","):
            values.append(self._sum())
        self._close(opened)
        wanted = FUNCTIONS[token.text]
        if len(values) != wanted:
            raise InputError(
                "formula-values", position=token.at, name=token.text, wanted=wanted, found=len(values)
            )
        return Call(token.text, tuple(values), self._count(token.at))

    def _close(self, opened: Token) -> None:
        if not self._take(")"):
            token = self._at_hand
            if token.kind == "end":
                raise InputError("formula-unclosed", position=opened.at)
            if token.text == ",":
                raise InputError("formula-comma", position=token.at)
            raise InputError("formula-operator", position=token.at, found=token.text[:20])
        self._levels -= 1


def _finite(value: float, at: int) -> float:
    if value in (float("inf"), float("-inf")):
        raise InputError("formula-constant", position=at)
    return value
