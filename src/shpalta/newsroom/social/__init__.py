"""What is drawn of an outlet and its articles for other places: images that stand for articles in
social networks, icons of the site.

``recipe`` says what an image is made of and names it; ``lettering``, ``drawing`` and ``icons`` draw
and know no Django; ``images`` and ``marks`` read records, keep files by digest and seal; ``tasks``
run after the editor's request. Nothing is drawn twice, and no publication waits for a drawing.
"""
