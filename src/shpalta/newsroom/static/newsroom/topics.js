/* Topics of an article where there are thousands: words find them, Enter or a click ticks one. */
(() => {
  const WAIT = 200;

  const option = (topic, id) => {
    const item = document.createElement("li");
    item.id = id;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.value = topic.id;
    item.textContent = topic.name;
    return item;
  };

  const begin = (box) => {
    if (box.dataset.begun) return;
    box.dataset.begun = "yes";
    const words = box.querySelector("input[type=search]");
    const list = box.querySelector("[data-list]");
    const chosen = box.querySelector("[data-chosen]");
    const said = box.querySelector("[data-said]");
    let timer = 0;
    let asked = 0;
    let at = -1;

    const close = () => {
      list.hidden = true;
      words.setAttribute("aria-expanded", "false");
      words.removeAttribute("aria-activedescendant");
      at = -1;
    };

    const mark = (place) => {
      const items = [...list.children];
      if (!items.length) return;
      at = (place + items.length) % items.length;
      items.forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
      words.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    };

    const tick = (item) => {
      const same = chosen.querySelector(`input[value="${CSS.escape(item.dataset.value)}"]`);
      if (same) {
        same.checked = true;
      } else {
        const label = document.createElement("label");
        const input = document.createElement("input");
        Object.assign(input, { type: "checkbox", name: box.dataset.name, checked: true });
        input.value = item.dataset.value;
        label.append(input, ` ${item.textContent}`);
        chosen.append(label, "\n");
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
      said.textContent = item.textContent;
      words.value = "";
      close();
      words.focus();
    };

    const show = (topics) => {
      list.replaceChildren(...topics.map((t, n) => option(t, `${list.id}-${n}`)));
      said.textContent = topics.length ? "" : box.dataset.nothing;
      list.hidden = !topics.length;
      words.setAttribute("aria-expanded", String(topics.length > 0));
      at = -1;
    };

    const find = async () => {
      const mine = ++asked;
      if (!words.value.trim()) return close();
      try {
        const url = `${box.dataset.found}&q=${encodeURIComponent(words.value)}`;
        const answer = await fetch(url, { headers: { Accept: "application/json" } });
        if (answer.ok && mine === asked) show((await answer.json()).topics);
      } catch {
        /* The newsroom is away for a moment: the next letter asks again. */
      }
    };

    words.addEventListener("input", (event) => {
      event.stopPropagation();
      clearTimeout(timer);
      timer = setTimeout(find, WAIT);
    });
    words.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") mark(at + 1);
      else if (event.key === "ArrowUp") mark(at - 1);
      else if (event.key === "Escape" && !list.hidden) close();
      else if (event.key === "Enter") {
        const item = list.children[Math.max(at, 0)];
        if (item && !list.hidden) tick(item);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      if (item) {
        event.preventDefault();
        tick(item);
      }
    });
    words.addEventListener("blur", close);
  };

  const all = () => document.querySelectorAll(".newsroom-topics").forEach(begin);
  document.addEventListener("DOMContentLoaded", all);
  if (document.readyState !== "loading") all();
})();
