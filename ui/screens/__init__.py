"""Hand-built screens; `ui.screens.pages.SCREENS` lists every one of them."""
