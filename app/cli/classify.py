"""`lossland classify`: read the digit in each of some pictures."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from engine.errors import InputError

if TYPE_CHECKING:
    from engine.digits.classifier import Classifier

BAD_INPUT = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `classify`."""
    parser.add_argument(
        "images",
        metavar="IMAGE",
        nargs="+",
        help="a picture of one digit in any format: a drawing, a scan or a photograph, dark or light ink",
    )
    parser.add_argument("--network", metavar="NAME", default="cnn", help="the network that reads (cnn)")
    parser.add_argument("--device", metavar="NAME", default="cpu", help="cpu, cuda or mps (cpu)")
    parser.add_argument(
        "--cut", action="store_true", help="say what was cut out of each picture, and how the ink was found"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one object per line: file, digit, probabilities, sure, with --cut also cut",
    )


def main(args: argparse.Namespace) -> int:
    """Classify each picture and print a line for it; 2 if one of them could not be read."""
    from engine.digits.classifier import Classifier

    try:
        classifier = Classifier(device=args.device, network=args.network)
    except InputError as error:
        print(f"lossland: {error}", file=sys.stderr)
        return BAD_INPUT
    status = 0
    for file in args.images:
        try:
            print(_line(classifier, file, as_json=args.json, with_cut=args.cut), flush=True)
        except InputError as error:
            named = str(error) if str(error).startswith(file) else f"{file}: {error}"
            print(f"lossland: {named}", file=sys.stderr)
            status = BAD_INPUT
    return status


def _line(classifier: Classifier, file: str, *, as_json: bool, with_cut: bool) -> str:
    """What is read in the picture, as columns or as JSON, and below or in it what was cut out."""
    from engine.digits.classifier import sure
    from engine.digits.prepare import prepare_picture_in_steps

    steps = prepare_picture_in_steps(file)
    probabilities = classifier.classify(steps.image)[0]
    digit = int(probabilities.argmax())
    several = steps.cut is not None and steps.cut.beside > 1
    is_sure = sure(probabilities) and not several
    cut = steps.cut if with_cut else None
    if as_json:
        answer: dict[str, object] = {
            "file": file,
            "digit": digit,
            "probabilities": probabilities.tolist(),
            "sure": is_sure,
        }
        if cut is not None:
            answer["cut"] = asdict(cut)
        return json.dumps(answer, ensure_ascii=False)
    note = "" if is_sure else "  (not sure: more than one digit?)" if several else "  (not sure)"
    line = f"{digit}  {probabilities[digit] * 100:5.1f} %  {file}{note}"
    return f"{line}\n   {cut}" if cut is not None else line
