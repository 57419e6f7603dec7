// A table that can be sorted by its headings and searched; it shows some rows at a time.

const ROWS_AT_ONCE = 50;

// columns: { key, name, tip, cell: (row) => content, by: (row) => value to sort by, number }. A table keeps its state.
function sortable(id, columns, words) {
  const state = { sort: words.sort, down: true, search: "", shown: ROWS_AT_ONCE, rows: [] };
  const search = make("input", { type: "search", id: id + "-search", autocomplete: "off", spellcheck: "false" });
  const count = make("p.note", { role: "status", id: id + "-count" });
  const holder = make("div.scroll", { tabindex: "0", role: "region", "aria-label": "Table: " + words.caption });
  const more = make("button.more", { type: "button", hidden: true, onclick: () => showMore() }, "Show more");
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () => ((state.search = search.value.trim().toLowerCase()), (state.shown = ROWS_AT_ONCE), show()),
      120,
    );
  });
  fill(
    $(id),
    make("p.search", {}, make("label", { for: search.id }, words.search), search),
    words.options ?? [],
    count,
    holder,
    more,
  );
  holder.addEventListener("keydown", moveInRows);

  function sortBy(key) {
    state.down = state.sort === key ? !state.down : !columns.find((column) => column.key === key).words;
    state.sort = key;
    show();
    holder.querySelector(`[data-sort="${key}"]`).focus();
  }

  function heading(column) {
    const sorting = state.sort === column.key ? (state.down ? "descending" : "ascending") : null;
    const arrow = make("span", { "aria-hidden": "true" }, sorting ? (state.down ? " ▼" : " ▲") : "");
    const button = make(
      "button.sort",
      { type: "button", "data-sort": column.key, "data-tip": column.tip, onclick: () => sortBy(column.key) },
      column.name,
      arrow,
    );
    return make(column.number ? "th.number" : "th", { scope: "col", "aria-sort": sorting }, button);
  }

  function row(one) {
    return make(
      "tr",
      { onclick: followRow },
      columns.map((column, at) =>
        make((at ? "td" : "th") + (column.number ? ".number" : ""), at ? {} : { scope: "row" }, column.cell(one)),
      ),
    );
  }

  function fitting() {
    const { by } = columns.find((column) => column.key === state.sort);
    const found = state.search
      ? state.rows.filter((one) => words.text(one).includes(state.search))
      : state.rows.slice();
    const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const keyed = found
      .map((one) => [by(one), one])
      .sort((a, b) => (state.down ? order(b[0], a[0]) : order(a[0], b[0])));
    return keyed.map(([, one]) => one);
  }

  function show() {
    const rows = fitting();
    const some = rows.slice(0, state.shown);
    count.textContent =
      rows.length > some.length
        ? `${number(rows.length)} ${words.things}, the first ${number(some.length)} are shown`
        : `${number(rows.length)} ${words.things}`;
    fill(
      holder,
      make(
        "table.rows",
        {},
        make("caption.unseen", {}, words.caption),
        make("thead", {}, make("tr", {}, columns.map(heading))),
        make("tbody", {}, some.map(row)),
      ),
    );
    more.hidden = rows.length <= some.length;
  }

  function showMore() {
    const before = state.shown;
    state.shown += ROWS_AT_ONCE;
    show();
    holder.querySelectorAll("tbody tr")[before]?.querySelector("a")?.focus();
  }

  return (rows) => {
    state.rows = rows;
    state.shown = ROWS_AT_ONCE;
    show();
  };
}

// A press anywhere in a row follows its link, unless words are being marked.
function followRow(event) {
  const link = event.currentTarget.querySelector("a.row");
  if (link && !event.target.closest("a, button") && String(getSelection()) === "") location.hash = link.hash;
}

// Arrow keys go from row to row; Enter follows the row's link, as everywhere.
function moveInRows(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll("tbody a.row")];
  if (!way || !links.length) return;
  const at = links.indexOf(document.activeElement);
  if (at < 0 && way < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, at + way))].focus();
}
