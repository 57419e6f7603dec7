// Why something was tagged as it is: everything that the decision rests on, down to the words.

let openedBy = null;

function closeAudit() {
  $("audit").hidden = true;
  document.body.classList.remove("auditing");
}

function openAudit(heading, rows, id, from) {
  openedBy = from;
  const facts = rows
    .filter((row) => row && row[1])
    .map(([name, ...value]) => [
      make("dt", {}, name),
      make(
        "dd",
        {},
        value.flat().map((part) => (typeof part === "string" ? make("p", {}, part) : part)),
      ),
    ]);
  fill(
    $("audit"),
    make(
      "div.audit-head",
      {},
      make("h2", { id: "audit-heading", tabindex: "-1" }, heading),
      make("button.close", { type: "button", "aria-label": "Close (Escape)", onclick: leaveAudit }, "×"),
    ),
    make("dl", {}, facts),
    make("p.note", {}, "In the tables: ", make("code", {}, id)),
  );
  $("audit").hidden = false;
  $("audit").scrollTop = 0;
  document.body.classList.add("auditing");
  $("audit-heading").focus({ preventScroll: true });
}

// Closes the panel and goes back to the words.
function leaveAudit() {
  const turn = current.turn;
  closeAudit();
  const place = { doc: reading.doc, turn };
  history.replaceState(null, "", turn ? linkTo("turn", turn.id) : linkTo("doc", reading.doc.id));
  current = place;
  const tag = openedBy && document.querySelector(`.tag[data-id="${CSS.escape(openedBy)}"]`);
  (tag ?? $("reader-heading"))?.focus({ preventScroll: true });
}

function auditHit(hit) {
  const category = CATEGORIES.get(hit.category);
  const [status, meaning] = STATUSES[hit.status] ?? [hit.status, ""];
  openAudit(
    `Why “${excerpt(matchedOf(hit), 80)}”?`,
    [
      ["It was read as", make("strong", {}, category?.name ?? hit.category), category ? `${category.definition}.` : ""],
      [
        "Does it count?",
        countsWhy(hit),
        hit.counts
          ? hit.core
            ? "It enters the confrontation index."
            : isBeside(hit.category)
              ? BESIDE
              : "It does not enter the confrontation index."
          : "",
      ],
      [
        "Meaning here",
        make("strong", {}, status),
        meaning,
        hit.cue ? make("p", {}, "Decided by the words ", make("q", {}, hit.cue), ".") : "",
      ],
      [
        "Intensity",
        `${number(hit.intensity, hit.intensity % 1 ? 1 : 0)} ${hit.intensity < 0 ? "(below 0: friendly)" : "of 5"}`,
        hit.ladder ? `Step ${hit.ladder} of 9 on the ladder of warnings.` : "",
      ],
      [
        "Whose act",
        hit.holder ? (hit.holder === "ART" ? "the article itself" : hit.holder) : "the text does not tell",
        CERTAINTIES[hit.certainty] ?? hit.certainty,
      ],
      ["Aimed at", actorName(hit.target), hit.basis ? `How that was found: ${BASES[hit.basis] ?? hit.basis}.` : ""],
      [
        "Answers a charge with a charge",
        hit.tu_quoque === "same"
          ? "yes, on the same matter"
          : hit.tu_quoque === "other"
            ? "yes, on another matter"
            : "",
      ],
      ["Found by", make("p", {}, "the entry ", make("code", {}, hit.term)), `of the word list ${hit.lexicon}`],
      ["How sure", `${number(hit.confidence, 1)} of 1 – a rule of thumb for meaning and target, not a probability`],
      ["Figures in the same turn", figuresOf(hit.turn)],
      ["Where in the file", placeOf(hit)],
    ],
    hit.id,
    hit.id,
  );
}

// Where the words stand in the file that was read.
function placeOf({ doc, place }) {
  const row = doc.row && !place.startsWith("row") ? `, row ${doc.row}` : "";
  return make("p", {}, make("code", {}, doc.path), row, place && `, ${place}`);
}

const BASES = {
  category: "this kind of act is aimed at it by its nature",
  "named in the clause": "the name stands in the same clause",
  "named in the question": "the name stands in the question",
  "subject of a sentence before": "it is the subject of a sentence before",
  "no actor named": "nobody is named near it",
};

function countsWhy(hit) {
  if (hit.counts) return "Yes: said in earnest, by a voice that answers or by somebody quoted by name.";
  if (hit.status !== "use" && hit.status !== "announced") return `No, because it is ${statusName(hit.status)}.`;
  return "No, because nobody answers here in their own name: it stands in a question, or in the words of the text itself.";
}

// Figures that say something: dates, ordinals and bare counts are left out.
const toldFigures = (turn) =>
  turn.figures.filter((figure) => {
    const { kind, unit, base } = figure;
    return kind !== "date" && kind !== "ordinal" && (kind !== "count" || unit || base) && matchedOf(figure);
  });

// Where a figure comes from: the source of what it is part of, or else, with that caution, the one named last before it.
function originOf(figure) {
  const link = (citation) => make("a", { href: linkTo("cite", citation.id) }, excerpt(sourceOf(citation), 80));
  if (figure.citation) return ["source: ", link(figure.citation)];
  const before = figure.turn.citations.filter((citation) => citation.start < figure.start).pop();
  return before
    ? ["no source recognised in its own sentence; the last one before it: ", link(before)]
    : "no source was recognised before it";
}

// Every figure of a turn with its source, or that it has none.
function figuresOf(turn) {
  const figures = toldFigures(turn);
  if (!figures.length) return "";
  const item = (figure) =>
    make(
      "li",
      {},
      make("strong", {}, matchedOf(figure)),
      ` ${meaningOf(figure)} – `,
      originOf(figure),
      checksOf(figure),
    );
  return make("ul", {}, figures.map(item));
}

// What a figure says, as far as it was read: of what, where, by whom, when.
function meaningOf(figure) {
  const parts = [
    figure.unit && !matchedOf(figure).includes(figure.unit) && figure.unit,
    figure.base && `of ${figure.base}`,
    !figure.base.includes(figure.scope) && figure.scope,
    figure.agent && `by ${figure.agent}`,
    figure.period && `(${figure.period})`,
  ];
  return parts.filter(Boolean).join(" ");
}

function auditCitation(citation) {
  const figures = citation.figures.map((figure) =>
    make("li", {}, make("strong", {}, matchedOf(figure)), ` ${meaningOf(figure)}`, checksOf(figure)),
  );
  openAudit(
    `Who is cited: “${excerpt(sourceOf(citation), 80)}”`,
    [
      ["Known as", citation.entity ? actorName(citation.entity) : "not in the word lists"],
      [
        "Kind of source",
        sourceName(citation.type),
        citation.opponent ? "A source of the opponent's own side, used against it." : "",
      ],
      ["How exact", SPECIFICITY[citation.specificity]],
      [
        "Made a citation by",
        citation.cue ? make("p", {}, "the words ", make("q", {}, citation.cue)) : "",
        MANNERS[citation.manner] ?? citation.manner,
      ],
      [
        "What is cited",
        contentOf(citation) ? make("blockquote", {}, contentOf(citation)) : "nothing was read as its content",
      ],
      ["Used", USES[citation.use] ?? citation.use],
      ["Figures", figures.length ? make("ul", {}, figures) : ""],
      ["Title", citation.title],
      ["Date", citation.date],
      ["Address", citation.url ? outside(citation.url, citation.url) : ""],
      [
        "Points back to",
        citation.antecedent
          ? make(
              "p",
              {},
              make("q", {}, citation.antecedent),
              citation.back === null
                ? ""
                : [" – ", make("a", { href: linkTo("cite", `${citation.doc.id}.c${citation.back}`) }, "that citation")],
            )
          : "",
      ],
      ["Where in the file", placeOf(citation)],
    ],
    citation.id,
    citation.id,
  );
}

// How a figure stands to the same figure in other texts: where it differs in full, where it agrees in number.
function checksOf(figure) {
  const [differing, agreeing] = [ABOUT.differing, ABOUT.agreeing].map(({ rows }) =>
    rows.filter((row) => row[3] === figure.id || row[4] === figure.id),
  );
  return [
    agreeing.length ? `; ${plural(agreeing.length, "other place says", "other places say")} the same` : "",
    differing.length
      ? make(
          "ul.checks",
          {},
          differing.map(([relation, , note]) =>
            make("li", {}, make("strong", {}, `${RELATIONS[relation] ?? relation}: `), note),
          ),
        )
      : "",
  ];
}
