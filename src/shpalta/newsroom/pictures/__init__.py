"""Pictures: what is accepted, what is made of it, and where that is kept.

``source`` reads an upload and refuses what is hostile or broken; ``recipe`` says which files are
made; ``encoding`` makes them; ``renditions`` keeps them by digest; ``tasks`` does the slow part
after the editor's request. The first two and the encoding know no Django model.
"""
