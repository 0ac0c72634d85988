"""How a diary travels: text in, text out."""
