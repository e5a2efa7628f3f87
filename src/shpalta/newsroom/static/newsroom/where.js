/* After a publication: ask where the article is, often at first, until that is final. The text of the page load stands
   where this script does not run; what it says is true whether or not it asks again. */
(() => {
  const DELAYS = [300, 500, 800, 1200, 2000, 3000, 5000, 8000, 12000];
  const PATIENT = 20000;

  const show = (box, found) => {
    box.hidden = !found.text;
    box.dataset.stage = found.stage || "";
    box.querySelector("[data-text]").textContent = found.text || "";
    const link = box.querySelector("[data-link]");
    link.hidden = !found.link;
    if (found.link) link.href = found.link;
    const detail = box.querySelector("[data-detail]");
    detail.hidden = !found.detail;
    detail.textContent = found.detail || "";
  };

  const ask = async (box, round) => {
    try {
      const answer = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const found = await answer.json();
        show(box, found);
        if (found.final) return;
      }
    } catch {
      /* The newsroom is away for a moment: the next round asks again. */
    }
    later(box, round + 1);
  };

  const later = (box, round) => {
    /* It may take long: a disk that is full, a press that somebody has to start. Whoever left
       this page open must not read for hours what was true in its first minute. */
    setTimeout(() => ask(box, round), DELAYS[round] ?? PATIENT);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("newsroom-where");
    if (box && box.dataset.final === "false" && box.dataset.stage) later(box, 0);
  });
})();
