// What stands below the charts: figures that differ between texts, and problems of the reading.

function showNotes() {
  const { differing, agreeing, problems } = ABOUT;
  const parts = [];
  parts.push(changesNote());
  if (differing.n || agreeing.n) parts.push(checksNote(differing, agreeing));
  if (problems.n) parts.push(problemsNote(problems));
  fill($("notes"), parts);
}

function checksNote(differing, agreeing) {
  const item = ([relation, slot, note, a, b]) =>
    make(
      "li",
      {},
      make("strong", {}, `${RELATIONS[relation] ?? relation}${slot ? ` (${slot})` : ""}: `),
      note,
      " ",
      [a, b]
        .filter((id) => BY_ID.has(id))
        .map((id, at) => [
          at ? " · " : "",
          make("a", { href: linkTo("turn", BY_ID.get(id).turn.id) }, at ? "second text" : "first text"),
        ]),
    );
  return make(
    "section.card",
    { "aria-labelledby": "checks-heading" },
    make("h2", { id: "checks-heading" }, "Figures that differ between texts"),
    make(
      "p.note",
      {},
      `${plural(agreeing.n, "pair")} of figures agree, ${number(differing.n)} differ. A difference is a place to look at, not a verdict. All texts, whatever the filters.`,
    ),
    make("ul", {}, differing.rows.slice(0, 50).map(item)),
    differing.n > 50 ? make("p.note", {}, `${number(differing.n - 50)} more stand in the table “checks”.`) : null,
  );
}
const RELATIONS = {
  contradicts: "Contradicts",
  qualifies: "Says more or less",
  agrees: "Agrees",
  unmatched: "No partner",
};

// The same message about many texts is told once.
function problemsNote(problems) {
  const groups = groupBy(problems.rows, ([severity, , , message, advice]) => [severity, message, advice].join("\n"));
  const item = ([told, rows]) => {
    const [severity, message, advice] = told.split("\n");
    const paths = [...groupBy(rows, (row) => row[1])].map(([path, some]) => path + (some.length > 1 ? ` (${some.length})` : ""));
    return make(
      "li",
      {},
      make("strong", {}, severity + ": "),
      `${message}. `,
      make("span.note", {}, advice),
      make("br"),
      make("code", {}, excerpt(paths.join(", "), 300)),
    );
  };
  return make(
    "section.card",
    { "aria-labelledby": "problems-heading" },
    make("h2", { id: "problems-heading" }, "What to know about the reading"),
    make(
      "details",
      {},
      make("summary", {}, plural(problems.n, "note")),
      make("ul", {}, [...groups].slice(0, 200).map(item)),
      problems.n > problems.rows.length
        ? make("p.note", {}, `${number(problems.n - problems.rows.length)} more stand in the table “problems”.`)
        : null,
    ),
  );
}
