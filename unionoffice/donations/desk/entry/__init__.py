"""The fast entry of gifts: who a name means, rows written at once, running figures."""
