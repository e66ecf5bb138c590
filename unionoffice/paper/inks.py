"""The inks as colours: red, green and blue from 0 to 1."""

from unionoffice.paper.document import Ink

RGB = {
    Ink.BLACK: (0.0, 0.0, 0.0),
    Ink.RED: (0.85, 0.05, 0.05),
    Ink.GREY: (0.45, 0.45, 0.45),
    Ink.GOLD: (0.78, 0.58, 0.16),
    Ink.YELLOW: (1.0, 0.89, 0.45),
    Ink.WHITE: (1.0, 1.0, 1.0),
}
