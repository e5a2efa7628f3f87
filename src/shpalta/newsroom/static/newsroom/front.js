/* The Front screen in place: buttons without a round trip, dragging, keys. Without this script the
   same buttons post the form. What is moved is said in a live region, and keeps the focus. */
(() => {
  const MOST = 30;
  const form = document.getElementById("newsroom-front");
  if (!form) return;
  const words = document.getElementById("newsroom-front-words");
  const said = document.getElementById("newsroom-front-said");
  const list = (name) => form.querySelector(`[data-list="${name}"]`);
  const [lead, pins, filled, found] = [list("lead"), list("pin"), list("filled"), list("found")];
  const cards = (place) => [...place.querySelectorAll(":scope > [data-article]")];
  const placed = () => [...cards(lead), ...cards(pins)].map((card) => card.dataset.article);
  let drag = null;
  let changed = form.dataset.unsaved === "true";
  let leaving = false;

  const say = (key, card) => {
    const order = cards(pins);
    said.textContent = form.dataset[key]
      .replace("{headline}", card.dataset.headline)
      .replace("{place}", order.indexOf(card) + 1)
      .replace("{count}", order.length);
  };

  /* After every move: one card leads, each input has the name of its list, nothing stands twice. */
  const settle = (card) => {
    for (const other of cards(lead)) if (other !== card && cards(lead).length > 1) pins.prepend(other);
    for (const place of [lead, pins, filled, found])
      for (const one of cards(place)) {
        const input = one.querySelector("input");
        const field = place === lead || place === pins ? place.dataset.list : "";
        input.disabled = !field;
        input.name = field;
        one.querySelector("[data-handle]").hidden = false;
        if (!field && placed().includes(one.dataset.article)) one.remove();
      }
    form.querySelector("[data-unsaved-note]").hidden = !changed;
  };

  /* What the rule adds to what is chosen now: the press is asked after every move. */
  let rule = 0;
  const fill = async () => {
    const round = ++rule;
    const chosen = new URLSearchParams();
    for (const card of cards(lead)) chosen.append("lead", card.dataset.article);
    for (const card of cards(pins)) chosen.append("pin", card.dataset.article);
    const answer = await fetch(`${form.dataset.filled}&${chosen}`).catch(() => null);
    if (!answer || !answer.ok) return;
    const html = await answer.text();
    if (round !== rule || drag) return;
    const focused = filled.contains(document.activeElement) ? document.activeElement : null;
    const same = focused && focused.closest("[data-article]").dataset.article;
    const verb = focused && focused.dataset.do;
    filled.innerHTML = html;
    settle(null);
    const again = cards(filled).find((card) => card.dataset.article === same);
    if (again) again.querySelector(verb ? `[data-do="${verb}"]` : "[data-handle]").focus();
    else if (focused) words.focus();
  };

  const tell = (card) => {
    const place = card.parentElement;
    say(place === lead ? "saidLead" : place === pins ? "saidMoved" : "saidOff", card);
  };

  const put = (card, place, before, focused) => {
    if (place === pins && card.parentElement !== pins && cards(pins).length >= MOST) {
      say("saidFull", card);
      return;
    }
    place.insertBefore(card, before);
    changed = true;
    settle(card);
    tell(card);
    fill();
    const visible = focused && focused.offsetParent !== null ? focused : card.querySelector("[data-handle]");
    if (focused) visible.focus();
  };

  const off = (card, focused) => {
    const next = card.nextElementSibling || card.previousElementSibling;
    put(card, found, found.firstChild, null);
    if (focused) (next ? next.querySelector("[data-handle]") : words).focus();
  };

  const step = (card, by, focused) => {
    const order = cards(pins);
    const from = order.indexOf(card);
    if (from < 0) {
      if (by > 0 && card.parentElement === lead) put(card, pins, pins.firstChild, focused);
      return;
    }
    const to = Math.min(Math.max(from + by, 0), order.length - 1);
    if (to === from) say("saidEdge", card);
    else put(card, pins, to > from ? order[to].nextSibling : order[to], focused);
  };

  const does = {
    up: (card, focused) => step(card, -1, focused),
    down: (card, focused) => step(card, 1, focused),
    lead: (card, focused) => put(card, lead, lead.firstChild, focused),
    pin: (card, focused) => put(card, pins, pins.firstChild, focused),
    remove: off,
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    event.preventDefault();
    does[button.dataset.do](button.closest("[data-article]"), button);
  });

  form.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle) return;
    const card = handle.closest("[data-article]");
    const chosen = placed().includes(card.dataset.article);
    const keys = {
      ArrowUp: () => step(card, -1, handle),
      ArrowDown: () => step(card, 1, handle),
      Home: () => step(card, -MOST, handle),
      End: () => step(card, MOST, handle),
      Delete: () => chosen && off(card, handle),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  /* Dragging by mouse, pen or finger. */
  const follow = (event) => {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const place = under && under.closest("[data-list]");
    if (!place || place.dataset.list === "filled") return;
    const over = under.closest("[data-article]");
    if (over === drag.card) return;
    if (!over) {
      if (place !== drag.card.parentElement) place.append(drag.card);
      return;
    }
    const box = over.getBoundingClientRect();
    place.insertBefore(drag.card, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
  };
  const drop = (event) => {
    const { card, place, before } = drag;
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    document.removeEventListener("keydown", escape);
    drag = null;
    card.classList.remove("is-dragged");
    const refused = event.type !== "pointerup" || cards(pins).length > MOST;
    if (refused) place.insertBefore(card, before);
    if (card.parentElement === place && card.nextElementSibling === before) return;
    changed = true;
    settle(card);
    tell(card);
    fill();
    card.querySelector("[data-handle]").focus();
  };
  const escape = (event) => {
    if (event.key === "Escape") drop(event);
  };
  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button) return;
    event.preventDefault();
    handle.focus();
    const card = handle.closest("[data-article]");
    drag = { card, place: card.parentElement, before: card.nextElementSibling };
    card.classList.add("is-dragged");
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", drop);
    document.addEventListener("keydown", escape);
  });

  /* The search answers while one types. */
  let asked = 0;
  words.addEventListener("input", async (event) => {
    const round = ++asked;
    const answer = await fetch(`${form.dataset.found}&q=${encodeURIComponent(event.target.value)}`);
    if (!answer.ok) return;
    const html = await answer.text();
    if (round !== asked) return;
    found.innerHTML = html;
    settle(null);
  });

  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });
  document.getElementById("newsroom-front-keys").hidden = false;
  settle(null);
})();
