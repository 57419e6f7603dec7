// The first view: what was read, what was found, and the answer that stands out.

function showOverview(selection) {
  showFacts(selection);
  showLeftOut();
  showWorst(selection);
  showTime(selection);
  fill(
    $("charts"),
    chartOfActs(selection),
    chartOfSpeakers(selection),
    chartOfTargets(selection),
    chartOfReplies(selection),
    chartOfSources(selection),
    chartOfCited(selection),
  );
  showNotes();
}

function showFacts({ docs, said, acts, answers, citations, core }) {
  const dates = sorted(docs.map((doc) => doc.date));
  const period = dates.length ? `${dates[0].slice(0, 4)}–${dates[dates.length - 1].slice(0, 4)}` : "no dates";
  const words = sum(said, (said) => said.n);
  const rate = words ? number((1000 * core.length) / words, 1) : "–";
  const facts = [
    ["Texts", number(docs.length), period],
    ["Answers and statements", number(answers.length), "turns of spokespersons and officials"],
    ["Words they said", number(words), "with those of persons whom articles quote"],
    ["Acts found", number(acts.length), "that count: said in earnest, by a voice that answers"],
    [
      picksActs() ? "Chosen acts per 1,000 words" : "Confrontation index",
      rate,
      picksActs() ? "of all words of the speakers" : `confrontational acts per 1,000 words${intervalNow()}`,
    ],
    ["Citations", number(citations.length), "of a source, questions left out"],
  ];
  fill(
    $("facts"),
    make(
      "dl.facts",
      {},
      facts.map(([name, value, more]) =>
        make("div", {}, make("dt", {}, name), make("dd", {}, make("strong", {}, value), make("span", {}, more))),
      ),
    ),
  );
}

// The interval of the whole, or of one speaker.
function intervalNow() {
  const set = Object.keys(FILTERS).filter((key) => filters[key] !== "");
  const interval = !set.length
    ? intervalOf("all", "all", "ci")
    : set.length === 1 && filters.speaker
      ? intervalOf("speaker", filters.speaker, "ci")
      : null;
  if (interval) return `; 95 % interval ${number(interval[0], 1)} to ${number(interval[1], 1)}`;
  return set.length === 1 && filters.speaker ? "; fewer than 20 answers or 5 texts: no interval" : "";
}

// What does not stand on this page is said first, and what makes targets and sources weak.
function showLeftOut() {
  const { shortened, gone, whole_from, largest } = RUN.left_out;
  const parts = [];
  const chosen = ABOUT.selection.join("; ");
  if (chosen) parts.push(`This page holds a part of what was read: ${chosen}. Every number is one of that part.`);
  if (gone)
    parts.push(
      `${plural(gone, "text")} – the oldest – ${gone === 1 ? "is" : "are"} not on this page at all, and in none of its counts.`,
    );
  if (shortened)
    parts.push(
      `Of ${plural(shortened, "further text")} only the sentences are here that hold an act, a source or what it is cited for.`,
    );
  if (whole_from) parts.push(`From ${whole_from} on everything is here.`);
  if (gone || shortened)
    parts.push(
      `The page takes at most ${number(largest / 1e6, largest % 1e6 ? 1 : 0)} MB; the tables beside it hold everything.`,
    );
  const spoken = DOCS.filter((doc) => doc.genre !== "article" && doc.turns.some(answering));
  const stateless = spoken.filter((doc) => !doc.state).length;
  fill(
    $("left-out"),
    parts.length ? make("p.warning", { id: "left-out-note" }, make("strong", {}, chosen ? "A part: " : "Left out: "), parts.join(" ")) : null,
    stateless > 0.2 * spoken.length
      ? make(
          "p.warning",
          {},
          make("strong", {}, "Weak: "),
          `in ${number(stateless)} of ${plural(spoken.length, "text")} it is not known for which state the speakers speak, so targets and kinds of source are often not recognised there. A line “State: XXX” (three letters, ISO 3166) at the head of a file or a column “state” tells it.`,
        )
      : null,
  );
}

// The answer with the most points of confrontation.
function worstOf({ answers, core }) {
  const points = new Map();
  // Acts without intensity, where such a kind is asked for, are at least counted.
  for (const hit of core) points.set(hit.turn, (points.get(hit.turn) ?? 0) + Math.max(0.001, hit.intensity));
  let worst = null;
  for (const turn of answers) if (points.get(turn) > (points.get(worst) ?? 0)) worst = turn;
  return worst && { turn: worst, acts: core.filter((hit) => hit.turn === worst) };
}

function showWorst(selection) {
  const worst = worstOf(selection);
  const heading = make(
    "h2",
    { id: "worst-heading" },
    filters.category ? "The answer with most of these acts" : "The most confrontational answer",
  );
  if (!worst) return fill($("worst"), heading, make("p.note", {}, "No answer with such an act fits the filters."));
  const { turn, acts } = worst;
  const points = sum(acts, (hit) => Math.max(0, hit.intensity));
  const first = acts.reduce((strong, hit) => (hit.intensity > strong.intensity ? hit : strong));
  fill(
    $("worst"),
    heading,
    make(
      "p",
      {},
      make("strong", {}, turn.who),
      `, ${dateName(turn.doc)}: ${plural(acts.length, "act")}, `,
      term(
        `${number(points, points % 1 ? 1 : 0)} points`,
        "Every act has an intensity of 1 (mild) to 5; the points are their sum.",
      ),
    ),
    make("blockquote", {}, excerpt(textOf(turn), 420)),
    make(
      "p",
      {},
      "Acts: ",
      acts
        .slice(0, 8)
        .map((hit, at) => [
          at ? ", " : "",
          make("a", { href: linkTo("hit", hit.id) }, `“${excerpt(matchedOf(hit), 60)}”`),
          ` (${categoryName(hit.category)})`,
        ]),
      acts.length > 8 ? [" and ", make("a", { href: linkTo("turn", turn.id) }, `${acts.length - 8} more`)] : "",
    ),
    figuresIn(turn),
    make(
      "p",
      {},
      make("a.go", { href: linkTo("turn", turn.id), id: "worst-link" }, "Read it, with what was found marked"),
      " · ",
      make("a", { href: linkTo("hit", first.id) }, "Why was its strongest act tagged so?"),
    ),
  );
}
