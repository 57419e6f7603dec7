// A chart of bars that is a table: the numbers stand in it, and each row can be chosen as a filter.

const FIRST_ROWS = 10;

// rows: { key, label, tip, value, shown, more, interval }. `filter` names the filter that a row sets, if any.
function bars(heading, note, head, rows, filter) {
  const all = rows.length > FIRST_ROWS && bars.open.has(heading.id);
  // Rows that rest on little do not set the scale.
  const firm = rows.filter((row) => !row.few);
  const most = Math.max(...(firm.length ? firm : rows).map((row) => row.interval?.[1] ?? row.value), 0) || 1;
  const body = (all ? rows : rows.slice(0, FIRST_ROWS)).map((row) => barRow(row, most, head.length > 2, filter));
  const table = make(
    "table.bars",
    { "aria-labelledby": heading.id },
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        head.map((words, at) => make(at ? "th.number" : "th", { scope: "col" }, words)),
        make("td", { "aria-hidden": "true" }),
      ),
    ),
    make("tbody", {}, body),
  );
  const parts = [make("h2", { id: heading.id }, heading.words), note && make("p.note", {}, note)];
  parts.push(rows.length ? table : make("p.note", {}, isFiltered() ? "Nothing that fits the filters." : "None was found."));
  if (rows.length > FIRST_ROWS) parts.push(moreButton(heading.id, rows.length, all));
  return make("section.card", { "aria-labelledby": heading.id, "data-chart": heading.id }, parts);
}
bars.open = new Set();

function barRow(row, most, hasMore, filter) {
  const picked = filter && filters[filter] === row.key;
  const label = filter
    ? make(
        "button.pick",
        {
          type: "button",
          "aria-pressed": String(picked),
          "data-tip": row.tip,
          onclick: () => setFilters({ [filter]: picked ? "" : row.key }),
        },
        row.label,
      )
    : row.tip
      ? term(row.label, row.tip)
      : row.label;
  const bar = make(`span.bar${row.kind ? "." + row.kind : ""}${row.few ? ".few" : ""}`);
  bar.hidden = row.value <= 0 || row.bare;
  bar.style.width = `${Math.min(100, (100 * Math.max(0, row.value)) / most)}%`;
  const track = make("span.track", {}, bar);
  if (row.interval) {
    const range = make("span.interval");
    range.style.left = `${(100 * row.interval[0]) / most}%`;
    range.style.width = `${(100 * (row.interval[1] - row.interval[0])) / most}%`;
    track.append(range);
  }
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, label),
    make("td.number", {}, row.shown ?? number(row.value)),
    hasMore && make("td.number", {}, row.more),
    make("td.track-cell", { "aria-hidden": "true" }, track),
  );
}

function moreButton(id, n, all) {
  const press = () => {
    all ? bars.open.delete(id) : bars.open.add(id);
    render();
    document.querySelector(`[data-chart="${id}"] .more`)?.focus();
  };
  return make("button.more", { type: "button", onclick: press }, all ? "Show fewer" : `Show all ${number(n)}`);
}
