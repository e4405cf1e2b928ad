"""What can be said of a file, in words: each is said by its code, so that a broken process can say nothing else.

No sentence holds a value that was found, such as a name or a place: a value could lead to who sent the file.
"""

from enum import StrEnum


class Found(StrEnum):
    """What was taken out or is unusual. `{n}` stands for a number of bytes, pages or places."""

    POSITION = "where the picture was taken (GPS position)"
    CAMERA = "make and model of the camera or telephone"
    SERIAL = "serial number of the camera or lens"
    OWNER = "name of the camera's owner"
    AUTHOR = "name of the author"
    EDITOR = "name of who changed it last"
    COMPANY = "name of a company, manager or template"
    DATES = "when it was made or changed"
    PROGRAM = "the program that made it"
    DESCRIPTION = "title, subject, keywords or description"
    COMMENT = "a comment inside the file"
    MAKER_NOTE = "the camera maker's own notes"
    IDENTIFIER = "a number that marks this picture or document alone"
    THUMBNAIL = "a small preview, which can show what was cut away"
    EXIF = "camera details (EXIF)"
    XMP = "editing details (XMP)"
    IPTC = "press or editing details (IPTC, Photoshop)"
    COLOUR = "a colour profile: colours may look slightly different"
    NOTES = "text notes inside the picture file"
    CREDENTIALS = "signed history of the picture (C2PA)"
    OTHER_BLOCKS = "data blocks that a viewer does not need"
    TURNED = "the mark that turns the picture: the copy is turned already"
    MOVES = "all but the first picture of {n}"
    COPIED_AS_PNG = "the form of the picture: the copy is a PNG picture"
    COPIED_AS_JPEG = "the form of the picture: the copy is a JPEG picture"
    AFTER_END = "data after the end of the file's own content: {n} bytes"
    AFTER_PICTURE = "data after the end of the picture: {n} bytes"
    BEFORE_START = "data before the start of the document: {n} bytes"
    TEXT_AFTER = "text after the end of the picture: {n} bytes"
    ALSO_ZIP = "it is an archive (ZIP) as well"
    ALSO_PDF = "it is a PDF document as well"
    ALSO_PAGE = "a web page or a script for one is hidden in it"
    ALSO_PICTURE = "another picture stands behind it"
    SCRIPT = "a script (JavaScript)"
    OPENS_WITH = "something that happens by itself when the document opens or a page is shown"
    LAUNCH = "an order to start a program"
    SENDS = "an order to send what is filled in, or to fetch from elsewhere"
    LINKS = "links to addresses or other documents"
    ATTACHMENT = "files inside the file"
    MEDIA = "sound, video or 3D inside the document"
    ANNOTATIONS = "notes and marks on the pages, with who made them: what they show is kept as part of the page"
    FORM = "form fields: what they show is kept as part of the page"
    FORM_LOST = "form fields and marks on the pages: what they showed could not be kept"
    SIGNATURE = "a digital signature"
    EARLIER = "earlier states of the document"
    PRIVATE = "private data of the program that made it"
    LAYERS = "layers that could be hidden: the copy shows all"
    STRUCTURE = "structure and bookmarks, with the words that read pages aloud"
    LOCKED = "protection against printing or copying"
    INNER_PICTURE = "details inside pictures of the document: {n} pictures"
    INNER_PICTURE_LEFT_OUT = "pictures in the document that could not be cleaned: {n} left out"
    REPAIRED = "faults of the file: the copy is repaired, and parts may be missing"
    LAYOUT = "layout, fonts and colours: the copy holds the words alone"
    PICTURES = "pictures: {n} left out, see them in the original only"
    MACROS = "macros, which are programs inside the document"
    EXTERNAL = "links that fetch from elsewhere: {n}"
    REVISIONS = "words that were crossed out and whose changes are recorded"
    REMARKS = "who wrote remarks in it, and when: the words of remarks may be in the copy"
    SHEETS_HIDDEN = "sheets, slides or rows that are hidden: their words are in the copy"
    FORMULAS = "formulas: their last results are in the copy"
    CUSTOM = "further details that a program or an organisation put in"
    CONTROL = "control characters: {n}"
    INVISIBLE = "invisible characters, which can hide words or mark a copy: {n}"
    GUESSED = "how its letters are coded is a guess (Windows-1252): some may be wrong"
    CELLS_THAT_RUN = "cells that a spreadsheet would run as formulas: {n}; they stand in the copy as plain text"
    SHORTENED = "what stands after the first {n} characters"
    WORDS_STAY = "nothing of its words: names, numbers and places that were typed are still there"


class Refused(StrEnum):
    """Why there is no copy, and what to do."""

    EMPTY = "The file is empty. Ask the sender to send it again."
    TOO_LARGE = "The file is too large to be cleaned. See the original on a machine that is connected to nothing."
    PIXELS = (
        "The picture claims more pixels than can be opened safely; it may be made to exhaust a computer. "
        "Ask the sender for a smaller one."
    )
    EXPANDS = (
        "The file unpacks to far more than it holds; it may be made to exhaust a computer. Do not open the original "
        "except on a machine that is connected to nothing."
    )
    BROKEN = "The file is damaged, cut short or made to break readers. Ask the sender to send it again."
    STOPPED = (
        "The cleaning stopped while reading the file, which may be made to break readers. "
        "Do not open the original except on a machine that is connected to nothing."
    )
    TOO_LONG = "Cleaning took too long and was stopped. See the original on a machine that is connected to nothing."
    MEMORY = "Cleaning needed too much memory and was stopped. Ask the sender for a smaller file or fewer pages."
    LOCKED = "The document is locked with a password. Ask the sender for one without, or for the words as a message."
    MEDIA = "Sound and video cannot be cleaned here. Play the original only on a machine that is connected to nothing."
    ARCHIVE = "An archive is not unpacked here. Ask the sender to send its files one by one."
    PROGRAM = "This is a program or a script. Never start it; hand it to digital forensics."
    NOT_A_KIND = (
        "No copy can be made of this kind of file. Ask the sender for a PDF or a picture of it, or see the original on "
        "a machine that is connected to nothing."
    )
    NOT_CONFINED = (
        "This machine cannot hold the cleaning away from its files and network, so nothing was opened. Ask who runs "
        "it for a Linux kernel with seccomp, on x86-64 or ARM64."
    )
    NOT_STARTED = "The cleaning could not start. Tell who runs this machine, and try again later."


class Confinement(StrEnum):
    """What the process that takes files apart has given up. It is tried out, not assumed."""

    NETWORK = "it can open no socket"
    FILES = "it can open no file"
    WRITING = "it can write no file"
    PROCESSES = "it can start no process"
    NEW_CODE = "it can bring no new code into its memory"
    SECOND_WALL = "Landlock takes its files away too"


NEEDED = frozenset({Confinement.NETWORK, Confinement.FILES, Confinement.WRITING, Confinement.PROCESSES})
NAME_HIDES = "letters in its name that hide what it is"
