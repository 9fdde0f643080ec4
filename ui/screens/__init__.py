"""A folder a screen: its QML view beside its Python view-model."""
