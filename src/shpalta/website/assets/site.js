// Adds to pages that work without it: the living feed, "show more", embeds after a click.
const feed = document.querySelector(".feed");
const said = document.createElement("p");
said.className = "vh";
said.role = "status";

// A page or fragment of ours: its feed, or an error.
const load = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw Error(answer.status);
  // Without its head: that page's own rule is not in this page's policy.
  const body = "<body" + (await answer.text()).split("<body")[1];
  const page = new DOMParser().parseFromString(body, "text/html");
  return page.querySelector(".feed");
};

// Moves the days of `fresh` into the feed, drops what is there already; the first new headline.
const add = (fresh) => {
  let first;
  for (const day of fresh.querySelectorAll(".day")) {
    for (const item of day.querySelectorAll("li")) {
      if (feed.querySelector(`[data-id="${CSS.escape(item.dataset.id)}"]`)) item.remove();
      else first ??= item.querySelector("a");
    }
    if (!day.querySelector("li")) continue;
    const same = feed.querySelector(`[data-day="${CSS.escape(day.dataset.day)}"] ul`);
    if (same) same.append(...day.querySelectorAll("li"));
    else feed.append(day);
  }
  const more = fresh.querySelector(".more");
  if (more) feed.append(more);
  return first;
};

const showMore = async (link) => {
  const place = link.parentElement;
  place.ariaBusy = true;
  said.className = "vh";
  let first, next = link;
  try {
    // A leaf may hold nothing but what is shown already: then the one after it is asked for.
    while (next && !first) {
      const fresh = await load(next.href);
      next.parentElement.remove();
      first = add(fresh);
      next = feed.querySelector("[data-more]");
    }
    said.textContent = feed.dataset.added;
    first?.focus({ preventScroll: true });
  } catch {
    place.ariaBusy = false;
    said.className = "ui";
    said.textContent = feed.dataset.failed;
    feed.append(place);
  }
};

if (feed) {
  feed.after(said);
  feed.addEventListener("click", (event) => {
    const link = event.target.closest("[data-more]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.parentElement.ariaBusy || link.parentElement.ariaBusy === "false") showMore(link);
  });
  if (feed.dataset.live) {
    requestAnimationFrame(() => setTimeout(() => load(feed.dataset.live).then(add, () => {})));
  }
}

for (const place of document.querySelectorAll("[data-frame]")) {
  const button = place.querySelector("button");
  button.hidden = false;
  button.onclick = () => {
    const frame = document.createElement("iframe");
    frame.src = place.dataset.frame;
    frame.title = place.querySelector("p").textContent;
    frame.allow = "fullscreen; encrypted-media; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.replaceWith(frame);
    frame.focus();
  };
}
