"""The one error that user input can cause, and all its sentences.

Every sentence is a template in English; `app.i18n` shows it in the user's language. The marker below
has the name that Qt's extraction tool looks for, so that the templates reach the translation files
although this package knows nothing of Qt.
"""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for translation and return it unchanged."""
    return text


MESSAGES: dict[str, str] = {
    "unknown-lesson": QT_TRANSLATE_NOOP(
        "errors", "There is no lesson named “{name}”. `lessons` lists all names."
    ),
    "unknown-lesson-near": QT_TRANSLATE_NOOP(
        "errors", "There is no lesson named “{name}”. Did you mean {near}?"
    ),
    "no-run": QT_TRANSLATE_NOOP(
        "errors",
        "The lesson {lesson} has curves to look at and no run. Open it in the window: --lesson {lesson}.",
    ),
    "one-input": QT_TRANSLATE_NOOP(
        "errors", "{option} is of data with two inputs; those of the lesson {lesson} have one."
    ),
    "two-inputs-link": QT_TRANSLATE_NOOP(
        "errors", "The data “{data}” have two inputs: they go through the sigmoid, not through “{link}”."
    ),
    "start-size": QT_TRANSLATE_NOOP(
        "errors", "A start on the data “{data}” has {count} weights, the bias first; {found} are given."
    ),
    "pinned": QT_TRANSLATE_NOOP(
        "errors", "This run is pinned and stays as it was. Unpin it, or choose another run in the table."
    ),
    "forked": QT_TRANSLATE_NOOP(
        "errors",
        "A fork shares epochs 0 to {epoch} with another run: its start, loss, data and batches cannot "
        "change.",
    ),
    "eight-runs": QT_TRANSLATE_NOOP(
        "errors", "Eight runs are there already: remove or unpin one of them first."
    ),
    "unknown-choice": QT_TRANSLATE_NOOP("errors", "{field}: “{value}” is not one of {choices}."),
    "not-a-number": QT_TRANSLATE_NOOP("errors", "{field}: “{value}” is not a finite number."),
    "out-of-range": QT_TRANSLATE_NOOP(
        "errors", "{field}: {value} is outside the range from {low} to {high}."
    ),
    "not-whole": QT_TRANSLATE_NOOP("errors", "{field}: “{value}” is not a whole number."),
    "unfit-loss": QT_TRANSLATE_NOOP("errors", "loss: {loss} does not fit a model with the link “{link}”."),
    "all-frozen": QT_TRANSLATE_NOOP(
        "errors", "With both weights frozen there is nothing to learn: leave one of them free."
    ),
    "nothing-random": QT_TRANSLATE_NOOP(
        "errors", "seed: nothing in the data “{data}” is drawn at random, so a seed would change nothing."
    ),
    "no-cuda-build": QT_TRANSLATE_NOOP("errors", "this build of torch comes without CUDA."),
    "no-cuda-card": QT_TRANSLATE_NOOP("errors", "torch finds no usable CUDA card on this machine."),
    "no-mps-build": QT_TRANSLATE_NOOP("errors", "this build of torch comes without MPS."),
    "no-mps-chip": QT_TRANSLATE_NOOP("errors", "torch cannot use MPS on this Mac."),
    "lesson-file": QT_TRANSLATE_NOOP("errors", "{file}: {field}: expected {expected}, found {found}."),
    "lesson-unread": QT_TRANSLATE_NOOP("errors", "{file}: cannot be read as TOML: {reason}."),
    "picture-missing": QT_TRANSLATE_NOOP("errors", "{file}: there is no such file."),
    "picture-folder": QT_TRANSLATE_NOOP("errors", "{file}: this is a folder, not a picture."),
    "picture-unread": QT_TRANSLATE_NOOP("errors", "{file}: cannot be read: {reason}."),
    "not-a-picture": QT_TRANSLATE_NOOP("errors", "{file}: this is not a picture in a known format."),
    "picture-broken": QT_TRANSLATE_NOOP("errors", "{file}: the picture is damaged or cut short."),
    "picture-too-large": QT_TRANSLATE_NOOP(
        "errors", "The picture has more than {most} million pixels and is not opened."
    ),
    "no-ink": QT_TRANSLATE_NOOP("errors", "There is no ink in the picture: everything has one colour."),
    "weights-missing": QT_TRANSLATE_NOOP(
        "errors", "The weights of the network “{network}” are missing: {file}."
    ),
    "weights-broken": QT_TRANSLATE_NOOP(
        "errors", "The weights of the network “{network}” cannot be used: {reason}."
    ),
    "own-empty": QT_TRANSLATE_NOOP("errors", "There are no data: at least one point is needed."),
    "own-too-many": QT_TRANSLATE_NOOP(
        "errors", "There are {rows} rows; at most {most} can be used. Take a part of them."
    ),
    "own-not-finite": QT_TRANSLATE_NOOP(
        "errors", "{field} in row {row}: {value} is not a finite number between −3.4e38 and 3.4e38."
    ),
    "own-no-spread": QT_TRANSLATE_NOOP(
        "errors", "Every x is {value}: a slope needs at least two different values of x."
    ),
    "own-not-binary": QT_TRANSLATE_NOOP(
        "errors",
        "A sigmoid needs targets that are 0 or 1; in row {row} it is {value}. A line fits any targets.",
    ),
    "own-too-far": QT_TRANSLATE_NOOP(
        "errors",
        "These data need {field} up to {value}, beyond ±{most}. Write them in other units, for example in "
        "thousands, or standardise them.",
    ),
    "own-too-small": QT_TRANSLATE_NOOP(
        "errors",
        "These data vary so little, for their distance from zero, that float32 cannot tell weights apart. "
        "Subtract from x or y what all of them have in common.",
    ),
    "own-too-steep": QT_TRANSLATE_NOOP(
        "errors",
        "These data would need a learning rate of {value}, outside the range from {low}. Write x in other "
        "units, or standardise it.",
    ),
    "range-order": QT_TRANSLATE_NOOP(
        "errors", "{field}: the lower end {low} is not below the upper end {high}."
    ),
    "range-narrow": QT_TRANSLATE_NOOP(
        "errors", "{field}: from {low} to {high} is too narrow; float32 hardly tells such weights apart."
    ),
    "table-missing": QT_TRANSLATE_NOOP("errors", "{file}: there is no such file."),
    "table-folder": QT_TRANSLATE_NOOP("errors", "{file}: this is a folder, not a table."),
    "table-unread": QT_TRANSLATE_NOOP("errors", "{file}: cannot be read: {reason}."),
    "table-too-large": QT_TRANSLATE_NOOP(
        "errors", "The table takes {size} MB and is not opened; at most {most} MB can be read."
    ),
    "table-empty": QT_TRANSLATE_NOOP("errors", "The table is empty."),
    "table-spreadsheet": QT_TRANSLATE_NOOP(
        "errors", "This is a spreadsheet program’s own format. Save the sheet as CSV and open that file."
    ),
    "table-binary": QT_TRANSLATE_NOOP("errors", "This is not text, so it cannot be read as a table."),
    "table-encoding": QT_TRANSLATE_NOOP(
        "errors", "The text is neither UTF-8 nor UTF-16 nor CP949. Save the table as UTF-8 and open it again."
    ),
    "table-only-header": QT_TRANSLATE_NOOP("errors", "The table has a row of names and nothing below it."),
    "table-columns": QT_TRANSLATE_NOOP(
        "errors",
        "Two columns of numbers are needed, x and y; {found} of {width} columns hold numbers. Cells are "
        "separated by commas, semicolons or tabs.",
    ),
    "table-quotes": QT_TRANSLATE_NOOP(
        "errors", "From row {row} on the quotation marks do not match: cells and rows cannot be told apart."
    ),
    "table-too-many": QT_TRANSLATE_NOOP(
        "errors", "The table has more than {most} rows. Take a part of them, or every tenth."
    ),
    "table-too-few": QT_TRANSLATE_NOOP(
        "errors", "Rows with an x and a y: {rows}. At least two are needed to fit a line."
    ),
    "table-cells": QT_TRANSLATE_NOOP(
        "errors",
        "Rows that cannot be used: {count}. Their first faulty cells, as row:column (name) “text”: {cells}. "
        "A cell must hold one finite number, at most 3.4e38 in size. Correct them or leave these rows out.",
    ),
    # Typed models and surfaces: `engine.formula`
    "formula-empty": QT_TRANSLATE_NOOP(
        "errors", "Nothing is typed yet: write a formula of w0 and w1, for example w0 * exp(w1 * x)."
    ),
    "formula-long": QT_TRANSLATE_NOOP(
        "errors", "The formula has {length} characters; at most {most} can be read."
    ),
    "formula-character": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: “{found}” has no meaning in a formula."
    ),
    "formula-unknown": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: “{name}” is not known here. Known are {known}."
    ),
    "formula-no-x": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: a surface has no data and so no x; it is made of w0 and w1 only."
    ),
    "formula-brackets": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: {name} is a function; write {name}(…) with brackets."
    ),
    "formula-operator": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: an operator such as + or * is missing before “{found}”."
    ),
    "formula-missing": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: a number, a name or an opening bracket is missing here."
    ),
    "formula-unclosed": QT_TRANSLATE_NOOP("errors", "Character {position}: this bracket is never closed."),
    "formula-unopened": QT_TRANSLATE_NOOP("errors", "Character {position}: this bracket was never opened."),
    "formula-comma": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: a comma stands only between the values of min and max."
    ),
    "formula-values": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: {name} takes {wanted}, not {found}, values."
    ),
    "formula-deep": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: more than {most} brackets, signs or powers are inside one another."
    ),
    "formula-parts": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: the formula has more than {most} parts."
    ),
    "formula-power": QT_TRANSLATE_NOOP(
        "errors", "Character {position}: the power {value} is beyond ±{most}."
    ),
    "formula-constant": QT_TRANSLATE_NOOP("errors", "Character {position}: this is not a finite number."),
    "formula-no-weights": QT_TRANSLATE_NOOP(
        "errors", "Neither w0 nor w1 is in the formula, so there is nothing that descent could change."
    ),
    "formula-unfit": QT_TRANSLATE_NOOP(
        "errors", "formula: a model with the link “{link}” has no formula of its own."
    ),
    "formula-data": QT_TRANSLATE_NOOP(
        "errors",
        "A surface has no data, and only a surface has none: “{data}” does not fit the link “{link}”.",
    ),
    "formula-standardised": QT_TRANSLATE_NOOP(
        "errors", "A formula is one of x itself: turn standardising off before you type a model."
    ),
    "formula-batch": QT_TRANSLATE_NOOP("errors", "A surface has no data, so there are no batches of them."),
    "device-failed": QT_TRANSLATE_NOOP("errors", "{device} failed: {reason}"),
    # The MNIST lab: data files
    "mnist-missing": QT_TRANSLATE_NOOP(
        "errors",
        "{folder}: not all of MNIST is here; missing: {files}. Choose the folder that holds MNIST/raw, or "
        "download MNIST.",
    ),
    "idx-unread": QT_TRANSLATE_NOOP("errors", "{file}: cannot be read: {reason}."),
    "idx-gzip": QT_TRANSLATE_NOOP(
        "errors", "{file}: the compressed file is damaged or cut short. Delete it and download MNIST again."
    ),
    "idx-magic": QT_TRANSLATE_NOOP(
        "errors",
        "{file}: this is not an IDX file of bytes in {dimensions} dimensions: it begins with {found} instead "
        "of {expected}. Delete it and download MNIST again, or choose another folder.",
    ),
    "idx-length": QT_TRANSLATE_NOOP(
        "errors",
        "{file}: its header promises {expected} bytes of data, but {found} are there: it is cut short or "
        "damaged. Delete it and download MNIST again.",
    ),
    "idx-empty": QT_TRANSLATE_NOOP("errors", "{file}: there is nothing in it. Choose another folder."),
    "idx-shape": QT_TRANSLATE_NOOP(
        "errors",
        "{file}: its images have {found} pixels; only 28 × 28 can be used. Choose another folder.",
    ),
    "idx-count": QT_TRANSLATE_NOOP(
        "errors",
        "{file} holds {images} images, but {other} holds {labels} labels: they do not belong together. "
        "Delete both and download MNIST again.",
    ),
    "idx-label": QT_TRANSLATE_NOOP(
        "errors",
        "{file}: the label of image {place} is {value}, but only digits from 0 to 9 can be used. Choose "
        "another folder.",
    ),
    "bundled-missing": QT_TRANSLATE_NOOP(
        "errors", "scikit-learn and its handwritten digits are not installed: {reason}."
    ),
    # The MNIST lab: download
    "download-no-network": QT_TRANSLATE_NOOP(
        "errors",
        "MNIST cannot be downloaded: none of {hosts} can be reached ({reason}). Connect to the network and "
        "try again, choose a folder that already holds MNIST, or go on with scikit-learn’s digits.",
    ),
    "download-cut": QT_TRANSLATE_NOOP(
        "errors",
        "The download of {file} was cut off again and again, at last after {received} of {total} bytes "
        "({reason}). What has arrived is kept: try again to go on from there.",
    ),
    "download-refused": QT_TRANSLATE_NOOP(
        "errors", "{file} cannot be downloaded from any of {hosts}: {reason}. Try again later."
    ),
    "download-damaged": QT_TRANSLATE_NOOP(
        "errors",
        "{file} arrived damaged from each of {hosts}: its MD5 is not the one that torchvision lists. "
        "Something on the way changes it; try another network.",
    ),
    "download-disk": QT_TRANSLATE_NOOP(
        "errors", "{file}: cannot be written: {reason}. Make room or choose another folder."
    ),
    # The MNIST lab: networks
    "net-inputs": QT_TRANSLATE_NOOP(
        "errors",
        "A network begins with what goes into it: 784 for the image’s numbers in a row, or 1×28×28 for the "
        "image. “{text}” is neither.",
    ),
    "net-empty": QT_TRANSLATE_NOOP(
        "errors", "The network has no layers. Write one behind its input, for example 784-10."
    ),
    "net-too-deep": QT_TRANSLATE_NOOP(
        "errors", "The network has {count} layers; at most {most} can be trained here."
    ),
    "net-too-large": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: the network has {total} parameters by now; at most {most} can be trained "
        "here.",
    ),
    "net-too-wide": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: it gives {shape} numbers for each image; at most {most} are possible.",
    ),
    "net-nothing-learnt": QT_TRANSLATE_NOOP(
        "errors", "No layer of the network learns anything. Add a number of outputs, for example 784-10."
    ),
    "net-no-row": QT_TRANSLATE_NOOP(
        "errors", "The network ends in an image of {shape}, not in one number a class. Add Flatten and 10."
    ),
    "net-not-flat": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: a fully connected layer takes numbers in a row, and {shape} arrives. Put "
        "Flatten before it.",
    ),
    "net-not-planes": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: this layer takes an image, and {shape} numbers in a row arrive. Begin the "
        "network with 1×28×28 and put this layer before Flatten.",
    ),
    "net-even-kernel": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: a window of {side} × {side} has no middle, so the image cannot keep its "
        "size. Choose an odd side, or give the border of zeros as a third number.",
    ),
    "net-too-small": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: {shape} arrives, and a window of {side} × {side} does not fit into it. "
        "Choose a smaller one, or pool less before.",
    ),
    "net-single-pixel": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, {layer}: {shape} arrives, a single pixel a channel, of which there is no variance. "
        "Put it before the last pooling.",
    ),
    "net-unknown": QT_TRANSLATE_NOOP(
        "errors",
        "Layer {place}, “{word}”: there is no such layer. Write a number of outputs, or one of {near}.",
    ),
    "net-unknown-near": QT_TRANSLATE_NOOP(
        "errors", "Layer {place}, “{word}”: there is no such layer. Did you mean {near}?"
    ),
    "net-brackets": QT_TRANSLATE_NOOP(
        "errors", "Layer {place}, “{word}”: this layer is written as {example}."
    ),
    "net-range": QT_TRANSLATE_NOOP(
        "errors", "Layer {place}, “{word}”: {value} is outside the range from {low} to {high}."
    ),
    "net-whole": QT_TRANSLATE_NOOP("errors", "Layer {place}, “{word}”: only whole numbers fit here."),
    # The MNIST lab: training
    "lab-outputs": QT_TRANSLATE_NOOP(
        "errors",
        "network: {loss} needs {needed} outputs for {classes} classes, and {network} has {found}.",
    ),
    "lab-two-classes": QT_TRANSLATE_NOOP(
        "errors", "loss: {loss} tells two digits apart, not {classes}. Cross-entropy fits any number."
    ),
    "lab-needs-sigmoid": QT_TRANSLATE_NOOP(
        "errors", "network: {loss} takes probabilities, so {network} has to end in Sigmoid."
    ),
    "lab-no-sigmoid": QT_TRANSLATE_NOOP(
        "errors", "network: {loss} takes logits, so {network} must not end in Sigmoid."
    ),
    "lab-classes": QT_TRANSLATE_NOOP(
        "errors", "digits: at least two different digits from 0 to 9 are needed, and {digits} was given."
    ),
    "lab-digit-missing": QT_TRANSLATE_NOOP("errors", "digits: {source} holds no {digit}."),
    "lab-batch": QT_TRANSLATE_NOOP(
        "errors",
        "batch: there are {count} images, fewer than a batch of {batch}, and a last batch that is not "
        "full is dropped.",
    ),
    "mnist-nowhere": QT_TRANSLATE_NOOP(
        "errors",
        "{lesson} needs MNIST, which is not found on this machine. Name the folder that holds MNIST/raw with "
        "--data, or download it in the window’s MNIST tab.",
    ),
    "lab-not-taken": QT_TRANSLATE_NOOP("errors", "{option}: the lesson {lesson} has no such setting."),
    # The MNIST lab: landscape, saved networks, handwriting, fine-tuning
    "plane-line": QT_TRANSLATE_NOOP(
        "errors",
        "All the weights lie on one line, and a line gives no plane. Train a little longer, or choose other "
        "networks.",
    ),
    "plane-unlike": QT_TRANSLATE_NOOP(
        "errors", "A plane goes through three networks of the same layers; these differ."
    ),
    "store-name": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” cannot be a network’s name: 1 to {most} letters, digits, spaces, dots, hyphens and "
        "underscores, beginning and ending with a letter or digit.",
    ),
    "store-missing": QT_TRANSLATE_NOOP("errors", "{file}: there is no such file."),
    "store-unread": QT_TRANSLATE_NOOP("errors", "{file}: cannot be read: {reason}."),
    "store-unwritten": QT_TRANSLATE_NOOP("errors", "{file}: cannot be written: {reason}."),
    "store-too-large": QT_TRANSLATE_NOOP(
        "errors", "{file}: the file takes {size} MB and is not opened; at most {most} MB are read."
    ),
    "store-facts": QT_TRANSLATE_NOOP(
        "errors", "{file}: this does not describe a network of Lossland: “{field}” is missing or wrong."
    ),
    "store-not-json": QT_TRANSLATE_NOOP("errors", "{file}: this is not JSON."),
    "store-newer": QT_TRANSLATE_NOOP(
        "errors", "{file}: a newer Lossland has written this, in version {version} of the format."
    ),
    "store-foreign": QT_TRANSLATE_NOOP("errors", "{file}: these are no weights in safetensors’ format."),
    "store-apart": QT_TRANSLATE_NOOP(
        "errors", "{file}: the weights are not those that the description beside them was written for."
    ),
    "store-unfit": QT_TRANSLATE_NOOP(
        "errors", "{file}: the weights do not fit the network {architecture}: {weight}."
    ),
    "store-not-finite": QT_TRANSLATE_NOOP(
        "errors", "{file}: the weights hold numbers that are not finite: {weight}."
    ),
    "handwriting-label": QT_TRANSLATE_NOOP("errors", "“{label}” is not a digit from 0 to 9."),
    "handwriting-blank": QT_TRANSLATE_NOOP("errors", "There is no ink in the drawing, so it is not kept."),
    "handwriting-full": QT_TRANSLATE_NOOP(
        "errors", "The set holds {most} drawings and takes no more. Export it and begin a new one."
    ),
    "handwriting-unread": QT_TRANSLATE_NOOP("errors", "{file}: cannot be read: {reason}."),
    "handwriting-unwritten": QT_TRANSLATE_NOOP("errors", "{file}: cannot be written: {reason}."),
    "handwriting-broken": QT_TRANSLATE_NOOP("errors", "{file}: this is not a drawing that Lossland kept."),
    "handwriting-empty": QT_TRANSLATE_NOOP("errors", "The set holds no drawings yet."),
    "handwriting-unlike": QT_TRANSLATE_NOOP(
        "errors", "{file}: {images} images of {h} × {w} and {labels} labels do not belong together as digits."
    ),
    "handwriting-no-pictures": QT_TRANSLATE_NOOP(
        "errors",
        "{file}: there are no pictures with their digit here. Folders 0 to 9 are looked into, and names that "
        "end in a hyphen and the digit, like “a-7.png”.",
    ),
    "finetune-few": QT_TRANSLATE_NOOP(
        "errors", "At least {least} drawings with their digits are needed to learn from; there are {count}."
    ),
    "finetune-network": QT_TRANSLATE_NOOP(
        "errors",
        "This network cannot learn your hand: it needs to take images, as one with convolutions does, and to "
        "tell all ten digits apart.",
    ),
    "finetune-rehearsal": QT_TRANSLATE_NOOP(
        "errors", "At least {least} other digits are needed so that nothing is forgotten; there are {count}."
    ),
}
"""Sentences by code. Other modules of the engine add theirs here, not elsewhere."""


class InputError(ValueError):
    """Something that a person typed, chose or opened cannot be used.

    Parameters
    ----------
    code
        A key of `MESSAGES`.
    **values
        What the template's braces name.

    `str()` gives the English sentence; `code` and `values` let the interface say it in another language.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(MESSAGES[code].format(**values))
