// Search, filters and buttons of a publication list. Without this script, the page shows all works and no controls.
(() => {
  "use strict";
  const page = document.querySelector("main");
  const entries = [...page.querySelectorAll(".csl-entry")];
  const form = page.querySelector(".publist-find");

  // Letters without case and accents, so that “Muller” finds “Müller”.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  if (form) {
    const texts = entries.map((entry) => folded(entry.textContent));
    const choices = entries.map((entry) => new Set((entry.dataset.choices || "").split(" ")));
    const works = new Set(entries.map((entry) => entry.dataset.work)).size; // selected works are listed twice
    const output = form.querySelector("output");
    const headings = [...page.querySelectorAll("h2, h3, h4, h5, h6")];
    const places = [...page.querySelectorAll("h2, h3, h4, h5, h6, .csl-entry")];

    const show = () => {
      const words = folded(form.elements.q ? form.elements.q.value : "").split(/\s+/).filter(Boolean);
      const wanted = [...form.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
      const shown = new Set();
      entries.forEach((entry, index) => {
        const fits = words.every((word) => texts[index].includes(word)) && wanted.every((one) => choices[index].has(one));
        entry.hidden = !fits;
        if (fits) shown.add(entry.dataset.work);
      });
      // A heading is shown if a work is shown before the next heading of its level or a higher one.
      headings.forEach((heading) => {
        let fits = false;
        for (const place of places.slice(places.indexOf(heading) + 1)) {
          if (/^H/.test(place.tagName) && place.tagName <= heading.tagName) break;
          if (!/^H/.test(place.tagName) && !place.hidden) fits = true;
          if (fits) break;
        }
        heading.hidden = !fits;
      });
      const template = shown.size ? form.dataset.shown : form.dataset.nothing;
      output.textContent = template.replace("{shown}", shown.size).replace("{all}", works);
      remember(words.length || wanted.length);
    };

    // The address of the page keeps the search, so that it can be sent to others.
    const remember = (isFiltered) => {
      const search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      const address = location.pathname + (isFiltered ? "?" + search : "") + location.hash;
      try {
        history.replaceState(null, "", address);
      } catch (_) { /* Pages that are shown inside others may not do so. */ }
    };

    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements[name];
      if (field && "value" in field) field.value = value;
    }
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    form.hidden = false;
    show();
    // A work to which an address leads is shown, whatever the search hides.
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.hidden) form.reset();
    };
    addEventListener("hashchange", reveal);
    reveal();
  }

  // The buttons of a BibTeX entry.
  const copy = async (code, button) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch (_) { // Pages that are files have no clipboard.
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  const save = (code, button) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([code.textContent], { type: "application/x-bibtex" }));
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  for (const buttons of page.querySelectorAll(".publist-buttons")) {
    const code = buttons.parentElement.querySelector("code");
    const [first, second] = buttons.querySelectorAll("button");
    first.addEventListener("click", () => copy(code, first));
    second.addEventListener("click", () => save(code, second));
    buttons.hidden = false;
  }
})();
