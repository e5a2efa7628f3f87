// Adds to pages that work without it: the living feed, tools for reading, embeds after a click.
// A page may be years old. Its words and controls come with the fragment, which is always new.
const root = document.documentElement;
const feed = document.querySelector(".feed");
const live = document.querySelector("[data-live]")?.dataset.live;
const here = location.origin + location.pathname;
let words = {};

const make = (tag, fields) => Object.assign(document.createElement(tag), fields);

// -- what is said to those who listen, and shown where it has to be --

const said = make("p", { className: "vh", role: "status" });
(feed ?? document.body).append(said);

let silence;
const tell = (text, look = "vh") => {
  clearTimeout(silence);
  said.className = look;
  said.textContent = text ?? "";
  if (look === "ui note") silence = setTimeout(tell, 4000);
};

// The form that goes with a count, of those for 1, 2 and 5.
const counted = (forms = "", count) => {
  const rules = new Intl.PluralRules(root.lang);
  const same = [1, 2, 5].findIndex((sample) => rules.select(sample) === rules.select(count));
  return forms.split("|").at(same < 0 ? 2 : same).replace(/\d+/, count);
};

// -- the feed --

// A page or fragment of ours, or an error.
const load = async (address, options) => {
  const answer = await fetch(address, options);
  if (!answer.ok) throw Error(answer.status);
  // Without its head: that page's own rule is not in this page's policy.
  const body = "<body" + (await answer.text()).split("<body")[1];
  return new DOMParser().parseFromString(body, "text/html");
};

const itemsOf = (page) => [...page.querySelectorAll(".day li[data-id]")];
const shown = (id) => feed.querySelector(`li[data-id="${CSS.escape(id)}"]`);
const unknown = (page) => itemsOf(page).filter((item) => !shown(item.dataset.id));
const when = (item) => item.querySelector("time").dateTime;

// Puts an item among those of its day, newest first; makes the day when it is not there yet.
const place = (item) => {
  const day = item.closest(".day");
  const days = [...feed.querySelectorAll(".day")];
  let home = days.find((other) => other.dataset.day <= day.dataset.day);
  if (home?.dataset.day !== day.dataset.day) {
    const made = day.cloneNode(true);
    made.querySelector("ul").replaceChildren();
    (home ?? feed.querySelector(".more") ?? said).before(made);
    home = made;
  }
  const list = home.querySelector("ul");
  list.insertBefore(item, [...list.children].find((o) => when(o) < when(item)) ?? null);
};

// Adds what is not there yet, doubles dropped by id; gives what was added.
const add = (page) => {
  const fresh = unknown(page);
  fresh.forEach(place);
  return fresh;
};

// Adds a page at the end, with its own way on in the place of the old one.
const follow = (page) => {
  feed.querySelector(".more")?.remove();
  const fresh = add(page);
  const more = page.querySelector(".feed .more");
  if (more) said.before(more);
  return fresh;
};

// -- "show more", and the place kept for whoever comes back --

let leaves = [];

const keep = (event) => {
  const inView = (item) => item.getBoundingClientRect().bottom > 0;
  const left = event?.target.closest(".feed li[data-id]");
  const item = left ?? itemsOf(feed).find(inView);
  const top = item?.getBoundingClientRect().top;
  history.replaceState({ leaves, y: scrollY, id: item?.dataset.id, top, left: !!left }, "");
};

const showMore = async (link) => {
  const place = link.parentElement;
  const added = [];
  place.ariaBusy = true;
  try {
    // A leaf may hold nothing but what is shown already: then the one after it is asked for.
    for (let next = link; next && !added.length; next = feed.querySelector("[data-more]")) {
      const { href } = next;
      added.push(...follow(await load(href)));
      leaves.push(href);
    }
  } catch {
    place.ariaBusy = false;
    if (words.failed) tell(words.failed, "ui");
    else location = link.href;
    return;
  }
  added[0]?.querySelector("a").focus({ preventScroll: true });
  keep();
  await ready;
  tell(counted(words.added, added.length));
};

const comeBack = async (was) => {
  let still = true;
  const kinds = ["wheel", "touchstart", "pointerdown", "keydown"];
  for (const kind of kinds) addEventListener(kind, () => (still = false), { once: true });
  for (const answer of await Promise.allSettled(was.leaves.map((leaf) => load(leaf)))) {
    if (answer.status !== "fulfilled") break;
    follow(answer.value);
    leaves.push(was.leaves[leaves.length]);
  }
  if (!still) return;
  const item = was.id && shown(was.id);
  const text = document.querySelector("main:not(:has(.feed)) > :last-child");
  // Over the text its own height is right; over the feed, whose top may be new, an item's is.
  scrollTo({ top: was.y, behavior: "instant" });
  if (item && (text?.getBoundingClientRect().bottom ?? 0) <= 0) {
    scrollBy({ top: item.getBoundingClientRect().top - was.top, behavior: "instant" });
  }
  if (was.left) item?.querySelector("a").focus({ preventScroll: true });
};

// -- what is new while one reads --

const MINUTE = 60_000;
const news = make("button", { type: "button", className: "new", hidden: true });
let wait = MINUTE, asked = 0, timer, newest;

// Says how many are new. Nothing moves before the reader asks for them.
const offer = (page) => {
  const top = itemsOf(feed)[0];
  const count = unknown(page).filter((item) => !top || when(item) > when(top)).length;
  const known = newest?.count;
  newest = { page, count };
  news.hidden = !count;
  if (!count || known === count) return;
  news.textContent = counted(words.new, count);
  tell(news.textContent);
};

news.onclick = () => {
  // Nothing in common: what lies between is not known, so the feed begins anew.
  if (!itemsOf(newest.page).some((item) => shown(item.dataset.id))) {
    for (const day of feed.querySelectorAll(".day")) day.remove();
    leaves = [];
    follow(newest.page);
  } else add(newest.page);
  newest = undefined;
  news.hidden = true;
  itemsOf(feed)[0].querySelector("a").focus();
  keep();
};

const ask = async () => {
  const before = newest?.count;
  asked = Date.now();
  try {
    offer(await load(live, { cache: "no-cache" }));
  } catch {}
  // Ever less often while nothing comes.
  wait = newest?.count === before ? Math.min(wait * 1.5, 10 * MINUTE) : MINUTE;
  watch();
};

const watch = () => {
  clearTimeout(timer);
  if (document.hidden || !navigator.onLine || navigator.connection?.saveData) return;
  timer = setTimeout(ask, Math.max(0, asked + wait - Date.now()));
};

const again = () => {
  wait = MINUTE;
  watch();
};

const begin = async () => {
  const was = history.state;
  let page;
  try {
    if (live) page = await load(live);
  } catch {}
  words = page?.querySelector(".feed").dataset ?? {};
  asked = Date.now();
  const tools = page?.querySelector("template");
  if (tools) bring(tools.content);
  if (!feed) return;
  if (page && feed.matches("[data-live]")) {
    if (itemsOf(feed).length) offer(page);
    else follow(page);
    document.addEventListener("visibilitychange", again);
    addEventListener("online", again);
    addEventListener("offline", again);
    watch();
  }
  if (was?.leaves) await comeBack(was);
  let resting;
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(keep, 300);
  });
  document.addEventListener("click", (event) => event.target.closest("a") && keep(event), true);
};

// -- tools --

const copy = async (address) => {
  await navigator.clipboard.writeText(address);
  tell(words.copied, "ui note");
};

// A browser may refuse to store: then a choice lasts as long as the page.
const wear = (look) => {
  root.className = look;
  try {
    localStorage.look = look;
  } catch {}
};

const chooseLook = (tool) => {
  const radios = [...tool.querySelectorAll("input")];
  for (const radio of radios) radio.checked ||= radio.value && root.classList.contains(radio.value);
  tool.onchange = () => wear(radios.filter((r) => r.checked && r.value).map((r) => r.value).join(" "));
};

// Reads aloud block by block, by a voice of this machine: others would send the text elsewhere.
const readAloud = (button, stop) => {
  const speech = window.speechSynthesis;
  const start = button.textContent;
  const language = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voice = () =>
    speech.getVoices().find((v) => v.localService && language(v.lang) === language(root.lang));
  const parts = [...document.querySelectorAll(
    ".story > :is(h1, .lead), .text :is(p, h2, li > span)",
  )].filter((part) => !part.closest("figure:not(.quote), nav, .also, .file"));
  let at = 0, current;

  const show = (label, going) => {
    button.textContent = label;
    if (!going && document.activeElement === stop) button.focus();
    stop.hidden = !going;
  };
  const halt = () => {
    current = undefined;
    speech.cancel();
  };
  const end = () => {
    halt();
    at = 0;
    show(start, false);
  };
  const speak = () => {
    if (at >= parts.length) return end();
    const spoken = new SpeechSynthesisUtterance(parts[at].textContent);
    spoken.voice = voice();
    spoken.lang = spoken.voice.lang;
    spoken.onend = () => {
      if (spoken !== current) return;
      at += 1;
      speak();
    };
    spoken.onerror = () => spoken === current && end();
    current = spoken;
    speech.speak(spoken);
  };

  // Pausing is stopping at a paragraph's beginning: not every browser can do otherwise.
  button.onclick = () => {
    if (current) {
      halt();
      show(button.dataset.resume, true);
    } else {
      speak();
      show(button.dataset.pause, true);
    }
  };
  stop.onclick = end;
  addEventListener("pagehide", end);
  const look = () => (button.hidden = !voice());
  if (speech) {
    look();
    speech.addEventListener?.("voiceschanged", look);
  }
};

// Puts the tools that came with the fragment into their places.
const bring = (tools) => {
  const tool = (name) => tools.querySelector(`[data-tool=${name}]`);
  const look = tool("look");
  chooseLook(look);
  const row = document.querySelector(".tools");
  if (!row) return document.querySelector(".end").append(look);
  const share = row.querySelector("details p");
  const [copying, sheet, listen, stop, print] = ["copy", "sheet", "listen", "stop", "print"].map(tool);
  const title = document.querySelector("h1").textContent;
  copying.onclick = () => copy(here);
  sheet.onclick = () => navigator.share({ title, url: here }).catch(() => {});
  print.onclick = () => window.print();
  readAloud(listen, stop);
  if (navigator.share) share.prepend(sheet);
  if (navigator.clipboard) share.prepend(copying);
  row.append(listen, stop, print, look);
};

// What hangs open is closed by Escape, and by a click elsewhere.
const shut = (event) => {
  for (const panel of document.querySelectorAll(":is(.tools, .end) details[open]")) {
    if (!event.key && panel.contains(event.target)) continue;
    panel.open = false;
    if (event.key) panel.querySelector("summary").focus();
  }
};
addEventListener("keydown", (event) => event.key === "Escape" && shut(event));
addEventListener("click", shut);

// Addresses of paragraphs: one stop of the Tab key, up and down between them.
const marks = [...document.querySelectorAll(".text .p")];
for (const [number, mark] of marks.entries()) {
  mark.tabIndex = number ? -1 : 0;
  mark.onclick = () => {
    if (navigator.clipboard) copy(here + mark.hash);
    // Going to the paragraph takes the keyboard from its link.
    setTimeout(() => mark.focus({ preventScroll: true }));
  };
  mark.onkeydown = (event) => {
    const next = marks[number + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (!next) return;
    event.preventDefault();
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}

for (const place of document.querySelectorAll("[data-frame]")) {
  const button = place.querySelector("button");
  button.hidden = false;
  button.onclick = () => {
    const frame = make("iframe", {
      src: place.dataset.frame,
      title: place.querySelector("p").textContent,
      allow: "fullscreen; encrypted-media; picture-in-picture",
      referrerPolicy: "strict-origin-when-cross-origin",
    });
    button.replaceWith(frame);
    frame.focus();
  };
}

if (feed) {
  feed.querySelector("h2")?.after(news);
  feed.addEventListener("click", (event) => {
    const link = event.target.closest("[data-more]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (link.parentElement.ariaBusy !== "true") showMore(link);
  });
}
addEventListener("pageshow", (event) => {
  // Kept whole by the browser: the look may have been changed on another page meanwhile.
  try {
    if (event.persisted) root.className = localStorage.look ?? "";
  } catch {}
});

// After the first paint.
const ready = new Promise((done) => requestAnimationFrame(() => setTimeout(done))).then(begin);
