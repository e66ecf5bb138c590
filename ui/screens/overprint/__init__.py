"""套打格式: where words go on bought forms, drawn with the mouse on a scan of them."""
